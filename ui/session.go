package ui

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"

	"zhangfang/app/book"
	"zhangfang/app/intake"
	"zhangfang/app/upkeep"
	"zhangfang/assets"
	"zhangfang/ui/channels"
	"zhangfang/ui/exceptions"
	"zhangfang/ui/fees"
	"zhangfang/ui/importing"
	"zhangfang/ui/kit/ask"
	"zhangfang/ui/kit/words"
	"zhangfang/ui/overview"
	"zhangfang/ui/reconcile"
	"zhangfang/ui/reports"
	"zhangfang/ui/settings"
	"zhangfang/ui/underway"
)

// The views, by the ids of their entries in the sidebar.
const (
	idOverview   = "overview"
	idImport     = "import"
	idChannels   = "channels"
	idReconcile  = "reconcile"
	idExceptions = "exceptions"
	idUnderway   = "underway"
	idFees       = "fees"
	idReports    = "reports"
	idSettings   = "settings"
)

// session is a book open in a window: it joins the views with each other and
// with the use cases, and runs what outlasts a view.
type session struct {
	ctx     context.Context
	cancel  context.CancelFunc
	desk    *desk
	ownPath string // in the sample shop's book: that of the owner's own
	app     fyne.App
	window  fyne.Window
	text    *assets.Text
	book    *Book
	shell   *Shell
	work    *sync.WaitGroup // everything that still uses the book

	importing  *importing.View
	channels   *channels.View
	reconcile  *reconcile.View
	exceptions *exceptions.View
	reports    *reports.View
	settings   *settings.View

	cards        *cardSteps
	cancelImport context.CancelFunc // nil while no import runs
	importBegan  time.Time          // the one that runs
	going        []string           // what it was given
	waiting      []importJob        // dropped while another import runs, or another book is opened
	recents      []string           // books that were open last, as last looked at
	passwords    map[string]string  // of files, by their paths
	name         string             // of the shop, as last shown
	head         book.AuditLine     // the end of the audit chain, as last shown
	version      int64              // of the book, as last shown
	declined     atomic.Bool        // the owner gave no passphrase: only their own acts ask again
	live         live               // connections, as last read
	severe       int                // exceptions of high severity, as last read; -1 before
	looked       time.Time          // for a copy that is due
	picking      bool               // the platform's file dialog is open
}

// newSession fills the window with a book; what uses the book is counted in work.
func newSession(d *desk, b *Book, ownPath string, work *sync.WaitGroup) *session {
	a, w, text := d.app, d.window, d.text
	s := &session{desk: d, ownPath: ownPath, app: a, window: w, text: text, book: b, work: work, severe: -1}
	s.ctx, s.cancel = context.WithCancel(d.ctx)
	s.cards = newCardSteps(b.Review)
	s.importing = s.newImporting()
	s.channels = s.newChannels()
	s.reconcile = reconcile.New(reconcile.Deps{
		Review: b.Review, Months: b.Monthly.Months, Text: text, Run: s.run, Window: w, Prefs: a.Preferences(),
		OpenImport: func() { s.shell.Show(idImport) }, OpenException: s.openException, Decided: s.decided, Toast: s.toast, ShowError: s.showError,
	})
	s.exceptions = exceptions.New(exceptions.Deps{
		Review: b.Review, Months: b.Monthly.Months, Text: text, Run: s.run, Window: w, Prefs: a.Preferences(),
		OpenReconcile: s.openReconcile, OpenImport: func() { s.shell.Show(idImport) }, Decided: s.decided, Toast: s.toast, ShowError: s.showError,
		Now: time.Now, OpenFees: func() { s.shell.Show(idFees) }, Provider: b.Pull, Book: b.Path, Choose: s.chooseEvidence, OpenData: s.openEvidence,
	})
	s.reports = s.newReports()
	s.settings = s.newSettings()
	s.shell = NewShell(a, w, text, []Item{
		{idOverview, text.T("view.overview"), assets.IconOverview, s.newOverview()},
		{idImport, text.T("view.import"), assets.IconImport, s.importing},
		{idChannels, text.T("view.channels"), assets.IconChannels, s.channels},
		{idReconcile, text.T("view.reconcile"), assets.IconReconcile, s.reconcile},
		{idExceptions, text.T("view.exceptions"), assets.IconExceptions, s.exceptions},
		{idUnderway, text.T("view.underway"), assets.IconUnderway, s.newUnderway()},
		{idFees, text.T("view.fees"), assets.IconFees, s.newFees()},
		{idReports, text.T("view.reports"), assets.IconReports, s.reports},
		{idSettings, text.T("view.settings"), assets.IconSettings, s.settings},
	}, s.actions())
	return s
}

func (s *session) newOverview() View {
	return overview.New(overview.Deps{
		Figures: s.book.Monthly, Review: s.book.Review, Text: s.text, Run: s.run, Now: time.Now, Prefs: s.app.Preferences(),
		Live: s.book.Pull, OpenChannels: func() { s.shell.Show(idChannels) },
		Import: s.chooseFiles, Sample: s.sampleShop, OpenReconcile: s.openReconcile, OpenException: s.openException,
		OpenUnderway: func() { s.shell.Show(idUnderway) }, OpenStatements: func() { s.shell.Show(idReports) },
	})
}

