package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"runtime/debug"
	"slices"
	"strings"
	"sync"

	"zhangfang/app/book"
	"zhangfang/store/columns"
)

// edition tells two states of the entries apart: every batch in or undone moves it, and
// so does every act that cuts the days of a channel anew.
type edition struct {
	batches, undone, nextEntry, cuts int64
}

func editionOf(ctx context.Context, q querier) (e edition, err error) {
	err = q.QueryRowContext(ctx, `
		SELECT (SELECT next_entry FROM book), (SELECT coalesce(sum(cut), 0) FROM channel), count(*), coalesce(sum(undone), 0) FROM batch`).
		Scan(&e.nextEntry, &e.cuts, &e.batches, &e.undone)
	return e, err
}

// warm is the columns of an edition, and which of their rows matches hold.
type warm struct {
	edition edition
	table   *columns.Table

	reading sync.Mutex // held while matched rows are read
	mu      sync.Mutex
	matched map[int64]matchedRows // by leg

	search sync.Mutex
	last   foundRows // a view asks for the rows of its search and for their sums
}

// foundRows is the rows that a search found.
type foundRows struct {
	text string
	rows *columns.Set
}

// found is the rows of a search; nil for none. Who asks for the same one meanwhile
// waits for it.
func (w *warm) found(text string) *columns.Set {
	if text == "" {
		return nil
	}
	w.search.Lock()
	defer w.search.Unlock()
	if w.last.rows == nil || w.last.text != text {
		w.last = foundRows{text, w.table.Search(strings.TrimSpace(text), amountSpans(text))}
	}
	return w.last.rows
}

// smallBook is how many rows the database looks through quickly enough itself.
const smallBook = 20_000

// Warm copies what lists, searches and sums look at into memory, where the copy is
// missing or out of date: about a second for a million rows. Until then, and in
// small books, the database answers by itself, more slowly.
func (s *Store) Warm(ctx context.Context) error {
	return problem("make the copy for searches", s.fill(ctx, smallBook))
}

// fill is Warm for books of more than so many rows.
func (s *Store) fill(ctx context.Context, least int64) error {
	s.filling.Lock()
	defer s.filling.Unlock()
	snap, err := s.snapshot(ctx, 2)
	if err != nil {
		return err
	}
	defer snap.close()
	now, err := editionOf(ctx, snap.one())
	if err != nil || now.nextEntry <= least {
		return err
	}
	if w := s.warm.Load(); w != nil && w.edition == now {
		return nil
	}
	table, err := readColumns(ctx, snap)
	if err != nil {
		return err
	}
	w := &warm{edition: now, table: table, matched: map[int64]matchedRows{}}
	s.warm.Store(w)
	leg, err := legID(ctx, snap.one(), book.LegSales)
	if err != nil {
		return err
	}
	if _, err := w.matchedRows(ctx, snap.one(), leg); err != nil {
		return err
	}
	table.Rank()
	debug.FreeOSMemory() // reading left more behind than the copy takes
	return nil
}

// filled waits until nobody makes the copy in memory any more.
func (s *Store) filled() {
	s.filling.Lock()
	defer s.filling.Unlock()
}

// rowTime is what lists sort an entry e by: a row without a time stands at the
// start of its day, in China.
func rowTime() string {
	return fmt.Sprintf("CASE WHEN e.precision = %d THEN e.day * 86400 - 28800 ELSE e.at END", book.PrecisionNone)
}

func readColumns(ctx context.Context, snap *snapshot) (*columns.Table, error) {
	spans, err := idSpans(ctx, snap.one(), len(snap.conns))
	if err != nil {
		return nil, err
	}
	parts := make([]*columns.Table, len(spans))
	err = snap.each(func(i int, conn *sql.Conn) error {
		var rows int
		if err := conn.QueryRowContext(ctx, "SELECT count(*) FROM entry WHERE id BETWEEN ? AND ?", spans[i][0], spans[i][1]).Scan(&rows); err != nil {
			return err
		}
		part := columns.New(rows)
		parts[i] = part
		// Small numbers share a column, as in rowFields.
		return scan(ctx, conn, `SELECT e.id, e.kind | (e.status << 8) | (e.channel << 16) | (e.day << 40), `+rowTime()+`, e.currency, e.amount, e.gross, e.fee,
			e.order_no, e.txn_no, e.refund_no, e.party, e.memo FROM entry e WHERE e.id BETWEEN ? AND ? ORDER BY e.id`,
			[]any{spans[i][0], spans[i][1]}, func(v []driver.Value) error {
				traits := num(v[1])
				part.Add(&columns.Row{
					ID: book.EntryID(num(v[0])), Kind: book.Kind(traits & 0xff), Status: book.Status(traits >> 8 & 0xff),
					Channel: book.ChannelID(traits >> 16 & 0xffffff), Day: book.Day(traits >> 40), Time: num(v[2]), Currency: currencyOf(num(v[3])),
					Amount: book.Minor(num(v[4])), Gross: book.Minor(num(v[5])), Fee: book.Minor(num(v[6])),
					Numbers: [3]string{text(v[7]), text(v[8]), text(v[9])}, Party: text(v[10]), Memo: text(v[11]),
				})
				return nil
			})
	})
	if err != nil {
		return nil, err
	}
	return columns.Join(parts...), nil
}

// warmed is the copy in memory where it shows what the connection sees; nil where
// it does not.
func (s *Store) warmed(ctx context.Context, conn *sql.Conn) (*warm, error) {
	w := s.warm.Load()
	if w == nil {
		return nil, nil
	}
	now, err := editionOf(ctx, conn)
	if err != nil || now != w.edition {
		return nil, err
	}
	return w, nil
}

