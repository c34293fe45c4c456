package upkeep

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"zhangfang/app/book"
)

// stamp is how the time of a copy stands in its name, in local time.
const stamp = "20060102-150405"

// originDigits is how much of a book's origin stands in the names of its copies: two
// books of one name in one folder are told apart by it.
const originDigits = 6

// closing marks the name of a copy that the end of the program made: the next such
// copy of the day takes its place.
const closing = "-close"

// Backup puts a copy of the book into a folder, and takes away its copies there of all
// but the newest keep days that have one; keep < 1 keeps all. Copies of one day stay
// together, so that a day with many takes no other day's away. Problems:
// "cannot_write", "disk_full".
func (s *Service) Backup(ctx context.Context, dir string, keep int, now time.Time) (book.Backup, error) {
	return s.backup(ctx, dir, "", keep, now)
}

// BackupAtClose is Backup where the book changed since the newest copy, when the
// program is closed; made is false where it did not. Of the copies that it made on a
// day the newest stays. Problems as of Backup.
func (s *Service) BackupAtClose(ctx context.Context, dir string, keep int, now time.Time) (made bool, err error) {
	all, err := s.Backups(dir)
	if err != nil {
		return false, err
	}
	head, _, err := s.book.ChainHead(ctx)
	if err != nil {
		return false, fmt.Errorf("backup: %w", err)
	}
	if len(all) > 0 && all[0].At.Unix() > head.At {
		return false, nil
	}
	b, err := s.backup(ctx, dir, closing, keep, now)
	if err != nil {
		return false, err
	}
	for _, old := range all {
		if old.Path != b.Path && s.byClosing(old.Path) && old.At.Format(time.DateOnly) == now.Format(time.DateOnly) {
			if err := os.Remove(old.Path); err != nil {
				return true, &book.Problem{Code: "cannot_write", File: old.Path, Err: err}
			}
		}
	}
	return true, nil
}

// byClosing tells whether the end of the program made a copy.
func (s *Service) byClosing(path string) bool {
	_, mark, ok := s.nameOf(filepath.Base(path))
	return ok && strings.HasPrefix(mark, closing)
}

func (s *Service) backup(ctx context.Context, dir, mark string, keep int, now time.Time) (book.Backup, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return book.Backup{}, &book.Problem{Code: "cannot_write", File: dir, Err: err}
	}
	path := s.freePath(dir, mark, now)
	if err := s.book.Copy(ctx, path); err != nil {
		return book.Backup{}, err
	}
	all, err := s.Backups(dir)
	if err != nil {
		return book.Backup{}, err
	}
	for _, old := range olderThanDays(all, keep) {
		if err := os.Remove(old.Path); err != nil {
			return book.Backup{}, &book.Problem{Code: "cannot_write", File: old.Path, Err: err}
		}
	}
	info, err := os.Stat(path)
	if err != nil {
		return book.Backup{}, fmt.Errorf("backup: %w", err)
	}
	return book.Backup{Path: path, At: now, Size: info.Size()}, nil
}

// freePath is where a copy goes: a number tells it from others of its second.
func (s *Service) freePath(dir, mark string, now time.Time) string {
	start := filepath.Join(dir, s.copyStart()+now.Format(stamp)+mark)
	path := start + s.ext()
	for n := 2; ; n++ {
		if _, err := os.Lstat(path); err != nil {
			return path
		}
		path = fmt.Sprintf("%s-%d%s", start, n, s.ext())
	}
}

// olderThanDays is what of some copies, the newest first, is of a day before the
// newest keep of their days; none with keep < 1.
func olderThanDays(all []book.Backup, keep int) []book.Backup {
	days, day := 0, ""
	for i := range all {
		if d := all[i].At.Format(time.DateOnly); d != day {
			days, day = days+1, d
		}
		if keep > 0 && days > keep {
			return all[i:]
		}
	}
	return nil
}

// BackupDue tells whether the day's copy is still to be made: there is none of that
// day, and the book changed since the newest.
func (s *Service) BackupDue(dir string, now time.Time) (bool, error) {
	all, err := s.Backups(dir)
	if err != nil || len(all) == 0 {
		return err == nil, err
	}
	newest := all[0].At
	if newest.Format(time.DateOnly) == now.Format(time.DateOnly) {
		return false, nil
	}
	for _, file := range s.keep {
		if strings.HasSuffix(file, "-shm") {
			continue // touched by whoever reads
		}
		if info, err := os.Stat(file); err == nil && info.Size() > 0 && info.ModTime().After(newest) {
			return true, nil
		}
	}
	return false, nil
}

// Backups lists the copies of this book in a folder, the newest first; none where
// the folder is not there.
func (s *Service) Backups(dir string) ([]book.Backup, error) {
	found, err := os.ReadDir(dir)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, &book.Problem{Code: "cannot_read", File: dir, Err: err}
	}
	var all []book.Backup
	for _, f := range found {
		at, _, ok := s.nameOf(f.Name())
		if !ok {
			continue // another book's, or the owner's own
		}
		info, err := f.Info()
		if err != nil {
			continue // gone since
		}
		all = append(all, book.Backup{Path: filepath.Join(dir, f.Name()), At: at, Size: info.Size()})
	}
	slices.SortFunc(all, func(a, b book.Backup) int {
		return cmp.Or(b.At.Compare(a.At), cmp.Compare(len(b.Path), len(a.Path)), strings.Compare(b.Path, a.Path)) // a number makes a name longer
	})
	return all, nil
}

// nameOf reads the name of a copy of this book: when it was made, and what stands after
// that; ok is false for any other file.
func (s *Service) nameOf(name string) (at time.Time, mark string, ok bool) {
	text, ok := strings.CutPrefix(name, s.copyStart())
	if !ok || filepath.Ext(text) != s.ext() {
		return at, "", false
	}
	text = strings.TrimSuffix(text, s.ext())
	if len(text) < len(stamp) {
		return at, "", false
	}
	at, err := time.ParseInLocation(stamp, text[:len(stamp)], time.Local)
	mark = text[len(stamp):]
	number := strings.TrimPrefix(strings.TrimPrefix(mark, closing), "-")
	_, wrong := strconv.Atoi(number)
	return at, mark, err == nil && (number == "" || wrong == nil)
}

// copyStart is how the names of copies of this book begin, and no other book's.
func (s *Service) copyStart() string {
	if s.origin == "" {
		return s.stem() + "-"
	}
	return s.stem() + "-" + s.origin[:min(len(s.origin), originDigits)] + "-"
}

func (s *Service) ext() string { return filepath.Ext(s.path()) }

func (s *Service) stem() string { return strings.TrimSuffix(filepath.Base(s.path()), s.ext()) }

// path is the book's own file, the first of those that are kept.
func (s *Service) path() string {
	if len(s.keep) == 0 {
		return "shop.zfbook"
	}
	return s.keep[0]
}
