package ui

import (
	"context"
	"errors"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"

	"zhangfang/app/book"
	"zhangfang/app/intake"
	"zhangfang/ui/importing"
	"zhangfang/ui/kit"
)

// newImporting makes the view of bringing files in.
func (s *session) newImporting() *importing.View {
	return importing.New(importing.Deps{
		Intake: s.book.Intake, UndoBatch: s.book.UndoBatch, EntryLines: s.book.Review.EntryLines, Text: s.text, Run: s.run, Now: time.Now,
		Window: s.window, Prefs: s.app.Preferences(), Choose: s.chooseFiles, ChooseFolder: s.chooseFolder, Start: s.start, Teach: s.teach,
		Profiles: s.profiles, Profile: s.editProfileOf, Password: s.passwordFor, Changed: s.refresh, Toast: s.toast, ShowError: s.showError,
	})
}

// importPaths brings in what was dropped, chosen or named on the command line.
func (s *session) importPaths(paths []string) { s.start(paths, intake.Options{}) }

// start imports, or waits until the import under way is through.
func (s *session) start(paths []string, opt intake.Options) {
	if s.isSample() { // what the owner brings belongs in the owner's book
		s.goTo(s.ownPath, func(n *session) { n.start(paths, opt) })
		return
	}
	if s.cancelImport != nil {
		s.waiting = append(s.waiting, importJob{paths, opt})
		s.toast(s.text.T("import.queued"), "", nil)
		return
	}
	s.importWith(func(ctx context.Context, progress func(book.Progress)) ([]book.Receipt, error) {
		return s.book.Import(ctx, paths, opt, progress)
	})
}

// importWith runs an import with progress and cancel, and shows its receipts.
func (s *session) importWith(work func(context.Context, func(book.Progress)) ([]book.Receipt, error)) {
	ctx, cancel := context.WithCancel(s.ctx)
	s.cancelImport = cancel
	var receipts []book.Receipt
	strip := &importStrip{session: s, cancel: cancel}
	s.shell.Progress(book.Progress{Stage: "read"}, strip.stop)
	s.run(ctx, func(ctx context.Context) (err error) {
		receipts, err = work(ctx, strip.told)
		return err
	}, func(err error) {
		cancel()
		s.cancelImport = nil
		s.shell.HideProgress()
		s.imported(receipts, err)
		if len(s.waiting) > 0 {
			next := s.waiting[0]
			s.waiting = s.waiting[1:]
			s.start(next.paths, next.opt)
		}
	})
}

// imported shows what became of an import. From the sample shop the owner looks
// at the overview; otherwise at the receipts.
func (s *session) imported(receipts []book.Receipt, err error) {
	s.importing.ShowReceipts(receipts)
	clean := len(receipts) > 0
	for _, r := range receipts {
		clean = clean && (r.State == book.ReceiptApplied || r.State == book.ReceiptSkipped)
	}
	switch {
	case errors.Is(err, context.Canceled):
		s.cancelled(receipts)
	case err != nil:
		s.showError(err)
	case clean && s.shell.Current() == idOverview:
		s.toast(s.text.Count("import.done", len(receipts)), s.text.T("import.see_receipts"), func() { s.shell.Show(idImport) })
	default:
		s.shell.Show(idImport)
	}
	s.refresh()
	s.askPassword(receipts)
}

// cancelled tells what went in before an import was cancelled.
func (s *session) cancelled(receipts []book.Receipt) {
	if len(receipts) == 0 {
		s.toast(s.text.T("import.cancelled"), "", nil)
		return
	}
	s.shell.Show(idImport)
	s.toast(s.text.Count("import.cancelled_some", importing.FilesIn(receipts)), "", nil)
}

// askPassword asks for the password of the first encrypted file of a drop; the
// others wait with a button for it.
func (s *session) askPassword(receipts []book.Receipt) {
	for _, r := range receipts {
		if r.Problem != nil && (r.Problem.Code == "password" || r.Problem.Code == "wrong_password") {
			s.passwordFor(r)
			return
		}
	}
}

// passwordFor asks for a file's password and imports it with that. It is kept
// nowhere.
func (s *session) passwordFor(r book.Receipt) {
	t, why := s.text, *r.Problem
	why.File = importing.FileName(why.File)
	kit.PromptLine(s.window, t, t.T("import.password_title"), kit.ProblemText(t, &why), "", t.T("import.password_go"), func(password string, ok bool) {
		if ok {
			s.start([]string{r.Path}, intake.Options{Password: password})
		}
	})
}

