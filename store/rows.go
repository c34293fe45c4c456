package store

import (
	"cmp"
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"math"
	"slices"
	"strings"

	"zhangfang/app/book"
)

// Rows loads all rows of a leg that matching looks at, by ascending id. Equal
// texts are one RowText. A million rows take less than 200 MB.
func (s *Store) Rows(ctx context.Context, scope book.RowScope) ([]book.Row, error) {
	rows, err := s.loadRows(ctx, scope)
	return rows, problem("load the rows of "+string(scope.Leg), err)
}

// EachRow hands over the rows of Rows one after the other; what it hands over changes
// with the next.
func (s *Store) EachRow(ctx context.Context, scope book.RowScope, do func(*book.Row)) error {
	err := func() error {
		snap, err := s.snapshot(ctx, 1)
		if err != nil {
			return err
		}
		defer snap.close()
		l, err := newRowLoader(ctx, snap.one(), scope)
		if err != nil {
			return err
		}
		var row book.Row // one for all
		var text book.RowText
		return l.each(ctx, snap.one(), rowsBetween, []any{int64(0), int64(math.MaxInt64)}, func(r book.Row, t book.RowText) {
			row, text = r, t
			if text != (book.RowText{}) {
				row.Text = &text
			}
			do(&row)
		})
	}()
	return problem("look at the rows of "+string(scope.Leg), err)
}

func (s *Store) loadRows(ctx context.Context, scope book.RowScope) ([]book.Row, error) {
	snap, err := s.snapshot(ctx, 2) // two cores read a whole book in half the time
	if err != nil {
		return nil, err
	}
	defer snap.close()
	l, err := newRowLoader(ctx, snap.one(), scope)
	if err != nil {
		return nil, err
	}
	return l.all(ctx, snap)
}

// rowLoader loads rows of the channels of a leg.
type rowLoader struct {
	leg      book.Leg
	whole    bool // the texts of every row are looked at
	ruled    bool // rows may be on other days than their files state
	roles    map[book.ChannelID]book.Role
	payers   map[book.ChannelID]bool // their bills show what was paid out
	channels string                  // JSON list
}

func newRowLoader(ctx context.Context, conn *sql.Conn, scope book.RowScope) (*rowLoader, error) {
	sides := scope.Channels
	if len(sides[book.Left])+len(sides[book.Right]) == 0 {
		var err error
		if sides, err = legChannels(ctx, conn, scope.Leg); err != nil {
			return nil, err
		}
	}
	all, err := channels(ctx, conn)
	if err != nil {
		return nil, err
	}
	_, _, picked := scope.Leg.Picked()
	l := &rowLoader{leg: scope.Leg, whole: picked, roles: map[book.ChannelID]book.Role{}, payers: map[book.ChannelID]bool{}}
	ours := slices.Concat(sides[book.Left], sides[book.Right])
	for _, c := range all {
		if slices.Contains(ours, c.ID) {
			l.roles[c.ID] = c.Role
			l.payers[c.ID] = c.ShowsPayouts()
			rule := c.DayRule()
			l.ruled = l.ruled || !rule.Plain()
		}
	}
	l.channels = list(ours)
	return l, nil
}

// rowFields is what a book.Row is read from. Small numbers share a column: what
// costs is the number of columns, not what is in them.
const rowFields = `e.id, e.order_no, e.at, e.gross, e.amount, e.fee, e.currency,
	e.kind | (e.status << 8) | (e.precision << 16) | (e.channel << 24) | (%s << 40), e.settles, e.method, e.terminal, e.card`

// byStated tells whether a leg looks at the days that files state: payouts are paid by
// business day, all else is compared with what files of other channels say and cover.
func byStated(leg book.Leg) bool { return leg != book.LegPayouts }

// dayField is the day of a row that matching looks at.
func (l *rowLoader) dayField() string {
	if l.ruled && byStated(l.leg) {
		return "iif(e.stated, e.stated, e.day)"
	}
	return "e.day"
}

// moreText is the other texts that matching looks at: on a leg the owner picked all
// of every row; on payouts those of all but the payments, of which only the
// settlement number counts; on sales the two of a payment without an order number in
// which it may stand. Reading less is most of what makes it quick.
func (l *rowLoader) moreText() string {
	const all = ", e.party, e.memo, e.txn_no, e.batching"
	if l.whole {
		return all
	}
	var keyed []book.ChannelID
	for _, id := range sortedKeys(l.roles) {
		if r := l.roles[id]; r == book.RoleOrders || r == book.RolePayments {
			keyed = append(keyed, id)
		}
	}
	switch {
	case l.leg == book.LegSales:
		payments := strings.Trim(list(l.ofRole(book.RolePayments)), "[]")
		return fmt.Sprintf(", iif(e.order_no IS NULL AND e.channel IN (%[1]s), e.memo, NULL), iif(e.order_no IS NULL AND e.channel IN (%[1]s), e.txn_no, NULL)", payments)
	case len(keyed) == 0:
		return all
	}
	var fields strings.Builder
	for _, column := range []string{"party", "memo", "txn_no"} {
		fmt.Fprintf(&fields, ", iif(e.channel IN (%s), NULL, e.%s)", strings.Trim(list(keyed), "[]"), column)
	}
	return fields.String() + ", e.batching"
}

