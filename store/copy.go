package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"

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
		err = os.Rename(part, path)
	}
	if err != nil {
		err = problem("copy the book", errors.Join(err, removed(part)))
	}
	return err
}

func (s *Store) copyTo(ctx context.Context, part string) error {
	if _, err := s.write.ExecContext(ctx, "VACUUM INTO ?", part); err != nil {
		return err
	}
	if err := checkCopy(ctx, part); err != nil {
		return err
	}
	f, err := os.OpenFile(part, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Chmod(0o600), f.Sync(), f.Close())
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

// removed takes away a file that may not be there.
func removed(path string) error {
	if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return nil
}
