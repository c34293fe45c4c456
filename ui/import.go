package ui

import (
	"context"
	"errors"
	"io"
	"maps"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"

	"zhangfang/app/book"
	"zhangfang/app/intake"
	"zhangfang/ui/importing"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/ask"
	"zhangfang/ui/kit/words"
)

// newImporting makes the view of bringing files in.
func (s *session) newImporting() *importing.View {
	return importing.New(importing.Deps{
		Intake: s.book.Intake, UndoBatch: s.book.UndoBatch, EntryLines: s.book.Review.EntryLines, Text: s.text, Run: s.run, Now: time.Now,
		Window: s.window, Prefs: s.app.Preferences(), Choose: s.chooseFiles, ChooseFolder: s.chooseFolder, ChooseFrom: s.chooseFrom, Start: s.start, Teach: s.teach,
		Profiles: s.profiles, Profile: s.editProfileOf, Password: s.passwordFor, Changed: s.refresh, Toast: s.toast, ShowError: s.showError,
	})
}

// importPaths brings in what was dropped, chosen or named on the command line.
func (s *session) importPaths(paths []string) { s.start(paths, intake.Options{}) }

// start imports, or waits until the import under way is through.
func (s *session) start(paths []string, opt intake.Options) {
	if opt.Password == "" {
		opt.Password = passwordOf(s.passwords, paths)
	}
	if s.cancelImport != nil || s.desk.switching {
		s.waiting = append(s.waiting, importJob{paths, opt})
		s.keepUnfinished()
		s.toast(s.text.T("import.queued"), "", nil)
		return
	}
	if s.isSample() { // what the owner brings belongs in the owner's book
		s.waiting = append(s.waiting, importJob{paths, opt})
		s.next()
		return
	}
	passwords := maps.Clone(s.passwords) // the owner may give another while this runs
	s.going = paths
	s.keepUnfinished()
	s.importWith(func(ctx context.Context, progress func(book.Progress)) ([]book.Receipt, error) {
		receipts, err := s.book.Import(ctx, paths, opt, progress)
		if err != nil {
			s.dropFinished(receipts)
		}
		if err != nil || opt.Channel == "" {
			return receipts, err
		}
		more, err := s.importAnswered(ctx, receipts, passwords, progress)
		return append(receipts, more...), err
	})
}

// importAnswered takes the files again that waited for the same answer as those which
// it was just given for, so that a drop of many is asked about once.
func (s *session) importAnswered(ctx context.Context, said []book.Receipt, passwords map[string]string, progress func(book.Progress)) (all []book.Receipt, err error) {
	alike, err := s.book.Intake.Answered(ctx, said)
	for i := range alike {
		if _, gone := os.Stat(alike[i].Path); gone != nil {
			continue
		}
		opt := intake.Options{Only: alike[i].File, Password: passwords[alike[i].Path]}
		receipts, err := s.book.Import(ctx, []string{alike[i].Path}, opt, progress)
		if all = append(all, receipts...); err != nil {
			return all, err
		}
	}
	return all, err
}

// importWith runs an import with progress and cancel, and shows its receipts.
func (s *session) importWith(work func(context.Context, func(book.Progress)) ([]book.Receipt, error)) {
	ctx, cancel := context.WithCancel(s.ctx)
	s.cancelImport, s.importBegan = cancel, time.Now()
	var receipts []book.Receipt
	strip := &importStrip{session: s, cancel: cancel}
	s.shell.Progress(book.Progress{Stage: "read"}, strip.stop)
	s.run(ctx, func(ctx context.Context) (err error) {
		receipts, err = work(ctx, strip.told)
		return err
	}, func(err error) {
		cancel()
		s.cancelImport, s.going = nil, nil
		s.keepUnfinished()
		s.shell.HideProgress()
		s.imported(receipts, err)
		s.next()
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
		s.toast(s.text.Count("import.done", importing.FilesIn(receipts)), s.text.T("import.see_receipts"), func() { s.shell.Show(idImport) })
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

// passwordFor asks for a file's password and imports it with that.
func (s *session) passwordFor(r book.Receipt) {
	s.unlock(r.Path, *r.Problem, func() { s.start([]string{r.Path}, intake.Options{}) })
}

// unlock asks for the password of the file at a path. It is kept until the window
// closes, so that the file can be looked at, taught and imported at one asking, and
// is written nowhere.
func (s *session) unlock(path string, why book.Problem, then func()) {
	t := s.text
	why.File = importing.FileName(why.File)
	ask.Line(s.window, t, t.T("import.password_title"), words.ProblemText(t, &why), "", t.T("import.password_go"), func(password string, ok bool) {
		if !ok {
			return
		}
		if s.passwords == nil {
			s.passwords = map[string]string{}
		}
		s.passwords[path] = password
		then()
	})
}

// passwordOf is the first password that the owner gave for one of some files.
func passwordOf(passwords map[string]string, paths []string) string {
	for _, p := range paths {
		if password := passwords[p]; password != "" {
			return password
		}
	}
	return ""
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

// keptBillFolder is where the folder is kept that the last bill was chosen from.
const keptBillFolder = "folder.bills"

// chooseFiles lets the owner pick files to import.
func (s *session) chooseFiles() { s.chooseFrom("") }

// chooseFrom is chooseFiles beginning in a folder, "" for where the owner was last.
func (s *session) chooseFrom(folder string) {
	prefs := s.app.Preferences()
	if folder == "" {
		kit.Recall(prefs, keptBillFolder, &folder)
	}
	s.pickBills(folder, func(paths []string) {
		kit.Remember(prefs, keptBillFolder, filepath.Dir(paths[0]))
		s.importPaths(paths)
	})
}

// chooseEvidence lets the owner pick a file to keep beside an exception.
func (s *session) chooseEvidence(chosen func(path string)) { s.pickAny(chosen) }

// openEvidence shows a file that is kept in the book, from a copy beside it.
func (s *session) openEvidence(name string, data []byte) {
	dir := filepath.Join(filepath.Dir(s.book.Path), "evidence")
	path := filepath.Join(dir, filepath.Base(name))
	s.run(s.ctx, func(context.Context) error {
		return errors.Join(os.MkdirAll(dir, 0o700), os.WriteFile(path, data, 0o600))
	}, func(err error) {
		if err != nil {
			s.showError(err)
			return
		}
		s.showFile(path)
	})
}

// chooseFolder lets the owner pick a folder to import.
func (s *session) chooseFolder() {
	s.pickFolder("", func(path string) { s.importPaths([]string{path}) })
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
