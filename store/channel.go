package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"zhangfang/app/book"
)

// querier is what reads: a connection, a transaction, a pool.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// Channels lists the channels of the book.
func (s *Store) Channels(ctx context.Context) ([]book.Channel, error) {
	list, err := channels(ctx, s.read)
	return list, problem("list the channels", err)
}

func channels(ctx context.Context, q querier) ([]book.Channel, error) {
	rows, err := q.QueryContext(ctx, "SELECT id, name, role, provider, account, stream, currency, zone, cutoff FROM channel ORDER BY id")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []book.Channel
	for rows.Next() {
		var c book.Channel
		var zone string
		if err := rows.Scan(&c.ID, &c.Name, &c.Role, &c.Provider, &c.Account, &c.Stream, &c.Currency, &zone, &c.Cutoff); err != nil {
			return nil, err
		}
		if c.Zone, err = book.LoadZone(zone); err != nil {
			return nil, fmt.Errorf("zone of channel %d: %w", c.ID, err)
		}
		list = append(list, c)
	}
	return list, rows.Err()
}

// channel finds the channel of an import or makes it. Another process may have
// made it since the caller looked. A channel that is new, or whose account is, may
// say of any day who pays it: whether a wallet does, and whom a credit names.
func (t *tx) channel(c book.Channel) (book.Channel, error) {
	list, err := channels(t.ctx, t)
	if err != nil {
		return c, err
	}
	names := map[string]bool{}
	for _, have := range list {
		names[have.Name] = true
		same := have.Provider == c.Provider && have.Account == c.Account && have.Stream == c.Stream && have.Role == c.Role
		if fuller := fullerAccount(have.Account, c.Account); have.ID == c.ID && fuller != have.Account { // a file told it at last
			have.Account = fuller
			if err := t.exec("UPDATE channel SET account = ? WHERE id = ?", have.Account, have.ID); err != nil {
				return have, err
			}
			return have, t.touchAll(book.LegPayouts)
		}
		if have.ID == c.ID || c.ID == 0 && same && (c.Account != "" || have.Name == c.Name) {
			return have, nil
		}
	}
	if c.ID != 0 {
		return c, &book.Problem{Code: "book_changed", Err: fmt.Errorf("channel %d is not there", c.ID)}
	}
	if c.Zone == nil {
		c.Zone = book.Shanghai
	}
	if c.Currency == "" {
		c.Currency = book.CNY
	}
	c.Name, c.Cutoff = freeName(c, names), 0 // another is given by an act of its own
	err = t.QueryRowContext(t.ctx, `
		INSERT INTO channel (name, role, provider, account, stream, currency, zone) VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id`,
		c.Name, c.Role, c.Provider, c.Account, c.Stream, string(c.Currency), c.Zone.String()).Scan(&c.ID)
	if err != nil {
		return c, err
	}
	return c, t.touchAll(book.LegPayouts)
}

// fullerAccount is the account of a channel now that a file names it: the number that
// was hidden in part until now, or unknown.
func fullerAccount(have, told string) string {
	if have == "" || book.MayBeAccount(have, told) {
		return book.FullerAccount(have, told)
	}
	return have
}

// freeName is the channel's name, told apart from those that are taken.
func freeName(c book.Channel, taken map[string]bool) string {
	name := strings.TrimSpace(c.Name)
	if name == "" {
		name = strings.Trim(c.Provider+" "+c.Stream, " ")
	}
	for free, n := name, 2; ; n++ {
		if !taken[free] {
			return free
		}
		free = fmt.Sprintf("%s (%d)", name, n)
	}
}

// Coverage lists what standing batches cover, by channel.
func (s *Store) Coverage(ctx context.Context) (map[book.ChannelID][]book.Coverage, error) {
	all := map[book.ChannelID][]book.Coverage{}
	err := func() error {
		rows, err := s.read.QueryContext(ctx, `
			SELECT channel, covers_from, covers_to, partial_edges FROM batch
			WHERE undone = 0 AND covers_from <> 0 ORDER BY channel, covers_from, id`)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var id book.ChannelID
			var c book.Coverage
			if err := rows.Scan(&id, &c.From, &c.To, &c.PartialEdges); err != nil {
				return err
			}
			all[id] = append(all[id], c)
		}
		return rows.Err()
	}()
	return all, problem("read the coverage", err)
}

// CoveredTo is the last day that any batch of a channel covers, in whole or in part; 0
// where none does.
func (s *Store) CoveredTo(ctx context.Context, id book.ChannelID) (last book.Day, err error) {
	err = s.read.QueryRowContext(ctx, "SELECT coalesce(max(covers_to), 0) FROM batch WHERE channel = ? AND undone = 0 AND covers_from <> 0", id).Scan(&last)
	return last, problem("read the coverage", err)
}

// Statuses lists the channels with what the book holds of them.
func (s *Store) Statuses(ctx context.Context) ([]book.ChannelStatus, error) {
	list, err := s.Channels(ctx)
	if err != nil {
		return nil, err
	}
	covers, err := s.Coverage(ctx)
	if err != nil {
		return nil, err
	}
	all := make([]book.ChannelStatus, len(list))
	for i, c := range list {
		all[i].Channel = c
		all[i].Covered, all[i].Gaps = span(covers[c.ID])
		err := s.read.QueryRowContext(ctx, `
			SELECT (SELECT coalesce(sum(entries), 0) FROM batch WHERE channel = ?1),
			       coalesce((SELECT file FROM batch WHERE channel = ?1 AND undone = 0 ORDER BY id DESC LIMIT 1), '')`, c.ID).
			Scan(&all[i].Rows, &all[i].LastFile)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return nil, problem("read the state of channel "+c.Name, err)
		}
	}
	return all, nil
}

// span is the period from the first to the last day covered and the runs of days
// in between that nothing covers, by coverages in the order of their first day.
func span(covers []book.Coverage) (all book.Period, gaps []book.Period) {
	for i, c := range covers {
		if i == 0 {
			all = c.Period
			continue
		}
		if c.From > all.To+1 {
			gaps = append(gaps, book.Period{From: all.To + 1, To: c.From - 1})
		}
		all.To = max(all.To, c.To)
	}
	return all, gaps
}
