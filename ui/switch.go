package ui

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"sync"

	"zhangfang/app/book"
	"zhangfang/ui/kit/ask"
	"zhangfang/ui/single"
)

// opened is a book that is about to have the window, with the claim on it; that on
// the book that was restored is the window's already.
type opened struct {
	book  *Book
	claim *single.Claim
}

func (o *opened) close() error {
	if o == nil {
		return nil
	}
	return errors.Join(o.book.Close(), o.claim.Close())
}

// change opens a book off the UI goroutine, one at a time, and then tells what came
// of it: nil where there is none. A window that closed meanwhile closes the book.
func (d *desk) change(open func(context.Context) (*opened, error), done func(*opened, error)) {
	d.switching = true
	d.work.Add(1)
	d.runner(d.ctx, func(ctx context.Context) (err error) {
		defer d.work.Done()
		d.coming, err = open(ctx)
		return err
	}, func(err error) {
		n := d.coming
		d.coming, d.switching = nil, false
		if d.ctx.Err() != nil {
			d.coming = n // Run closes it
			return
		}
		done(n, err)
	})
}

// mayLeave tells whether the window may leave this book now, and says why not.
func (s *session) mayLeave() bool {
	switch {
	case s.cancelImport != nil:
		s.toast(s.text.T("shell.import_first"), "", nil)
	case s.desk.switching:
		s.toast(s.text.T("shell.switching"), "", nil)
	default:
		return true
	}
	return false
}

// goTo opens another book in this window, in the place of this one, and makes it
// where it is missing. A book that another window has comes to the front there.
func (s *session) goTo(path string, then func(*session)) { s.leaveFor(path, false, then) }

// goBack is goTo for a book that was open before: one that is gone is told, not made.
func (s *session) goBack(path string) { s.leaveFor(path, true, nil) }

func (s *session) leaveFor(path string, known bool, then func(*session)) {
	if path = absolute(path); path == s.book.Path || !s.mayLeave() {
		return
	}
	d := s.desk
	files := s.forOwn()
	d.change(func(ctx context.Context) (*opened, error) {
		if _, err := os.Stat(path); known && err != nil {
			return nil, &book.Problem{Code: "path_not_found", File: path, Err: err}
		}
		claim, err := d.take(path, files)
		if err != nil || claim == nil && d.program.LockDir != "" {
			return nil, err
		}
		b, err := d.open(ctx, path)
		if err != nil {
			return nil, errors.Join(err, claim.Close())
		}
		return &opened{b, claim}, nil
	}, func(o *opened, err error) {
		if o != nil {
			s.giveWay(o, then)
			return
		}
		if err != nil {
			s.showError(err)
		} else {
			s.toast(s.text.T("shell.other_window", filepath.Base(path)), "", nil)
		}
		s.stay()
	})
}

// giveWay lets another book have the window; this one ends its work first, and is
// closed behind it.
func (s *session) giveWay(o *opened, then func(*session)) {
	own := ""
	if filepath.Base(o.book.Path) == sampleFile && !s.isSample() {
		own = s.book.Path
	}
	d, old := s.desk, s.desk.claim
	d.rememberSize()
	s.forgetUnfinished()
	n := newSession(d, o.book, own, &sync.WaitGroup{})
	d.session, d.claim = n, o.claim
	n.begin()
	d.work.Add(1)
	d.runner(d.ctx, func(context.Context) error {
		defer d.work.Done()
		return errors.Join(s.end(), old.Close())
	}, func(err error) {
		if err != nil {
			n.showError(err)
		}
	})
	if then != nil {
		then(n)
	}
	s.handOver(n)
}

// forOwn is the files that wait to go into the owner's book, from the sample shop.
func (s *session) forOwn() (files []string) {
	if s.isSample() {
		for _, job := range s.waiting {
			files = append(files, job.paths...)
		}
	}
	return files
}

// stay goes on with what was dropped while another book should have come. What the
// sample shop held for the owner's book went to the window that has that, or the
// owner was told that the book does not open.
func (s *session) stay() {
	if s.isSample() {
		s.waiting = nil
	}
	s.next()
}

// next begins the import that waits first; from the sample shop it goes to the
// owner's book, where it belongs.
func (s *session) next() {
	switch {
	case len(s.waiting) == 0:
	case s.isSample():
		s.goTo(s.ownPath, nil)
	default:
		job := s.waiting[0]
		s.waiting = s.waiting[1:]
		s.start(job.paths, job.opt)
	}
}

// handOver gives what waits here to the session that has the window now. Which of two
// books of the owner's was meant only the owner knows.
func (s *session) handOver(n *session) {
	jobs, files := s.waiting, 0
	s.waiting = nil
	for _, job := range jobs {
		files += len(job.paths)
	}
	begin := func(yes bool) {
		for i := 0; yes && i < len(jobs); i++ {
			n.start(jobs[i].paths, jobs[i].opt)
		}
	}
	if len(jobs) == 0 || s.isSample() || n.isSample() || n.book.Path == s.book.Path {
		begin(true)
		return
	}
	t := n.text
	ask.Confirm(n.window, t, t.T("shell.dropped_title"), t.Count("shell.dropped_text", files, filepath.Base(n.book.Path)), t.T("shell.dropped_here"), false, begin)
}
