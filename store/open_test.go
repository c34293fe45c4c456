package store

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	sqlite3 "modernc.org/sqlite/lib"

	"zhangfang/app/book"
)

func openBook(path string) (*Store, error) {
	return Open(context.Background(), path, func() time.Time { return noon })
}

func TestOpenMakesABook(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a b#中文?%20.zfbook")
	s, err := openBook(path)
	if err != nil {
		t.Fatal(err)
	}
	v := mustVerify(t, s)
	if v.Lines != 1 || v.Head == "" {
		t.Errorf("a new book has %d lines, head %q", v.Lines, v.Head)
	}
	if s.Path() != path {
		t.Errorf("path %q", s.Path())
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	names, _ := filepath.Glob(filepath.Join(dir, "*"))
	if len(names) != 1 || names[0] != path {
		t.Errorf("left behind: %q", names)
	}
	again := reopen(t, path)
	if v := mustVerify(t, again); v.Lines != 1 {
		t.Errorf("opened again: %d lines", v.Lines)
	}
}

func TestOpenRefuses(t *testing.T) {
	dir := t.TempDir()
	write := func(name string, content []byte) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	other := filepath.Join(dir, "other.db")
	execute(t, other, "CREATE TABLE cats (name TEXT)")
	newer := filepath.Join(dir, "newer.zfbook")
	reopen(t, newer).Close()
	execute(t, newer, "PRAGMA user_version = 99")

	for name, want := range map[string]struct{ path, code string }{
		"text":      {write("a.csv", []byte("not a book at all, but long enough to have a header, one hundred bytes and more of it, so it is read")), "not_a_book"},
		"directory": {dir, "not_a_book"},
		"other":     {other, "not_a_book"},
		"newer":     {newer, "newer_book"},
		"no folder": {filepath.Join(dir, "none", "a.zfbook"), "book_unreachable"},
	} {
		t.Run(name, func(t *testing.T) {
			before, _ := os.ReadFile(want.path)
			_, err := openBook(want.path)
			if got := book.CodeOf(err); got != want.code {
				t.Errorf("got %q (%v), want %q", got, err, want.code)
			}
			if after, _ := os.ReadFile(want.path); string(before) != string(after) {
				t.Error("the file was changed")
			}
		})
	}
}

// execute runs statements on a file, bypassing the store.
func execute(tb testing.TB, path string, statements ...string) {
	tb.Helper()
	db, err := sql.Open("sqlite", fileURI(path))
	if err != nil {
		tb.Fatal(err)
	}
	defer db.Close()
	for _, q := range statements {
		if _, err := db.Exec(q); err != nil {
			tb.Fatal(q, err)
		}
	}
}

func TestVersionMoves(t *testing.T) {
	ctx := context.Background()
	s := mustOpen(t)
	other := reopen(t, s.Path())
	version := func() int64 {
		v, err := s.Version(ctx)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	v0 := version()
	if version() != v0 {
		t.Error("moves by itself")
	}
	if err := s.SetName(ctx, "老王茶庄"); err != nil {
		t.Fatal(err)
	}
	v1 := version()
	if v1 == v0 {
		t.Error("does not move with a write of ours")
	}
	if err := other.SetName(ctx, "老李茶庄"); err != nil {
		t.Fatal(err)
	}
	if version() == v1 {
		t.Error("does not move with a write of another")
	}
	if name, err := s.Name(ctx); name != "老李茶庄" || err != nil {
		t.Error(name, err)
	}
}

func TestProblems(t *testing.T) {
	for code, want := range map[int]string{
		sqlite3.SQLITE_FULL: "disk_full", sqlite3.SQLITE_BUSY_SNAPSHOT: "book_busy", sqlite3.SQLITE_READONLY_DBMOVED: "book_read_only",
		sqlite3.SQLITE_CORRUPT_INDEX: "book_damaged", sqlite3.SQLITE_IOERR_WRITE: "disk_error", sqlite3.SQLITE_CANTOPEN: "book_unreachable",
		sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY: "book_changed", sqlite3.SQLITE_CONSTRAINT_UNIQUE: "",
	} {
		if got := problemCode(code); got != want {
			t.Errorf("%d: got %q, want %q", code, got, want)
		}
	}
	cause := errors.New("boom")
	if err := problem("dance", cause); !errors.Is(err, cause) || !strings.Contains(err.Error(), "dance") {
		t.Error(err)
	}
	if problem("dance", nil) != nil {
		t.Error("an error of nothing")
	}
}
