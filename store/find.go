package store

import (
	"cmp"
	"context"
	"database/sql"
	"database/sql/driver"
	"slices"
	"strings"

	"zhangfang/app/book"
	"zhangfang/store/columns"
)

// filter is the conditions of a query over entries, called e.
type filter struct {
	conds []string
	args  []any
}

func (f *filter) and(cond string, args ...any) {
	f.conds = append(f.conds, cond)
	f.args = append(f.args, args...)
}

func (f *filter) where() string {
	if len(f.conds) == 0 {
		return "1"
	}
	return strings.Join(f.conds, " AND ")
}

// newFilter takes in what a query says of the entries themselves. Days are indexed
// by channel; without days that index is kept out of it ("+"), since reading most
// of a table through an index costs more than reading all of it.
func newFilter(q book.EntryQuery) *filter {
	f := &filter{}
	dated := q.Period != book.Period{}
	channel := "+e.channel"
	if dated {
		channel = "e.channel"
	}
	if len(q.Channels) > 0 {
		f.and(channel+" IN (SELECT value FROM json_each(?))", list(q.Channels))
	}
	if len(q.Roles) > 0 {
		f.and(channel+" IN (SELECT c.id FROM channel c WHERE c.role IN (SELECT value FROM json_each(?)))", list(q.Roles))
	}
	if dated && len(q.Channels)+len(q.Roles) == 0 {
		f.and("e.channel IN (SELECT c.id FROM channel c)")
	}
	if dated {
		from, to := dayBounds(q.Period)
		f.and("e.day BETWEEN ? AND ?", from, to)
	}
	if t := strings.TrimSpace(q.Text); t != "" {
		f.text(t)
	}
	return f
}

// text looks for a piece of the numbers, the counterparty or the memo, in any
// letter case, or for the beginning of an amount.
func (f *filter) text(t string) {
	pattern := "%" + strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(strings.TrimSpace(t)) + "%"
	var conds []string
	var args []any
	for _, column := range []string{"order_no", "txn_no", "refund_no", "party", "memo"} {
		conds = append(conds, "e."+column+` LIKE ? ESCAPE '\'`)
		args = append(args, pattern)
	}
	for _, s := range amountSpans(t) {
		for _, column := range []string{"amount", "gross"} {
			conds = append(conds, "e."+column+" BETWEEN ? AND ?", "e."+column+" BETWEEN ? AND ?")
			args = append(args, s.From, s.To, -s.To, -s.From)
		}
	}
	f.and("("+strings.Join(conds, " OR ")+")", args...)
}

// inMatch tells of an entry e whether a match of leg ? (twice) that counts holds it.
const inMatch = `(EXISTS (SELECT 1 FROM match_head m WHERE m.leg = ? AND m.lead = e.id AND m.state <> 2)
	OR EXISTS (SELECT 1 FROM match_member mm CROSS JOIN match_head m ON m.leg = mm.leg AND m.lead = mm.lead
		WHERE mm.leg = ? AND mm.entry = e.id AND m.state <> 2))`

// legID is the number of a leg; 0, which no row has, before its first run.
func legID(ctx context.Context, q querier, leg book.Leg) (int64, error) {
	var id int64
	err := q.QueryRowContext(ctx, "SELECT coalesce(max(id), 0) FROM leg WHERE name = ?", leg).Scan(&id)
	return id, err
}

// EntryIDs lists the entries of a query in its order; equal ones by id.
func (s *Store) EntryIDs(ctx context.Context, q book.EntryQuery) ([]book.EntryID, error) {
	ids, err := s.entryIDs(ctx, q)
	return ids, problem("list entries", err)
}

func (s *Store) entryIDs(ctx context.Context, q book.EntryQuery) ([]book.EntryID, error) {
	openRows := q.Leg != "" && q.Show == book.ShowOpen
	snap, err := s.snapshot(ctx, 2-btoi(openRows || q.Period != book.Period{}))
	if err != nil {
		return nil, err
	}
	defer snap.close()
	w, err := s.warmed(ctx, snap.one())
	if err != nil {
		return nil, err
	}
	if w != nil {
		return w.entryIDs(ctx, snap.one(), q)
	}
	f := newFilter(q)
	from, err := showing(ctx, snap.one(), q, f)
	if err != nil {
		return nil, err
	}
	key, sort := sortKey(q.Order)
	query := "SELECT e.id, " + key + " FROM " + from + " WHERE " + f.where()
	spans := [][2]int64{{0, 1 << 62}}
	if len(snap.conns) > 1 {
		if spans, err = idSpans(ctx, snap.one(), len(snap.conns)); err != nil {
			return nil, err
		}
		query += " AND e.id BETWEEN ? AND ?"
	}
	parts := make([][]keyed, len(spans))
	err = snap.each(func(i int, conn *sql.Conn) error {
		args := slices.Clone(f.args)
		if len(spans) > 1 {
			args = append(args, spans[i][0], spans[i][1])
		}
		return scan(ctx, conn, query, args, func(row []driver.Value) error {
			parts[i] = append(parts[i], keyed{book.EntryID(num(row[0])), num(row[1]), columns.Fold(text(row[1]))})
			return nil
		})
	})
	if err != nil {
		return nil, err
	}
	return sort(slices.Concat(parts...)), nil
}

