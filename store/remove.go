package store

import (
	"database/sql/driver"
	"slices"

	"zhangfang/app/book"
)

// touchRest marks what has to be matched anew without the rows that go: rows of
// the same order numbers, other rows of the same channel and days (they make one
// payout), and the days themselves. The rows matched with them follow in remove.
func (u *undoing) touchRest(t *tx) error {
	b := u.plan.Batch
	days := b.Covers.Period
	for d := range u.days {
		days = widen(days, d)
	}
	if err := t.touch(touch{channel: b.Channel, days: days}); err != nil {
		return err
	}
	if err := idRanges(u.gone, func(first, last book.EntryID) error {
		return t.touch(touch{channel: b.Channel, first: first, last: last, removed: true})
	}); err != nil || len(u.gone) == 0 {
		return err
	}
	var rest []book.EntryID
	var keys []uint64
	err := scan(t.ctx, t.conn, "SELECT order_no FROM entry WHERE batch = ? AND id BETWEEN ? AND ? AND order_no IS NOT NULL",
		[]any{int64(b.ID), int64(u.gone[0]), int64(u.gone[len(u.gone)-1])}, func(row []driver.Value) error {
			keys = append(keys, orderHash(book.NormalKey(text(row[0]))))
			return nil
		})
	if err != nil {
		return err
	}
	add := func(id book.EntryID) {
		if !u.isGone(id) {
			rest = append(rest, id)
		}
	}
	if err := orderIndex().find(t.ctx, t.conn, keys, func(p pair) { add(book.EntryID(p.entry)) }); err != nil {
		return err
	}
	err = scan(t.ctx, t.conn, `
		SELECT id, day FROM entry WHERE day BETWEEN ? AND ? AND channel = ? AND batch <> ?`,
		[]any{int64(days.From), int64(days.To), int64(b.Channel), int64(b.ID)}, func(row []driver.Value) error {
			if u.days[book.Day(num(row[1]))] {
				add(book.EntryID(num(row[0])))
			}
			return nil
		})
	if err != nil {
		return err
	}
	return t.touchRows(rest)
}

// remove deletes the rows that go and all that hangs on them.
func (u *undoing) remove(t *tx) error {
	legs, err := u.removeMatches(t)
	if err != nil {
		return err
	}
	if err := u.touchOrphans(t); err != nil {
		return err
	}
	for _, leg := range legs {
		err := inParts(u.gone, func(ids string) error {
			if err := t.exec("DELETE FROM loose WHERE leg = ? AND entry IN (SELECT value FROM json_each(?))", leg, ids); err != nil {
				return err
			}
			return t.exec("DELETE FROM open_row WHERE leg = ? AND entry IN (SELECT value FROM json_each(?))", leg, ids)
		})
		if err != nil {
			return err
		}
	}
	for d := range u.days {
		if err := t.exec("DELETE FROM settlement WHERE channel = ? AND day = ? AND entry = 0", u.plan.Batch.Channel, d); err != nil {
			return err
		}
	}
	for _, query := range []string{
		"DELETE FROM exception_event WHERE decision = 0 AND key IN (SELECT x.key FROM exception x WHERE x.entry IN (SELECT value FROM json_each(?)))",
		"DELETE FROM exception WHERE entry IN (SELECT value FROM json_each(?))",
		"DELETE FROM settlement WHERE entry IN (SELECT value FROM json_each(?))",
		"DELETE FROM entry WHERE id IN (SELECT value FROM json_each(?))",
	} {
		if err := inParts(u.gone, func(ids string) error { return t.exec(query, ids) }); err != nil {
			return err
		}
	}
	for d := range u.days {
		if err := u.forgetDay(t, d); err != nil {
			return err
		}
	}
	if err := t.exec("DELETE FROM adopted WHERE batch = ?", u.plan.Batch.ID); err != nil || len(u.gone) == 0 {
		return err
	}
	keep := func(p *pair) bool { return !u.isGone(book.EntryID(p.entry)) }
	if err := identIndex(u.plan.Batch.Channel).edit(t, keep); err != nil {
		return err
	}
	return orderIndex().edit(t, keep)
}

