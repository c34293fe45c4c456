package store

import (
	"cmp"
	"context"
	"database/sql"
	"database/sql/driver"
	"slices"

	"zhangfang/app/book"
)

// Arrivals sums, by bank channel, day, currencies and the channel that paid, the bank
// credits of the period that a payouts match explains. Over all days and payers
// they are what Explained tells; a credit that several channels paid is a row of each.
func (s *Store) Arrivals(ctx context.Context, p book.Period) ([]book.Arrival, error) {
	a := arrivals{sums: map[book.Arrival]*book.Arrival{}}
	err := func() error {
		snap, err := s.snapshot(ctx, 1)
		if err != nil {
			return err
		}
		defer snap.close()
		return a.gather(ctx, snap.one(), p)
	}()
	if err != nil {
		return nil, problem("sum what arrived", err)
	}
	all := make([]book.Arrival, 0, len(a.sums))
	for _, sum := range a.sums {
		all = append(all, *sum)
	}
	slices.SortFunc(all, func(a, b book.Arrival) int {
		return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(a.Bank, b.Bank), cmp.Compare(a.From, b.From),
			cmp.Compare(a.Currency, b.Currency), cmp.Compare(a.Sold, b.Sold))
	})
	return all, nil
}

// arrivals adds up; the keys of sums have neither Amount nor Rows.
type arrivals struct {
	credits map[book.EntryID]book.Arrival // bank credits of the period, each as a sum of one
	sums    map[book.Arrival]*book.Arrival
}

func (a *arrivals) gather(ctx context.Context, conn *sql.Conn, p book.Period) error {
	leg, err := legID(ctx, conn, book.LegPayouts)
	if err != nil {
		return err
	}
	if err := a.load(ctx, conn, p); err != nil || len(a.credits) == 0 {
		return err
	}
	var explained []record // asked about one by one when the scan has let go of the connection
	err = scan(ctx, conn, "SELECT "+matchFields+" FROM match_head m WHERE m.leg = ?", []any{leg}, func(row []driver.Value) error {
		r, err := getRecord(row)
		if err != nil || !r.counts() {
			return err
		}
		if _, right := r.sides(); slices.ContainsFunc(right, func(id book.EntryID) bool { _, ok := a.credits[id]; return ok }) {
			explained = append(explained, r)
		}
		return nil
	})
	if err != nil {
		return err
	}
	for i := range explained {
		left, right := explained[i].sides()
		paid, err := sharesOf(ctx, conn, left)
		if err != nil {
			return err
		}
		if err := a.add(paid, right); err != nil {
			return err
		}
	}
	return nil
}

// load reads the bank credits of the period.
func (a *arrivals) load(ctx context.Context, conn *sql.Conn, p book.Period) error {
	a.credits = map[book.EntryID]book.Arrival{}
	from, to := dayBounds(p)
	return scan(ctx, conn, `
		SELECT e.id, e.channel, e.day, e.currency, e.amount FROM entry e
		WHERE e.day BETWEEN ? AND ? AND e.amount > 0 AND e.channel IN (SELECT c.id FROM channel c WHERE c.role = ?)`,
		[]any{from, to, int64(book.RoleBank)}, func(row []driver.Value) error {
			a.credits[book.EntryID(num(row[0]))] = book.Arrival{
				Bank: book.ChannelID(num(row[1])), Day: book.Day(num(row[2])), Currency: currencyOf(num(row[3])), Amount: book.Minor(num(row[4])), Rows: 1,
			}
			return nil
		})
}

// add books the credits of one match as paid by the channels of its other side.
func (a *arrivals) add(paid []share, ids []book.EntryID) error {
	var credits []book.Arrival
	for _, id := range ids {
		if c, ok := a.credits[id]; ok {
			credits = append(credits, c)
		}
	}
	parts, err := split(paid, credits, len(credits) == len(ids))
	if err != nil {
		return err
	}
	for _, c := range parts {
		key := c
		key.Amount, key.Rows = 0, 0
		sum := a.sums[key]
		if sum == nil {
			sum = new(key)
			a.sums[key] = sum
		}
		if sum.Amount, err = sum.Amount.Add(c.Amount); err != nil {
			return err
		}
		sum.Rows += c.Rows
	}
	return nil
}
