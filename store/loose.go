package store

import (
	"cmp"
	"database/sql/driver"
	"slices"

	"zhangfang/app/book"
)

// A row of a standing leg is loose when what happens near to it may change what
// became of it: nearly every row of sales is held by a match by its order number,
// nearly every payment by the credit that paid its day, and neither changes but for
// rows of the same number or amount. A run over a part of a leg loads the
// loose rows of many days, and the others only where they are named.

// The bits by which loose rows are looked for.
const (
	looseRefund    = 1 << iota // found from its sale, which may be weeks away
	looseCovered               // it may only wait for a file, or a file for it
	looseCancelled             // one of rows that cancel each other

	looseSorts = 1 << iota // sets of bits
)

// looseRow is a loose row of an outcome. Its day, and whether it is a refund, is
// told by the entry.
type looseRow struct {
	entry book.EntryID
	bits  int
}

// addLoose takes in the loose rows of an outcome.
func (g *group) addLoose(leg book.Leg, o *book.Outcome) {
	switch leg {
	case book.LegSales:
		g.addLooseSales(o)
	case book.LegPayouts:
		if !paidInFull(o) {
			g.addOpenOrMatched(o)
		}
	}
}

// heldByNumber tells a match that only rows of the same order number can change.
func heldByNumber(m *book.Match) bool { return m.State == book.MatchAuto && m.Rule == book.RuleKey }

// addLooseSales takes in the rows that no match by number holds.
func (g *group) addLooseSales(o *book.Outcome) {
	if len(o.Matches) == 1 && heldByNumber(&o.Matches[0]) && len(o.Matches[0].Left)+len(o.Matches[0].Right) == len(o.Rows) {
		return // nearly always
	}
	held, bits := map[book.EntryID]bool{}, map[book.EntryID]int{}
	for i := range o.Matches {
		m := &o.Matches[i]
		for _, id := range slices.Concat(m.Left, m.Right) {
			switch {
			case heldByNumber(m):
				held[id] = true
			case m.State == book.MatchAuto && m.Rule == book.RuleKeyDifference:
				bits[id] |= looseCovered
			case m.Rule == book.RuleCancel:
				bits[id] |= looseCancelled
			}
		}
	}
	for _, p := range o.Open {
		if p.Why == book.OpenWaiting || p.Why == book.OpenException {
			bits[p.Entry] |= looseCovered
		}
	}
	for _, id := range o.Rows {
		if !held[id] {
			g.loose = append(g.loose, looseRow{id, bits[id]})
		}
	}
}

// addOpenOrMatched takes in the rows of payouts that take part: a day on which more
// was refunded than sold owes nothing, and is not open, but comes off another.
func (g *group) addOpenOrMatched(o *book.Outcome) {
	var ids []book.EntryID
	if len(o.Settlements) > 0 {
		ids = append(ids, o.Rows...)
	}
	for i := range o.Matches {
		ids = append(append(ids, o.Matches[i].Left...), o.Matches[i].Right...)
	}
	for _, p := range o.Open {
		ids = append(ids, p.Entry)
	}
	slices.Sort(ids)
	for _, id := range slices.Compact(ids) {
		g.loose = append(g.loose, looseRow{entry: id})
	}
}

// paidInFull tells an outcome in which one credit paid withdrawals, or nets of whole
// days cut at midnight, in full: only other money of the same amount can change it.
func paidInFull(o *book.Outcome) bool {
	if len(o.Matches) != 1 || len(o.Settlements) == 0 || len(o.Exceptions)+len(o.Open) > 0 {
		return false
	}
	m, rows := &o.Matches[0], 0
	for i := range o.Settlements {
		s := &o.Settlements[i]
		if s.Arrived != s.Net || s.Terminal != "" {
			return false
		}
		rows += s.Rows
	}
	switch m.Rule {
	case book.RuleDayNet, book.RuleWithdrawal, book.RuleBatch:
	default:
		return false
	}
	return m.State == book.MatchAuto && m.Score >= sureScore && len(m.Right) == 1 && len(m.Left) == rows &&
		!slices.ContainsFunc(m.Evidence, func(f book.Fact) bool { return f.Code == "cutoff" })
}

// sureScore is from which score on money that came is no coincidence.
const sureScore = 0.95

// writeLoose files what became of the rows of a group, as far as it is not so
// already. A full run writes at the end, in order.
func (w *runWriter) writeLoose(g *group) error {
	if w.run.Full {
		w.lateLoose = append(w.lateLoose, g.loose...)
		return nil
	}
	held := map[book.EntryID]int{}
	err := scan(w.t.ctx, w.t.conn, "SELECT l.entry, l.sort FROM json_each(?) j CROSS JOIN loose l ON l.leg = ? AND l.entry = j.value",
		[]any{list(g.rows), w.leg}, func(row []driver.Value) error {
			held[book.EntryID(num(row[0]))] = int(num(row[1]))
			return nil
		})
	if err != nil {
		return err
	}
	fresh := make([]looseRow, 0, len(g.loose))
	for _, r := range g.loose {
		bits, ok := held[r.entry]
		delete(held, r.entry)
		if !ok || bits&^looseRefund != r.bits {
			fresh = append(fresh, r)
		}
	}
	gone := make([]book.EntryID, 0, len(held))
	for id := range held {
		gone = append(gone, id)
	}
	err = w.t.exec("DELETE FROM loose WHERE leg = ? AND entry IN (SELECT value FROM json_each(?))", w.leg, list(gone))
	if err != nil {
		return err
	}
	return w.putLoose(fresh)
}

func (w *runWriter) putLoose(rows []looseRow) error {
	slices.SortFunc(rows, func(a, b looseRow) int { return cmp.Compare(a.entry, b.entry) })
	for part := range slices.Chunk(rows, outcomeRows) {
		ids := map[int][]book.EntryID{}
		for _, r := range part {
			ids[r.bits] = append(ids[r.bits], r.entry)
		}
		for bits, some := range ids {
			err := w.t.exec(`
				INSERT OR REPLACE INTO loose (leg, entry, day, sort)
				SELECT ?1, e.id, iif(?6 AND e.stated, e.stated, e.day), ?2 | iif(e.kind = ?3, ?4, 0) FROM json_each(?5) j CROSS JOIN entry e ON e.id = j.value`,
				w.leg, bits, book.KindRefund, looseRefund, list(some), byStated(w.run.Leg))
			if err != nil {
				return err
			}
		}
	}
	return nil
}