// forgetDay removes the exceptions that stand for a day of the channel of which no
// row is left: no run would look at it again. While there are rows, the next run
// decides, and the exception keeps its history.
func (u *undoing) forgetDay(t *tx, d book.Day) error {
	ch := u.plan.Batch.Channel
	var left bool
	err := t.QueryRowContext(t.ctx, "SELECT EXISTS (SELECT 1 FROM entry WHERE channel = ? AND day = ?)", ch, d).Scan(&left)
	if err != nil || left {
		return err
	}
	for _, query := range []string{
		"DELETE FROM exception_event WHERE decision = 0 AND key IN (SELECT key FROM exception WHERE entry = 0 AND channel = ? AND day = ?)",
		"DELETE FROM exception WHERE entry = 0 AND channel = ? AND day = ?",
	} {
		if err := t.exec(query, ch, d); err != nil {
			return err
		}
	}
	return nil
}

// inParts gives ids to fn, some thousand at a time, as JSON arrays.
func inParts(ids []book.EntryID, fn func(ids string) error) error {
	for part := range slices.Chunk(ids, 4096) {
		if err := fn(list(part)); err != nil {
			return err
		}
	}
	return nil
}

// touchOrphans marks the rows of exceptions that point at rows that go.
func (u *undoing) touchOrphans(t *tx) error {
	var orphans []book.EntryID
	err := scan(t.ctx, t.conn, "SELECT entry, other FROM exception WHERE entry <> 0 AND other <> 0", nil, func(row []driver.Value) error {
		if id := book.EntryID(num(row[0])); u.isGone(book.EntryID(num(row[1]))) && !u.isGone(id) {
			orphans = append(orphans, id)
		}
		return nil
	})
	if err != nil {
		return err
	}
	return t.touchRows(orphans)
}

// removeMatches deletes the matches that hold a row that goes, whatever the leg,
// and marks their other rows. It returns the numbers of all legs.
func (u *undoing) removeMatches(t *tx) (legs []int64, err error) {
	t.moves = nil // the copy in memory is made anew anyway
	err = scan(t.ctx, t.conn, "SELECT id FROM leg", nil, func(row []driver.Value) error {
		legs = append(legs, num(row[0]))
		return nil
	})
	if err != nil {
		return nil, err
	}
	for _, leg := range legs {
		leads, members, err := u.matchesOf(t, leg)
		if err != nil {
			return nil, err
		}
		var mates []book.EntryID
		for _, id := range slices.Concat(leads, members) {
			if !u.isGone(id) {
				mates = append(mates, id)
			}
		}
		if err := t.touchRows(mates); err != nil {
			return nil, err
		}
		err = inParts(leads, func(ids string) error {
			return t.exec("DELETE FROM match_head WHERE leg = ? AND lead IN (SELECT value FROM json_each(?))", leg, ids)
		})
		if err != nil {
			return nil, err
		}
		err = inParts(members, func(ids string) error {
			return t.exec("DELETE FROM match_member WHERE leg = ? AND entry IN (SELECT value FROM json_each(?))", leg, ids)
		})
		if err != nil {
			return nil, err
		}
	}
	return legs, nil
}

// matchesOf lists the leads and the other members of the matches of a leg that
// hold a row that goes, each in ascending order.
func (u *undoing) matchesOf(t *tx, leg int64) (leads, members []book.EntryID, err error) {
	err = inParts(u.gone, func(ids string) error {
		return scan(t.ctx, t.conn, standingMatches, []any{leg, ids}, func(row []driver.Value) error {
			r, err := getRecord(row)
			for _, id := range r.all() {
				if int64(id) == r.lead {
					leads = append(leads, id)
				} else {
					members = append(members, id)
				}
			}
			return err
		})
	})
	for _, ids := range []*[]book.EntryID{&leads, &members} {
		slices.Sort(*ids)
		*ids = slices.Compact(*ids)
	}
	return leads, members, err
}
