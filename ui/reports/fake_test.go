package reports

import (
	"context"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"zhangfang/app/book"
	"zhangfang/app/monthly"
	"zhangfang/assets"
	"zhangfang/ui/kit"
)

// fake is made-up months behind the interface of the view; it keeps what it was told.
type fake struct {
	months  []book.Period
	err     error
	calls   []string
	checks  []monthly.Check
	acts    []book.Closing
	written monthly.JournalWritten
}

func (f *fake) did(what string, p book.Period, more string) {
	f.calls = append(f.calls, what+" "+p.From.String()+" "+p.To.String()+" "+more)
}

func (f *fake) Months(context.Context) ([]book.Period, error)    { return f.months, f.err }
func (f *fake) Closings(context.Context) ([]book.Closing, error) { return f.acts, f.err }

func (f *fake) Preview(_ context.Context, p book.Period, _ *assets.Text) (monthly.Preview, error) {
	f.did("preview", p, "")
	mark := monthly.Mark{Kind: monthly.MarkText, X: 16, Y: 20, Text: "西街小馆", Size: 20, Bold: true}
	return monthly.Preview{Shop: "西街小馆", Pages: []monthly.Page{{Marks: []monthly.Mark{mark}}, {}}}, f.err
}

func (f *fake) Write(_ context.Context, p book.Period, path string, _ *assets.Text) error {
	f.did("write", p, path)
	return f.err
}

func (f *fake) Journal(_ context.Context, p book.Period, _ *assets.Text) (book.Journal, error) {
	f.did("journal", p, "")
	sales, clearing := book.AccountKey{Use: book.UseSales}, book.AccountKey{Use: book.UseClearing, Channel: 2}
	j := book.Journal{Book: "西街小馆", Period: p, Accounts: []book.AccountLine{
		{AccountKey: sales, Account: book.Account{Code: "6001", Name: "主营业务收入"}, Default: true},
		{AccountKey: clearing, ChannelName: "微信支付", Account: book.Account{Code: "101202", Name: "微信"}},
	}}
	for i := range 20 {
		j.Vouchers = append(j.Vouchers, book.Voucher{No: i + 1, Day: p.From + book.Day(i), Currency: book.CNY, Postings: []book.Posting{
			{Account: j.Accounts[1].Account, Use: book.UseClearing, Memo: "net", Amount: 99_40}, {Account: j.Accounts[0].Account, Use: book.UseSales, Memo: "sales", Amount: -99_40}}})
	}
	return j, f.err
}

func (f *fake) SetAccounts(_ context.Context, changed map[book.AccountKey]book.Account) error {
	for k, a := range changed {
		f.did("account", book.Period{}, string(k.Use)+" "+a.Code+" "+a.Name)
	}
	return f.err
}

func (f *fake) WriteJournal(_ context.Context, p book.Period, system, path string, _ *assets.Text) (monthly.JournalWritten, error) {
	f.did("vouchers", p, system+" "+filepath.Base(path))
	return f.written, f.err
}

func (f *fake) Checklist(_ context.Context, month book.Period, backup time.Time) (monthly.Checklist, error) {
	f.did("checklist", month, backup.Format("2006"))
	l := monthly.Checklist{Month: month, Over: true, Checks: f.checks, History: f.acts}
	if c, ok := monthly.ClosedAs(month, f.acts); ok {
		l.Closed = &c
	}
	return l, f.err
}

func (f *fake) CloseMonth(_ context.Context, month book.Period, by, note string, _ time.Time) (book.Closing, error) {
	f.did("close", month, by+" "+note)
	f.acts = append(f.acts, book.Closing{Month: month, By: by, Note: note, At: time.Unix(1762160000, 0), Head: strings.Repeat("9f", 32)})
	return book.Closing{}, f.err
}

func (f *fake) ReopenMonth(_ context.Context, month book.Period, by, reason string) (book.Closing, error) {
	f.did("reopen", month, by+" "+reason)
	f.acts = append(f.acts, book.Closing{Month: month, Reopened: true, By: by, Note: reason, At: time.Unix(1762260000, 0)})
	return book.Closing{}, f.err
}

// told is what the view told the window.
type told struct{ calls []string }

func testDeps(t *testing.T, m Monthly, w *told, locale string) Deps {
	t.Helper()
	text, err := assets.NewText(locale)
	if err != nil {
		t.Fatal(err)
	}
	add := func(s string) { w.calls = append(w.calls, s) }
	return Deps{
		Monthly: m, Text: text, Run: kit.InlineRunner, TempDir: filepath.Join(t.TempDir(), "reports"),
		Choose:     func(name string, chosen func(string)) { chosen(filepath.Join(t.TempDir(), name)) },
		Open:       func(path string) error { add("open " + filepath.Base(path)); return nil },
		OpenImport: func() { add("import") },
		Toast: func(s, _ string, do func()) {
			add(s)
			if do != nil {
				do()
			}
		},
		ShowError: func(err error) { add("error " + err.Error()) },
		Jumps:     map[monthly.CheckCode]func(){monthly.CheckHigh: func() { add("exceptions") }},
		BackupDir: func() string { return "backups" },
		Backups: func(dir string) ([]book.Backup, error) {
			return []book.Backup{{Path: dir, At: time.Date(2025, 11, 2, 0, 0, 0, 0, book.Shanghai)}}, nil
		},
		Changed: func() { add("changed") },
	}
}

func (f *fake) last() string {
	if len(f.calls) == 0 {
		return ""
	}
	return strings.TrimSpace(f.calls[len(f.calls)-1])
}
