package monthly

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"zhangfang/app/book"
	"zhangfang/assets"
)

// Journal is what a period comes to in double entry: a voucher per day, channel and
// currency. What a payment channel took is sales and refunds against its fees and
// what it owes the shop from then on; what came to a bank account is taken off what
// the channel owes where a payout explains it, and stands in suspense where nothing
// does, as every debit does, and where what was sold in one currency came in another:
// what it was worth is not for a program to say. Its totals are those of Figures.
func (s *Service) Journal(ctx context.Context, p book.Period, text *assets.Text) (book.Journal, error) {
	j := book.Journal{Period: p}
	b := bookkeeper{text: text, byID: map[book.ChannelID]book.Channel{}}
	err := func() (err error) {
		if j.Book, err = s.book.Name(ctx); err != nil {
			return err
		}
		if b.channels, err = s.book.Channels(ctx); err != nil {
			return err
		}
		if j.Accounts, err = s.Accounts(ctx, text); err != nil {
			return err
		}
		days, err := s.book.ChannelDays(ctx, p)
		if err != nil {
			return err
		}
		arrivals, err := s.book.Arrivals(ctx, p)
		if err != nil {
			return err
		}
		b.accounts = j.Accounts
		j.Vouchers, err = b.vouchers(days, arrivals)
		return err
	}()
	if err != nil {
		return j, fmt.Errorf("journal of %s to %s: %w", p.From, p.To, err)
	}
	return j, nil
}

// bookkeeper makes vouchers.
type bookkeeper struct {
	text     *assets.Text
	channels []book.Channel
	byID     map[book.ChannelID]book.Channel
	accounts []book.AccountLine
}

// sums is what a voucher is made of.
type sums struct {
	sales, refunds, fees book.Minor                    // of a payment channel
	credits, debits      book.Minor                    // of a bank account
	paid, exchanged      map[book.ChannelID]book.Minor // of the credits, by the payment channel that paid: in the currency of its sales, in another
}

// voucherKey is what a voucher is about.
type voucherKey struct {
	day      book.Day
	channel  book.ChannelID
	currency book.Currency
}

func (b *bookkeeper) vouchers(days []book.ChannelDay, arrivals []book.Arrival) ([]book.Voucher, error) {
	for _, c := range b.channels {
		b.byID[c.ID] = c
	}
	all := map[voucherKey]*sums{}
	var t tally // adds, and keeps the first overflow
	of := func(day book.Day, channel book.ChannelID, currency book.Currency) *sums {
		k := voucherKey{day, channel, currency}
		if all[k] == nil {
			all[k] = &sums{paid: map[book.ChannelID]book.Minor{}, exchanged: map[book.ChannelID]book.Minor{}}
		}
		return all[k]
	}
	for _, d := range days {
		switch b.byID[d.Channel].Role {
		case book.RolePayments:
			of(d.Day, d.Channel, d.Currency).took(&t, d)
		case book.RoleBank:
			of(d.Day, d.Channel, d.Currency).bank(&t, d)
		}
	}
	for _, a := range arrivals {
		s, from := of(a.Day, a.Bank, a.Currency), book.ChannelID(0)
		if c := payer(b.byID[a.From], b.channels); c.Role == book.RolePayments {
			from = c.ID
		}
		by := s.paid
		if a.Sold != a.Currency {
			by = s.exchanged
		}
		paid := by[from]
		t.add(&paid, a.Amount)
		by[from] = paid
	}
	var out []book.Voucher
	for k, s := range all {
		v := book.Voucher{Day: k.day, Channel: k.channel, Currency: k.currency}
		if c := b.byID[k.channel]; c.Role == book.RoleBank {
			b.ofBank(&t, &v, c, s)
		} else {
			b.ofSales(&t, &v, c, s)
		}
		if len(v.Postings) > 0 {
			out = append(out, v)
		}
	}
	slices.SortFunc(out, func(a, b book.Voucher) int {
		return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(a.Channel, b.Channel), cmp.Compare(a.Currency, b.Currency))
	})
	for i := range out {
		out[i].No = i + 1
	}
	return out, t.err
}

// took takes in what a payment channel's rows of a day and kind come to.
func (s *sums) took(t *tally, d book.ChannelDay) {
	switch d.Kind {
	case book.KindPayment:
		t.add(&s.sales, d.Amount)
	case book.KindRefund:
		t.add(&s.refunds, d.Amount)
	default:
		return
	}
	t.add(&s.fees, d.Fee)
}

// bank takes in what a bank account's rows of a day and kind come to.
func (s *sums) bank(t *tally, d book.ChannelDay) {
	switch d.Kind {
	case book.KindDeposit:
		t.add(&s.credits, d.Amount)
	case book.KindExpense:
		t.add(&s.debits, d.Amount)
	}
}

// ofSales books what a channel took: it owes the net from then on.
func (b *bookkeeper) ofSales(t *tally, v *book.Voucher, c book.Channel, s *sums) {
	v.Memo = b.text.T("journal.memo.sales", c.Name, v.Day.String())
	var net book.Minor
	for _, part := range []book.Minor{s.sales, s.refunds, -s.fees} {
		t.add(&net, part)
	}
	b.post(v, book.AccountKey{Use: book.UseClearing, Channel: c.ID}, net, "journal.memo.net", c.Name)
	b.post(v, book.AccountKey{Use: book.UseFees}, s.fees, "journal.memo.fees", c.Name)
	b.post(v, book.AccountKey{Use: book.UseRefunds}, -s.refunds, "journal.memo.refunds", c.Name)
	b.post(v, book.AccountKey{Use: book.UseSales}, -s.sales, "journal.memo.gross", c.Name)
}

// ofBank books what came to a bank account and what left it.
func (b *bookkeeper) ofBank(t *tally, v *book.Voucher, c book.Channel, s *sums) {
	v.Memo = b.text.T("journal.memo.bank", c.Name, v.Day.String())
	account := book.AccountKey{Use: book.UseBank, Channel: c.ID}
	b.post(v, account, s.credits, "journal.memo.credits", c.Name)
	b.post(v, account, s.debits, "journal.memo.debits", c.Name)
	rest := s.credits
	for _, from := range b.channels {
		if paid := s.paid[from.ID]; paid != 0 {
			t.add(&rest, -paid)
			b.post(v, book.AccountKey{Use: book.UseClearing, Channel: from.ID}, -paid, "journal.memo.arrived", from.Name)
		}
	}
	suspense := book.AccountKey{Use: book.UseSuspense}
	for _, from := range b.channels {
		if came := s.exchanged[from.ID]; came != 0 {
			t.add(&rest, -came)
			b.post(v, suspense, -came, "journal.memo.exchanged", from.Name)
		}
	}
	b.post(v, suspense, -rest, "journal.memo.unexplained", c.Name)
	b.post(v, suspense, -s.debits, "journal.memo.spent", c.Name)
}

// post adds a posting; nothing is posted for no money.
func (b *bookkeeper) post(v *book.Voucher, k book.AccountKey, amount book.Minor, memo, channel string) {
	if amount == 0 {
		return
	}
	p := book.Posting{Use: k.Use, Memo: b.text.T(memo, channel, v.Day.String()), Amount: amount}
	for i := range b.accounts {
		if b.accounts[i].AccountKey == k {
			p.Account = b.accounts[i].Account
		}
	}
	v.Postings = append(v.Postings, p)
}
