package store

import (
	"context"
	"embed"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/pressly/goose/v3"

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
		if err := s.backup(ctx, f.version); err != nil {
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

// migrate applies what is missing. Another process may do the same at the same
// moment; the one that comes second fails on what is there, and is content.
func (s *Store) migrate(ctx context.Context, files fs.FS, newest int) error {
	p, err := goose.NewProvider(goose.DialectSQLite3, s.write, files, goose.WithTableName(migrationTable))
	if err != nil {
		return err
	}
	if _, err = p.Up(ctx); err == nil {
		return nil
	}
	var version int
	if again := s.write.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); again == nil && version == newest {
		return nil
	}
	return err
}

// backup puts a copy of the book beside it, named by its schema and the time.
func (s *Store) backup(ctx context.Context, version int) error {
	ext := filepath.Ext(s.path)
	name := fmt.Sprintf("%s-v%d-%s%s", strings.TrimSuffix(s.path, ext), version, s.now().UTC().Format("20060102-150405"), ext)
	if err := os.Remove(name); err != nil && !os.IsNotExist(err) {
		return err
	}
	_, err := s.write.ExecContext(ctx, "VACUUM INTO ?", name)
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
