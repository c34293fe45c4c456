package ui

import (
	"context"
	"path/filepath"

	"fyne.io/fyne/v2"

	"zhangfang/ui/kit"
)

// sampleFile is the book of the sample shop, beside the owner's own: trying the
// program out must not mix invented rows into real ones.
const sampleFile = "sample.zfbook"

// begin reads the book for the first time, matches what is still to be matched,
// and watches for changes.
func (s *session) begin() {
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

// current is the session that has the window now.
func (s *session) current() *session {
	for s.next != nil {
		s = s.next
	}
	return s
}

// books is the menu's way to the other book: from the owner's to the sample shop,
// and back.
func (s *session) books() []*fyne.MenuItem {
	if s.isSample() {
		return []*fyne.MenuItem{fyne.NewMenuItem(s.text.T("shell.menu.own_book"), func() { s.goTo(s.ownPath, nil) })}
	}
	return []*fyne.MenuItem{fyne.NewMenuItem(s.text.T("shell.menu.sample"), s.sampleShop)}
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

// goTo opens another book in this window, in the place of this one.
func (s *session) goTo(path string, then func(*session)) {
	if s.cancelImport != nil {
		s.toast(s.text.T("import.queued"), "", nil)
		return
	}
	var b *Book
	s.run(s.ctx, func(ctx context.Context) (err error) {
		b, err = s.open(ctx, path)
		return err
	}, func(err error) {
		if err != nil {
			s.showError(err)
			return
		}
		own := ""
		if !s.isSample() {
			own = s.book.Path
		}
		n := newSession(s.outer, s.app, s.window, s.text, b, s.open, own)
		s.next = n
		n.begin()
		kit.GoRunner(s.outer, func(context.Context) error { return s.end() }, func(err error) {
			if err != nil {
				n.showError(err)
			}
		})
		if then != nil {
			then(n)
		}
	})
}
