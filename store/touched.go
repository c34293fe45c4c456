package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"slices"
	"strings"

	"zhangfang/app/book"
)

// touch is a change that a leg has to look at again; see the table touched.
type touch struct {
	channel     book.ChannelID // 0: whatever the leg
	first, last book.EntryID   // 0: only the days
	days        book.Period
	removed     bool
}

func (t *tx) touch(c touch) error {
	return t.exec("INSERT INTO touched (channel, first, last, from_day, to_day, removed) VALUES (?, ?, ?, ?, ?, ?)",
		c.channel, c.first, c.last, c.days.From, c.days.To, c.removed)
}

// touchRows marks rows, as ranges of ids that follow each other.
func (t *tx) touchRows(ids []book.EntryID) error {
	ids = slices.Clone(ids)
	slices.Sort(ids)
	ids = slices.Compact(ids)
	return idRanges(ids, func(first, last book.EntryID) error { return t.touch(touch{first: first, last: last}) })
}

// touchAll marks a leg so that only a full run will do, because something changed
// that may matter to any of its rows. One that never ran needs
// no mark.
func (t *tx) touchAll(leg book.Leg) error {
	var seq int64
	err := t.QueryRowContext(t.ctx,
		"INSERT INTO touched (channel, first, last, from_day, to_day, removed) VALUES (0, 0, 0, 0, 0, 0) RETURNING seq").Scan(&seq)
	if err != nil {
		return err
	}
	return t.exec("UPDATE leg SET whole = ? WHERE name = ?", seq, leg)
}

// idRanges gives the ranges that sorted ids make.
func idRanges(ids []book.EntryID, fn func(first, last book.EntryID) error) error {
	for len(ids) > 0 {
		n := 1
		for n < len(ids) && ids[n] <= ids[n-1]+1 {
			n++
		}
		if err := fn(ids[0], ids[n-1]); err != nil {
			return err
		}
		ids = ids[n:]
	}
	return nil
}

// touchChanged marks rows whose content changed, the rows they are matched with and
// those of the order numbers that they left, which may lose them, and the days they
// stand on and stood on.
func (t *tx) touchChanged(channel book.ChannelID, ids []book.EntryID, days book.Period, left []uint64) error {
	if len(ids) == 0 {
		return nil
	}
	if err := t.touch(touch{channel: channel, days: days}); err != nil {
		return err
	}
	rows := slices.Clone(ids)
	err := scan(t.ctx, t.conn, `
		SELECT `+matchFields+` FROM json_each(?1) j CROSS JOIN leg l CROSS JOIN match_head m ON m.leg = l.id
		AND m.lead = coalesce((SELECT mm.lead FROM match_member mm WHERE mm.leg = l.id AND mm.entry = j.value), j.value)`,
		[]any{list(ids)}, func(row []driver.Value) error {
			r, err := getRecord(row)
			rows = append(rows, r.all()...)
			return err
		})
	if err != nil {
		return err
	}
	if err := orderIndex().find(t.ctx, t.conn, left, func(p pair) { rows = append(rows, book.EntryID(p.entry)) }); err != nil {
		return err
	}
	return t.touchRows(rows)
}

// touchBatch marks the new rows of a batch and the days it covers, since rows
// across may have waited for it.
func (t *tx) touchBatch(b *book.Batch) error {
	c := touch{channel: b.Channel, days: b.Covers.Period}
	if b.New > 0 {
		c.last = book.EntryID(t.nextEntry - 1)
		c.first = c.last - book.EntryID(b.New) + 1
	}
	return t.touch(c)
}

// Touched tells what has changed on a leg since its last run: rows of batches
// imported since, changed rows, the mates of removed ones, rows named in
// decisions, and the days that batches cover or covered; Full where what changed may matter to any row. Period without Rows is
// possible: then only coverage changed. Neither: nothing did.
func (s *Store) Touched(ctx context.Context, leg book.Leg) (book.Touched, error) {
	var found book.Touched
	err := func() error {
		snap, err := s.snapshot(ctx, 1)
		if err != nil {
			return err
		}
		defer snap.close()
		found, err = touched(ctx, snap.one(), leg)
		return err
	}()
	return found, problem("look for what changed on "+string(leg), err)
}

