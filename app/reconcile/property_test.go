package reconcile

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"zhangfang/app/book"
)

// drawSales invents rows of the sales leg in which everything meets everything:
// few numbers, few amounts, and times close to each other.
func drawSales(t *rapid.T, days int) *shop {
	s := newShop()
	for range rapid.IntRange(1, 40).Draw(t, "rows") {
		c := rapid.SampledFrom([]book.ChannelID{shopOrders, shopOrders, shopOrders, weChat, aliPay, terminal, terminal}).Draw(t, "channel")
		kind := book.KindPayment
		if c == shopOrders {
			kind = book.KindOrder
		}
		amount := book.Minor(rapid.SampledFrom([]int{1000, 1000, 2000, 3000}).Draw(t, "amount"))
		if rapid.IntRange(0, 3).Draw(t, "refund") == 0 {
			kind, amount = book.KindRefund, -amount
		}
		key := ""
		if c != terminal && rapid.IntRange(0, 9).Draw(t, "keyed") > 0 {
			key = fmt.Sprintf("S2025101300%02d", rapid.IntRange(0, 12).Draw(t, "key"))
		}
		day := day1 + book.Day(rapid.IntRange(0, days-1).Draw(t, "day"))
		at := ""
		if !(c == shopOrders && kind == book.KindRefund) {
			at = fmt.Sprintf("%02d:%02d:%02d", rapid.SampledFrom([]int{0, 10, 10, 23}).Draw(t, "h"), rapid.IntRange(0, 59).Draw(t, "m"), rapid.IntRange(0, 59).Draw(t, "s"))
		}
		s.add(c, kind, key, day, at, amount, drawDetails(t, c, amount))
	}
	return s
}

func drawDetails(t *rapid.T, c book.ChannelID, amount book.Minor) func(*book.Row) {
	return func(r *book.Row) {
		if c == shopOrders {
			r.Text = &book.RowText{Method: rapid.SampledFrom([]string{"", "微信支付", "银行卡", "银行卡", "现金"}).Draw(t, "method")}
			r.Status = rapid.SampledFrom([]book.Status{book.StatusPaid, book.StatusPaid, book.StatusPaid, book.StatusClosed, book.StatusRefunded}).Draw(t, "status")
			return
		}
		r.Status = rapid.SampledFrom([]book.Status{book.StatusPaid, book.StatusPaid, book.StatusPaid, book.StatusPaid, book.StatusReversed, book.StatusFailed}).Draw(t, "status")
		if rapid.IntRange(0, 5).Draw(t, "discount") == 0 {
			r.Amount = amount / 2
		}
		if c == terminal {
			r.Text = &book.RowText{Terminal: "T1", Card: rapid.SampledFrom([]string{"", "1111", "2222"}).Draw(t, "card")}
		}
		if rapid.IntRange(0, 7).Draw(t, "coarse") == 0 {
			r.Precision = rapid.SampledFrom([]book.Precision{book.PrecisionMinute, book.PrecisionDay}).Draw(t, "precision")
		}
	}
}

// drawPayouts invents rows of the payouts leg with amounts that meet.
func drawPayouts(t *rapid.T, days int) *shop {
	s := newShop()
	memos := []string{"", "财付通", "支付宝", "POS清算", "结息", "张三"}
	for range rapid.IntRange(1, 30).Draw(t, "rows") {
		day := day1 + book.Day(rapid.IntRange(0, days-1).Draw(t, "day"))
		amount := book.Minor(rapid.SampledFrom([]int{1000, 1000, 2000, 3000, 4000, 995}).Draw(t, "amount"))
		switch rapid.IntRange(0, 4).Draw(t, "what") {
		case 0:
			s.add(weChat, book.KindPayment, "", day, "10:00:00", amount)
		case 1:
			s.add(terminal, book.KindPayment, "", day, "10:00:00", amount, func(r *book.Row) {
				if rapid.Bool().Draw(t, "settles") {
					r.Settles = day + book.Day(rapid.IntRange(0, 3).Draw(t, "after"))
				}
			})
		case 2:
			s.add(aliWallet, book.KindWithdrawal, "", day, "10:00:00", -amount)
		case 3:
			s.add(weChat, book.KindRefund, "", day, "11:00:00", -amount/2)
		default:
			s.credit(day, amount, rapid.SampledFrom(memos).Draw(t, "memo"))
		}
	}
	return s
}

