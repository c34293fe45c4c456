package store

import (
	"context"
	"database/sql"
	"database/sql/driver"

	"zhangfang/app/book"
	"zhangfang/store/columns"
)

// matchedRows is the rows of a leg that a match holds which counts, as of a length
// of the chain.
type matchedRows struct {
	length int64
	rows   *columns.Set
}

// manyMoves is from how many rows on an act's matches are read again rather than
// followed.
const manyMoves = 20_000

// moves is what an act does to the rows that matches hold which count: by leg and
// row, in how many more or fewer of them it is. They are nil where the act does too
// much to tell.
type moves map[int64]map[book.EntryID]int

// follow takes in that a match came (1) or went (-1).
func (m moves) follow(leg int64, r *record, step int) {
	if m == nil || !r.counts() {
		return
	}
	rows := m[leg]
	if rows == nil {
		rows = map[book.EntryID]int{}
		m[leg] = rows
	}
	for _, id := range r.all() {
		rows[id] += step
	}
}

// kept is the moves, unless they became too many.
func (m moves) kept() moves {
	n := 0
	for _, rows := range m {
		n += len(rows)
	}
	if n > manyMoves {
		return nil
	}
	return m
}

// follow brings what is known of matches over an act that made the chain longer, from
// one length to another. What stood at any other length is read again when it is asked
// for.
func (w *warm) follow(from, to int64, m moves) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for leg, have := range w.matched {
		if have.length != from || m == nil {
			continue
		}
		if len(m[leg]) > 0 {
			have.rows = have.rows.Clone() // somebody may be reading it
			for id, step := range m[leg] {
				row, ok := w.table.Place(id)
				switch {
				case !ok:
				case step > 0:
					have.rows.Add(row)
				case step < 0:
					have.rows.Remove(row)
				}
			}
		}
		w.matched[leg] = matchedRows{to, have.rows}
	}
}

// matchedRows is the rows that a match of a leg holds which counts. What another
// process writes lets them be read again.
func (w *warm) matchedRows(ctx context.Context, conn *sql.Conn, leg int64) (*columns.Set, error) {
	var length int64
	if err := conn.QueryRowContext(ctx, "SELECT audit_len FROM book").Scan(&length); err != nil {
		return nil, err
	}
	w.reading.Lock() // who asks for the same meanwhile waits for it
	defer w.reading.Unlock()
	if rows := w.matchedAt(leg, length); rows != nil {
		return rows, nil
	}
	set := columns.NewSet(w.table)
	err := scan(ctx, conn, "SELECT lead, other, members FROM match_head WHERE leg = ? AND state <> ?", []any{leg, int64(book.MatchSuggested)}, func(v []driver.Value) error {
		if v[1] != nil { // a pair, as nearly all are
			w.add(set, book.EntryID(num(v[0])))
			w.add(set, book.EntryID(num(v[1])))
			return nil
		}
		r := record{members: string(blob(v[2]))}
		for _, id := range r.all() {
			w.add(set, id)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.matched[leg].length < length { // an act may have been followed further meanwhile
		w.matched[leg] = matchedRows{length, set}
	}
	return set, nil
}

// matchedAt is the matched rows at a length of the chain, where they are known.
func (w *warm) matchedAt(leg, length int64) *columns.Set {
	w.mu.Lock()
	defer w.mu.Unlock()
	if have := w.matched[leg]; have.length == length {
		return have.rows
	}
	return nil
}
