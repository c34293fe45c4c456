package ui

import (
	"context"
	"path/filepath"

	"fyne.io/fyne/v2"
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
	s.pullBills()
	s.hear()
	s.readRecent()
	s.offerUnfinished()
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
	s.book.Leave()
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
	if recent := s.recentItems(); len(recent) > 0 {
		item := fyne.NewMenuItem(t.T("shell.menu.recent"), nil)
		item.ChildMenu = fyne.NewMenu("", recent...)
		items = append(items, item)
	}
	return append(items, sample)
}

// openBook asks for a book and opens it in this window.
func (s *session) openBook() { s.pickBook("", s.goBack) }

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
		} else if rows == 0 && !s.desk.switching { // else the owner goes elsewhere already
			s.importWith(s.book.SampleShop)
		}
	})
}

// rebuild makes the window anew on the same book, as after a change of language, and
// comes back to the view that was in sight.
func (s *session) rebuild() {
	s.desk.rememberSize()
	n := newSession(s.desk, s.book, s.ownPath, s.work) // what this session began may still use the book
	s.cancel()
	s.desk.session = n
	n.begin()
	n.shell.Show(s.shell.Current())
}
