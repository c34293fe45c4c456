package reconcile

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"zhangfang/app/book"
)

// A run over part of a book, put together as the doc of Parameters.Reach says,
// leaves in the book what a run over everything leaves. The tests keep such a book
// in memory: saved is what runs have left of it.

// change is rows that come in and days whose coverage changes.
type change struct {
	rows map[book.EntryID]bool
	days map[book.Day]bool
}

// partRun is what a run over part of the sales leg is given, and what it keeps.
type partRun struct {
	rows  []book.Row
	stand map[book.EntryID]book.Standing
	keeps map[book.EntryID]bool
}

// partOf puts the part together from what the run before left.
func partOf(rows []book.Row, before *solved, c change, p *Parameters) *partRun {
	for _, d := range p.Decisions { // a decision is about all of its rows
		if all := slices.Concat(d.Left, d.Right); slices.ContainsFunc(all, func(id book.EntryID) bool { return c.rows[id] }) {
			for _, id := range all {
				c.rows[id] = true
			}
		}
	}
	keys := map[string]bool{}
	for i := range rows {
		if c.rows[rows[i].ID] && rows[i].Key != "" {
			keys[rows[i].Key] = true
		}
	}
	days := maps.Clone(c.days)
	touched := map[book.EntryID]bool{}
	for i := range rows {
		if r := &rows[i]; c.rows[r.ID] || keys[r.Key] {
			touched[r.ID], days[r.Day] = true, true
		}
	}
	within := func(r *book.Row, n int) bool {
		for d := range days {
			if r.Day >= d-book.Day(n) && r.Day <= d+book.Day(n) {
				return true
			}
		}
		return false
	}
	refund := func(r *book.Row) bool { return isRefund(r) && r.Status != book.StatusReversed }
	refunds := map[book.EntryID]bool{}
	for i := range rows {
		refunds[rows[i].ID] = refund(&rows[i])
	}
	held, asks, found := map[book.EntryID]bool{}, map[book.EntryID]bool{}, map[book.EntryID]book.Standing{}
	for _, m := range before.matches {
		all := slices.Concat(m.Left, m.Right)
		for _, id := range all {
			held[id] = held[id] || m.Rule == book.RuleKey && m.State == book.MatchAuto
			asks[id] = asks[id] || m.Rule == book.RuleKeyDifference
			found[id] = book.Standing{Left: m.Rule == book.RuleCancel && slices.ContainsFunc(all, func(id book.EntryID) bool { return refunds[id] })}
		}
		if m.State != book.MatchSuggested && len(m.Left) == 1 && len(m.Right) == 1 {
			found[m.Left[0]] = book.Standing{Payment: m.Right[0]}
		}
	}
	for id, why := range before.open {
		if why != book.OpenSuggested {
			found[id] = book.Standing{Left: true}
		}
	}
	out := &partRun{stand: map[book.EntryID]book.Standing{}, keeps: map[book.EntryID]bool{}}
	loaded, orders := map[book.EntryID]bool{}, map[string]bool{}
	for i := range rows {
		r := &rows[i]
		why, open := before.open[r.ID]
		waits := open && why != book.OpenSuggested
		switch {
		case touched[r.ID]:
		case held[r.ID]:
			continue
		case within(r, 2*p.Near()):
		case refund(r) && within(r, 2*p.Reach()):
		case (waits || asks[r.ID]) && within(r, p.Reach()):
		default:
			continue
		}
		loaded[r.ID] = true
		orders[r.Key] = orders[r.Key] || refund(r)
		out.keeps[r.ID] = touched[r.ID] || within(r, p.Near()) || within(r, p.Reach()) && (refund(r) || waits || asks[r.ID])
	}
	for _, m := range before.matches { // what cancels a refund goes with it
		if all := slices.Concat(m.Left, m.Right); m.Rule == book.RuleCancel && slices.ContainsFunc(all, func(id book.EntryID) bool { return loaded[id] }) {
			for _, id := range all {
				loaded[id] = true
			}
		}
	}
	for _, d := range p.Decisions {
		for _, id := range slices.Concat(d.Left, d.Right) {
			loaded[id] = true
		}
	}
	mates := map[string]bool{}
	for i := range rows {
		if r := &rows[i]; loaded[r.ID] && r.Key != "" {
			mates[r.Key] = true
		}
	}
	for i := range rows {
		r := &rows[i]
		loaded[r.ID] = loaded[r.ID] || mates[r.Key]
		if s, known := found[r.ID]; loaded[r.ID] && known && !touched[r.ID] && !within(r, p.Near()) && !refund(r) {
			out.stand[r.ID] = s
			if orders[r.Key] && s.Payment != 0 {
				loaded[s.Payment], out.stand[s.Payment] = true, found[s.Payment]
			}
		}
	}
	for i := range rows {
		if loaded[rows[i].ID] {
			out.rows = append(out.rows, rows[i])
		}
	}
	return out
}

// save puts the outcomes that hold a row which the part keeps in the place of what
// was there of their rows.
func (s *solved) save(p *partRun, params *Parameters) {
	with := *params
	with.Standing = p.stand
	for o := range Sales(slices.Clone(p.rows), &with) {
		if !slices.ContainsFunc(o.Rows, func(id book.EntryID) bool { return p.keeps[id] }) {
			continue
		}
		gone := map[book.EntryID]bool{}
		for _, id := range o.Rows {
			gone[id] = true
			delete(s.open, id)
		}
		s.matches = slices.DeleteFunc(s.matches, func(m book.Match) bool {
			return slices.ContainsFunc(slices.Concat(m.Left, m.Right), func(id book.EntryID) bool { return gone[id] })
		})
		s.exceptions = slices.DeleteFunc(s.exceptions, func(x book.Exception) bool { return gone[x.Entry] })
		for _, m := range o.Matches {
			m.Left, m.Right = slices.Clone(m.Left), slices.Clone(m.Right)
			s.matches = append(s.matches, m)
		}
		s.exceptions = append(s.exceptions, o.Exceptions...)
		for _, x := range o.Open {
			s.open[x.Entry] = x.Why
		}
	}
}

