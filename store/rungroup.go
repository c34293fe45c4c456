package store

import (
	"cmp"
	"database/sql/driver"
	"encoding/json"
	"slices"

	"zhangfang/app/book"
)

// group is the outcomes of some blocks, copied: an outcome's slices are only
// lent.
type group struct {
	rows        []book.EntryID
	records     []record
	opens       []openRow
	exceptions  []exceptionRow
	settlements []book.Settlement
	days        []channelDay // that writeSettlements decided
	matched     int
	suggested   int
	again       []book.EntryID // rows of outcomes that were left out
}

// reset empties the group and keeps its room.
func (g *group) reset() *group {
	clear(g.records) // the texts
	*g = group{rows: g.rows[:0], records: g.records[:0], opens: g.opens[:0]}
	return g
}

// another is a group that was written, or a new one.
func another(spare <-chan *group) *group {
	select {
	case g := <-spare:
		return g
	default:
		return &group{}
	}
}

type openRow struct {
	entry book.EntryID
	side  book.Side
	why   book.OpenReason
}

type memberRow struct{ entry, lead int64 }

// exceptionRow is an exception as the engine made it.
type exceptionRow struct {
	key      string
	x        book.Exception
	evidence string
}

func (g *group) add(o *book.Outcome) error {
	g.rows = append(g.rows, o.Rows...)
	for i := range o.Matches {
		m := &o.Matches[i]
		r, err := recordOf(m)
		if err != nil {
			return err
		}
		g.records = append(g.records, r)
		if n := len(m.Left) + len(m.Right); r.counts() {
			g.matched += n
		} else {
			g.suggested += n
		}
	}
	for _, p := range o.Open {
		g.opens = append(g.opens, openRow{p.Entry, p.Side, p.Why})
	}
	for i := range o.Exceptions {
		x := o.Exceptions[i]
		evidence, err := json.Marshal(x.Evidence)
		if err != nil {
			return err
		}
		x.Evidence = nil
		g.exceptions = append(g.exceptions, exceptionRow{x.Key(), x, string(evidence)})
	}
	g.settlements = append(g.settlements, o.Settlements...)
	return nil
}

// write replaces what stands for the rows of a group.
func (w *runWriter) write(g *group) error {
	w.receipt.Matched += g.matched
	w.receipt.Suggested += g.suggested
	slices.SortFunc(g.records, func(a, b record) int { return cmp.Compare(a.lead, b.lead) })
	for _, step := range []func(*group) error{w.writeMatches, w.writeOpens, w.writeSettlements, w.writeExceptions} {
		if err := step(g); err != nil {
			return err
		}
	}
	return w.t.touchRows(g.again)
}

func (w *runWriter) writeMatches(g *group) error {
	old, err := w.before(g)
	if err != nil {
		return err
	}
	var fresh []record
	for _, r := range g.records {
		if w.run.Full {
			held, ok := w.heldMatches[r.lead]
			delete(w.heldMatches, r.lead)
			if ok && held == w.digestRecord(&r) {
				continue
			}
		}
		was, ok := old[r.lead]
		switch {
		case ok && was == r:
			delete(old, r.lead)
			continue
		case ok && was.other == r.other && was.members == r.members:
			// The same rows for another reason: no match came, none went.
			delete(old, r.lead)
			w.note('-', &was)
		default:
			w.receipt.Added++
		}
		fresh = append(fresh, r)
	}
	if err := w.dropAll(old, g); err != nil {
		return err
	}
	return w.putMatches(fresh)
}

// before loads the matches that stand for a group, by lead: all that its rows are
// in; of a full run, which comes to every row, those that have another match
// under the same lead now.
func (w *runWriter) before(g *group) (map[int64]record, error) {
	if w.fresh {
		return map[int64]record{}, nil
	}
	if !w.run.Full {
		return w.standing(g.rows)
	}
	var leads []book.EntryID
	for i := range g.records {
		r := &g.records[i]
		if held, ok := w.heldMatches[r.lead]; ok && held != w.digestRecord(r) {
			leads = append(leads, book.EntryID(r.lead))
		}
	}
	if len(leads) == 0 {
		return map[int64]record{}, nil
	}
	return w.standing(leads)
}

