package reconcile

import (
	"testing"
	"time"

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
		"two equal card payments of which the clocks allow one pairing only": {func(s *shop) {
			s.order("A1", "10:00:00", 5000, by("刷卡"))
			s.order("A2", "10:01:40", 5000, by("刷卡"))
			s.pay(terminal, "", "10:00:42", 5000, swiped("T1", ""))
			s.pay(terminal, "", "10:02:10", 5000, swiped("T1", ""))
		}, []string{"auto amount+time [1]~[3]", "auto amount+time [2]~[4]"}},
		"a card payment that equals the order before the discount": {func(s *shop) {
			s.order("A1", "10:00:00", 5000, by("云闪付"))
			s.pay(terminal, "", "10:00:42", 4700, func(r *book.Row) { r.Gross = 5000 })
		}, []string{"auto amount+time [1]~[2]"}},
		"a voided card payment, then another": {func(s *shop) {
			s.order("A1", "10:05:00", 5000, by("刷卡"))
			s.pay(terminal, "", "10:04:00", 5000, swiped("T1", "1111"))
			s.add(terminal, book.KindRefund, "", day1, "10:04:30", -5000, swiped("T1", "1111"), status(book.StatusReversed))
			s.pay(terminal, "", "10:05:20", 5000, swiped("T1", "1111"))
		}, []string{"auto amount+time [1]~[4]", "auto cancel []~[2 3]"}},
		"card refunds of one amount go back on the card that paid": {func(s *shop) {
			s.order("A1", "10:00:00", 5000, by("刷卡"))
			s.order("A2", "11:00:00", 5000, by("刷卡"))
			s.pay(terminal, "", "10:00:20", 5000, swiped("T1", "1111"))
			s.pay(terminal, "", "11:00:20", 5000, swiped("T1", "2222"))
			s.add(shopOrders, book.KindRefund, "A1", day1, "", -3000, by("刷卡"))
			s.add(shopOrders, book.KindRefund, "A2", day1, "", -3000, by("刷卡"))
			s.add(terminal, book.KindRefund, "", day1+1, "10:00:00", -3000, swiped("T1", "2222"))
			s.add(terminal, book.KindRefund, "", day1+2, "10:00:00", -3000, swiped("T1", "1111"))
		}, []string{"auto amount+time [1]~[3]", "auto amount+time [2]~[4]", "auto amount+time [5]~[8]", "auto amount+time [6]~[7]"}},
		"card refunds of one amount without a card are offered": {func(s *shop) {
			s.add(shopOrders, book.KindRefund, "A1", day1, "", -3000, by("刷卡"))
			s.add(shopOrders, book.KindRefund, "A2", day1+2, "", -3000, by("刷卡"))
			s.add(terminal, book.KindRefund, "", day1+1, "10:00:00", -3000)
			s.add(terminal, book.KindRefund, "", day1+3, "10:00:00", -3000)
		}, []string{"suggested amount+time [1]~[3]", "suggested amount+time [2]~[4]",
			"open 1 suggested", "open 2 suggested", "open 3 suggested", "open 4 suggested"}},
		"a lone pair an hour apart is offered": {func(s *shop) {
			s.order("A1", "10:00:00", 5000, by("刷卡"))
			s.pay(terminal, "", "11:00:42", 5000)
		}, []string{"suggested amount+time [1]~[2]", "open 1 suggested", "open 2 suggested"}},
		"one payment for two equal orders: the nearer is offered": {func(s *shop) {
			s.order("A1", "10:00:00", 5000, by("刷卡"))
			s.order("A2", "10:02:00", 5000, by("刷卡"))
			s.pay(terminal, "", "10:02:20", 5000)
		}, []string{"suggested amount+time [2]~[3]", "! missing_payment 1/0 5000->0", "open 1 exception", "open 2 suggested", "open 3 suggested"}},
		"a payment known to the day only": {func(s *shop) {
			s.order("A1", "10:00:00", 5000, by("刷卡"))
			s.pay(terminal, "", "00:00:00", 5000, func(r *book.Row) { r.Precision = book.PrecisionDay })
		}, []string{"auto amount+time [1]~[2]"}},
		"a part of a refund, the rest may come in a later file": {func(s *shop) {
			s.covers(weChat, day1-5, day1+3)
			s.add(shopOrders, book.KindRefund, "A1", day1, "", -5000, by("微信"))
			s.add(weChat, book.KindRefund, "A1", day1+2, "09:00:00", -2000)
		}, []string{"auto key+difference [1]~[2]"}},
		"a part of a refund, and no more": {func(s *shop) {
			s.add(shopOrders, book.KindRefund, "A1", day1, "", -5000, by("微信"))
			s.add(weChat, book.KindRefund, "A1", day1+2, "09:00:00", -2000)
		}, []string{"auto key+difference [1]~[2]", "! amount_mismatch 2/1 -5000->-2000"}},
		"a refund that the shop still works on": {func(s *shop) {
			s.add(shopOrders, book.KindRefund, "A1", day1, "", -5000, by("微信"), status(book.StatusProcessing))
		}, []string{"open 1 waiting"}},
		"an undated refund waits until the bills reach as far as the orders": {func(s *shop) {
			s.covers(weChat, day1-5, day1+24)
			s.add(shopOrders, book.KindRefund, "A1", day1, "", -5000, by("微信"))
		}, []string{"open 1 waiting"}},
		"the first day of a sheet without a period waits": {func(s *shop) {
			s.p.Coverage[shopOrders] = []book.Coverage{{Period: book.Period{From: day1, To: day1 + 9}, PartialEdges: true}}
			s.pay(weChat, "A1", "10:00:00", 5000)
			s.add(weChat, book.KindPayment, "A2", day1+1, "10:00:00", 5000)
		}, []string{"open 1 waiting", "! missing_order 2/0 0->5000", "open 2 exception"}},
		"another currency is another sale": {func(s *shop) {
			s.order("A1", "10:00:00", 5000)
			s.pay(weChat, "A1", "10:00:09", 5000, func(r *book.Row) { r.Currency = "USD" })
		}, []string{"! missing_order 2/0 0->5000", "! missing_payment 1/0 5000->0", "open 1 exception", "open 2 exception"}},
		"numbers given in sequence are no slip of the pen": {func(s *shop) {
			s.order("S20251013000017", "10:00:00", 5000)
			s.pay(weChat, "S20251013000018", "10:00:09", 5000)
		}, []string{"! missing_order 2/0 0->5000", "! missing_payment 1/0 5000->0", "open 1 exception", "open 2 exception"}},
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

// Many equal payments in a row are offered by the hour, all of them once.
func TestSalesOffersCrowdsByTheHour(t *testing.T) {
	s := newShop()
	for n := range 60 {
		at := time.Date(2025, 10, 13, 10, 30+n, 0, 0, time.UTC).Format(time.TimeOnly)
		s.order("A"+at, at, 5000, by("刷卡"))
		s.pay(terminal, "", at, 5000)
		s.pay(terminal, "", at, 5000)
	}
	got := s.solve(book.LegSales)
	if len(got.matches) != 2 || len(got.exceptions) != 2 {
		t.Fatalf("%d matches, %d exceptions", len(got.matches), len(got.exceptions))
	}
	for _, m := range got.matches {
		if m.Rule != book.RuleIndistinct || len(m.Left) != 30 || len(m.Right) != 60 {
			t.Errorf("%s %d~%d", m.Rule, len(m.Left), len(m.Right))
		}
	}
}

// Taking no more outcomes ends the work.
func TestSalesStops(t *testing.T) {
	rows := keyedRows(10)
	n := 0
	for range Sales(rows, &newShop().p) {
		if n++; n == 3 {
			break
		}
	}
	if n != 3 {
		t.Errorf("%d outcomes", n)
	}
}

// A book of keyed rows is matched in the order of its orders, without an
// allocation a match.
func TestSalesIsCheap(t *testing.T) {
	rows, p := keyedRows(2000), &newShop().p
	allocs := testing.AllocsPerRun(3, func() {
		last := book.EntryID(0)
		for o := range Sales(rows, p) {
			if o.Rows[0] < last {
				t.Fatal("out of order")
			}
			last = o.Rows[0]
		}
	})
	if allocs > 200 {
		t.Errorf("%.0f allocations for 2000 matches", allocs)
	}
}

func TestMethods(t *testing.T) {
	c := newShop().p.context()
	for text, want := range map[string]method{
		"微信支付": {provider: "wechatpay"}, "WeChat Pay": {provider: "wechatpay"}, "支付宝": {provider: "alipay"}, "花呗分期": {provider: "alipay"},
		"POS刷卡": {provider: "pos"}, "信用卡": {provider: "pos"}, "云闪付": {provider: "pos"}, "现金": {none: true}, "货到付款": {none: true}, "COD": {none: true},
		"": {}, "会员卡余额": {}, "其他": {},
	} {
		for range 2 { // the second time from memory
			r := book.Row{Text: &book.RowText{Method: text}}
			if got := c.methodOf(&r); got != want {
				t.Errorf("%q: %+v, want %+v", text, got, want)
			}
		}
	}
}

func TestNearKeys(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"S20251013000017", "S2025101300", true}, {"S20251013000017", "20251013000017", true}, {"S20251013000017", "S20251031000017", true},
		{"S20251013000017", "S20251013000018", false}, {"S20251013000017", "S20251013000017", false}, {"S1", "S12", false}, {"", "S20251013", false},
	} {
		if nearKeys(c.a, c.b) != c.want || nearKeys(c.b, c.a) != c.want {
			t.Errorf("%s, %s: not %v", c.a, c.b, c.want)
		}
	}
}

func TestALinkThatDiffersStaysInSight(t *testing.T) {
	s := newShop()
	a := s.order("A1", "10:00:00", 9800)
	x := s.pay(weChat, "B7", "10:30:00", 12456)
	s.p.Decisions = []book.Decision{{Action: book.Confirm, Leg: book.LegSales, Left: []book.EntryID{a}, Right: []book.EntryID{x}}}
	s.solve(book.LegSales).want(t, "confirmed manual [1]~[2]", "! amount_mismatch 2/1 9800->12456")
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