// A day's rows come into a crowded little book.
func TestAPartIsEnough(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawSales(t, 160)
		s.drawDecisions(t, book.LegSales)
		for c := range s.p.Coverage {
			s.covers(c, day1-5, day1+200)
		}
		day := day1 + book.Day(rapid.IntRange(0, 159).Draw(t, "day"))
		checkPart(t, s, day, day, nil)
	})
}

type failer interface {
	Helper()
	Fatalf(format string, args ...any)
}

// checkPart brings the rows of some days into the book without them, as a change
// of coverage too where told how it was before, and compares. It returns how many
// rows the part holds.
func checkPart(t failer, s *shop, from, to book.Day, was map[book.ChannelID][]book.Coverage) int {
	t.Helper()
	c := change{rows: map[book.EntryID]bool{}, days: map[book.Day]bool{}}
	var old []book.Row
	for _, r := range s.rows {
		if r.Day >= from && r.Day <= to {
			c.rows[r.ID] = true
		} else {
			old = append(old, r)
		}
	}
	for d := from; d <= to; d++ {
		c.days[d] = true
	}
	p := s.p
	if was != nil {
		p.Coverage = was
	}
	left := solveRows("sales", old, &p)
	part := partOf(s.rows, left, c, &s.p)
	left.save(part, &s.p)
	if got, want := left.String(), s.solve("sales").String(); got != want {
		t.Fatalf("days %s to %s\nrows\n%s\ngot\n%s\nwant\n%s", from, to, s, got, want)
	}
	return len(part.rows)
}

// trade invents days of a shop with all that happens in one: payments with and
// without a number, refunds on the spot, weeks later and in parts, voids, double
// charges, damaged numbers, closed orders with money, and rows that lack the other
// side.
func (s *shop) trade(dice *rand.Rand, days, perDay int) {
	clock := func(t int) string { return fmt.Sprintf("%02d:%02d:%02d", t/3600, t/60%60, t%60) }
	for d := range days {
		day := day1 + book.Day(d)
		for n := range perDay {
			t := 9*3600 + dice.IntN(12*3600)
			amount := book.Minor(1000 * (1 + dice.IntN(6)))
			key, paid := fmt.Sprintf("S%s%06d", day.Time().Format("20060102"), n*7+d), weChat
			method, text := "微信支付", func(*book.Row) {}
			number := key
			if dice.IntN(3) == 0 {
				paid, method, number = terminal, "银行卡", ""
				text = swiped("T1", fmt.Sprintf("%04d", dice.IntN(6)))
			}
			switch dice.IntN(40) {
			case 0:
				s.add(paid, book.KindPayment, number, day, clock(t+20), amount, text)
				continue
			case 1:
				s.add(shopOrders, book.KindOrder, key, day, clock(t), amount, by(method))
				continue
			case 2:
				number = number[:len(number)*2/3]
			case 3:
				s.add(paid, book.KindPayment, number, day, clock(t+80), amount, text)
			case 4:
				s.add(paid, book.KindRefund, number, day, clock(t+60), -amount, text, status(book.StatusReversed))
			case 5:
				s.add(paid, book.KindRefund, number, day, clock(t+600), -amount, text)
			}
			s.add(shopOrders, book.KindOrder, key, day, clock(t), amount, by(method))
			s.add(paid, book.KindPayment, number, day, clock(t+20), amount, text)
			if dice.IntN(6) == 0 {
				back := amount * book.Minor(1+dice.IntN(4)) / 4
				later := day + book.Day(dice.IntN(21))
				s.add(shopOrders, book.KindRefund, key, day, "", -back, by(method))
				if first := back / 2; dice.IntN(4) == 0 {
					s.add(paid, book.KindRefund, number, max(day, later-3), clock(t+900), -first, text)
					back -= first
					later += book.Day(dice.IntN(refundDays))
				}
				if dice.IntN(12) > 0 {
					s.add(paid, book.KindRefund, number, later, clock(t+900), -back, text)
				}
			}
		}
	}
}

// Each of some days of a busy shop comes in last, with the bills that cover it.
func TestAPartOfAShopIsEnough(t *testing.T) {
	const days, perDay = 300, 12
	for seed := range uint64(3) {
		dice := rand.New(rand.NewPCG(seed, 7))
		s := newShop()
		s.trade(dice, days, perDay)
		end := day1 + days + 20
		for c := range s.p.Coverage {
			s.covers(c, day1-5, end)
		}
		largest := 0
		for range 8 {
			day := day1 + book.Day(dice.IntN(days))
			was := map[book.ChannelID][]book.Coverage{}
			for c := range s.p.Coverage {
				was[c] = []book.Coverage{{Period: book.Period{From: day1 - 5, To: day - 1}}, {Period: book.Period{From: day + 1, To: end}}}
			}
			largest = max(largest, checkPart(t, s, day, day, was))
		}
		if largest > len(s.rows)*3/4 {
			t.Errorf("a day takes %d of %d rows", largest, len(s.rows))
		}
	}
}
