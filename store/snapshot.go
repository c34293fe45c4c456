package store

import (
	"context"
	"database/sql"
	"sync"
)

// snapshot is read connections that see one and the same state of the book.
type snapshot struct {
	conns  []*sql.Conn
	mapped bool // one reads the file through memory
}

// snapshot opens n connections on the present state. Close it.
func (s *Store) snapshot(ctx context.Context, n int) (*snapshot, error) {
	if n > 1 { // two that each wait for the other's connection would wait for ever
		s.gather.Lock()
		defer s.gather.Unlock()
	}
	for {
		snap, same, err := s.trySnapshot(ctx, n)
		if err != nil || same {
			return snap, err
		}
		snap.close() // somebody wrote in between
		if err := ctx.Err(); err != nil {
			return nil, err
		}
	}
}

// trySnapshot begins reading on n connections, one after the other. As every act
// adds a line to the chain, they are the same when the chain is as long for all.
func (s *Store) trySnapshot(ctx context.Context, n int) (_ *snapshot, same bool, err error) {
	snap := &snapshot{}
	defer func() {
		if err != nil {
			snap.close()
		}
	}()
	same = true
	var first int64
	for i := range n {
		conn, err := s.read.Conn(ctx)
		if err != nil {
			return nil, false, err
		}
		snap.conns = append(snap.conns, conn)
		if _, err := conn.ExecContext(ctx, "BEGIN"); err != nil {
			return nil, false, err
		}
		var length int64
		if err := conn.QueryRowContext(ctx, "SELECT audit_len FROM book").Scan(&length); err != nil {
			return nil, false, err
		}
		if i == 0 {
			first = length
		}
		same = same && length == first
	}
	return snap, same, nil
}

func (p *snapshot) close() {
	for _, c := range p.conns {
		c.ExecContext(context.Background(), "ROLLBACK") // ends the reading; there is nothing to lose
		if p.mapped {
			c.ExecContext(context.Background(), "PRAGMA mmap_size = 0") // else it only reads quicker
		}
		c.Close()
	}
}

// one is a connection of the snapshot for what needs only one.
func (p *snapshot) one() *sql.Conn { return p.conns[0] }

// mapFile lets one read the file through memory. What looks up many thousand single
// rows all over a large book takes two thirds of the time so; what reads a whole
// table gains nothing and would hold all of the file in memory.
func (p *snapshot) mapFile(ctx context.Context) error {
	p.mapped = true
	_, err := p.one().ExecContext(ctx, "PRAGMA mmap_size = 1073741824")
	return err
}

// each runs fn once per connection, at the same time; the first error counts.
func (p *snapshot) each(fn func(i int, conn *sql.Conn) error) error {
	errs := make([]error, len(p.conns))
	var wg sync.WaitGroup
	for i, c := range p.conns {
		wg.Go(func() { errs[i] = fn(i, c) })
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// idSpans cuts the ids of all entries into n ranges of about the same length.
func idSpans(ctx context.Context, conn *sql.Conn, n int) ([][2]int64, error) {
	var first, last int64
	err := conn.QueryRowContext(ctx,
		"SELECT coalesce((SELECT min(id) FROM entry), 1), coalesce((SELECT max(id) FROM entry), 0)").Scan(&first, &last)
	if err != nil {
		return nil, err
	}
	step := (last-first)/int64(n) + 1
	spans := make([][2]int64, n)
	for i := range spans {
		from := first + int64(i)*step
		spans[i] = [2]int64{from, from + step - 1}
	}
	return spans, nil
}