// drawDecisions lets a person confirm, decline and write off at random.
func (s *shop) drawDecisions(t *rapid.T, leg book.Leg) {
	var sides [2][]book.EntryID
	for i := range s.rows {
		side, ok := sideOf(&s.rows[i])
		if leg == book.LegPayouts {
			side, ok = book.Left, true
			if s.rows[i].Role == book.RoleBank {
				side = book.Right
			}
		}
		if ok {
			sides[side] = append(sides[side], s.rows[i].ID)
		}
	}
	if len(sides[0]) == 0 || len(sides[1]) == 0 {
		return
	}
	for range rapid.IntRange(0, 3).Draw(t, "decisions") {
		s.p.Decisions = append(s.p.Decisions, book.Decision{
			ID:     book.DecisionID(len(s.p.Decisions) + 1),
			Action: rapid.SampledFrom([]book.Action{book.Confirm, book.Decline, book.WriteOff}).Draw(t, "action"), Leg: leg,
			Left:  []book.EntryID{rapid.SampledFrom(sides[0]).Draw(t, "left")},
			Right: []book.EntryID{rapid.SampledFrom(sides[1]).Draw(t, "right")},
		})
	}
}

func drawLeg(t *rapid.T, leg book.Leg, days int) *shop {
	s := &shop{}
	if leg == book.LegSales {
		s = drawSales(t, days)
	} else {
		s = drawPayouts(t, days)
	}
	s.drawDecisions(t, leg)
	return s
}

func eachLeg(t *testing.T, check func(t *rapid.T, leg book.Leg)) {
	for _, leg := range []book.Leg{book.LegSales, book.LegPayouts} {
		t.Run(string(leg), rapid.MakeCheck(func(t *rapid.T) { check(t, leg) }))
	}
}

// Every row stands in one outcome, and there in one counting match, or is open,
// or expects nothing.
func TestEveryRowEndsOnce(t *testing.T) {
	eachLeg(t, func(t *rapid.T, leg book.Leg) {
		s := drawLeg(t, leg, 4)
		got := s.solve(leg)
		counting, suggested := map[book.EntryID]int{}, map[book.EntryID]int{}
		for _, m := range got.matches {
			in := counting
			if m.State == book.MatchSuggested {
				in = suggested
			}
			for _, id := range slices.Concat(m.Left, m.Right) {
				in[id]++
			}
			if !slices.IsSorted(m.Left) || !slices.IsSorted(m.Right) {
				t.Fatalf("members out of order: %+v", m)
			}
		}
		for _, r := range s.rows {
			why, open := got.open[r.ID]
			switch {
			case got.rows[r.ID] != 1:
				t.Fatalf("row %d stands in %d outcomes", r.ID, got.rows[r.ID])
			case counting[r.ID]+suggested[r.ID] > 1:
				t.Fatalf("row %d is in %d matches", r.ID, counting[r.ID]+suggested[r.ID])
			case open && counting[r.ID] > 0:
				t.Fatalf("row %d is matched and open", r.ID)
			case (open && why == book.OpenSuggested) != (suggested[r.ID] == 1):
				t.Fatalf("row %d: suggested %d, open %v %s", r.ID, suggested[r.ID], open, why)
			}
		}
		for _, x := range got.exceptions {
			if why, open := got.open[x.Entry]; open && why == book.OpenWaiting {
				t.Fatalf("row %d waits and has an exception", x.Entry)
			}
		}
	})
}

