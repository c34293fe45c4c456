package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"zhangfang/app/book"
)

// Copy writes a copy of the book to a path where nothing is yet: one file, as the
// book stands at this moment, whoever writes meanwhile. The copy is looked at before
// it gets its name, so that a path which is there is a whole copy. Problems:
// "disk_full", "cannot_write", those of the disk.
func (s *Store) Copy(ctx context.Context, path string) error {
	part := path + ".part"
	if err := os.Remove(part); err != nil && !errors.Is(err, os.ErrNotExist) { // of a copy that was killed
		return &book.Problem{Code: "cannot_write", File: path, Err: err}
	}
	err := s.copyTo(ctx, part)
	if err == nil {
		err = named(part, path)
	}
	if err != nil {
		err = problem("copy the book", errors.Join(err, removed(part)))
	}
	return err
}

func (s *Store) copyTo(ctx context.Context, part string) error {
	s.filled() // beside it, who looks at the window would wait for both
	if _, err := s.write.ExecContext(ctx, "VACUUM INTO ?", part); err != nil {
		return err
	}
	s.write.ExecContext(ctx, "PRAGMA shrink_memory") // what was read is read once; else it only stays in memory
	if err := checkCopy(ctx, part); err != nil {
		return err
	}
	f, err := os.OpenFile(part, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Chmod(0o600), f.Sync(), f.Close())
}

// named gives a whole copy its name, which no file may have yet.
func named(part, path string) error {
	if _, err := os.Lstat(path); err == nil {
		return &book.Problem{Code: "cannot_write", File: path, Err: os.ErrExist}
	}
	return os.Rename(part, path)
}

// checkCopy reads a copy as the database reads it.
func checkCopy(ctx context.Context, path string) error {
	db, err := sql.Open("sqlite", fileURI(path)+"?mode=ro")
	if err != nil {
		return err
	}
	defer db.Close()
	var said string
	if err := db.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&said); err != nil {
		return err
	}
	if said != "ok" {
		return &book.Problem{Code: "book_damaged", Err: fmt.Errorf("the copy: %s", said)}
	}
	return nil
}

// releaseTimeout is how long to wait for another process to leave a book that is to be
// replaced, in milliseconds.
const releaseTimeout = "2000"

// Release brings everything that a closed book's write-ahead log still holds into its
// one file, so that the file can be replaced; nobody else may have the book open.
// Problems: "book_in_use" where another process has it, "book_damaged" where the file
// is no book that could be read.
func Release(ctx context.Context, path string) error {
	db, err := sql.Open("sqlite", fileURI(path)+"?mode=rw&_busy_timeout="+releaseTimeout)
	if err != nil {
		return problem("release the book", err)
	}
	var mode string
	// SQLite leaves its log only for the last connection of all processes.
	err = db.QueryRowContext(ctx, "PRAGMA journal_mode = DELETE").Scan(&mode)
	err = problem("release the book", errors.Join(err, db.Close()))
	if book.CodeOf(err) == "book_busy" || err == nil && mode != "delete" {
		return &book.Problem{Code: "book_in_use", File: filepath.Base(path), Err: err}
	}
	return inFile(path, err)
}

// Origin is the hash of the first line of the audit chain, in hex: it tells the book
// from others, also of the same name, and its copies have the same.
func (s *Store) Origin(ctx context.Context) (string, error) {
	var hash string
	err := s.read.QueryRowContext(ctx, "SELECT hash FROM audit WHERE seq = 1").Scan(&hash)
	return hash, problem("read the audit chain", err)
}

// removed takes away a file that may not be there.
func removed(path string) error {
	if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return nil
}
