package store

import (
	"context"
	"database/sql"
	"time"

	"zhangfang/app/book"
)

// ChannelDays sums entries by channel, day, kind and currency; rows
// that moved no money are left out, as book.MovesMoney says.
func (s *Store) ChannelDays(ctx context.Context, p book.Period) ([]book.ChannelDay, error) {
	var all []book.ChannelDay
	warm, err := s.fromWarm(ctx, func(w *warm, conn *sql.Conn) (err error) {
		all, err = w.channelDays(ctx, conn, p)
		return err
	})
	if warm || err != nil {
		return all, problem("sum the days", err)
	}
	from, to := dayBounds(p)
	all, err = channelDays(ctx, s.read, `
		SELECT channel, day, kind, currency, count(*), sum(amount), sum(fee) FROM entry
		WHERE channel IN (SELECT id FROM channel) AND day BETWEEN ? AND ? AND status NOT IN (?, ?, ?) AND NOT (status = ? AND amount >= 0)
		GROUP BY channel, day, kind, currency ORDER BY day, channel, kind, currency`,
		from, to, book.StatusPending, book.StatusClosed, book.StatusFailed, book.StatusReversed)
	return all, problem("sum the days", err)
}

// Explained sums, by bank channel and currency, the credits of the period that a
// payouts match explains; the days are left out.
func (s *Store) Explained(ctx context.Context, p book.Period) ([]book.ChannelDay, error) {
	all, err := func() ([]book.ChannelDay, error) {
		leg, err := legID(ctx, s.read, book.LegPayouts)
		if err != nil {
			return nil, err
		}
		from, to := dayBounds(p)
		return channelDays(ctx, s.read, `
			SELECT e.channel, 0, ?, e.currency, count(*), sum(e.amount), sum(e.fee) FROM entry e
			WHERE e.day BETWEEN ? AND ? AND e.amount > 0
				AND e.channel IN (SELECT c.id FROM channel c WHERE c.role = ?) AND `+inMatch+`
			GROUP BY e.channel, e.currency ORDER BY e.channel, e.currency`,
			book.KindDeposit, from, to, book.RoleBank, leg, leg)
	}()
	return all, problem("sum the explained credits", err)
}

func channelDays(ctx context.Context, q querier, query string, args ...any) ([]book.ChannelDay, error) {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []book.ChannelDay
	for rows.Next() {
		var d book.ChannelDay
		var currency int64
		if err := rows.Scan(&d.Channel, &d.Day, &d.Kind, &currency, &d.Rows, &d.Amount, &d.Fee); err != nil {
			return nil, err
		}
		d.Currency = currencyOf(currency)
		all = append(all, d)
	}
	return all, rows.Err()
}

// LegRows counts, by channel, the rows of the sales leg in the period that expect
// a match (those that have one that counts, and the open ones), and those that
// have one.
func (s *Store) LegRows(ctx context.Context, p book.Period) (map[book.ChannelID][2]int, error) {
	counts := map[book.ChannelID][2]int{}
	warm, err := s.fromWarm(ctx, func(w *warm, conn *sql.Conn) (err error) {
		counts, err = w.legRows(ctx, conn, p)
		return err
	})
	if warm || err != nil {
		return counts, problem("count the matched rows", err)
	}
	err = func() error {
		leg, err := legID(ctx, s.read, book.LegSales)
		if err != nil {
			return err
		}
		from, to := dayBounds(p)
		rows, err := s.read.QueryContext(ctx, `
			SELECT e.channel, `+inMatch+` AS matched, count(*) FROM entry e
			WHERE e.day BETWEEN ? AND ? AND e.channel IN (SELECT c.id FROM channel c WHERE c.role IN (?, ?))
				AND (matched OR EXISTS (SELECT 1 FROM open_row o WHERE o.leg = ? AND o.entry = e.id))
			GROUP BY e.channel, matched`,
			leg, leg, from, to, book.RoleOrders, book.RolePayments, leg)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var id book.ChannelID
			var matched bool
			var n int
			if err := rows.Scan(&id, &matched, &n); err != nil {
				return err
			}
			c := counts[id]
			c[0] += n
			if matched {
				c[1] += n
			}
			counts[id] = c
		}
		return rows.Err()
	}()
	return counts, problem("count the matched rows", err)
}

// WalletBalances is the newest running balance of each channel that is a wallet or a
// whole account up to a day; channels without one are left out.
func (s *Store) WalletBalances(ctx context.Context, upTo book.Day) (map[book.ChannelID]book.Money, error) {
	balances := map[book.ChannelID]book.Money{}
	err := func() error {
		all, err := channels(ctx, s.read)
		if err != nil {
			return err
		}
		for _, c := range all {
			if !c.ShowsPayouts() {
				continue
			}
			m, ok, err := walletBalance(ctx, s.read, c.ID, upTo)
			if err != nil {
				return err
			}
			if ok {
				balances[c.ID] = m
			}
		}
		return nil
	}()
	return balances, problem("read the wallets' balances", err)
}

// walletBalance is the balance after the channel's last row. Files are sorted up
// or down, so of rows of the same moment the last is the one whose balance no
// other of them starts from.
func walletBalance(ctx context.Context, q querier, channel book.ChannelID, upTo book.Day) (book.Money, bool, error) {
	rows, err := q.QueryContext(ctx, `
		SELECT e.balance, e.amount - e.fee, e.currency FROM entry e
		JOIN (SELECT day, at FROM entry WHERE channel = ?1 AND day <= ?2 AND balance IS NOT NULL
			ORDER BY day DESC, at DESC LIMIT 1) newest ON e.day = newest.day AND e.at = newest.at
		WHERE e.channel = ?1 AND e.balance IS NOT NULL ORDER BY e.id DESC`, channel, upTo)
	if err != nil {
		return book.Money{}, false, err
	}
	defer rows.Close()
	type step struct {
		after, change book.Minor
		currency      int64
	}
	var steps []step
	for rows.Next() {
		var s step
		if err := rows.Scan(&s.after, &s.change, &s.currency); err != nil {
			return book.Money{}, false, err
		}
		steps = append(steps, s)
	}
	if err := rows.Err(); err != nil || len(steps) == 0 {
		return book.Money{}, false, err
	}
	begins := map[book.Minor]bool{}
	for _, s := range steps {
		begins[s.after-s.change] = true
	}
	last := steps[0]
	for _, s := range steps {
		if !begins[s.after] {
			last = s
			break
		}
	}
	return book.Money{Minor: last.after, Currency: currencyOf(last.currency)}, true, nil
}

// Months lists the months that have entries, newest first.
func (s *Store) Months(ctx context.Context) ([]book.Period, error) {
	var months []book.Period
	err := func() error {
		before := int64(1 << 31)
		for {
			// One step of the index of days for each channel and month.
			var day sql.Null[book.Day]
			err := s.read.QueryRowContext(ctx, `
				SELECT max(last) FROM (SELECT (SELECT max(e.day) FROM entry e WHERE e.channel = c.id AND e.day < ? AND e.day > 0) AS last
				FROM channel c)`, before).Scan(&day)
			if err != nil || !day.Valid {
				return err
			}
			t := day.V.Time()
			month := book.Month(t.Year(), time.Month(t.Month()))
			months = append(months, month)
			before = int64(month.From)
		}
	}()
	return months, problem("list the months", err)
}