// importStrip is an import as the strip at the window's foot tells it.
type importStrip struct {
	session *session
	cancel  context.CancelFunc
	last    atomic.Int64 // when it was told, in Unix nanoseconds
	stopped bool
}

// stop cancels the import. The owner sees at once that it is heard; what runs ends a
// moment later, and what is done is matched still.
func (p *importStrip) stop() {
	p.stopped = true
	p.cancel()
	p.session.shell.Progress(book.Progress{Stage: "cancel"}, nil)
}

// told shows how far the work is, at most ten times a second.
func (p *importStrip) told(at book.Progress) {
	const pause = 100 * time.Millisecond
	now := time.Now().UnixNano()
	if before := p.last.Load(); now-before < int64(pause) || !p.last.CompareAndSwap(before, now) {
		return
	}
	fyne.Do(func() {
		if p.session.cancelImport != nil && !p.stopped {
			p.session.shell.Progress(at, p.stop)
		}
	})
}

// chooseFiles lets the owner pick a file to import.
func (s *session) chooseFiles() {
	d := dialog.NewFileOpen(func(f fyne.URIReadCloser, err error) {
		if f != nil {
			path := f.URI().Path()
			closeQuietly(f)
			s.importPaths([]string{path})
		}
		if err != nil {
			s.showError(err)
		}
	}, s.window)
	d.SetFilter(storage.NewExtensionFileFilter(importable()))
	s.showLarge(d)
}

// chooseEvidence lets the owner pick a file to keep beside an exception.
func (s *session) chooseEvidence(chosen func(path string)) {
	s.showLarge(dialog.NewFileOpen(func(f fyne.URIReadCloser, err error) {
		if f != nil {
			path := f.URI().Path()
			closeQuietly(f)
			chosen(path)
		}
		if err != nil {
			s.showError(err)
		}
	}, s.window))
}

// openEvidence shows a file that is kept in the book, from a copy beside it.
func (s *session) openEvidence(name string, data []byte) {
	dir := filepath.Join(filepath.Dir(s.book.Path), "evidence")
	path := filepath.Join(dir, filepath.Base(name))
	err := os.MkdirAll(dir, 0o700)
	if err == nil {
		err = os.WriteFile(path, data, 0o600)
	}
	if err == nil {
		err = s.openFile(path)
	}
	if err != nil {
		s.showError(err)
	}
}

// chooseFolder lets the owner pick a folder to import.
func (s *session) chooseFolder() {
	d := dialog.NewFolderOpen(func(f fyne.ListableURI, err error) {
		if f != nil {
			s.importPaths([]string{f.Path()})
		}
		if err != nil {
			s.showError(err)
		}
	}, s.window)
	s.showLarge(d)
}

// chooseReport asks where a report goes.
func (s *session) chooseReport(name string, chosen func(path string)) {
	d := dialog.NewFileSave(func(f fyne.URIWriteCloser, err error) {
		if err != nil {
			s.showError(err)
			return
		}
		if f == nil {
			return
		}
		path := f.URI().Path()
		closeQuietly(f)
		if filepath.Ext(path) == "" {
			path += filepath.Ext(name)
		}
		chosen(path)
	}, s.window)
	d.SetFileName(name)
	s.showLarge(d)
}

// showLarge shows a file dialog as large as the window allows. It is shown first:
// one that was not shown yet has no size to change.
func (s *session) showLarge(d interface {
	Show()
	Resize(fyne.Size)
}) {
	d.Show()
	size := s.window.Canvas().Size()
	d.Resize(fyne.NewSize(min(size.Width-80, 900), min(size.Height-80, 640)))
}

// closeQuietly closes what was only opened to learn its path.
func closeQuietly(c io.Closer) { _ = c.Close() }

// fileURL is the URL of a local file.
func fileURL(path string) *url.URL {
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path
	}
	return &url.URL{Scheme: "file", Path: path}
}

// importable are the ends of names that the file dialog shows; what is dropped may
// have any name.
func importable() []string {
	var out []string
	for _, e := range []string{".csv", ".xlsx", ".xls", ".zip", ".gz", ".txt", ".ofx", ".qfx", ".qif", ".sta", ".940", ".942", ".mt940", ".xml", ".html", ".htm", ".zfprofile"} {
		out = append(out, e, strings.ToUpper(e))
	}
	return out
}