// A sales match never mixes sales and refunds, and stays in one currency.
func TestSalesMatchesDoNotMix(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawSales(t, 4)
		for _, m := range s.solve(book.LegSales).matches {
			if m.Rule == book.RuleCancel {
				continue
			}
			refund := isRefund(&s.rows[m.Left[0]-1])
			for _, id := range slices.Concat(m.Left, m.Right) {
				if isRefund(&s.rows[id-1]) != refund {
					t.Fatalf("mixed: %+v", m)
				}
			}
		}
	})
}

func TestOrderOfInputDoesNotMatter(t *testing.T) {
	eachLeg(t, func(t *rapid.T, leg book.Leg) {
		s := drawLeg(t, leg, 4)
		want := s.solve(leg).String()
		if got := solveRows(leg, rapid.Permutation(s.rows).Draw(t, "order"), &s.p).String(); got != want {
			t.Fatalf("got\n%s\nwant\n%s", got, want)
		}
	})
}

// What a person confirmed stands; what was declined is neither matched nor offered.
func TestDecisionsAreHonoured(t *testing.T) {
	eachLeg(t, func(t *rapid.T, leg book.Leg) {
		s := drawLeg(t, leg, 4)
		matches := s.solve(leg).matches
		taken := map[book.EntryID]bool{}
		for _, d := range s.p.Decisions {
			l, r := d.Left[0], d.Right[0]
			if d.Action == book.Decline {
				continue
			}
			again := taken[l] || taken[r]
			taken[l], taken[r] = true, true
			if again {
				continue // an earlier decision has one of the rows
			}
			if !slices.ContainsFunc(matches, func(m book.Match) bool {
				return m.State == book.MatchConfirmed && slices.Equal(m.Left, d.Left) && slices.Equal(m.Right, d.Right)
			}) {
				t.Fatalf("%+v is not in %+v", d, matches)
			}
		}
		for _, d := range s.p.Decisions {
			for _, m := range matches {
				if d.Action == book.Decline && m.State != book.MatchConfirmed && slices.Contains(m.Left, d.Left[0]) && slices.Contains(m.Right, d.Right[0]) {
					t.Fatalf("declined %+v is in %+v", d, m)
				}
			}
		}
	})
}

func TestUnrelatedRowsChangeNothing(t *testing.T) {
	eachLeg(t, func(t *rapid.T, leg book.Leg) {
		s := drawLeg(t, leg, 4)
		want := s.solve(leg).String()
		far := newShop()
		far.rows = slices.Clone(s.rows)
		n := book.EntryID(len(s.rows))
		far.add(shopOrders, book.KindOrder, "FAR1", day1+200, "10:00:00", 1000)
		far.add(weChat, book.KindPayment, "FAR1", day1+200, "10:00:00", 1000)
		far.add(terminal, book.KindPayment, "", day1+200, "10:00:00", 1000)
		far.add(bank, book.KindDeposit, "", day1+201, "10:00:00", 1000)
		got := solveRows(leg, far.rows, &s.p).only(func(id book.EntryID) bool { return id <= n })
		if got != want {
			t.Fatalf("got\n%s\nwant\n%s", got, want)
		}
	})
}

// only is String of what concerns some rows.
func (s *solved) only(keep func(book.EntryID) bool) string {
	out := &solved{open: map[book.EntryID]book.OpenReason{}}
	for _, m := range s.matches {
		if slices.ContainsFunc(slices.Concat(m.Left, m.Right), keep) {
			out.matches = append(out.matches, m)
		}
	}
	for _, x := range s.exceptions {
		if keep(cmp.Or(x.Entry, x.Other)) {
			out.exceptions = append(out.exceptions, x)
		}
	}
	for id, why := range s.open {
		if keep(id) {
			out.open[id] = why
		}
	}
	return out.String()
}

// String lists the rows, a line each.
func (s *shop) String() string {
	var b strings.Builder
	for _, r := range s.rows {
		fmt.Fprintf(&b, "%d %s %s %s %s %d %s %s %v\n", r.ID, r.Role, r.Kind, r.Key, r.Day, r.Amount, r.Status, book.Instant{Unix: r.At, Precision: r.Precision}.Format(book.Shanghai), r.Text)
	}
	return b.String()
}
