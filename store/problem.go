package store

import (
	"context"
	"errors"
	"fmt"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"zhangfang/app/book"
)

// problem wraps an error of the database once, with what was being done, and
// turns those that a person can do something about into a book.Problem.
func problem(doing string, err error) error {
	if err == nil {
		return nil
	}
	var known *book.Problem
	if errors.As(err, &known) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	cause := fmt.Errorf("store: %s: %w", doing, err)
	var e *sqlite.Error
	if errors.As(err, &e) {
		if code := problemCode(e.Code()); code != "" {
			return &book.Problem{Code: code, Err: cause}
		}
	}
	return cause
}

// problemCode is the problem that a result code of SQLite stands for; "" for
// codes that are faults of ours.
func problemCode(result int) string {
	switch result {
	case sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY:
		return "book_changed" // another process removed what this one had read
	}
	switch result & 0xff {
	case sqlite3.SQLITE_FULL:
		return "disk_full"
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return "book_busy"
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM:
		return "book_read_only"
	case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB:
		return "book_damaged"
	case sqlite3.SQLITE_IOERR:
		return "disk_error"
	case sqlite3.SQLITE_CANTOPEN:
		return "book_unreachable"
	}
	return ""
}
