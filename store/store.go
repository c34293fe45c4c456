// Package store is the book on disk: one SQLite file, and the only place with SQL.
//
// Writes go through one connection, each act in one immediate transaction that
// ends with a line of the audit chain; reads through a pool that cannot write.
// Other processes may use the same file at the same time.
package store

import (
	"context"
	"database/sql"
	"errors"
	"sync"
	"sync/atomic"
	"time"
)

// Store is an open book.
type Store struct {
	path  string
	now   func() time.Time
	write *sql.DB // one connection
	read  *sql.DB // mode=ro

	gather sync.Mutex // held while several read connections are taken

	mu    sync.Mutex
	watch *sql.Conn // of the read pool, kept for Version

	filling sync.Mutex // held while warm is made
	warm    atomic.Pointer[warm]
}

// Path is where the book's file is.
func (s *Store) Path() string { return s.path }

// Close closes the book. What it holds is in the one file then, unless another
// process has it open too.
func (s *Store) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	var errs []error
	if s.watch != nil {
		errs = append(errs, s.watch.Close())
		s.watch = nil
	}
	// Readers first: the last connection to close empties the write-ahead log,
	// and one that cannot write would leave it.
	errs = append(errs, s.read.Close(), s.write.Close())
	return problem("close the book", errors.Join(errs...))
}

// Version is a number that moves when anybody, this process too, changed the book.
func (s *Store) Version(ctx context.Context) (int64, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.watch == nil {
		conn, err := s.read.Conn(ctx)
		if err != nil {
			return 0, problem("read the version", err)
		}
		s.watch = conn
	}
	// data_version of a connection moves with the commits of all others, and
	// this one never writes.
	var v int64
	err := s.watch.QueryRowContext(ctx, "PRAGMA data_version").Scan(&v)
	return v, problem("read the version", err)
}
