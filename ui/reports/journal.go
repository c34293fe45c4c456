package reports

import (
	"context"
	"path/filepath"
	"strings"

	"zhangfang/app/book"
	"zhangfang/app/monthly"
	"zhangfang/ui/kit/words"
)

// Journal is the vouchers of the period and the accounts that they use.
type Journal struct {
	Systems  []string // the bookkeeping programs, in words
	System   int
	How      string // where that program takes the file
	Summary  string
	Accounts []Account
	Lines    []JournalLine // of the first vouchers
	More     string        // that there are more of them; "" where there are not
}

// Account is a line of the account mapping.
type Account struct {
	Key     book.AccountKey
	Use     string
	Code    string
	Name    string
	Default bool
}

// JournalLine is a posting in words; Voucher and Day only on a voucher's first.
type JournalLine struct{ Voucher, Day, Account, Memo, Debit, Credit string }

// linesShown is how many postings the preview shows.
const linesShown = 24

func (p *Presenter) journalOf(j *book.Journal) Journal {
	t := p.deps.Text
	out := Journal{How: t.T("journal.how." + p.system), Summary: t.Count("journal.summary", len(j.Vouchers), words.Number(len(j.Vouchers)))}
	for i, name := range monthly.JournalSystems() {
		out.Systems = append(out.Systems, t.T("journal.system."+name))
		if name == p.system {
			out.System = i
		}
	}
	for _, a := range j.Accounts {
		out.Accounts = append(out.Accounts, Account{a.AccountKey, t.T("journal.use."+string(a.Use), a.ChannelName), a.Code, a.Name, a.Default})
	}
	for i := range j.Vouchers {
		v := &j.Vouchers[i]
		if len(out.Lines)+len(v.Postings) > linesShown {
			out.More = t.Count("journal.more", len(j.Vouchers)-i, words.Number(len(j.Vouchers)-i))
			break
		}
		out.Lines = append(out.Lines, journalLines(v)...)
	}
	return out
}

func journalLines(v *book.Voucher) []JournalLine {
	var out []JournalLine
	for i, x := range v.Postings {
		l := JournalLine{Account: x.Code + " " + x.Name, Memo: x.Memo}
		if i == 0 {
			l.Voucher, l.Day = words.Number(v.No), words.DayShort(v.Day)
		}
		if x.Amount < 0 {
			l.Credit = words.Amount(-x.Amount, v.Currency)
		} else {
			l.Debit = words.Amount(x.Amount, v.Currency)
		}
		out = append(out, l)
	}
	return out
}

// PickSystem chooses the bookkeeping program at the index of Journal.Systems.
func (p *Presenter) PickSystem(i int) {
	names := monthly.JournalSystems()
	if i < 0 || i >= len(names) {
		return
	}
	p.system = names[i]
	j := p.state.Journal
	j.System, j.How = i, p.deps.Text.T("journal.how."+p.system)
	p.state.Journal = j
	p.changed()
}

// SetAccount keeps the account at the index of Journal.Accounts in the book; both
// texts empty go back to the standard one.
func (p *Presenter) SetAccount(i int, code, name string) {
	p.SetAccounts(map[int][2]string{i: {code, name}})
}

// SetAccounts keeps several accounts, each by its index with number and name.
func (p *Presenter) SetAccounts(changed map[int][2]string) {
	accounts := p.state.Journal.Accounts
	keep := map[book.AccountKey]book.Account{}
	for i, text := range changed {
		a := book.Account{Code: strings.TrimSpace(text[0]), Name: strings.TrimSpace(text[1])}
		if i >= 0 && i < len(accounts) && (a.Code != accounts[i].Code || a.Name != accounts[i].Name) {
			keep[accounts[i].Key] = a
		}
	}
	if len(keep) == 0 {
		return
	}
	p.busy(func(ctx context.Context) error { return p.deps.Monthly.SetAccounts(ctx, keep) }, func() {
		p.deps.Toast(p.deps.Text.T("journal.kept"), "", nil)
		p.Load()
	})
}

// Export writes the vouchers to a path and says what became of them.
func (p *Presenter) Export(path string) {
	period, system := p.period, p.system
	var done monthly.JournalWritten
	p.busy(func(ctx context.Context) (err error) {
		done, err = p.deps.Monthly.WriteJournal(ctx, period, system, path, p.deps.Text)
		return err
	}, func() {
		t := p.deps.Text
		said := t.Count("journal.written", done.Vouchers, words.Number(done.Vouchers), filepath.Base(path))
		if n := len(done.Files); n > 1 {
			said += t.Count("journal.files", n, words.Number(n))
		}
		if done.Left > 0 {
			said += t.Count("journal.left", done.Left, words.Number(done.Left))
		}
		p.tell(said, path)
	})
}
