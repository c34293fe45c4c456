package store

import (
	"cmp"
	"database/sql/driver"
	"slices"

	"zhangfang/app/book"
)

// writeMatches replaces the matches that stand for the rows of a group, as far as
// they are not the same.
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
