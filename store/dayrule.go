package store

import (
	"cmp"
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"maps"
	"slices"
	"time"

	"zhangfang/app/book"
)

// actCutDays is the act of giving a channel another rule for its business days. Rows
// move to other days, and nothing else of them changes: identities go by the days
// that the files state, and so do the sales leg and coverage.
const actCutDays = "cut_days"

// dayRuleSubject is what the audit line of such an act tells.
type dayRuleSubject struct {
	Channel book.ChannelID `json:"channel"`
	Zone    string         `json:"zone"`
	Cutoff  string         `json:"cutoff"`
	Before  string         `json:"before"` // the rule until then: zone and cut-off
	Moved   int            `json:"moved"`  // rows
}

// PlanDayRule tells what giving a channel another rule would move. Problem
// "book_changed" when the channel is gone.
func (s *Store) PlanDayRule(ctx context.Context, id book.ChannelID, to book.DayRule) (book.DayRuleChange, error) {
	var r *recut
	err := func() error {
		snap, err := s.snapshot(ctx, 1)
		if err != nil {
			return err
		}
		defer snap.close()
		r, err = planRecut(ctx, snap.one(), snap.one(), id, to)
		return err
	}()
	if err != nil {
		return book.DayRuleChange{}, problem("plan to cut the days of a channel", err)
	}
	return r.change, nil
}

// SetDayRule gives a channel another rule, moves its rows to their business days and
// marks the payouts leg to be looked at as a whole, in one transaction, on record; a
// rule that it has already is no act. Setting the former rule takes it back: every
// row is then on the day on which it was. Problems: "book_changed" when the channel
// is gone, "day_rule_closed" (A: the months) where a closed month would lose, gain or
// move a row.
func (s *Store) SetDayRule(ctx context.Context, id book.ChannelID, to book.DayRule, at time.Time) (book.DayRuleChange, error) {
	var r *recut
	err := s.change(ctx, "cut the days of a channel", func(t *tx) error {
		t.at = at
		var err error
		if r, err = planRecut(ctx, t, t.conn, id, to); err != nil || r.change.Channel.DayRule().Equal(to) {
			return err
		}
		return r.run(ctx, t)
	})
	if err != nil {
		return book.DayRuleChange{}, err
	}
	if len(r.moved) >= bigAct {
		s.checkpoint(ctx)
	}
	return r.change, nil
}

// recut is what another rule comes to.
type recut struct {
	change book.DayRuleChange
	moved  []movedRow // by id
}

// movedRow is the new day of a row, and the one that its file states.
type movedRow struct {
	id          book.EntryID
	day, stated book.Day
}

// planRecut looks at the rows of a channel; q and conn are of one transaction.
func planRecut(ctx context.Context, q querier, conn *sql.Conn, id book.ChannelID, to book.DayRule) (*recut, error) {
	all, err := channels(ctx, q)
	if err != nil {
		return nil, err
	}
	at := slices.IndexFunc(all, func(c book.Channel) bool { return c.ID == id })
	if at < 0 {
		return nil, &book.Problem{Code: "book_changed"}
	}
	r := &recut{change: book.DayRuleChange{Channel: all[at], To: to}}
	days := map[book.Day]bool{} // that lose or gain a row
	err = scan(ctx, conn, "SELECT id, at, precision, day, stated FROM entry WHERE channel = ?", []any{int64(id)}, func(v []driver.Value) error {
		r.look(v, days)
		return nil
	})
	if err != nil {
		return nil, err
	}
	slices.SortFunc(r.moved, func(a, b movedRow) int { return cmp.Compare(a.id, b.id) })
	return r, r.setMonths(ctx, q, days)
}

// look takes in a row.
func (r *recut) look(v []driver.Value, days map[book.Day]bool) {
	e := book.Entry{At: book.Instant{Unix: num(v[1]), Precision: book.Precision(num(v[2]))}, Day: book.Day(num(v[3])), Stated: book.Day(num(v[4]))}
	was := e.Day
	r.change.To.Place(&e)
	r.change.Rows++
	if e.At.Timed() {
		r.change.Timed++
	}
	switch {
	case e.Day == was:
		return
	case e.Day > was:
		r.change.Later++
	default:
		r.change.Earlier++
	}
	days[was], days[e.Day] = true, true
	r.moved = append(r.moved, movedRow{book.EntryID(num(v[0])), e.Day, e.Stated})
}

// setMonths finds the months of days, and which of them are closed.
func (r *recut) setMonths(ctx context.Context, q querier, days map[book.Day]bool) error {
	months := map[book.Period]bool{}
	for d := range days {
		y, m, _ := d.Time().Date()
		months[book.Month(y, m)] = true
	}
	r.change.Months = slices.SortedFunc(maps.Keys(months), func(a, b book.Period) int { return cmp.Compare(a.From, b.From) })
	locked, err := lockedMonths(ctx, q)
	for _, p := range locked {
		for d := range days {
			if p.Has(d) {
				r.change.Closed = append(r.change.Closed, p)
				break
			}
		}
	}
	return err
}

func (r *recut) run(ctx context.Context, t *tx) error {
	if err := r.change.Refusal(); err != nil {
		return err
	}
	was, to := r.change.Channel.DayRule(), r.change.To
	if err := t.exec("UPDATE channel SET zone = ?, cutoff = ?, cut = cut + 1 WHERE id = ?", to.ZoneName(), to.Cutoff, r.change.Channel.ID); err != nil {
		return err
	}
	if err := r.move(ctx, t); err != nil {
		return err
	}
	if err := t.touchAll(book.LegPayouts); err != nil {
		return err
	}
	return t.audit(actCutDays, dayRuleSubject{r.change.Channel.ID, to.ZoneName(), to.Cutoff.String(),
		was.ZoneName() + " " + was.Cutoff.String(), len(r.moved)}, nil)
}

// move puts the rows on their days and seals their blocks.
func (r *recut) move(ctx context.Context, t *tx) error {
	dirty := map[int64]bool{}
	for _, m := range r.moved {
		if block := blockOf(m.id); !dirty[block] {
			dirty[block] = true
			if err := ctx.Err(); err != nil {
				return err
			}
		}
		if err := t.exec("UPDATE entry SET day = ?, stated = ? WHERE id = ?", m.day, m.stated, m.id); err != nil {
			return err
		}
	}
	return t.reseal(dirty)
}

// plannedWith tells whether a channel that was known when an import was planned still
// cuts its days as it did then: which of its rows a closed month refuses hangs on that.
// Problem "book_changed".
func plannedWith(planned, c *book.Channel) error {
	if planned.ID == 0 || planned.DayRule().Equal(c.DayRule()) {
		return nil
	}
	return &book.Problem{Code: "book_changed", Err: fmt.Errorf("channel %d cuts its days otherwise now", c.ID)}
}

// dayRuleOf is the rule of a channel.
func dayRuleOf(ctx context.Context, q querier, id book.ChannelID) (book.DayRule, error) {
	var r book.DayRule
	var zone string
	err := q.QueryRowContext(ctx, "SELECT zone, cutoff FROM channel WHERE id = ?", id).Scan(&zone, &r.Cutoff)
	if err == nil {
		r.Zone, err = book.LoadZone(zone)
	}
	return r, err
}
