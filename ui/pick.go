package ui

import (
	"context"
	"log/slog"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"

	"zhangfang/ui/picker"
)

// pickBills asks for bills to import, beginning in a folder; one at least.
func (s *session) pickBills(from string, picked func(paths []string)) {
	s.pick(picker.Question{Title: s.text.T("pick.bills"), Many: true, From: from, Kind: s.text.T("pick.kind_bills"), Endings: importable()}, picked)
}

// pickBill asks for one bill, to look at.
func (s *session) pickBill(picked func(path string)) {
	s.pick(picker.Question{Title: s.text.T("pick.bill"), Kind: s.text.T("pick.kind_bills"), Endings: importable()}, first(picked))
}

// pickBook asks for a book, beginning in a folder.
func (s *session) pickBook(from string, picked func(path string)) {
	s.pick(picker.Question{Title: s.text.T("pick.book"), From: from, Kind: s.text.T("pick.kind_books"), Endings: []string{bookExt}}, first(picked))
}

// pickAny asks for a file of any kind.
func (s *session) pickAny(picked func(path string)) {
	s.pick(picker.Question{Title: s.text.T("pick.file")}, first(picked))
}

// pickFolder asks for a folder, beginning in one.
func (s *session) pickFolder(from string, picked func(folder string)) {
	s.pick(picker.Question{Title: s.text.T("pick.folder"), Folder: true, From: from}, first(picked))
}

func first(picked func(string)) func([]string) { return func(paths []string) { picked(paths[0]) } }

// pick asks with the dialogs of the platform, with Fyne's where there are none. One
// question is asked at a time; picked is not called when the owner thinks better of it.
func (s *session) pick(q picker.Question, picked func(paths []string)) {
	q.Others = s.text.T("pick.all_files")
	ask := s.desk.pick
	switch {
	case ask == nil:
		s.pickInWindow(q, picked)
		return
	case s.picking:
		return
	}
	s.picking = true
	over := picker.ParentOf(s.window)
	var paths []string
	s.run(s.ctx, func(ctx context.Context) (err error) {
		paths, err = ask(ctx, over, q)
		return err
	}, func(err error) {
		s.picking = false
		switch {
		case s.ctx.Err() != nil: // the book was left meanwhile
		case err != nil:
			slog.Error("ask for files", "err", err)
			s.pickInWindow(q, picked)
		case len(paths) > 0:
			picked(paths)
		}
	})
}

// pickInWindow asks with Fyne's dialogs, which take one file at a time.
func (s *session) pickInWindow(q picker.Question, picked func(paths []string)) {
	take := func(path string, err error) {
		if err != nil {
			s.showError(err)
		} else if path != "" {
			picked([]string{path})
		}
	}
	var d *dialog.FileDialog
	if q.Folder {
		d = dialog.NewFolderOpen(func(f fyne.ListableURI, err error) {
			path := ""
			if f != nil {
				path = f.Path()
			}
			take(path, err)
		}, s.window)
	} else {
		d = dialog.NewFileOpen(func(f fyne.URIReadCloser, err error) {
			path := ""
			if f != nil {
				path = f.URI().Path()
				closeQuietly(f)
			}
			take(path, err)
		}, s.window)
	}
	if len(q.Endings) > 0 {
		d.SetFilter(storage.NewExtensionFileFilter(q.Endings))
	}
	if q.From != "" {
		if at, err := storage.ListerForURI(storage.NewFileURI(filepath.Clean(q.From))); err == nil {
			d.SetLocation(at)
		}
	}
	// Shown first: one that was not shown yet has no size to change.
	d.Show()
	size := s.window.Canvas().Size()
	d.Resize(fyne.NewSize(min(size.Width-80, 900), min(size.Height-80, 640)))
}