func (s *session) newUnderway() View {
	return underway.New(underway.Deps{
		Payouts: underway.FromReview(s.book.Review), Text: s.text, Run: s.run, Now: time.Now, Window: s.window, Prefs: s.app.Preferences(),
		OpenReconcile: s.openReconcile, OpenImport: func() { s.shell.Show(idImport) }, Changed: s.refresh, Toast: s.toast, ShowError: s.showError,
	})
}

func (s *session) newFees() View {
	return fees.New(fees.Deps{
		Review: s.cards, Months: s.book.Monthly.Months, Figures: s.book.Monthly.Figures, Text: s.text, Run: s.run, Now: time.Now, Window: s.window,
		Prefs: s.app.Preferences(), RemoveFXRate: s.book.Review.RemoveFXRate, RestoreCard: s.cards.RestoreRateCard, Export: s.exportClaims, OpenException: s.openException,
		OpenImport: func() { s.shell.Show(idImport) }, Changed: s.refresh, Toast: s.toast, ShowError: s.showError,
	})
}

// exportClaims asks for a file and writes what channels took too much to it, as
// "pdf", "xlsx" or "csv".
func (s *session) exportClaims(format string) {
	choose := func(string) {
		s.chooseReport(s.text.T("fees.claim_file")+"."+format, func(path string) { s.writeClaims(format, path) })
	}
	if format == "pdf" && s.name == "" {
		s.named(choose) // it goes to the channel in the shop's name
		return
	}
	choose("")
}

// writeClaims writes what channels took too much to a file, and offers to open it.
func (s *session) writeClaims(format, path string) {
	s.run(s.ctx, func(ctx context.Context) error {
		if format == "pdf" {
			return s.book.Upkeep.WriteClaims(ctx, path, s.text, time.Now().In(book.Shanghai))
		}
		return s.book.Upkeep.ExportFile(ctx, upkeep.Claims, format, path)
	}, func(err error) {
		if err != nil {
			s.showError(err)
			return
		}
		s.toast(s.text.T("fees.claim_written", filepath.Base(path)), s.text.T("reports.open"), func() {
			if err := s.openFile(path); err != nil {
				s.showError(err)
			}
		})
	})
}

// run is the runner of the views: it counts what uses the book, so that the book
// is closed after it, and ends it with the window.
func (s *session) run(ctx context.Context, work func(context.Context) error, done func(error)) {
	s.work.Add(1)
	work, done = s.desk.times.around(work, done)
	ctx, cancel := context.WithCancel(ctx)
	stop := context.AfterFunc(s.ctx, cancel)
	s.desk.runner(ctx, func(ctx context.Context) error {
		defer s.work.Done()
		return work(ctx)
	}, func(err error) {
		stop()
		cancel()
		if s.ctx.Err() == nil {
			done(err)
		}
	})
}

func (s *session) toast(text, action string, do func()) { s.shell.stage.Toast(text, action, do) }

func (s *session) showError(err error) {
	month := words.LockedMonth(err)
	switch {
	case errors.Is(err, context.Canceled):
	case month != "":
		ask.ShowLocked(s.window, s.text, err, func() {
			s.shell.Show(idReports)
			s.reports.OpenClosing(month)
		})
	default:
		ask.ShowError(s.window, s.text, err)
	}
}

func (s *session) openReconcile(leg book.Leg, entry book.EntryID) {
	s.shell.Show(idReconcile)
	s.reconcile.OpenAt(leg, entry)
}

func (s *session) openException(key string) {
	s.shell.Show(idExceptions)
	s.exceptions.OpenAt(key)
}

// decided is told by the views that a decision was made: they have shown it
// themselves already, so only what stands around them is read again.
func (s *session) decided() { s.readFrame(nil) }

// refresh reads everything in sight again.
func (s *session) refresh() { s.readFrame(s.shell.Refresh) }

// openFile shows a file with the system's own program.
func (s *session) openFile(path string) error {
	if _, err := os.Stat(path); err != nil {
		return err
	}
	if err := s.app.OpenURL(fileURL(path)); err != nil {
		return &book.Problem{Code: "no_viewer", File: path, Err: err}
	}
	return nil
}

// watch looks every two seconds whether another process changed the book.
func (s *session) watch() {
	const pause = 2 * time.Second
	var version int64
	s.run(s.ctx, func(ctx context.Context) (err error) {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(pause):
		}
		version, err = s.book.Upkeep.Version(ctx)
		return err
	}, func(err error) {
		if err == nil && version != s.version && s.cancelImport == nil && s.live.shows(s.channels.Busy(), time.Now()) {
			if s.version != 0 {
				s.refresh()
			}
			s.version = version
		}
		s.backupIfDue()
		if s.ctx.Err() == nil {
			s.watch()
		}
	})
}

// importJob is a drop that waits for its turn.
type importJob struct {
	paths []string
	opt   intake.Options
}
