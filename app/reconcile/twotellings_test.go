package reconcile

import (
	"testing"

	"zhangfang/app/book"
)

// TestPaymentsThatTwoBillsTell: a sale that stands in the bill of an account and in a
// list of its trades was paid once.
func TestPaymentsThatTwoBillsTell(t *testing.T) {
	number := func(n string) func(*book.Row) {
		return func(r *book.Row) { r.Text = &book.RowText{TxnNo: n} }
	}
	for name, c := range map[string]struct {
		rows func(s *shop, all, list book.ChannelID)
		want []string
	}{
		"in both": {func(s *shop, all, list book.ChannelID) {
			s.order("A1", "10:00:00", 5000)
			s.pay(list, "A1", "10:00:09", 5000)
			s.pay(all, "A1", "10:00:09", 5000)
		}, []string{"auto key [1]~[3]"}},
		"its refund too": {func(s *shop, all, list book.ChannelID) {
			s.order("A1", "10:00:00", 5000)
			s.add(shopOrders, book.KindRefund, "A1", day1+1, "10:00:00", -5000)
			for _, c := range []book.ChannelID{all, list} {
				s.pay(c, "A1", "10:00:09", 5000)
				s.add(c, book.KindRefund, "A1", day1+1, "10:00:09", -5000)
			}
		}, []string{"auto key [1]~[3]", "auto key [2]~[4]"}},
		"charged twice, in both": {func(s *shop, all, list book.ChannelID) {
			s.order("A1", "10:00:00", 5000)
			for _, c := range []book.ChannelID{list, all} {
				s.pay(c, "A1", "10:00:09", 5000)
				s.pay(c, "A1", "10:01:09", 5000)
			}
		}, []string{"auto key [1]~[4]", "! duplicate_charge 5/1 0->5000", "open 5 exception"}},
		"in the list alone": {func(s *shop, _, list book.ChannelID) {
			s.order("A1", "10:00:00", 5000)
			s.pay(list, "A1", "10:00:09", 5000)
		}, []string{"auto key [1]~[2]"}},
		"another amount is another payment": {func(s *shop, all, list book.ChannelID) {
			s.order("A1", "10:00:00", 5000)
			s.pay(list, "A1", "10:01:09", 4000)
			s.pay(all, "A1", "10:00:09", 5000)
		}, []string{"auto key [1]~[3]", "! duplicate_charge 2/1 0->4000", "open 2 exception"}},
		"of two accounts": {func(s *shop, all, list book.ChannelID) {
			s.p.Channels[list-1].Account = "b"
			s.order("A1", "10:00:00", 5000)
			s.pay(list, "A1", "10:01:09", 5000)
			s.pay(all, "A1", "10:00:09", 5000)
		}, []string{"auto key [1]~[3]", "! duplicate_charge 2/1 0->5000", "open 2 exception"}},
		"without an order's number, by their own": {func(s *shop, all, list book.ChannelID) {
			s.order("A1", "10:00:00", 5000)
			s.pay(list, "", "10:00:09", 5000, number("ch_1"))
			s.pay(all, "", "10:00:09", 5000, number("ch_1"))
		}, []string{"auto amount+time [1]~[3]"}},
		"nor with one of their own": {func(s *shop, all, list book.ChannelID) {
			s.pay(list, "", "10:00:09", 5000)
			s.pay(all, "", "10:00:09", 5000)
		}, []string{"! missing_order 1/0 0->5000", "open 1 exception", "! missing_order 2/0 0->5000", "open 2 exception"}},
	} {
		t.Run(name, func(t *testing.T) {
			s := newShop()
			all, list := s.account("stripe", "a"), s.account("stripe", "a")
			s.p.Channels[list-1].Stream = "trade"
			c.rows(s, all, list)
			s.solve(book.LegSales).want(t, c.want...)
		})
	}
}

// TestADecisionOnOneOfTwoTellings holds; the other is left out instead.
func TestADecisionOnOneOfTwoTellings(t *testing.T) {
	s := newShop()
	all, list := s.account("stripe", "a"), s.account("stripe", "a")
	s.p.Channels[list-1].Stream = "trade"
	order := s.order("A1", "10:00:00", 5000)
	told := s.pay(list, "A1", "10:00:09", 5000)
	s.pay(all, "A1", "10:00:09", 5000)
	s.p.Decisions = []book.Decision{{ID: 1, Action: book.Confirm, Leg: book.LegSales, Left: []book.EntryID{order}, Right: []book.EntryID{told}}}
	s.solve(book.LegSales).want(t, "confirmed manual [1]~[2]")
}
