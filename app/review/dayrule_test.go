package review

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"zhangfang/app/book"
)

// cutPayouts fills a shop whose acquirer ends its day at half past ten in the evening,
// which no full hour comes near to, and pays the net the next day. What it paid for
// the first day and the last evening is not in the statement.
func cutPayouts(h *smallShop, days book.Day) {
	h.Helper()
	var rows, credits []book.Entry
	late := book.Minor(0)
	for k := range days {
		early := 50000 + 777*book.Minor(k)
		rows = append(rows, sale(fmt.Sprint("E", k), monday+k, "10:00", early-1000-13*book.Minor(k)), sale(fmt.Sprint("F", k), monday+k, "22:10", 1000+13*book.Minor(k)))
		if k > 0 {
			credits = append(credits, inflow(fmt.Sprint("C", k), monday+k+1, early+late))
		}
		late = 15000 + 111*book.Minor(k)
		rows = append(rows, sale(fmt.Sprint("L", k), monday+k, "22:40", late))
	}
	h.put(acquirer(), monday, monday+days-1, rows...)
	h.put(current(), monday-10, monday+days+30, credits...)
	h.matchAll()
}

// paidDays is how many of the nets from a day on are paid in full, and what else is.
func paidDays(h *smallShop) (paid, unpaid int) {
	h.Helper()
	return paidFrom(h, monday)
}

func paidFrom(h *smallShop, first book.Day) (paid, unpaid int) {
	h.Helper()
	all, err := h.st.Settlements(context.Background())
	if err != nil {
		h.Fatal(err)
	}
	for _, x := range all {
		switch {
		case x.Day < first:
		case x.Arrived == x.Net:
			paid++
		default:
			unpaid++
		}
	}
	return paid, unpaid
}

// troubles is the open exceptions of payouts, by type.
func troubles(h *smallShop) map[book.ExceptionType]int {
	h.Helper()
	lines, err := h.s.Exceptions(context.Background(), book.ExceptionQuery{})
	if err != nil {
		h.Fatal(err)
	}
	n := map[book.ExceptionType]int{}
	for i := range lines {
		if x := &lines[i]; x.Leg == book.LegPayouts && x.Day >= monday && x.State != book.ExceptionResolved {
			n[x.Type]++
		}
	}
	return n
}

func acquirerID(h *smallShop) book.ChannelID {
	h.Helper()
	all, err := h.st.Channels(context.Background())
	if err != nil {
		h.Fatal(err)
	}
	at := slices.IndexFunc(all, func(c book.Channel) bool { return c.Name == acquirer().Name })
	return all[at].ID
}

func (h *smallShop) cut(zone, cutoff string) book.DayRuleChange {
	h.Helper()
	to, err := book.NewDayRule(zone, cutoff)
	if err != nil {
		h.Fatal(err)
	}
	change, err := h.s.SetDayRule(context.Background(), acquirerID(h), to)
	if err != nil {
		h.Fatal(err)
	}
	return change
}

