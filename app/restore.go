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
)

// Looker is Look by a clock.
func Looker(now func() time.Time) func(ctx context.Context, path string) (book.Contents, error) {
	return func(ctx context.Context, path string) (book.Contents, error) { return Look(ctx, path, now) }
}

// Restorer is Restore by a clock.
func Restorer(now func() time.Time) func(from, to string) (aside string, err error) {
	return func(from, to string) (string, error) { return Restore(from, to, now()) }
}

// Look tells what the book in a file holds and walks its chain, without touching the
// file: it looks at a copy of its own. Problems: "not_a_book", "newer_book",
// "path_not_found".
func Look(ctx context.Context, path string, now func() time.Time) (c book.Contents, err error) {
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
	v, err := b.Upkeep.Verify(ctx)
	c.Entries, c.Lines, c.Head, c.Whole = v.Entries, v.Lines, v.Head, len(v.Faults) == 0
	return c, err
}

// Restore puts a copy in the place of the book at a path, which must be closed, and
// returns where the book that stood there was put aside. Killed at any moment, the
// path holds either book as a whole. Problems: "book_in_use" where another program
// has the book open, "cannot_write", "path_not_found".
func Restore(from, to string, now time.Time) (aside string, err error) {
	if info, err := os.Stat(to + "-wal"); err == nil && info.Size() > 0 {
		return "", &book.Problem{Code: "book_in_use", File: filepath.Base(to)}
	}
	fresh := to + ".restored"
	if err := copyFile(from, fresh); err != nil {
		return "", err
	}
	if _, err := os.Stat(to); err == nil {
		ext := filepath.Ext(to)
		aside = strings.TrimSuffix(to, ext) + "-before-restore-" + now.Format("20060102-150405") + ext
		if err := copyFile(to, aside); err != nil {
			return "", err
		}
	}
	for _, end := range []string{"-wal", "-shm"} { // empty: they would be read as part of the copy
		if err := os.Remove(to + end); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return "", &book.Problem{Code: "cannot_write", File: to, Err: err}
		}
	}
	if err := os.Rename(fresh, to); err != nil {
		return "", &book.Problem{Code: "cannot_write", File: to, Err: err}
	}
	return aside, nil
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
