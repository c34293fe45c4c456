package ui

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"

	"zhangfang/ui/kit"
	"zhangfang/ui/single"
)

// bookExt is how the name of a book ends.
const bookExt = ".zfbook"

// sampleFile is the book of the sample shop, beside the owner's own: trying the
// program out must not mix invented rows into real ones.
const sampleFile = "sample.zfbook"

// begin reads the book for the first time, matches what is still to be matched,
// and watches for changes.
func (s *session) begin() {
	if !s.isSample() {
		rememberRecent(s.app.Preferences(), s.book.Path)
	}
	s.refresh()
	s.watch()
	s.run(s.ctx, s.book.CatchUp, func(err error) {
		if err != nil {
			s.showError(err)
			return
		}
		s.refresh()
	})
}

// end ends the work on the book and closes it.
func (s *session) end() error {
	s.cancel()
	s.work.Wait()
	return s.book.Close()
}

// books is the menu's ways to other books: those that were open last, any other, a
// new one, and the sample shop or the way back from it.
func (s *session) books() []*fyne.MenuItem {
	t := s.text
	sample := fyne.NewMenuItem(t.T("shell.menu.sample"), s.sampleShop)
	if s.isSample() {
		sample = fyne.NewMenuItem(t.T("shell.menu.own_book"), func() { s.goTo(s.ownPath, nil) })
	}
	items := []*fyne.MenuItem{
		fyne.NewMenuItem(t.T("shell.menu.new_book"), s.newBook),
		fyne.NewMenuItem(t.T("shell.menu.open_book"), s.openBook),
	}
	if recent := s.recent(); len(recent) > 0 {
		item := fyne.NewMenuItem(t.T("shell.menu.recent"), nil)
		item.ChildMenu = fyne.NewMenu("", recent...)
		items = append(items, item)
	}
	return append(items, sample)
}

// recent is the books that were open last, without the one that is open.
func (s *session) recent() []*fyne.MenuItem {
	paths := slices.DeleteFunc(recentBooks(s.app.Preferences()), func(p string) bool { return p == s.book.Path })
	var items []*fyne.MenuItem
	for i, name := range bookNames(paths) {
		items = append(items, fyne.NewMenuItem(name, func() { s.goTo(paths[i], nil) }))
	}
	return items
}

// openBook asks for a book and opens it in this window.
func (s *session) openBook() {
	d := dialog.NewFileOpen(func(f fyne.URIReadCloser, err error) {
		if err != nil {
			s.showError(err)
		}
		if f != nil {
			path := f.URI().Path()
			closeQuietly(f)
			s.goTo(path, nil)
		}
	}, s.window)
	d.SetFilter(storage.NewExtensionFileFilter([]string{bookExt}))
	s.showLarge(d)
}

// newBook asks where a new book goes, and opens it. A book that is there is opened.
func (s *session) newBook() {
	d := dialog.NewFileSave(func(f fyne.URIWriteCloser, err error) {
		if err != nil {
			s.showError(err)
		}
		if f == nil {
			return
		}
		path := f.URI().Path()
		closeQuietly(f)
		if filepath.Ext(path) != bookExt { // the dialog has made an empty file of that name
			if err := os.Remove(path); err != nil {
				s.showError(err)
				return
			}
			path += bookExt
		}
		s.goTo(path, nil)
	}, s.window)
	d.SetFileName(s.text.T("shell.new_book_file") + bookExt)
	s.showLarge(d)
}

func (s *session) isSample() bool { return s.ownPath != "" }

// sampleShop opens the sample shop, and fills it the first time.
func (s *session) sampleShop() {
	s.goTo(filepath.Join(filepath.Dir(s.book.Path), sampleFile), (*session).fillSample)
}

// fillSample brings the sample shop in where its book is still empty.
func (s *session) fillSample() {
	rows := 0
	s.run(s.ctx, func(ctx context.Context) error {
		statuses, err := s.book.Intake.Statuses(ctx)
		for _, st := range statuses {
			rows += st.Rows
		}
		return err
	}, func(err error) {
		if err != nil {
			s.showError(err)
		} else if rows == 0 {
			s.importWith(s.book.SampleShop)
		}
	})
}

// goTo opens another book in this window, in the place of this one. A book that
// another window has comes to the front there.
func (s *session) goTo(path string, then func(*session)) {
	if s.cancelImport != nil {
		s.toast(s.text.T("import.queued"), "", nil)
		return
	}
	if path = absolute(path); path == s.book.Path {
		return
	}
	d := s.desk
	var b *Book
	var claim *single.Claim
	s.run(s.ctx, func(ctx context.Context) (err error) {
		if claim, err = d.take(path, nil); err != nil || claim == nil && d.program.LockDir != "" {
			return err
		}
		if b, err = d.open(ctx, path); err != nil {
			err = errors.Join(err, claim.Close())
		}
		return err
	}, func(err error) {
		switch {
		case err != nil:
			s.showError(err)
		case b == nil:
			s.toast(s.text.T("shell.other_window", filepath.Base(path)), "", nil)
		default:
			own := ""
			if filepath.Base(path) == sampleFile && !s.isSample() {
				own = s.book.Path
			}
			s.giveWay(newSession(d, b, own, &sync.WaitGroup{}), claim)
			if then != nil {
				then(d.session)
			}
		}
	})
}

// giveWay lets another session have the window; this one ends its work first, and
// closes its book, behind it.
func (s *session) giveWay(n *session, claim *single.Claim) {
	d, old := s.desk, s.desk.claim
	d.session, d.claim = n, claim
	n.begin()
	kit.GoRunner(d.ctx, func(context.Context) error { return errors.Join(s.end(), old.Close()) }, func(err error) {
		if err != nil {
			n.showError(err)
		}
	})
}

// rebuild makes the window anew on the same book, as after a change of language, and
// comes back to the view that was in sight.
func (s *session) rebuild() {
	n := newSession(s.desk, s.book, s.ownPath, s.work) // what this session began may still use the book
	s.cancel()
	s.desk.session = n
	n.begin()
	n.shell.Show(s.shell.Current())
}
