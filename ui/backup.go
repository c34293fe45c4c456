package ui

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"time"

	"zhangfang/app/book"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/words"
)

// lookEvery is how often it is looked whether a daily copy is due, while the window
// stays open over midnight.
const lookEvery = 20 * time.Minute

// backupDir is where copies of the book go.
func (s *session) backupDir() string {
	if dir := s.desk.options.BackupDir; dir != "" {
		return dir
	}
	return filepath.Join(filepath.Dir(s.book.Path), "backups")
}

// backupNow puts a copy of the book aside because the owner asked.
func (s *session) backupNow() {
	s.backup(func(b book.Backup, err error) {
		if err != nil {
			s.showError(err)
			return
		}
		s.shell.Refresh() // the list of copies may be in sight
		s.toast(s.text.T("backup.done", filepath.Base(b.Path)), s.text.T("backup.show"), func() { s.showFile(filepath.Dir(b.Path)) })
	})
}

// backupIfDue makes the day's copy where it is still to be made. What fails is told
// in a toast: it must not stand in the way of the day's work.
func (s *session) backupIfDue() {
	now := time.Now()
	if s.desk.options.NoBackup || s.isSample() || s.cancelImport != nil || now.Sub(s.looked) < lookEvery {
		return
	}
	s.looked = now
	dir, due := s.backupDir(), false
	s.run(s.ctx, func(context.Context) (err error) {
		due, err = s.book.Upkeep.BackupDue(dir, now)
		return err
	}, func(err error) {
		if err == nil && !due {
			return
		}
		s.backup(func(_ book.Backup, err error) {
			if err != nil {
				s.toast(s.text.T("backup.failed", words.Sentence(s.text, err)), "", nil)
			}
		})
	})
}

func (s *session) backup(done func(book.Backup, error)) {
	dir, keep := s.backupDir(), s.desk.options.Copies()
	var made book.Backup
	s.run(s.ctx, func(ctx context.Context) (err error) {
		made, err = s.book.Upkeep.Backup(ctx, dir, keep, time.Now())
		return err
	}, func(err error) { done(made, err) })
}

// copyAtClosing puts a copy of the book aside once a month is closed, whether or not
// the owner wants one each day.
func (s *session) copyAtClosing() func(context.Context) (string, error) {
	dir, keep := s.backupDir(), s.desk.options.Copies()
	return func(ctx context.Context) (string, error) {
		b, err := s.book.Upkeep.Backup(ctx, dir, keep, time.Now())
		return filepath.Base(b.Path), err
	}
}

// restore puts a copy in the place of the book that is open, which is put aside
// first, and opens it.
func (s *session) restore(from string) {
	if !s.mayLeave() {
		return
	}
	d, path, own := s.desk, s.book.Path, s.ownPath
	s.cancel()
	var aside string
	d.change(func(ctx context.Context) (*opened, error) {
		if err := s.end(); err != nil {
			return nil, err
		}
		var failed error
		if aside, failed = d.program.Restore(ctx, from, path); failed != nil {
			aside = ""
		}
		b, err := d.open(ctx, path) // the old one, where restoring failed
		if err != nil {
			return nil, errors.Join(failed, err)
		}
		return &opened{book: b}, failed
	}, func(o *opened, err error) {
		if o == nil { // neither opens
			d.window.SetOnDropped(nil)
			d.window.SetContent(kit.NewErrorState(d.text, err, d.window.Close))
			return
		}
		d.rememberSize()
		s.forgetUnfinished()
		n := newSession(d, o.book, own, &sync.WaitGroup{})
		d.session = n
		n.begin()
		if err != nil {
			n.showError(err)
		} else {
			n.toast(d.text.T("backup.restored", filepath.Base(aside)), "", nil)
		}
		s.handOver(n)
	})
}

// dataSize is the size of the book on the disk, in bytes.
func (s *session) dataSize() int64 {
	var sum int64
	for _, end := range []string{"", "-wal"} {
		if info, err := os.Stat(s.book.Path + end); err == nil {
			sum += info.Size()
		}
	}
	return sum
}