func touched(ctx context.Context, q *sql.Conn, leg book.Leg) (book.Touched, error) {
	var newest, seen, whole int64
	var taught string
	if err := q.QueryRowContext(ctx, "SELECT coalesce(max(seq), 0) FROM touched").Scan(&newest); err != nil {
		return book.Touched{}, err
	}
	err := q.QueryRowContext(ctx, "SELECT seen, whole, taught FROM leg WHERE name = ?", leg).Scan(&seen, &whole, &taught)
	if errors.Is(err, sql.ErrNoRows) || err == nil && whole != 0 {
		return book.Touched{Full: true, Taught: taught, Mark: max(newest, seen)}, nil
	}
	if err != nil {
		return book.Touched{}, err
	}
	found := book.Touched{Taught: taught, Mark: max(newest, seen)}
	sides, err := legChannels(ctx, q, leg)
	if err != nil {
		return found, err
	}
	ours := list(slices.Concat(sides[book.Left], sides[book.Right]))
	if err := touchedDays(ctx, q, &found, seen, ours); err != nil {
		return found, err
	}
	return found, touchedRows(ctx, q, &found, seen, ours)
}

// touchedDays takes in the days that batches of our channels cover or covered.
func touchedDays(ctx context.Context, conn *sql.Conn, found *book.Touched, seen int64, ours string) error {
	return scan(ctx, conn, `
		SELECT DISTINCT channel, from_day, to_day FROM touched
		WHERE seq > ? AND from_day <> 0 AND channel IN (SELECT value FROM json_each(?)) ORDER BY 1, 2, 3`,
		[]any{seen, ours}, func(row []driver.Value) error {
			days := book.Period{From: book.Day(num(row[1])), To: book.Day(num(row[2]))}
			found.Covered = append(found.Covered, book.CoveredDays{Channel: book.ChannelID(num(row[0])), Period: days})
			found.Period = widen(widen(found.Period, days.From), days.To)
			return nil
		})
}

// touchedRows takes in the rows of our channels that changed and are there.
func touchedRows(ctx context.Context, conn *sql.Conn, found *book.Touched, seen int64, ours string) error {
	err := scan(ctx, conn, `
		SELECT e.id, e.day FROM touched t CROSS JOIN entry e ON e.id BETWEEN t.first AND t.last
		WHERE t.seq > ? AND t.first > 0 AND t.removed = 0 AND +e.channel IN (SELECT value FROM json_each(?))`,
		[]any{seen, ours}, func(row []driver.Value) error {
			found.Rows = append(found.Rows, book.EntryID(num(row[0])))
			found.Period = widen(found.Period, book.Day(num(row[1])))
			return nil
		})
	slices.Sort(found.Rows)
	found.Rows = slices.Compact(found.Rows)
	return err
}

// widen makes the period take in the day.
func widen(p book.Period, d book.Day) book.Period {
	if d == 0 {
		return p
	}
	if p.From == 0 || d < p.From {
		p.From = d
	}
	p.To = max(p.To, d)
	return p
}

// legRoles is which rows of the standing legs stand on which side.
func legRoles(leg book.Leg) ([2][]book.Role, bool) {
	switch leg {
	case book.LegSales:
		return [2][]book.Role{{book.RoleOrders}, {book.RolePayments}}, true
	case book.LegPayouts:
		return [2][]book.Role{{book.RolePayments, book.RoleWallet}, {book.RoleBank}}, true
	}
	return [2][]book.Role{}, false
}

// legChannels is the channels of a leg by side: by role for the standing legs,
// by name for one the owner picked. A name may hold "~" itself.
func legChannels(ctx context.Context, q querier, leg book.Leg) ([2][]book.ChannelID, error) {
	var sides [2][]book.ChannelID
	all, err := channels(ctx, q)
	if err != nil {
		return sides, err
	}
	roles, standing := legRoles(leg)
	for _, c := range all {
		for side := range sides {
			if standing && slices.Contains(roles[side], c.Role) {
				sides[side] = append(sides[side], c.ID)
			}
		}
		if right, ok := strings.CutPrefix(string(leg), c.Name+"~"); ok && !standing {
			for _, across := range all {
				if across.Name == right {
					return [2][]book.ChannelID{{c.ID}, {across.ID}}, nil
				}
			}
		}
	}
	return sides, nil
}