// fromWarm answers from the copy where it shows what stands now; done is false
// where it does not.
func (s *Store) fromWarm(ctx context.Context, answer func(*warm, *sql.Conn) error) (done bool, err error) {
	snap, err := s.snapshot(ctx, 1)
	if err != nil {
		return false, err
	}
	defer snap.close()
	w, err := s.warmed(ctx, snap.one())
	if w == nil || err != nil {
		return false, err
	}
	return true, answer(w, snap.one())
}

// entryIDs is Store.entryIDs over the copy.
func (w *warm) entryIDs(ctx context.Context, conn *sql.Conn, q book.EntryQuery) ([]book.EntryID, error) {
	all, err := channels(ctx, conn)
	if err != nil {
		return nil, err
	}
	find, err := w.query(ctx, conn, all, q)
	if err != nil {
		return nil, err
	}
	rows := w.table.Find(find)
	names := map[book.ChannelID]string{}
	for _, c := range all {
		names[c.ID] = c.Name
	}
	w.table.Sort(rows, q.Order, names)
	return w.table.IDs(rows), nil
}

// query is a query of the book as the copy understands it.
func (w *warm) query(ctx context.Context, conn *sql.Conn, all []book.Channel, q book.EntryQuery) (columns.Query, error) {
	find := columns.Query{Period: q.Period, Found: w.found(strings.TrimSpace(q.Text))}
	if len(q.Channels)+len(q.Roles) > 0 {
		find.Channels = []book.ChannelID{}
		for _, c := range all {
			if (len(q.Channels) == 0 || slices.Contains(q.Channels, c.ID)) && (len(q.Roles) == 0 || slices.Contains(q.Roles, c.Role)) {
				find.Channels = append(find.Channels, c.ID)
			}
		}
	}
	if q.Leg == "" {
		return find, nil
	}
	leg, err := legID(ctx, conn, q.Leg)
	if err != nil {
		return find, err
	}
	if q.Show == book.ShowOpen {
		find.Only, err = w.openRows(ctx, conn, leg, q.Side)
		return find, err
	}
	sides, err := legChannels(ctx, conn, q.Leg)
	if err != nil {
		return find, err
	}
	here := append([]book.ChannelID{}, sides[q.Side]...)
	if find.Channels != nil {
		here = slices.DeleteFunc(here, func(id book.ChannelID) bool { return !slices.Contains(find.Channels, id) })
	}
	find.Channels = here
	if q.Show == book.ShowMatched {
		find.Only, err = w.matchedRows(ctx, conn, leg)
	}
	return find, err
}

// counts is Store.Counts over the copy.
func (w *warm) counts(ctx context.Context, conn *sql.Conn, leg int64, q book.EntryQuery) (c book.LegCounts, err error) {
	all, err := channels(ctx, conn)
	if err != nil {
		return c, err
	}
	q.Show = book.ShowAll
	var found [2]*columns.Set
	for _, side := range []book.Side{book.Left, book.Right} {
		q.Side = side
		find, err := w.query(ctx, conn, all, q)
		if err != nil {
			return c, err
		}
		found[side] = w.table.Set(find)
	}
	matched, err := w.matchedRows(ctx, conn, leg)
	if err != nil {
		return c, err
	}
	for side := range found {
		c.Matched[side] = found[side].Common(matched)
	}
	err = scan(ctx, conn, "SELECT entry, side, why FROM open_row WHERE leg = ?", []any{leg}, func(v []driver.Value) error {
		side := num(v[1]) & 1
		row, ok := w.table.Place(book.EntryID(num(v[0])))
		if !ok || !found[side].Has(row) {
			return nil
		}
		c.Open[side]++
		if book.OpenReason(num(v[2])) == book.OpenSuggested {
			c.Suggested[side]++
		}
		return nil
	})
	return c, err
}

func (w *warm) openRows(ctx context.Context, conn *sql.Conn, leg int64, side book.Side) (*columns.Set, error) {
	set := columns.NewSet(w.table)
	err := scan(ctx, conn, "SELECT entry FROM open_row WHERE leg = ? AND side = ?", []any{leg, int64(side)}, func(v []driver.Value) error {
		w.add(set, book.EntryID(num(v[0])))
		return nil
	})
	return set, err
}

func (w *warm) add(set *columns.Set, id book.EntryID) {
	if row, ok := w.table.Place(id); ok {
		set.Add(row)
	}
}

// channelDays is Store.ChannelDays over the copy.
func (w *warm) channelDays(ctx context.Context, conn *sql.Conn, p book.Period) ([]book.ChannelDay, error) {
	all, err := channels(ctx, conn)
	if err != nil {
		return nil, err
	}
	theirs := make(map[book.ChannelID]bool, len(all))
	for _, c := range all {
		theirs[c.ID] = true
	}
	return w.table.Days(p, theirs)
}

// legRows is Store.LegRows over the copy.
func (w *warm) legRows(ctx context.Context, conn *sql.Conn, p book.Period) (map[book.ChannelID][2]int, error) {
	all, err := channels(ctx, conn)
	if err != nil {
		return nil, err
	}
	leg, err := legID(ctx, conn, book.LegSales)
	if err != nil {
		return nil, err
	}
	matched, err := w.matchedRows(ctx, conn, leg)
	if err != nil {
		return nil, err
	}
	expected := matched.Clone()
	for _, side := range []book.Side{book.Left, book.Right} {
		open, err := w.openRows(ctx, conn, leg, side)
		if err != nil {
			return nil, err
		}
		expected.Join(open)
	}
	theirs := []book.ChannelID{}
	for _, c := range all {
		if c.Role == book.RoleOrders || c.Role == book.RolePayments {
			theirs = append(theirs, c.ID)
		}
	}
	return w.table.Count(columns.Query{Channels: theirs, Period: p, Only: expected}, matched), nil
}
