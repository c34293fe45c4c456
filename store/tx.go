package store

import (
	"context"
	"database/sql"
	"time"
)

// tx is an act: one write transaction. It sees the book as nobody else changes
// it, from its first statement to its commit.
type tx struct {
	ctx  context.Context
	conn *sql.Conn
	*sql.Tx
	at time.Time // the act's time

	nextEntry int64
	auditLen  int64 // the act's next line gets the next number
	auditHead string
	seals     []seal
	stmts     map[string]*sql.Stmt
	moves     moves // nil: more than can be followed
}

// change runs fn in a write transaction and commits what it did when it returns
// nil. A cancelled context is the same as an error of fn.
func (s *Store) change(ctx context.Context, doing string, fn func(*tx) error) (err error) {
	defer func() { err = problem(doing, err) }()
	conn, err := s.write.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	// A transaction under ctx would be rolled back beneath us when it is
	// cancelled, and what bulk writes after that would commit by itself.
	calm := context.WithoutCancel(ctx)
	sqlTx, err := conn.BeginTx(calm, nil)
	if err != nil {
		return err
	}
	defer sqlTx.Rollback()
	t := &tx{ctx: calm, conn: conn, Tx: sqlTx, at: s.now(), stmts: map[string]*sql.Stmt{}, moves: moves{}}
	if err := t.QueryRowContext(calm, "SELECT next_entry, audit_len, audit_head FROM book").
		Scan(&t.nextEntry, &t.auditLen, &t.auditHead); err != nil {
		return err
	}
	before := t.auditLen
	if err := fn(t); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := sqlTx.Commit(); err != nil {
		return err
	}
	if w := s.warm.Load(); w != nil {
		w.follow(before, t.auditLen, t.moves)
	}
	return nil
}

// exec runs one statement, which stays prepared until the act ends.
func (t *tx) exec(query string, args ...any) error {
	st, ok := t.stmts[query]
	if !ok {
		var err error
		if st, err = t.PrepareContext(t.ctx, query); err != nil {
			return err
		}
		t.stmts[query] = st
	}
	_, err := st.ExecContext(t.ctx, args...)
	return err
}

// checkpoint moves the write-ahead log of a large act into the file, so that the
// next to open the book need not, and gives back the memory that the act took.
// Who reads at the moment is not waited for.
func (s *Store) checkpoint(ctx context.Context) {
	conn, err := s.write.Conn(ctx)
	if err != nil {
		return
	}
	defer conn.Close()
	for _, pragma := range []string{"busy_timeout = 0", "wal_checkpoint(TRUNCATE)", "shrink_memory", "busy_timeout = " + busyTimeout} {
		conn.ExecContext(ctx, "PRAGMA "+pragma) // the log is as good a place; nothing is lost
	}
}

// unix is a time as it is stored: Unix seconds, 0 for none.
func unix(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.Unix()
}

// fromUnix is the time of what unix stored.
func fromUnix(sec int64) time.Time {
	if sec == 0 {
		return time.Time{}
	}
	return time.Unix(sec, 0).UTC()
}