// TestPayoutsMatchOnceTheDayEndsAsTheAcquirerSays: no credit is explained while days
// end at midnight, every one when they end as the acquirer ends them; setting the
// former rule gives back what was.
func TestPayoutsMatchOnceTheDayEndsAsTheAcquirerSays(t *testing.T) {
	ctx := context.Background()
	const days = 30
	h := newSmallShop(t)
	cutPayouts(h, days)
	before, wrong := results(t, h.s, h.st), troubles(h)
	if paid, unpaid := paidDays(h); paid > 0 || unpaid != days || wrong[book.SettlementMissing]+wrong[book.UnexplainedCredit]+wrong[book.SettlementShort] < days {
		t.Fatalf("by calendar days %d nets are paid, %d not, %v", paid, unpaid, wrong)
	}
	change := h.cut("", "22:30")
	if change.Later != days || change.Earlier != 0 || change.Moved() != days {
		t.Errorf("%+v", change)
	}
	// Left are the first day, whose beginning no file holds, and the last evening.
	if paid, unpaid := paidDays(h); paid != days-1 || unpaid != 2 {
		t.Errorf("%d nets are paid, %d not", paid, unpaid)
	}
	if n := troubles(h); len(n) > 0 {
		t.Errorf("still %v", n)
	}
	h.agrees("the rule")
	for k := book.Day(days); k < days+4; k++ { // a file a day, in parts
		h.put(acquirer(), monday+k, monday+k, sale(fmt.Sprint("E", k), monday+k, "10:00", 50000+777*book.Minor(k)), sale(fmt.Sprint("L", k), monday+k, "22:40", 15000+111*book.Minor(k)))
		h.agrees(fmt.Sprint("the file of day ", int(k)))
	}
	h.put(acquirer(), monday+days+4, monday+days+5) // closed, and the evening before is whole now
	h.agrees("a file without rows")
	batches, err := h.st.Batches(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range batches[:5] {
		if _, err := h.st.UndoBatch(ctx, b.ID, h.s.now()); err != nil {
			t.Fatal(err)
		}
		h.agrees("taking a file back")
	}
	h.cut("", "24:00")
	h.matchAll()
	if after := results(t, h.s, h.st); after != before {
		t.Errorf("the former rule gives\n%s\nwant\n%s", after, before)
	}
	if v, err := h.st.Verify(ctx); err != nil || len(v.Faults) > 0 {
		t.Error(v.Faults, err)
	}
}

// TestAFewDaysAreEnoughForTheOwnersWord: three days are too few to tell by the bank
// that they end at eleven.
func TestAFewDaysAreEnoughForTheOwnersWord(t *testing.T) {
	h := newSmallShop(t)
	cutPayouts(h, 4)
	if paid, _ := paidDays(h); paid > 0 {
		t.Fatalf("%d nets are paid by calendar days", paid)
	}
	h.cut("", "22:30")
	if paid, unpaid := paidDays(h); paid != 3 || unpaid != 2 {
		t.Errorf("%d nets are paid, %d not", paid, unpaid)
	}
}

// TestDecisionsStandUnderAnotherRule: what a person confirmed and declined counts on.
func TestDecisionsStandUnderAnotherRule(t *testing.T) {
	ctx := context.Background()
	h := newSmallShop(t)
	cutPayouts(h, 6)
	ids, err := h.st.EntryIDs(ctx, book.EntryQuery{Leg: book.LegPayouts, Side: book.Right, Show: book.ShowAll, Period: book.Period{From: monday}})
	if err != nil || len(ids) != 5 {
		t.Fatal(ids, err)
	}
	lines, err := h.s.EntryIDs(ctx, book.EntryQuery{Leg: book.LegPayouts, Side: book.Left, Show: book.ShowAll, Period: book.Period{From: monday, To: monday}})
	if err != nil || len(lines) != 1 {
		t.Fatal(lines, err)
	}
	d, err := h.s.Accept(ctx, book.LegPayouts, lines, ids[:1], "sample")
	if err != nil {
		t.Fatal(err)
	}
	for _, cutoff := range []string{"22:30", "24:00"} {
		h.cut("", cutoff)
		m, err := h.s.MatchOf(ctx, book.LegPayouts, ids[0])
		if err != nil || m == nil || m.State != book.MatchConfirmed {
			t.Errorf("%s: %+v %v", cutoff, m, err)
		}
		h.agrees(cutoff)
	}
	if last, err := h.st.LastDecision(ctx); err != nil || last.ID != d.ID {
		t.Error(last, err)
	}
}

// elevenInOctober fills a shop whose acquirer ends its day at eleven, which is read
// from the bank, and closes October.
func elevenInOctober(h *smallShop) {
	h.Helper()
	const days = 31
	start := book.NewDay(2025, 10, 1)
	var rows, credits []book.Entry
	late := book.Minor(0)
	for k := range book.Day(days) {
		early := 50000 + 777*book.Minor(k)
		rows = append(rows, sale(fmt.Sprint("E", k), start+k, "10:00", early))
		if k > 0 {
			credits = append(credits, inflow(fmt.Sprint("C", k), start+k+1, early+late))
		}
		if late = 15000 + 111*book.Minor(k); k < days-1 {
			rows = append(rows, sale(fmt.Sprint("L", k), start+k, "23:10", late))
		}
	}
	h.put(acquirer(), start, start+days-1, rows...)
	h.put(current(), start-10, start+days+30, credits...)
	h.matchAll()
	if _, err := h.st.CloseMonth(context.Background(), book.Closing{Month: book.Month(2025, 10), At: h.s.now()}); err != nil {
		h.Fatal(err)
	}
}

// TestARuleThatMovesNothingTakesNothingApart: what was read from the bank about a
// closed month holds on under a rule that moves no row of it.
func TestARuleThatMovesNothingTakesNothingApart(t *testing.T) {
	h := newSmallShop(t)
	elevenInOctober(h)
	for _, cutoff := range []string{"24:00", "23:30", "03:00", "23:11"} {
		if c := h.cut("", cutoff); c.Moved() != 0 {
			t.Errorf("%s moves %d rows", cutoff, c.Moved())
		}
		if paid, _ := paidFrom(h, book.NewDay(2025, 10, 1)); paid != 30 {
			t.Errorf("%s: %d nets are paid, want 30", cutoff, paid)
		}
		if n := troubles(h)[book.SettlementShort]; n != 0 {
			t.Errorf("%s: %d nets are short", cutoff, n)
		}
	}
	to, err := book.NewDayRule("", "23:00")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := h.s.SetDayRule(context.Background(), acquirerID(h), to); book.CodeOf(err) != "day_rule_closed" {
		t.Error(err)
	}
}

// leftBook is a book that is left as soon as a rule is set.
type leftBook struct {
	Book
	leave context.CancelFunc
}

func (b leftBook) SetDayRule(ctx context.Context, id book.ChannelID, to book.DayRule, at time.Time) (book.DayRuleChange, error) {
	defer b.leave()
	return b.Book.SetDayRule(ctx, id, to, at)
}

// TestLeavingDoesNotWaitForTheMatchOfARule: what was set stands, and the next run
// matches it.
func TestLeavingDoesNotWaitForTheMatchOfARule(t *testing.T) {
	h := newSmallShop(t)
	cutPayouts(h, 10)
	ctx, leave := context.WithCancel(t.Context())
	open := h.s.book
	h.s.book = leftBook{open, leave}
	to, err := book.NewDayRule("", "22:30")
	if err != nil {
		t.Fatal(err)
	}
	if c, err := h.s.SetDayRule(ctx, acquirerID(h), to); err != nil || c.Moved() != 10 {
		t.Fatalf("%+v %v", c, err)
	}
	touched, err := h.st.Touched(t.Context(), book.LegPayouts)
	if err != nil || !touched.Full {
		t.Errorf("matched all the same: %+v %v", touched, err)
	}
	h.s.book = open
	if _, err := h.s.Reconcile(t.Context(), false, nil); err != nil {
		t.Fatal(err)
	}
	if paid, _ := paidDays(h); paid != 9 {
		t.Errorf("%d nets are paid", paid)
	}
	h.agrees("the run behind")
}
