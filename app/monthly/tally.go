package monthly

import (
	"cmp"
	"slices"

	"zhangfang/app/book"
	"zhangfang/app/transit"
)

// key tells figures apart: a channel or a day, and the currency.
type key struct {
	id       int32
	currency book.Currency
}

// tally adds up; the first overflow stays in err.
type tally struct {
	channels map[key]*book.ChannelFigures
	days     map[key]*book.DayFigures
	bank     map[key]*book.BankFigures
	kinds    []book.ExceptionFigures
	worst    []book.ExceptionLine
	err      error
}

func (t *tally) add(to *book.Minor, m book.Minor) {
	sum, err := to.Add(m)
	if err != nil && t.err == nil {
		t.err = err
	}
	*to = sum
}

func (t *tally) channelOf(c book.Channel, cur book.Currency) *book.ChannelFigures {
	k := key{int32(c.ID), cur}
	if t.channels[k] == nil {
		t.channels[k] = &book.ChannelFigures{Channel: c, Currency: cur}
	}
	return t.channels[k]
}

func (t *tally) dayOf(d book.Day, cur book.Currency) *book.DayFigures {
	k := key{int32(d), cur}
	if t.days[k] == nil {
		t.days[k] = &book.DayFigures{Day: d, Currency: cur}
	}
	return t.days[k]
}

func (t *tally) bankOf(c book.Channel, cur book.Currency) *book.BankFigures {
	k := key{int32(c.ID), cur}
	if t.bank[k] == nil {
		t.bank[k] = &book.BankFigures{Channel: c, Currency: cur}
	}
	return t.bank[k]
}

func (t *tally) payments(c book.Channel, d book.ChannelDay) {
	ch, day := t.channelOf(c, d.Currency), t.dayOf(d.Day, d.Currency)
	switch d.Kind {
	case book.KindPayment:
		t.add(&ch.Sales, d.Amount)
		t.add(&day.Sales, d.Amount)
		ch.SaleRows += d.Rows
		day.SaleRows += d.Rows
	case book.KindRefund:
		t.add(&ch.Refunds, d.Amount)
		t.add(&day.Refunds, d.Amount)
		ch.RefRows += d.Rows
		day.RefRows += d.Rows
	default:
		return
	}
	for _, fee := range []*book.Minor{&ch.Fees, &day.Fees} {
		t.add(fee, d.Fee)
	}
	for _, net := range []*book.Minor{&ch.Net, &day.Net} {
		t.add(net, d.Amount)
		t.add(net, -d.Fee)
	}
}

func (t *tally) bankRows(c book.Channel, d book.ChannelDay) {
	b := t.bankOf(c, d.Currency)
	switch d.Kind {
	case book.KindDeposit:
		t.add(&b.Credits, d.Amount)
		b.CreditRows += d.Rows
	case book.KindExpense:
		t.add(&b.Debits, d.Amount)
		b.DebitRows += d.Rows
	}
}

// payout books an expected amount as arrived, under way or late. What a wallet
// pays is counted on the day it left the wallet.
func (t *tally) payout(c book.Channel, x transit.Expectation) {
	ch, day := t.channelOf(c, x.Currency), t.dayOf(x.Day, x.Currency)
	if x.State == transit.NotExpected && x.ArrivedOn == 0 {
		return // a day of more refunds than sales, which no credit has made up for
	}
	t.add(&ch.Arrived, x.Settlement.Arrived)
	t.add(&day.Arrived, x.Settlement.Arrived)
	switch x.State {
	case transit.InTransit:
		t.add(&ch.Transit, x.Rest())
	case transit.Late, transit.Missing:
		t.add(&ch.Late, x.Rest())
		t.add(&day.Late, x.Rest())
	}
}

func (t *tally) balances(g *gathering) {
	for _, c := range g.channels {
		if m, ok := g.balances[c.ID]; ok && g.picked(payer(c, g.channels).ID) {
			t.add(&t.channelOf(payer(c, g.channels), m.Currency).Balance, m.Minor)
		}
	}
}

// legRows tells how many rows of the sales leg have their match. A shop's orders
// bring no figures of their own, but a row without a payment is theirs to tell.
func (t *tally) legRows(g *gathering, rows map[book.ChannelID][2]int) {
	for _, c := range g.channels {
		if c.Role == book.RoleOrders && rows[c.ID][0] > 0 && len(g.pick) == 0 {
			t.channelOf(c, cmp.Or(c.Currency, book.CNY))
		}
	}
	for _, ch := range t.channels {
		n := rows[ch.Channel.ID]
		ch.Rows, ch.Matched = n[0], n[1]
	}
}

func (t *tally) exceptions(g *gathering) {
	at := map[string]int{}
	for _, x := range g.exceptions {
		k := string(x.Type) + string(x.Currency)
		i, ok := at[k]
		if !ok {
			i = len(t.kinds)
			at[k] = i
			t.kinds = append(t.kinds, book.ExceptionFigures{Type: x.Type, Currency: x.Currency})
		}
		if x.State == book.ExceptionResolved {
			t.kinds[i].Resolved++
			continue
		}
		if x.Type == book.UnexplainedCredit {
			for _, b := range t.bank {
				if b.Channel.ID == x.Channel && b.Currency == x.Currency {
					b.Unexplained++
				}
			}
		}
		t.kinds[i].Open++
		t.add(&t.kinds[i].Amount, x.Difference().Minor.Abs())
		if len(t.worst) < worstLines { // they come worst first
			t.worst = append(t.worst, x)
		}
	}
	slices.SortStableFunc(t.kinds, func(a, b book.ExceptionFigures) int {
		return cmp.Compare(slices.Index(book.ExceptionTypes, a.Type), slices.Index(book.ExceptionTypes, b.Type))
	})
}

// into writes the sums in a settled order.
func (t *tally) into(f *book.MonthFigures) {
	for _, c := range t.channels {
		f.Channels = append(f.Channels, *c)
	}
	slices.SortFunc(f.Channels, func(a, b book.ChannelFigures) int {
		return cmp.Or(cmp.Compare(a.Channel.ID, b.Channel.ID), cmp.Compare(a.Currency, b.Currency))
	})
	for _, b := range t.bank {
		f.Bank = append(f.Bank, *b)
	}
	slices.SortFunc(f.Bank, func(a, b book.BankFigures) int {
		return cmp.Or(cmp.Compare(a.Channel.ID, b.Channel.ID), cmp.Compare(a.Currency, b.Currency))
	})
	f.Days, f.Exceptions, f.Worst = sortedByDay(t.days), t.kinds, t.worst
}
