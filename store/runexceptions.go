package store

import (
	"cmp"
	"database/sql"
	"slices"

	"zhangfang/app/book"
)

// channelDay is what a settlement, and an exception without a row, stands for.
type channelDay struct {
	channel book.ChannelID
	day     book.Day
}

// settledDays is the channels and days whose settlements a group decides anew:
// those of its rows and those it settles. Only the payouts leg settles.
func (w *runWriter) settledDays(g *group) (map[channelDay]bool, error) {
	days := map[channelDay]bool{}
	for _, s := range g.settlements {
		days[channelDay{s.Channel, s.Day}] = true
	}
	if w.fresh || w.run.Leg != book.LegPayouts {
		return days, nil
	}
	rows, err := w.t.QueryContext(w.t.ctx, `
		SELECT DISTINCT e.channel, e.day FROM json_each(?) j CROSS JOIN entry e ON e.id = j.value`, list(g.rows))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var d channelDay
		if err := rows.Scan(&d.channel, &d.day); err != nil {
			return nil, err
		}
		days[d] = true
	}
	return days, rows.Err()
}

func sortedDays(days map[channelDay]bool) []channelDay {
	all := make([]channelDay, 0, len(days))
	for d := range days {
		all = append(all, d)
	}
	slices.SortFunc(all, func(a, b channelDay) int {
		return cmp.Or(cmp.Compare(a.channel, b.channel), cmp.Compare(a.day, b.day))
	})
	return all
}

// writeSettlements replaces what the rows of a group settled: a withdrawal by its
// row, the net of a day by channel and day.
func (w *runWriter) writeSettlements(g *group) error {
	days, err := w.settledDays(g)
	if err != nil {
		return err
	}
	g.days = sortedDays(days)
	if w.run.Leg == book.LegPayouts && !w.fresh {
		err := w.t.exec("DELETE FROM settlement WHERE entry <> 0 AND entry IN (SELECT value FROM json_each(?))", list(g.rows))
		if err != nil {
			return err
		}
	}
	for _, d := range g.days {
		if w.settled[d] || w.run.Leg != book.LegPayouts {
			continue
		}
		w.settled[d] = true // by this run, from here on
		if err := w.t.exec("DELETE FROM settlement WHERE channel = ? AND day = ? AND entry = 0", d.channel, d.day); err != nil {
			return err
		}
	}
	for _, s := range g.settlements {
		if s.ArrivedOn != 0 {
			s.BankSeen = s.ArrivedOn // what the bank shows of later days changes nothing
		}
		if err := w.t.exec(`
			INSERT OR REPLACE INTO settlement (channel, day, entry, currency, terminal, net, entries, arrived, arrived_on, bank_seen)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, s.Channel, s.Day, s.Entry, string(s.Currency), s.Terminal,
			s.Net, s.Rows, s.Arrived, s.ArrivedOn, s.BankSeen); err != nil {
			return err
		}
	}
	return nil
}

// writeExceptions raises what the group has and takes down what stood for its rows
// and days: what no group names is resolved in the end.
func (w *runWriter) writeExceptions(g *group) error {
	for i := range g.exceptions {
		w.named[g.exceptions[i].key] = true
	}
	live := w.heldExceptions
	if !w.run.Full {
		var err error
		if live, err = w.liveExceptions(g); err != nil {
			return err
		}
	}
	for i := range g.exceptions {
		if err := w.raise(&g.exceptions[i], live); err != nil {
			return err
		}
	}
	if w.run.Full {
		return nil // what is left is swept
	}
	for key := range live {
		w.unnamed[key] = true // a later group may name it
	}
	return nil
}

// liveExceptions is the keys of the exceptions that stand for the rows and days
// of a group.
func (w *runWriter) liveExceptions(g *group) (map[string]bool, error) {
	live := map[string]bool{}
	collect := func(rows *sql.Rows, err error) error {
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var key string
			if err := rows.Scan(&key); err != nil {
				return err
			}
			live[key] = true
		}
		return rows.Err()
	}
	err := collect(w.t.QueryContext(w.t.ctx, `
		SELECT x.key FROM json_each(?) j CROSS JOIN exception x ON x.entry = j.value
		WHERE x.leg = ? AND x.gone = 0`, list(g.rows), w.leg))
	for _, d := range g.days {
		if err != nil {
			break
		}
		err = collect(w.t.QueryContext(w.t.ctx,
			"SELECT key FROM exception WHERE entry = 0 AND leg = ? AND channel = ? AND day = ? AND gone = 0", w.leg, d.channel, d.day))
	}
	return live, err
}

// raise writes an exception. It counts when it was not there or was resolved.
func (w *runWriter) raise(r *exceptionRow, live map[string]bool) error {
	x := &r.x
	if !live[r.key] {
		var gone sql.Null[int64]
		err := w.t.QueryRowContext(w.t.ctx, "SELECT max(gone) FROM exception WHERE key = ?", r.key).Scan(&gone)
		if err != nil {
			return err
		}
		if !gone.Valid || gone.V != 0 {
			w.receipt.Raised++
			w.noteKey('+', r.key)
		}
		if gone.V != 0 {
			if err := w.t.event(r.key, eventAgain, w.t.at, 0); err != nil {
				return err
			}
		}
	}
	delete(live, r.key)
	return w.t.exec(`
		INSERT INTO exception (key, leg, type, channel, terminal, entry, other, day, expected, actual, currency, evidence, state, raised, gone)
		VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, 0)
		ON CONFLICT (key) DO UPDATE SET leg = ?2, channel = ?4, other = ?7, day = ?8, expected = ?9, actual = ?10,
			currency = ?11, evidence = ?12, state = ?13, again = again + (gone <> 0), gone = 0`,
		r.key, w.leg, string(x.Type), x.Channel, x.Terminal, x.Entry, x.Other, x.Day, x.Expected, x.Actual,
		string(x.Currency), r.evidence, x.State, unix(w.t.at))
}

// resolve marks an exception as no longer made.
func (w *runWriter) resolve(key string) error {
	w.receipt.Closed++
	w.noteKey('-', key)
	if err := w.t.event(key, eventClosed, w.t.at, 0); err != nil {
		return err
	}
	return w.t.exec("UPDATE exception SET gone = ? WHERE key = ?", unix(w.t.at), key)
}

// sweepExceptions resolves the exceptions that the run took down and did not name:
// of a full run, all that stood before.
func (w *runWriter) sweepExceptions() error {
	down := w.unnamed
	if w.run.Full {
		down = w.heldExceptions
	}
	for _, key := range sortedKeys(down) {
		if w.named[key] {
			continue
		}
		if err := w.resolve(key); err != nil {
			return err
		}
	}
	return nil
}
