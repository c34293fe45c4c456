package store

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/pressly/goose/v3"
	"modernc.org/sqlite"

	"zhangfang/app/book"
)

//go:embed migrations/*.sql
var migrations embed.FS

// migrationTable is where goose keeps which migrations a file has had.
const migrationTable = "schema_history"

// embedded is the migrations of this program.
func embedded() fs.FS {
	files, _ := fs.Sub(migrations, "migrations") // a constant, valid name
	return files
}

// prepare brings the file to the newest of the migrations and starts its chain.
func (s *Store) prepare(ctx context.Context, f found, files fs.FS) error {
	newest, err := newestVersion(files)
	if err != nil {
		return err
	}
	switch {
	case f.version > newest:
		return &book.Problem{Code: "newer_book"}
	case f.version == newest:
		return s.write.PingContext(ctx)
	case f.version > 0:
		if err := s.backup(ctx); err != nil {
			return fmt.Errorf("copy the book before changing it: %w", err)
		}
	}
	if err := s.migrate(ctx, files, newest); err != nil {
		return err
	}
	return s.begin(ctx)
}

// newestVersion is the highest number of the embedded migrations.
func newestVersion(files fs.FS) (int, error) {
	names, err := fs.Glob(files, "*.sql")
	if err != nil {
		return 0, err
	}
	newest := 0
	for _, name := range names {
		number, _, _ := strings.Cut(name, "_")
		v, err := strconv.Atoi(number)
		if err != nil {
			return 0, fmt.Errorf("migration %s: %w", name, err)
		}
		newest = max(newest, v)
	}
	return newest, nil
}

// How long to wait for another process that migrates the same book.
const (
	migrateTries = 50
	migratePause = 100 * time.Millisecond
)

// migrate applies what is missing. Another process may do the same at the same
// moment; the one that comes second fails on what is there, looks again, and is
// content with what the other made. What fails though nothing moves on is an error.
func (s *Store) migrate(ctx context.Context, files fs.FS, newest int) error {
	p, err := goose.NewProvider(goose.DialectSQLite3, s.write, files, goose.WithTableName(migrationTable))
	if err != nil {
		return err
	}
	for tries := 1; ; tries++ {
		_, err := p.Up(ctx)
		if err == nil {
			return nil
		}
		version, looked := s.version(ctx)
		switch {
		case looked == nil && version == newest:
			return nil
		case tries == migrateTries, !anotherMigrates(err):
			return err
		}
		select {
		case <-time.After(migratePause):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// anotherMigrates tells whether a migration may have failed because another process
// did the same: it found the book locked, or made already what it was to make.
func anotherMigrates(err error) bool {
	var e *sqlite.Error
	return errors.As(err, &e) && problemCode(e.Code()) == "book_busy" || strings.Contains(err.Error(), "already exists") || strings.Contains(err.Error(), "UNIQUE constraint")
}

// version is the schema of the book as it is now.
func (s *Store) version(ctx context.Context) (version int, err error) {
	err = s.write.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version)
	return version, err
}

// backup puts a copy of the book beside it, named by its schema and the time. A book
// in which nothing was done but that it was made needs none: another process may be
// making it at this moment.
func (s *Store) backup(ctx context.Context) error {
	version, err := s.version(ctx)
	if err != nil {
		return err
	}
	var acts int
	if err := s.write.QueryRowContext(ctx, "SELECT count(*) FROM (SELECT 1 FROM audit LIMIT 2)").Scan(&acts); err != nil || acts < 2 {
		return err
	}
	ext := filepath.Ext(s.path)
	name := fmt.Sprintf("%s-v%d-%s%s", strings.TrimSuffix(s.path, ext), version, s.now().UTC().Format("20060102-150405"), ext)
	if err := os.Remove(name); err != nil && !os.IsNotExist(err) {
		return err
	}
	_, err = s.write.ExecContext(ctx, "VACUUM INTO ?", name)
	return err
}

// begin writes the first line of the chain of a new book.
func (s *Store) begin(ctx context.Context) error {
	return s.change(ctx, "begin the book", func(t *tx) error {
		if t.auditLen > 0 {
			return nil
		}
		return t.audit("create", struct{}{}, nil)
	})
}
