package reconcile

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"zhangfang/app/book"
)

// shop builds the rows of a test in the words of a test.
type shop struct {
	rows []book.Row
	p    Parameters
}

const (
	shopOrders book.ChannelID = iota + 1
	weChat
	aliPay
	aliWallet
	terminal
	bank
)

var day1 = book.NewDay(2025, time.October, 13) // a Monday

func newShop() *shop {
	s := &shop{p: Parameters{Coverage: map[book.ChannelID][]book.Coverage{}}}
	for _, c := range []book.Channel{
		{ID: shopOrders, Role: book.RoleOrders, Provider: "shop"},
		{ID: weChat, Role: book.RolePayments, Provider: "wechatpay", Account: "w"},
		{ID: aliPay, Role: book.RolePayments, Provider: "alipay", Account: "a"},
		{ID: aliWallet, Role: book.RoleWallet, Provider: "alipay", Account: "a"},
		{ID: terminal, Role: book.RolePayments, Provider: "pos"},
		{ID: bank, Role: book.RoleBank, Provider: "bank"},
	} {
		s.p.Channels = append(s.p.Channels, c)
		s.covers(c.ID, day1-5, day1+25)
	}
	return s
}

func (s *shop) covers(c book.ChannelID, from, to book.Day) {
	s.p.Coverage[c] = []book.Coverage{{Period: book.Period{From: from, To: to}}}
}

// add adds a row at a day and time of day ("12:00:00"; "" unknown) and returns its id.
func (s *shop) add(c book.ChannelID, k book.Kind, key string, d book.Day, at string, amount book.Minor, more ...func(*book.Row)) book.EntryID {
	r := book.Row{ID: book.EntryID(len(s.rows) + 1), Channel: c, Role: s.p.Channels[c-1].Role, Kind: k, Key: key, Day: d,
		Amount: amount, Gross: amount, Currency: "CNY", Status: book.StatusPaid}
	if at != "" {
		t, err := time.ParseInLocation("2006-01-02 15:04:05", d.String()+" "+at, book.Shanghai)
		if err != nil {
			panic(err)
		}
		r.At, r.Precision = t.Unix(), book.PrecisionSecond
	}
	for _, m := range more {
		m(&r)
	}
	s.rows = append(s.rows, r)
	return r.ID
}

func (s *shop) order(key, at string, amount book.Minor, more ...func(*book.Row)) book.EntryID {
	return s.add(shopOrders, book.KindOrder, key, day1, at, amount, more...)
}

func (s *shop) pay(c book.ChannelID, key, at string, amount book.Minor, more ...func(*book.Row)) book.EntryID {
	return s.add(c, book.KindPayment, key, day1, at, amount, more...)
}

func by(m string) func(*book.Row) { return func(r *book.Row) { r.Text = &book.RowText{Method: m} } }
func status(x book.Status) func(*book.Row) {
	return func(r *book.Row) { r.Status = x }
}
func swiped(terminal, card string) func(*book.Row) {
	return func(r *book.Row) { r.Text = &book.RowText{Terminal: terminal, Card: card} }
}
func memo(m string) func(*book.Row) { return func(r *book.Row) { r.Text = &book.RowText{Memo: m} } }
func fee(f book.Minor) func(*book.Row) {
	return func(r *book.Row) { r.Fee = f }
}

// solved is an outcome over all blocks, copied.
type solved struct {
	matches     []book.Match
	exceptions  []book.Exception
	open        map[book.EntryID]book.OpenReason
	settlements []book.Settlement
	rows        map[book.EntryID]int
}

func (s *shop) solve(leg book.Leg) *solved { return solveRows(leg, s.rows, &s.p) }

func solveRows(leg book.Leg, rows []book.Row, p *Parameters) *solved {
	match := Sales
	if leg == book.LegPayouts {
		match = Payouts
	}
	out := &solved{open: map[book.EntryID]book.OpenReason{}, rows: map[book.EntryID]int{}}
	for o := range match(slices.Clone(rows), p) {
		for _, m := range o.Matches {
			m.Left, m.Right = slices.Clone(m.Left), slices.Clone(m.Right)
			out.matches = append(out.matches, m)
		}
		out.exceptions = append(out.exceptions, o.Exceptions...)
		out.settlements = append(out.settlements, o.Settlements...)
		for _, x := range o.Open {
			out.open[x.Entry] = x.Why
		}
		for _, id := range o.Rows {
			out.rows[id]++
		}
	}
	return out
}

// String tells matches, exceptions and open rows, sorted, a line each.
func (s *solved) String() string {
	var lines []string
	for _, m := range s.matches {
		lines = append(lines, fmt.Sprintf("%s %s %v~%v", m.State, m.Rule, m.Left, m.Right))
	}
	for _, x := range s.exceptions {
		lines = append(lines, fmt.Sprintf("! %s %d/%d %d->%d", x.Type, x.Entry, x.Other, x.Expected, x.Actual))
	}
	for id, why := range s.open {
		lines = append(lines, fmt.Sprintf("open %d %s", id, why))
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

func (s *solved) want(t *testing.T, lines ...string) {
	t.Helper()
	slices.Sort(lines)
	if got, want := s.String(), strings.Join(lines, "\n"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
