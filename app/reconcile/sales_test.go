package reconcile

import (
	"testing"

	"zhangfang/app/book"
)

func TestSales(t *testing.T) {
	for name, c := range map[string]struct {
		rows func(*shop)
		want []string
	}{
		"same number and amount": {func(s *shop) {
			s.order("A1", "10:00:00", 5000)
			s.pay(weChat, "A1", "10:00:09", 5000)
		}, []string{"auto key [1]~[2]"}},
		"the order equals what was billed before the discount": {func(s *shop) {
			s.order("A1", "10:00:00", 5000)
			s.pay(weChat, "A1", "10:00:09", 4500, func(r *book.Row) { r.Gross = 5000 })
		}, []string{"auto key [1]~[2]"}},
		"another amount is a match and an exception": {func(s *shop) {
			s.order("A1", "10:00:00", 5000)
			s.pay(weChat, "A1", "10:00:09", 4000)
		}, []string{"auto key+difference [1]~[2]", "! amount_mismatch 2/1 5000->4000"}},
		"charged twice: the earlier matches": {func(s *shop) {
			s.order("A1", "10:00:00", 5000)
			s.pay(weChat, "A1", "10:01:09", 5000)
			s.pay(weChat, "A1", "10:00:09", 5000)
		}, []string{"auto key [1]~[3]", "! duplicate_charge 2/1 0->5000", "open 2 exception"}},
		"charged twice and given back by the channel": {func(s *shop) {
			s.order("A1", "10:00:00", 5000)
			s.pay(weChat, "A1", "10:00:09", 5000)
			s.pay(weChat, "A1", "10:01:09", 5000)
			s.add(weChat, book.KindRefund, "A1", day1+1, "09:00:00", -5000)
		}, []string{"auto key [1]~[2]", "auto cancel []~[3 4]"}},
		"paid in two parts": {func(s *shop) {
			s.order("A1", "10:00:00", 5000)
			s.pay(weChat, "A1", "10:00:09", 2000)
			s.pay(weChat, "A1", "10:01:09", 3000)
		}, []string{"auto key [1]~[2 3]"}},
		"two orders paid at once": {func(s *shop) {
			s.order("A1", "10:00:00", 2000)
			s.order("A1", "10:00:00", 3000)
			s.pay(weChat, "A1", "10:00:09", 5000)
		}, []string{"auto key [1 2]~[3]"}},
		"nobody paid": {func(s *shop) { s.order("A1", "10:00:00", 5000, by("微信支付")) },
			[]string{"! missing_payment 1/0 5000->0", "open 1 exception"}},
		"paid by a channel whose bill is not in yet": {func(s *shop) {
			s.covers(weChat, day1-9, day1-1)
			s.order("A1", "10:00:00", 5000, by("微信支付"))
		}, []string{"open 1 waiting"}},
		"paid just before midnight, the next day is not in yet": {func(s *shop) {
			s.covers(weChat, day1-9, day1)
			s.order("A1", "23:59:50", 5000, by("微信支付"))
		}, []string{"open 1 waiting"}},
		"cash expects nothing":          {func(s *shop) { s.order("A1", "10:00:00", 5000, by("现金")) }, nil},
		"closed unpaid expects nothing": {func(s *shop) { s.order("A1", "10:00:00", 5000, status(book.StatusClosed)) }, nil},
		"money without an order":        {func(s *shop) { s.pay(weChat, "A1", "10:00:00", 5000) }, []string{"! missing_order 1/0 0->5000", "open 1 exception"}},
		"a failed payment took no part": {func(s *shop) { s.pay(weChat, "A1", "10:00:00", 5000, status(book.StatusFailed)) }, nil},
		"money on an order nobody paid": {func(s *shop) {
			s.order("A1", "10:00:00", 5000, status(book.StatusClosed))
			s.pay(weChat, "A1", "10:00:09", 5000)
		}, []string{"auto key [1]~[2]", "! status_mismatch 2/1 0->5000"}},
		"a revoked payment, then another": {func(s *shop) {
			s.order("A1", "10:00:00", 5000)
			s.pay(weChat, "A1", "10:00:09", 5000)
			s.pay(weChat, "A1", "10:00:40", 5000, status(book.StatusReversed))
			s.pay(weChat, "A1", "10:01:00", 5000)
		}, []string{"auto key [1]~[4]", "auto cancel []~[2 3]"}},
		"a refund in two parts": {func(s *shop) {
			s.order("A1", "10:00:00", 5000)
			s.pay(weChat, "A1", "10:00:09", 5000)
			s.add(shopOrders, book.KindRefund, "A1", day1, "", -3000)
			s.add(weChat, book.KindRefund, "A1", day1+2, "09:00:00", -1000)
			s.add(weChat, book.KindRefund, "A1", day1+3, "09:00:00", -2000)
		}, []string{"auto key [1]~[2]", "auto key [3]~[4 5]"}},
		"a refund that the shop does not know": {func(s *shop) {
			s.order("A1", "10:00:00", 5000)
			s.pay(weChat, "A1", "10:00:09", 5000)
			s.add(weChat, book.KindRefund, "A1", day1+2, "09:00:00", -1000)
		}, []string{"auto key [1]~[2]", "! refund_not_in_orders 3/0 0->-1000", "open 3 exception"}},
		"a refund that the channel never paid": {func(s *shop) {
			s.order("A1", "10:00:00", 5000, by("微信支付"))
			s.pay(weChat, "A1", "10:00:09", 5000)
			s.add(shopOrders, book.KindRefund, "A1", day1, "", -1000, by("微信支付"))
		}, []string{"auto key [1]~[2]", "! refund_not_in_channel 3/0 -1000->0", "open 3 exception"}},
		"a card payment alone in amount and time": {func(s *shop) {
			s.order("A1", "10:00:00", 5000, by("刷卡"))
			s.pay(terminal, "", "10:00:42", 5000)
		}, []string{"auto amount+time [1]~[2]"}},
		"a card payment is no WeChat order's": {func(s *shop) {
			s.order("A1", "10:00:00", 5000, by("微信支付"))
			s.pay(terminal, "", "10:00:42", 5000)
		}, []string{"! missing_order 2/0 0->5000", "! missing_payment 1/0 5000->0", "open 1 exception", "open 2 exception"}},
		"two equal card payments within a minute cannot be told apart": {func(s *shop) {
			s.order("A1", "10:00:00", 5000, by("刷卡"))
			s.order("A2", "10:00:20", 5000, by("刷卡"))
			s.pay(terminal, "", "10:00:42", 5000)
			s.pay(terminal, "", "10:00:50", 5000)
		}, []string{"suggested indistinct [1 2]~[3 4]", "! ambiguous 4/0 5000->5000",
			"open 1 suggested", "open 2 suggested", "open 3 suggested", "open 4 suggested"}},
		"two equal card payments minutes apart": {func(s *shop) {
			s.order("A1", "10:00:00", 5000, by("刷卡"))
			s.order("A2", "10:06:00", 5000, by("刷卡"))
			s.pay(terminal, "", "10:00:42", 5000)
			s.pay(terminal, "", "10:06:30", 5000)
		}, []string{"auto amount+time [1]~[3]", "auto amount+time [2]~[4]"}},
		"a number cut off is offered": {func(s *shop) {
			s.order("S20251013000017", "10:00:00", 5000)
			s.pay(weChat, "S2025101300", "10:00:09", 5000)
		}, []string{"suggested amount+time [1]~[2]", "open 1 suggested", "open 2 suggested"}},
	} {
		t.Run(name, func(t *testing.T) {
			s := newShop()
			c.rows(s)
			got := s.solve(book.LegSales)
			got.want(t, c.want...)
			for _, r := range s.rows {
				if got.rows[r.ID] != 1 {
					t.Errorf("row %d stands in %d outcomes", r.ID, got.rows[r.ID])
				}
			}
		})
	}
}

