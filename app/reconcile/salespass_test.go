package reconcile

import (
	"fmt"
	"testing"

	"zhangfang/app/book"
)

func gross(g book.Minor) func(*book.Row) { return func(r *book.Row) { r.Gross = g } }

// table solves the sales leg of each case and compares.
func table(t *testing.T, cases map[string]struct {
	rows func(*shop)
	want []string
}) {
	for name, c := range cases {
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

func TestDifferencesUnderOneNumber(t *testing.T) {
	table(t, map[string]struct {
		rows func(*shop)
		want []string
	}{
		"the order shows what is left after the fee": {func(s *shop) {
			s.order("A1", "10:00:00", 9940)
			s.pay(weChat, "A1", "10:00:09", 10000, fee(60))
		}, []string{"auto key+difference [1]~[2]"}},
		"the channel took its fee off and takes it again": {func(s *shop) {
			s.order("A1", "10:00:00", 10000)
			s.pay(weChat, "A1", "10:00:09", 9940, fee(60))
		}, []string{"auto key+difference [1]~[2]", "! amount_mismatch 2/1 10000->9940"}},
		"two payments with a coupon on one of them": {func(s *shop) {
			s.order("A1", "10:00:00", 10000)
			s.pay(weChat, "A1", "10:00:09", 6000)
			s.pay(weChat, "A1", "10:00:19", 3500, gross(4000))
		}, []string{"auto key+difference [1]~[2 3]"}},
		"the order shows what was kept, the channel its refund": {func(s *shop) {
			s.order("A1", "10:00:00", 7000)
			s.pay(weChat, "A1", "10:00:09", 10000)
			s.add(weChat, book.KindRefund, "A1", day1+2, "09:00:00", -3000)
		}, []string{"auto key+difference [1]~[2]"}},
		"the channel shows what was kept, the order its refund": {func(s *shop) {
			s.order("A1", "10:00:00", 10000)
			s.pay(weChat, "A1", "10:00:09", 7000)
			s.add(shopOrders, book.KindRefund, "A1", day1, "", -3000)
		}, []string{"auto key+difference [1]~[2]"}},
		"another refund explains nothing": {func(s *shop) {
			s.order("A1", "10:00:00", 7000)
			s.pay(weChat, "A1", "10:00:09", 10000)
			s.add(weChat, book.KindRefund, "A1", day1+2, "09:00:00", -2900)
		}, []string{"auto key+difference [1]~[2]", "! amount_mismatch 2/1 7000->10000", "! refund_not_in_orders 3/0 0->-2900", "open 3 exception"}},
		"small change to the tens of fen": {func(s *shop) {
			s.order("A1", "10:00:00", 6888)
			s.pay(weChat, "A1", "10:00:09", 6880)
		}, []string{"auto key+difference [1]~[2]"}},
		"small change to the yuan": {func(s *shop) {
			s.order("A1", "10:00:00", 9888)
			s.pay(weChat, "A1", "10:00:09", 9800)
		}, []string{"auto key+difference [1]~[2]"}},
		"half of the amount is no small change": {func(s *shop) {
			s.order("A1", "10:00:00", 199)
			s.pay(weChat, "A1", "10:00:09", 100)
		}, []string{"auto key+difference [1]~[2]", "! amount_mismatch 2/1 199->100"}},
		"a fen too much is no small change": {func(s *shop) {
			s.order("A1", "10:00:00", 6889)
			s.pay(weChat, "A1", "10:00:09", 6890)
		}, []string{"auto key+difference [1]~[2]", "! amount_mismatch 2/1 6889->6890"}},
		"a whole yuan is no small change": {func(s *shop) {
			s.order("A1", "10:00:00", 6900)
			s.pay(weChat, "A1", "10:00:09", 6800)
		}, []string{"auto key+difference [1]~[2]", "! amount_mismatch 2/1 6900->6800"}},
		"the equal amount goes before the equal bill": {func(s *shop) {
			s.order("A1", "10:00:00", 5000)
			s.pay(weChat, "A1", "10:00:09", 4500, gross(5000))
			s.pay(weChat, "A1", "10:01:09", 5000)
		}, []string{"auto key [1]~[3]", "! duplicate_charge 2/1 0->4500", "open 2 exception"}},
		"the channel says that the payment never happened": {func(s *shop) {
			s.order("A1", "10:00:00", 5000)
			s.pay(weChat, "A1", "10:00:09", 5000, status(book.StatusClosed))
		}, []string{"auto key [1]~[2]", "! status_mismatch 2/1 5000->0"}},
		"a first try that was not paid, then another": {func(s *shop) {
			s.order("A1", "10:00:00", 5000)
			s.pay(weChat, "A1", "10:00:09", 5000, status(book.StatusClosed))
			s.pay(weChat, "A1", "10:00:59", 5000)
		}, []string{"auto key [1]~[3]"}},
		"neither side says that it was paid": {func(s *shop) {
			s.order("A1", "10:00:00", 5000, status(book.StatusClosed))
			s.pay(weChat, "A1", "10:00:09", 5000, status(book.StatusPending))
		}, nil},
	})
}

func TestRefundsInParts(t *testing.T) {
	sale := func(s *shop, key, at, card string) {
		s.order(key, at, 9000, by("刷卡"))
		s.pay(terminal, "", at, 9000, swiped("T1", card))
		s.add(shopOrders, book.KindRefund, key, day1, "", -5000, by("刷卡"))
	}
	back := func(s *shop, days book.Day, amount book.Minor, card string) {
		s.add(terminal, book.KindRefund, "", day1+days, "12:00:00", amount, swiped("T1", card))
	}
	sold := []string{"auto amount+time [1]~[2]"}
	table(t, map[string]struct {
		rows func(*shop)
		want []string
	}{
		"two parts on one card": {func(s *shop) {
			sale(s, "A1", "10:00:00", "1111")
			back(s, 2, -2000, "1111")
			back(s, 9, -3000, "1111")
		}, append(sold, "auto amount+time [3]~[4 5]")},
		"across the end of a month": {func(s *shop) {
			sale(s, "A1", "10:00:00", "1111")
			back(s, 17, -2000, "1111")
			back(s, 20, -3000, "1111")
		}, append(sold, "auto amount+time [3]~[4 5]")},
		"the second weeks after the first": {func(s *shop) {
			sale(s, "A1", "10:00:00", "1111")
			back(s, 17, -2000, "1111")
			back(s, 33, -3000, "1111")
		}, append(sold, "auto amount+time [3]~[4 5]")},
		"on another card": {func(s *shop) {
			sale(s, "A1", "10:00:00", "1111")
			back(s, 2, -2000, "1111")
			back(s, 9, -3000, "2222")
		}, append(sold, "! refund_not_in_channel 3/0 -5000->0", "! refund_not_in_orders 4/0 0->-2000", "! refund_not_in_orders 5/0 0->-3000",
			"open 3 exception", "open 4 exception", "open 5 exception")},
		"two ways to add up": {func(s *shop) {
			sale(s, "A1", "10:00:00", "1111")
			back(s, 2, -2000, "1111")
			back(s, 3, -2000, "1111")
			back(s, 9, -3000, "1111")
		}, append(sold, "! refund_not_in_channel 3/0 -5000->0", "! refund_not_in_orders 4/0 0->-2000", "! refund_not_in_orders 5/0 0->-2000",
			"! refund_not_in_orders 6/0 0->-3000", "open 3 exception", "open 4 exception", "open 5 exception", "open 6 exception")},
		"the whole amount goes before parts": {func(s *shop) {
			sale(s, "A1", "10:00:00", "1111")
			back(s, 2, -2000, "1111")
			back(s, 3, -5000, "1111")
			back(s, 9, -3000, "1111")
		}, append(sold, "auto amount+time [3]~[5]", "! refund_not_in_orders 4/0 0->-2000", "! refund_not_in_orders 6/0 0->-3000",
			"open 4 exception", "open 6 exception")},
	})
}

func TestWhatCancelsItself(t *testing.T) {
	table(t, map[string]struct {
		rows func(*shop)
		want []string
	}{
		"an order and its refund, and the channel knows of neither": {func(s *shop) {
			s.order("A1", "10:00:00", 5000, by("微信支付"))
			s.add(shopOrders, book.KindRefund, "A1", day1, "", -5000, by("微信支付"))
		}, []string{"auto cancel [1 2]~[]"}},
		"the channel's bill is not in yet": {func(s *shop) {
			s.covers(weChat, day1-9, day1-1)
			s.order("A1", "10:00:00", 5000, by("微信支付"))
			s.add(shopOrders, book.KindRefund, "A1", day1, "", -5000, by("微信支付"))
		}, []string{"open 1 waiting", "open 2 waiting"}},
		"a part of it stays missing": {func(s *shop) {
			s.order("A1", "10:00:00", 5000, by("微信支付"))
			s.add(shopOrders, book.KindRefund, "A1", day1, "", -4000, by("微信支付"))
		}, []string{"! missing_payment 1/0 5000->0", "! refund_not_in_channel 2/0 -4000->0", "open 1 exception", "open 2 exception"}},
		"a payment taken back on its day": {func(s *shop) {
			s.pay(weChat, "A1", "10:00:00", 5000)
			s.add(weChat, book.KindRefund, "A1", day1, "10:09:00", -5000)
		}, []string{"auto cancel []~[1 2]"}},
		"a card payment taken back on its day": {func(s *shop) {
			s.pay(terminal, "", "10:00:00", 5000, swiped("T1", "1111"))
			s.add(terminal, book.KindRefund, "", day1, "10:09:00", -5000, swiped("T1", "1111"))
		}, []string{"auto cancel []~[1 2]"}},
		"on another card": {func(s *shop) {
			s.pay(terminal, "", "10:00:00", 5000, swiped("T1", "1111"))
			s.add(terminal, book.KindRefund, "", day1, "10:09:00", -5000, swiped("T1", "2222"))
		}, []string{"! missing_order 1/0 0->5000", "! refund_not_in_orders 2/0 0->-5000", "open 1 exception", "open 2 exception"}},
		"a day later it is a refund": {func(s *shop) {
			s.pay(weChat, "A1", "10:00:00", 5000)
			s.add(weChat, book.KindRefund, "A1", day1+1, "10:09:00", -5000)
		}, []string{"! missing_order 1/0 0->5000", "! refund_not_in_orders 2/0 0->-5000", "open 1 exception", "open 2 exception"}},
	})
}

// Two orders a minute apart, whose payments at two terminals are told apart once
// the sure ones of the day have told how far the terminals' clocks are off.
func TestATerminalsClockTellsPairsApart(t *testing.T) {
	at := func(minute, second int) string { return fmt.Sprintf("%02d:%02d:%02d", 10+minute/60, minute%60, second) }
	for _, sure := range []int{0, clockPairs} {
		s := newShop()
		s.order("A1", at(0, 0), 5000, by("刷卡"))
		s.order("A2", at(1, 10), 5000, by("刷卡"))
		s.pay(terminal, "", at(0, 40), 5000, swiped("T1", "1111"))
		s.pay(terminal, "", at(1, 50), 5000, swiped("T2", "2222"))
		for n := range 2 * sure {
			s.order(fmt.Sprintf("B%d", n), at(10+n*20, 0), 700, by("刷卡"))
			s.pay(terminal, "", at(10+n*20, 35+n), 700, swiped(fmt.Sprintf("T%d", 1+n%2), "3333"))
		}
		got := s.solve(book.LegSales).only(func(id book.EntryID) bool { return id <= 4 })
		want := "auto amount+time [1]~[3]\nauto amount+time [2]~[4]"
		if sure == 0 {
			want = "open 1 suggested\nopen 2 suggested\nopen 3 suggested\nopen 4 suggested\nsuggested amount+time [1]~[3]\nsuggested amount+time [2]~[4]"
		}
		if got != want {
			t.Errorf("with %d sure pairs\n%s", sure, got)
		}
	}
}

// What decisions taught about scores takes the place of the standing limits.
func TestLearnedLimits(t *testing.T) {
	for _, c := range []struct {
		suggest, auto float64
		want          []string
	}{
		{0, 0, []string{"auto amount+time [1]~[2]"}},
		{0.5, 0.95, []string{"suggested amount+time [1]~[2]", "open 1 suggested", "open 2 suggested"}},
		{0.95, 0.99, []string{"! missing_order 2/0 0->5000", "! missing_payment 1/0 5000->0", "open 1 exception", "open 2 exception"}},
		{0.95, 0, []string{"! missing_order 2/0 0->5000", "! missing_payment 1/0 5000->0", "open 1 exception", "open 2 exception"}},
		{0, 0.95, []string{"suggested amount+time [1]~[2]", "open 1 suggested", "open 2 suggested"}},
	} {
		s := newShop()
		s.order("A1", "10:00:00", 5000, by("刷卡"))
		s.pay(terminal, "", "10:07:00", 5000) // minutes later: 0.9
		s.p.Lessons = []book.Lesson{{Kind: book.LessonThreshold, Leg: book.LegSales, Suggest: c.suggest, Auto: c.auto}}
		s.solve(book.LegSales).want(t, c.want...)
	}
}

// Rows that nobody can tell apart are offered whatever scores are worth offering:
// they lack no counterpart.
func TestLearnedLimitsSpareWhatCannotBeToldApart(t *testing.T) {
	s := newShop()
	s.p.Lessons = []book.Lesson{{Kind: book.LessonThreshold, Leg: book.LegSales, Suggest: 0.6, Auto: 0.9}}
	s.order("A1", "10:00:00", 100)
	s.order("A2", "10:00:10", 100)
	s.pay(terminal, "", "10:00:05", 100)
	s.solve(book.LegSales).want(t, "! ambiguous 2/0 100->100", "open 1 suggested", "open 2 suggested", "open 3 suggested", "suggested indistinct [1 2]~[3]")
}
