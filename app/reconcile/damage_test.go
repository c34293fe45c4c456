package reconcile

import (
	"testing"

	"pgregory.net/rapid"

	"zhangfang/app/book"
)

func TestDamagedNumbers(t *testing.T) {
	const number = "S20251013000017"
	match := []string{"auto near_key [1]~[2]"}
	offer := []string{"suggested near_key [1]~[2]", "open 1 suggested", "open 2 suggested"}
	open := []string{"! missing_order 2/0 0->5000", "! missing_payment 1/0 5000->0", "open 1 exception", "open 2 exception"}
	for damaged, c := range map[string]struct {
		at   string
		want []string
	}{
		"S2025101300001":     {"10:00:09", match}, // cut off behind
		"20251013000017":     {"10:00:09", match}, // and before
		"TB-S20251013000017": {"10:00:09", match}, // a prefix
		"S20251013000017_1":  {"10:00:09", match}, // a suffix
		"S-20251013-000017":  {"18:00:00", match}, // hyphens, hours later
		"S20251031000017":    {"10:00:09", match}, // two neighbours swapped
		"S20251113000017":    {"10:00:09", match}, // another digit
		"S20251013000018":    {"10:00:09", open},  // the next number
		"S20251013000071":    {"10:00:09", match}, // two neighbours swapped where numbers follow each other
		"S20251013000107":    {"18:00:00", offer}, // and hours later
		"S2025101":           {"10:00:09", match}, // little is left of it
		"S2025102":           {"10:00:09", open},
		"00000017":           {"18:00:00", open},
		"13000017":           {"18:00:00", offer}, // little is left of it, and hours later
	} {
		t.Run(damaged, func(t *testing.T) {
			s := newShop()
			s.order(number, "10:00:00", 5000)
			s.pay(weChat, damaged, c.at, 5000)
			s.solve(book.LegSales).want(t, c.want...)
		})
	}
	table(t, map[string]struct {
		rows func(*shop)
		want []string
	}{
		"a number in the text of the payment": {func(s *shop) {
			s.order(number, "10:00:00", 5000)
			s.pay(weChat, "", "15:00:09", 5000, memo("订单S20251013000017 茉莉花茶"))
		}, []string{"auto near_key [1]~[2]"}},
		"two swapped where numbers follow each other, with its refund": {func(s *shop) {
			s.order(number, "10:00:00", 5000)
			s.pay(weChat, "S20251013000071", "10:00:09", 5000)
			s.add(shopOrders, book.KindRefund, number, day1+1, "", -5000)
			s.add(weChat, book.KindRefund, "S20251013000071", day1+4, "10:00:09", -5000)
		}, []string{"auto near_key [1]~[2]", "auto near_key [3]~[4]"}},
		"a date in the text is no piece of a number": {func(s *shop) {
			s.order("20251013000017", "10:00:00", 5000)
			s.add(weChat, book.KindPayment, "", day1+1, "10:00:09", 5000, memo("20251013"))
		}, open},
		"a long number in a spreadsheet": {func(s *shop) {
			s.order("4001234567890123456789012345", "10:00:00", 5000)
			s.pay(weChat, "4.00123E+27", "10:00:09", 5000)
		}, []string{"auto near_key [1]~[2]"}},
		"a number cut to fifteen digits by a spreadsheet": {func(s *shop) {
			s.order("4001234567890123456789012345", "10:00:00", 5000)
			s.pay(weChat, "4001234567890120000000000000", "10:00:09", 5000)
		}, []string{"auto near_key [1]~[2]"}},
		"one piece of two numbers": {func(s *shop) {
			s.order("S20251013000017", "10:00:00", 5000)
			s.order("S20251013000018", "10:00:03", 5000)
			s.pay(weChat, "S2025101300", "10:00:09", 5000)
		}, []string{"! missing_order 3/0 0->5000", "! missing_payment 1/0 5000->0", "! missing_payment 2/0 5000->0",
			"open 1 exception", "open 2 exception", "open 3 exception"}},
		"another amount": {func(s *shop) {
			s.order(number, "10:00:00", 5000)
			s.pay(weChat, "S2025101300001", "10:00:09", 5100)
		}, []string{"! missing_order 2/0 0->5100", "! missing_payment 1/0 5000->0", "open 1 exception", "open 2 exception"}},
		"days later": {func(s *shop) {
			s.order(number, "10:00:00", 5000)
			s.add(weChat, book.KindPayment, "S2025101300001", day1+3, "10:00:09", 5000)
		}, open},
		"a refund weeks later": {func(s *shop) {
			s.add(shopOrders, book.KindRefund, number, day1, "", -5000)
			s.add(weChat, book.KindRefund, "20251013000017", day1+15, "10:00:09", -5000)
		}, match},
	})
}

func TestLikeness(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		gen := rapid.StringMatching(`[A-Z0-9.E+-]{0,30}`)
		a, b := gen.Draw(t, "a"), gen.Draw(t, "b")
		if x, y := likeness(a, b), likeness(b, a); x != y || x < 0 || x >= 1 {
			t.Fatalf("%q, %q: %v and %v", a, b, x, y)
		}
		if likeness(a, a) != 0 {
			t.Fatalf("%q is like itself", a)
		}
	})
}

// What is paid back under a damaged number is the order's, once the sale is matched.
func TestRefundsUnderADamagedNumber(t *testing.T) {
	const number, damaged = "S20251013000017", "20251013000017"
	table(t, map[string]struct {
		rows func(*shop)
		want []string
	}{
		"in parts": {func(s *shop) {
			s.order(number, "10:00:00", 5000)
			s.pay(weChat, damaged, "10:00:09", 5000)
			s.add(shopOrders, book.KindRefund, number, day1, "", -3000)
			s.add(weChat, book.KindRefund, damaged, day1+2, "09:00:00", -1000)
			s.add(weChat, book.KindRefund, damaged, day1+9, "09:00:00", -2000)
		}, []string{"auto near_key [1]~[2]", "auto near_key [3]~[4 5]"}},
		"of a sale that a person matched": {func(s *shop) {
			a, x := s.order("A1", "10:00:00", 5000), s.pay(weChat, "Z9", "10:30:00", 5000)
			s.add(shopOrders, book.KindRefund, "A1", day1, "", -3000)
			s.add(weChat, book.KindRefund, "Z9", day1+2, "09:00:00", -3000)
			s.p.Decisions = []book.Decision{{Action: book.Confirm, Leg: book.LegSales, Left: []book.EntryID{a}, Right: []book.EntryID{x}}}
		}, []string{"confirmed manual [1]~[2]", "auto near_key [3]~[4]"}},
		"of a number that two payments have": {func(s *shop) {
			s.order(number, "10:00:00", 5000)
			s.pay(weChat, "S2025101300", "10:00:09", 5000)
			s.order("S20251013000099", "12:00:00", 7000)
			s.pay(weChat, "S2025101300", "12:00:09", 7000)
			s.add(shopOrders, book.KindRefund, number, day1, "", -3000)
			s.add(weChat, book.KindRefund, "S2025101300", day1+2, "09:00:00", -1000)
			s.add(weChat, book.KindRefund, "S2025101300", day1+3, "09:00:00", -2000)
		}, []string{"auto near_key [1]~[2]", "auto near_key [3]~[4]", "! refund_not_in_channel 5/0 -3000->0", "! refund_not_in_orders 6/0 0->-1000",
			"! refund_not_in_orders 7/0 0->-2000", "open 5 exception", "open 6 exception", "open 7 exception"}},
	})
}