func TestSalesHonoursDecisions(t *testing.T) {
	s := newShop()
	a := s.order("A1", "10:00:00", 5000, by("刷卡"))
	b := s.order("A2", "10:00:20", 5000, by("刷卡"))
	x := s.pay(terminal, "", "10:00:42", 5000)
	y := s.pay(terminal, "", "10:00:50", 5000)
	s.p.Decisions = []book.Decision{{Action: book.Confirm, Leg: book.LegSales, Left: []book.EntryID{a}, Right: []book.EntryID{y}}}
	s.solve(book.LegSales).want(t, "confirmed manual [1]~[4]", "auto amount+time [2]~[3]")

	s.p.Decisions = append(s.p.Decisions, book.Decision{Action: book.Decline, Leg: book.LegSales, Left: []book.EntryID{b}, Right: []book.EntryID{x}})
	s.solve(book.LegSales).want(t, "confirmed manual [1]~[4]", "! missing_order 3/0 0->5000", "! missing_payment 2/0 5000->0", "open 2 exception", "open 3 exception")

	s.p.Decisions = append(s.p.Decisions, book.Decision{Action: book.WriteOff, Leg: book.LegSales, Right: []book.EntryID{x}, Note: "tip"})
	s.solve(book.LegSales).want(t, "confirmed manual [1]~[4]", "confirmed write_off []~[3]", "! missing_payment 2/0 5000->0", "open 2 exception")
}