// showing restricts a filter to the rows of a side of a leg and says where to
// read from.
func showing(ctx context.Context, conn *sql.Conn, q book.EntryQuery, f *filter) (from string, err error) {
	if q.Leg == "" {
		return "entry e", nil
	}
	leg, err := legID(ctx, conn, q.Leg)
	if err != nil {
		return "", err
	}
	if q.Show == book.ShowOpen {
		f.and("o.leg = ? AND o.side = ?", leg, int64(q.Side))
		return "open_row o CROSS JOIN entry e ON e.id = o.entry", nil
	}
	sides, err := legChannels(ctx, conn, q.Leg)
	if err != nil {
		return "", err
	}
	f.and("+e.channel IN (SELECT value FROM json_each(?))", list(sides[q.Side]))
	if q.Show == book.ShowMatched {
		f.and(inMatch, leg, leg)
	}
	return "entry e", nil
}

// keyed is an entry with what it is sorted by, one of the two.
type keyed struct {
	id   book.EntryID
	n    int64
	text string
}

// sortKey is the column that an order sorts by, and what does it.
func sortKey(o book.Order) (column string, sort func([]keyed) []book.EntryID) {
	compare := func(a, b keyed) int { return cmp.Compare(a.n, b.n) }
	byText := func(a, b keyed) int { return strings.Compare(a.text, b.text) }
	switch o.By {
	case "time":
		column = rowTime()
	case "amount":
		column = "e.amount"
	case "order_no":
		column, compare = "e.order_no", byText
	case "channel":
		column, compare = "(SELECT c.name FROM channel c WHERE c.id = e.channel)", byText
	case "counterparty":
		column, compare = "e.party", byText
	default:
		column = "NULL"
	}
	return column, func(all []keyed) []book.EntryID {
		slices.SortFunc(all, func(a, b keyed) int {
			order := cmp.Or(compare(a, b), cmp.Compare(a.id, b.id))
			if o.Desc {
				return -order
			}
			return order
		})
		ids := make([]book.EntryID, len(all))
		for i := range all {
			ids[i] = all[i].id
		}
		return ids
	}
}

// Counts tells how far a leg has come within a query's channels, roles, period
// and text.
func (s *Store) Counts(ctx context.Context, q book.EntryQuery) (book.LegCounts, error) {
	var c book.LegCounts
	err := func() error {
		snap, err := s.snapshot(ctx, 1)
		if err != nil {
			return err
		}
		defer snap.close()
		leg, err := legID(ctx, snap.one(), q.Leg)
		if err != nil {
			return err
		}
		f := newFilter(q)
		w, err := s.warmed(ctx, snap.one())
		if err != nil {
			return err
		}
		if w != nil {
			c, err = w.counts(ctx, snap.one(), leg, q)
			return err
		}
		if err := countOpen(ctx, snap.one(), leg, f, &c); err != nil {
			return err
		}
		if len(f.conds) == 0 {
			return countMatched(ctx, snap.one(), leg, &c)
		}
		sides, err := legChannels(ctx, snap.one(), q.Leg)
		if err != nil {
			return err
		}
		for side := range sides {
			args := append(slices.Clone(f.args), list(sides[side]), leg, leg)
			err := snap.one().QueryRowContext(ctx, "SELECT count(*) FROM entry e WHERE "+f.where()+
				" AND +e.channel IN (SELECT value FROM json_each(?)) AND "+inMatch, args...).Scan(&c.Matched[side])
			if err != nil {
				return err
			}
		}
		return nil
	}()
	return c, problem("count the rows of "+string(q.Leg), err)
}

func countOpen(ctx context.Context, conn *sql.Conn, leg int64, f *filter, c *book.LegCounts) error {
	from := "open_row o"
	if len(f.conds) > 0 {
		from += " CROSS JOIN entry e ON e.id = o.entry"
	}
	return scan(ctx, conn, "SELECT o.side, o.why, count(*) FROM "+from+" WHERE o.leg = ? AND "+f.where()+" GROUP BY o.side, o.why",
		append([]any{leg}, f.args...), func(row []driver.Value) error {
			side, n := num(row[0])&1, int(num(row[2]))
			c.Open[side] += n
			if book.OpenReason(num(row[1])) == book.OpenSuggested {
				c.Suggested[side] += n
			}
			return nil
		})
}

// countMatched counts the members of all matches that count.
func countMatched(ctx context.Context, conn *sql.Conn, leg int64, c *book.LegCounts) error {
	return scan(ctx, conn, `
		SELECT count(*), NULL FROM match_head WHERE leg = ?1 AND state <> 2 AND members IS NULL
		UNION ALL
		SELECT 0, members FROM match_head WHERE leg = ?1 AND state <> 2 AND members IS NOT NULL`,
		[]any{leg}, func(row []driver.Value) error {
			n := int(num(row[0]))
			c.Matched[book.Left] += n
			c.Matched[book.Right] += n
			r := record{members: string(blob(row[1]))}
			left, right := r.sides()
			c.Matched[book.Left] += len(left)
			c.Matched[book.Right] += len(right)
			return nil
		})
}