// ofRole lists the channels of a role, in order.
func (l *rowLoader) ofRole(role book.Role) []book.ChannelID {
	var out []book.ChannelID
	for _, id := range sortedKeys(l.roles) {
		if l.roles[id] == role {
			out = append(out, id)
		}
	}
	return out
}

// all loads every row, a share of the ids on each connection.
func (l *rowLoader) all(ctx context.Context, snap *snapshot) ([]book.Row, error) {
	spans, err := idSpans(ctx, snap.one(), len(snap.conns))
	if err != nil {
		return nil, err
	}
	// One array for all shares, each with room for what its ids can hold: a
	// second copy of a million rows would be a hundred megabytes.
	room := make([]int, len(spans)+1)
	for i, span := range spans {
		var n int
		if err := snap.one().QueryRowContext(ctx, "SELECT count(*) FROM entry WHERE id BETWEEN ? AND ?", span[0], span[1]).Scan(&n); err != nil {
			return nil, err
		}
		room[i+1] = room[i] + n
	}
	rows := make([]book.Row, room[len(spans)])
	parts := make([][]book.Row, len(spans))
	err = snap.each(func(i int, conn *sql.Conn) (err error) {
		parts[i], err = l.load(ctx, conn, rows[room[i]:room[i]:room[i+1]], rowsBetween, spans[i][0], spans[i][1])
		return err
	})
	if err != nil {
		return nil, err
	}
	rows = rows[:0]
	for _, part := range parts {
		rows = append(rows, part...) // moves down over rows of other legs, if at all
	}
	return rows, nil
}

func sortRows(rows []book.Row) {
	slices.SortFunc(rows, func(a, b book.Row) int { return cmp.Compare(a.ID, b.ID) })
}

// dayBounds is a period with its open ends closed.
func dayBounds(p book.Period) (from, to int64) {
	from, to = math.MinInt32, math.MaxInt32
	if p.From != 0 {
		from = int64(p.From)
	}
	if p.To != 0 {
		to = int64(p.To)
	}
	return from, to
}

// rowsBetween and rowsOf say which rows load takes. They are found by their ids: by
// their channels they are not ("+").
const (
	rowsBetween = "entry e WHERE e.id BETWEEN ? AND ? AND +e.channel IN (SELECT value FROM json_each(?)) ORDER BY e.id"
	rowsOf      = "json_each(?) j CROSS JOIN entry e ON e.id = j.value WHERE +e.channel IN (SELECT value FROM json_each(?))"
)

// load appends the rows of rowsBetween or rowsOf.
func (l *rowLoader) load(ctx context.Context, conn *sql.Conn, rows []book.Row, from string, args ...any) ([]book.Row, error) {
	texts := map[book.RowText]*book.RowText{}
	err := l.each(ctx, conn, from, args, func(r book.Row, t book.RowText) {
		if t != (book.RowText{}) {
			if r.Text = texts[t]; r.Text == nil {
				own := t
				r.Text = &own
				texts[own] = r.Text
			}
		}
		rows = append(rows, r)
	})
	return rows, err
}

// each hands over the rows of rowsBetween or rowsOf, and their texts.
func (l *rowLoader) each(ctx context.Context, conn *sql.Conn, from string, args []any, do func(book.Row, book.RowText)) error {
	query := "SELECT " + fmt.Sprintf(rowFields, l.dayField()) + l.moreText() + " FROM " + from
	err := scan(ctx, conn, query, append(args, l.channels), func(v []driver.Value) error {
		do(l.row(v))
		return nil
	})
	if err != nil {
		return fmt.Errorf("load rows: %w", err)
	}
	return nil
}

// row reads rowFields and moreText.
func (l *rowLoader) row(v []driver.Value) (book.Row, book.RowText) {
	traits := num(v[7])
	r := book.Row{
		ID: book.EntryID(num(v[0])), Key: book.NormalKey(text(v[1])), At: num(v[2]),
		Gross: book.Minor(num(v[3])), Amount: book.Minor(num(v[4])), Fee: book.Minor(num(v[5])),
		Currency: currencyOf(num(v[6])),
		Kind:     book.Kind(traits & 0xff), Status: book.Status(traits >> 8 & 0xff), Precision: book.Precision(traits >> 16 & 0xff),
		Channel: book.ChannelID(traits >> 24 & 0xffff), Day: book.Day(traits >> 40), Settles: book.Day(num(v[8])),
	}
	r.Role = l.roles[r.Channel]
	var t book.RowText
	if r.Role != book.RoleOrders || l.whole {
		t.Terminal, t.Card = text(v[10]), text(v[11])
	}
	t.Method = text(v[9])
	switch more := v[12:]; len(more) {
	case 2:
		t.Memo, t.TxnNo = text(more[0]), text(more[1])
	case 4:
		t.Counterparty, t.Memo, t.TxnNo, t.Batching = text(more[0]), text(more[1]), text(more[2]), text(more[3])
	}
	return r, t
}
