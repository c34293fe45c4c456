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
	loose       []looseRow
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
	*g = group{rows: g.rows[:0], records: g.records[:0], opens: g.opens[:0], loose: g.loose[:0]}
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

func (g *group) add(leg book.Leg, o *book.Outcome) error {
	g.addLoose(leg, o)
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
	if !w.run.Full {
		slices.Sort(g.rows) // looked up in the order of the tables
	}
	for _, step := range []func(*group) error{w.writeMatches, w.writeOpens, w.writeLoose, w.writeSettlements, w.writeExceptions} {
		if err := step(g); err != nil {
			return err
		}
	}
	return w.t.touchRows(g.again)
}

// writeOpens files the open rows of a group, as far as they are not so already.
func (w *runWriter) writeOpens(g *group) error {
	if w.run.Full {
		w.lateOpens = append(w.lateOpens, g.opens...)
		return nil
	}
	held := map[book.EntryID]openRow{}
	err := scan(w.t.ctx, w.t.conn, "SELECT o.entry, o.side, o.why FROM json_each(?) j CROSS JOIN open_row o ON o.leg = ? AND o.entry = j.value",
		[]any{list(g.rows), w.leg}, func(row []driver.Value) error {
			o := openRow{book.EntryID(num(row[0])), book.Side(num(row[1])), book.OpenReason(num(row[2]))}
			held[o.entry] = o
			return nil
		})
	if err != nil {
		return err
	}
	fresh := make([]openRow, 0, len(g.opens))
	for _, o := range g.opens {
		if was, ok := held[o.entry]; !ok || was != o {
			fresh = append(fresh, o)
		}
		delete(held, o.entry)
	}
	gone := make([]book.EntryID, 0, len(held))
	for id := range held {
		gone = append(gone, id)
	}
	if err := w.t.exec("DELETE FROM open_row WHERE leg = ? AND entry IN (SELECT value FROM json_each(?))", w.leg, list(gone)); err != nil {
		return err
	}
	return w.putOpens(fresh)
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
	if err := w.putLoose(w.lateLoose); err != nil {
		return err
	}
	if err := w.putNets(); err != nil {
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
