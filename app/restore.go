package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"zhangfang/app/book"
	"zhangfang/store"
)

// Looker is Look by a clock.
func Looker(now func() time.Time) func(ctx context.Context, path string) (book.Contents, error) {
	return func(ctx context.Context, path string) (book.Contents, error) { return Look(ctx, path, now) }
}

// Restorer is Restore by a clock.
func Restorer(now func() time.Time) func(ctx context.Context, from, to string) (aside string, err error) {
	return func(ctx context.Context, from, to string) (string, error) { return Restore(ctx, from, to, now()) }
}

// Look tells what the book in a file holds and walks its chain, without touching the
// file: it looks at a copy of its own. Problems: "newer_book", and those of a source
// (see checkSource).
func Look(ctx context.Context, path string, now func() time.Time) (c book.Contents, err error) {
	if err := checkSource(path); err != nil {
		return c, err
	}
	dir, err := os.MkdirTemp("", "zhangfang-look-*")
	if err != nil {
		return c, fmt.Errorf("look at a copy: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	copied := filepath.Join(dir, "copy.zfbook")
	if err := copyFile(path, copied); err != nil {
		return c, err
	}
	b, err := Open(ctx, copied, now)
	if err != nil {
		return c, err
	}
	defer func() { err = errors.Join(err, b.Close()) }()
	return b.contents(ctx)
}

func (b *Book) contents(ctx context.Context) (c book.Contents, err error) {
	if c.Shop, err = b.Upkeep.Name(ctx); err != nil {
		return c, err
	}
	if c.Channels, err = b.Intake.Statuses(ctx); err != nil {
		return c, err
	}
	for _, ch := range c.Channels {
		if ch.Covered.From == 0 {
			continue
		}
		if c.Days.From == 0 || ch.Covered.From < c.Days.From {
			c.Days.From = ch.Covered.From
		}
		c.Days.To = max(c.Days.To, ch.Covered.To)
	}
	if c.Judged, err = b.Judged(ctx); err != nil {
		return c, err
	}
	v, err := b.Upkeep.Verify(ctx)
	c.Entries, c.Lines, c.Head, c.Whole = v.Entries, v.Lines, v.Head, len(v.Faults) == 0
	return c, err
}

// Judged counts what people have decided in the book.
func (b *Book) Judged(ctx context.Context) (j book.Judged, err error) {
	decisions, err := b.Review.Decisions(ctx)
	if err != nil {
		return j, err
	}
	cards, err := b.Review.RateCards(ctx)
	if err != nil {
		return j, err
	}
	closed, err := b.store.LockedMonths(ctx)
	j.Decisions, j.Closed = len(decisions), len(closed)
	for i := range cards {
		if cards[i].State == book.CardAgreed {
			j.Cards++
		}
	}
	return j, err
}

// Restore puts a copy in the place of the book at a path, which must be closed, and
// returns where the book that stood there was put aside. Killed at any moment, the
// path holds either book as a whole. Problems: "book_in_use" where another program
// has the book open, "cannot_write", and those of a source (see checkSource).
func Restore(ctx context.Context, from, to string, now time.Time) (aside string, err error) {
	if err := checkSource(from); err != nil {
		return "", err
	}
	fresh := to + ".restored"
	if err := copyFile(from, fresh); err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, removeIfThere(fresh)) }()
	if _, err := os.Stat(to); err == nil {
		if aside, err = putAside(ctx, to, now); err != nil {
			return "", err
		}
	}
	if err := os.Rename(fresh, to); err != nil {
		return "", &book.Problem{Code: "cannot_write", File: to, Err: err}
	}
	return aside, nil
}

// putAside copies a closed book beside itself, and sees to it that nothing but its one
// file is left: the log of a book would be read as part of the copy that replaces it.
func putAside(ctx context.Context, path string, now time.Time) (string, error) {
	ext := filepath.Ext(path)
	aside := strings.TrimSuffix(path, ext) + "-before-restore-" + now.Format("20060102-150405") + ext
	err := store.Release(ctx, path)
	if err != nil && book.CodeOf(err) != "book_damaged" { // that is what is restored for
		return "", err
	}
	if err := copyFile(path, aside); err != nil {
		return "", err
	}
	for _, end := range []string{"-wal", "-shm"} { // of a damaged book
		err := os.Rename(path+end, aside+end)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return "", &book.Problem{Code: "cannot_write", File: path, Err: err}
		}
	}
	return aside, nil
}

// databaseHead is how the file of every book begins.
const databaseHead = "SQLite format 3\x00"

// checkSource tells whether a file is a whole book by itself. Problems:
// "path_not_found", "not_a_book", "copy_in_use" where a log stands beside it that
// holds what the file does not: the book is open, or was killed.
func checkSource(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return &book.Problem{Code: "path_not_found", File: path, Err: err}
	}
	defer f.Close()
	head := make([]byte, len(databaseHead))
	if _, err := io.ReadFull(f, head); err != nil || string(head) != databaseHead {
		return &book.Problem{Code: "not_a_book", File: filepath.Base(path), Err: err}
	}
	for _, end := range []string{"-wal", "-journal"} {
		if info, err := os.Stat(path + end); err == nil && info.Size() > 0 {
			return &book.Problem{Code: "copy_in_use", File: filepath.Base(path)}
		}
	}
	return nil
}

func removeIfThere(path string) error {
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return &book.Problem{Code: "cannot_write", File: path, Err: err}
	}
	return nil
}

// copyFile copies a file; the copy gets its name when all of it is on the disk.
func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return &book.Problem{Code: "path_not_found", File: from, Err: err}
	}
	defer in.Close()
	part := to + ".part"
	out, err := os.OpenFile(part, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return &book.Problem{Code: "cannot_write", File: to, Err: err}
	}
	_, err = io.Copy(out, in)
	err = errors.Join(err, out.Sync(), out.Close())
	if err == nil {
		err = os.Rename(part, to)
	}
	if err != nil {
		return &book.Problem{Code: "cannot_write", File: to, Err: errors.Join(err, os.Remove(part))}
	}
	return nil
}