// dropAll deletes matches that no longer are. A member that is not among the
// rows at hand is marked, or it would be left with neither match nor reason.
func (w *runWriter) dropAll(old map[int64]record, g *group) error {
	if len(old) == 0 {
		return nil
	}
	slices.Sort(g.rows)
	var left []book.EntryID
	for _, lead := range sortedKeys(old) {
		r := old[lead]
		w.receipt.Removed++
		if err := w.drop(&r); err != nil {
			return err
		}
		if w.run.Full {
			continue // it will be named, or swept
		}
		for _, id := range r.all() {
			if _, ok := slices.BinarySearch(g.rows, id); !ok {
				left = append(left, id)
			}
		}
	}
	return w.t.touchRows(left)
}

// standing loads the matches that the rows are in, by lead.
func (w *runWriter) standing(rows []book.EntryID) (map[int64]record, error) {
	old := map[int64]record{}
	err := scan(w.t.ctx, w.t.conn, standingMatches, []any{w.leg, list(rows)}, func(row []driver.Value) error {
		r, err := getRecord(row)
		old[r.lead] = r
		return err
	})
	return old, err
}

// drop deletes a match.
func (w *runWriter) drop(r *record) error {
	w.note('-', r)
	if err := w.t.exec("DELETE FROM match_head WHERE leg = ? AND lead = ?", w.leg, r.lead); err != nil {
		return err
	}
	// Another match may have taken a member over since.
	return w.t.exec(`DELETE FROM match_member WHERE leg = ?1 AND lead = ?2
		AND entry IN (SELECT value FROM json_each(?3))`, w.leg, r.lead, list(r.all()))
}

// putMatches writes matches in the order of their leads.
func (w *runWriter) putMatches(records []record) error {
	var members []memberRow
	for i := range records {
		r := &records[i]
		w.note('+', r)
		row, err := w.heads.next()
		if err != nil {
			return err
		}
		putRecord(row, w.leg, r)
		if r.other != 0 {
			members = append(members, memberRow{r.other, r.lead})
			continue
		}
		for _, id := range r.all() {
			if int64(id) != r.lead {
				members = append(members, memberRow{int64(id), r.lead})
			}
		}
	}
	if w.run.Full {
		w.lateMembers = append(w.lateMembers, members...)
		return nil
	}
	if err := w.heads.flush(); err != nil {
		return err
	}
	return w.putMembers(members)
}

func (w *runWriter) putMembers(members []memberRow) error {
	slices.SortFunc(members, func(a, b memberRow) int { return cmp.Compare(a.entry, b.entry) })
	for _, m := range members {
		row, err := w.members.next()
		if err != nil {
			return err
		}
		row[0], row[1], row[2] = w.leg, m.entry, m.lead
	}
	return w.members.flush()
}

func (w *runWriter) writeOpens(g *group) error {
	if w.run.Full {
		w.lateOpens = append(w.lateOpens, g.opens...)
		return nil
	}
	if err := w.t.exec("DELETE FROM open_row WHERE leg = ? AND entry IN (SELECT value FROM json_each(?))", w.leg, list(g.rows)); err != nil {
		return err
	}
	return w.putOpens(g.opens)
}

func (w *runWriter) putOpens(opens []openRow) error {
	slices.SortFunc(opens, func(a, b openRow) int { return cmp.Compare(a.entry, b.entry) })
	for _, o := range opens {
		row, err := w.opens.next()
		if err != nil {
			return err
		}
		row[0], row[1], row[2], row[3] = w.leg, int64(o.entry), int64(o.side), int64(o.why)
	}
	return w.opens.flush()
}

// finish deletes what a full run did not name and writes what waited for its
// order.
func (w *runWriter) finish() error {
	if err := w.sweep(); err != nil {
		return err
	}
	if err := w.putMembers(w.lateMembers); err != nil {
		return err
	}
	if err := w.putOpens(w.lateOpens); err != nil {
		return err
	}
	return w.t.exec("DELETE FROM touched WHERE seq <= (SELECT min(seen) FROM leg)")
}

// sweep deletes the matches that a full run did not name.
func (w *runWriter) sweep() error {
	leads := make([]book.EntryID, 0, len(w.heldMatches))
	for _, lead := range sortedKeys(w.heldMatches) {
		leads = append(leads, book.EntryID(lead))
	}
	for part := range slices.Chunk(leads, outcomeRows) {
		gone, err := w.standing(part)
		if err != nil {
			return err
		}
		for _, lead := range part {
			r, ok := gone[int64(lead)]
			if !ok {
				continue
			}
			w.receipt.Removed++
			if err := w.drop(&r); err != nil {
				return err
			}
		}
	}
	return w.sweepExceptions()
}
