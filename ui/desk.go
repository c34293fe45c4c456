package ui

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"zhangfang/assets"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/ask"
	"zhangfang/ui/picker"
	"zhangfang/ui/settings"
	"zhangfang/ui/single"
)

// desk is what outlasts a book in the window: the window itself, its language and
// look, the claim on the book, and what is told outside.
type desk struct {
	ctx     context.Context
	app     fyne.App
	window  fyne.Window
	program Program
	text    *assets.Text // in the language that was asked for
	system  *assets.Text // in that of the system
	options settings.Options
	claim   *single.Claim
	session *session
	manual  *manualWindow
	record  *record
	times   *times     // nil: none are kept
	runner  kit.Runner // for all work off the UI goroutine
	// asks for files with the platform's dialogs; nil: Fyne's are used
	pick func(ctx context.Context, over picker.Parent, q picker.Question) ([]string, error)

	switching bool           // another book is about to have the window
	coming    *opened        // that book, from when it is open to when it is shown
	work      sync.WaitGroup // opening and closing books

	away    bool // another program's window has the keyboard
	started bool // the event loop runs
}

// Run opens the window on the book at path, drops files on it, and returns when
// the window was closed. With a path of "" these are meant for the window that was in
// front last, whichever book it has, or else for the book that was. A book that does
// not open is told in the window. Where another window has the book already, the files
// go there and Run returns at once.
func Run(ctx context.Context, a fyne.App, text *assets.Text, p Program, path string, files []string) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	d := &desk{ctx: ctx, app: a, program: p, system: text, runner: kit.GoRunner}
	if picker.Available() {
		d.pick = picker.Ask
	}
	files = absolutes(files)
	if path == "" && p.LockDir != "" && single.HandOver(ctx, p.LockDir, single.Call{Files: files}) {
		return nil
	}
	path, err := d.bookAt(path)
	if err != nil {
		return err
	}
	claim, err := d.take(path, files)
	if err != nil {
		slog.Error("claim the book", "err", err)
	}
	if claim == nil && err == nil && p.LockDir != "" {
		return nil // the other window has the files now
	}
	d.claim = claim
	d.options = settings.ReadOptions(a.Preferences())
	d.text = d.textOf(d.options.Language)
	d.applyLook()
	a.SetIcon(assets.Icon)
	d.window = a.NewWindow(d.text.T("app.name"))
	b, openErr := d.open(ctx, path)
	if openErr != nil {
		closed := d.claim.Close() // whoever starts the program again is told too, and not thanked for files
		if ctx.Err() != nil {
			return closed // interrupted: there is nothing to tell
		}
		d.showFailure(ctx, openErr)
		return errors.Join(openErr, closed)
	}
	if d.record, err = openRecord(filepath.Dir(path), time.Now()); err != nil {
		slog.Error("open the log", "err", err)
	}
	if d.times, err = openTimes(os.Getenv(timesVariable)); err != nil {
		slog.Error("open the file of times", "err", err)
	}
	d.session = newSession(d, b, "", &sync.WaitGroup{})
	d.furnish(files)
	d.runWindow(ctx, cancel)
	cancel()
	d.work.Wait()
	return errors.Join(d.coming.close(), d.session.end(), d.claim.Close(), d.times.close())
}

// bookAt is the book at a path; for "" the one that was open last, or the owner's first.
func (d *desk) bookAt(path string) (string, error) {
	if path != "" {
		return absolute(path), nil
	}
	if recent := recentBooks(d.app.Preferences()); len(recent) > 0 {
		return recent[0], nil
	}
	path, err := d.program.Default()
	return absolute(path), err
}

// open opens a book that tells when an import is done.
func (d *desk) open(ctx context.Context, path string) (*Book, error) {
	b, err := d.program.Open(ctx, path)
	if err != nil {
		return nil, err
	}
	return d.telling(b), nil
}

// furnish gives the program its place on the owner's desktop: what is done when it
// has started, when another window comes before it, and its icon in the tray.
func (d *desk) furnish(files []string) {
	life := d.app.Lifecycle()
	life.SetOnStarted(func() {
		d.started = true
		d.session.begin()
		d.showTray()
		d.tellCrash()
		if len(files) > 0 {
			d.session.importPaths(files)
		}
	})
	life.SetOnStopped(d.rememberSize)
	life.SetOnEnteredForeground(func() {
		d.away = false
		d.claim.InFront()
	})
	life.SetOnExitedForeground(func() { d.away = true })
}

// showFailure says in the window why the book did not open.
func (d *desk) showFailure(ctx context.Context, err error) {
	d.window.SetContent(kit.NewErrorState(d.text, err, d.window.Close))
	d.window.Resize(fyne.NewSize(720, 420))
	d.window.CenterOnScreen()
	d.runWindow(ctx, func() {})
}

// take claims a book; nil where another window has it and was told.
func (d *desk) take(path string, files []string) (*single.Claim, error) {
	if d.program.LockDir == "" {
		return nil, nil
	}
	return single.Take(d.ctx, d.program.LockDir, path, single.Call{Files: files}, func(c single.Call) {
		fyne.Do(func() { d.called(c.Files) })
	})
}

// called is told of a second start: the window comes to the front and takes the
// files that were meant for it.
func (d *desk) called(files []string) {
	if d.window == nil || d.session == nil {
		return
	}
	d.toFront()
	if len(files) > 0 {
		d.session.importPaths(files)
	}
}

// toFront shows the window over those of other programs, also from the tray.
func (d *desk) toFront() {
	d.window.Show()
	d.window.RequestFocus()
}

// place is where the data of the book that is open lies.
func (d *desk) place() string { return filepath.Dir(d.session.book.Path) }

// showTray puts an icon into the system's tray, where it has one and the owner did
// not say otherwise.
func (d *desk) showTray() {
	tray, ok := d.app.(desktop.App)
	if !ok || d.options.NoTray || !hasTray() {
		return
	}
	t := d.text
	tray.SetSystemTrayMenu(fyne.NewMenu(t.T("app.name"),
		fyne.NewMenuItem(t.T("tray.show"), d.toFront),
		fyne.NewMenuItem(t.T("shell.menu.open"), func() {
			d.toFront()
			d.session.shell.uncovered(d.session.chooseFiles)()
		}),
		fyne.NewMenuItemSeparator(),
		quitItem(t.T("shell.menu.quit"), func() {
			d.toFront()
			d.session.shell.Close()
		}),
	))
	tray.SetSystemTrayIcon(assets.Icon)
}

// quitItem ends the program, so that Fyne adds no item of its own.
func quitItem(label string, do func()) *fyne.MenuItem {
	m := fyne.NewMenuItem(label, do)
	m.IsQuit = true
	return m
}

// notify tells something outside the window, while the owner looks elsewhere.
func (d *desk) notify(title, text string) {
	if d.away && d.started && !d.options.Quiet {
		d.app.SendNotification(fyne.NewNotification(title, text))
	}
}

// tellCrash says that the run before ended badly, and where that is written down.
func (d *desk) tellCrash() {
	if d.record == nil || d.record.last == "" {
		return
	}
	t, path := d.text, d.record.last
	ask.Details(d.window, t, t.T("crash.title"), []ask.Detail{
		{Caption: t.T("crash.what"), Value: t.T("crash.text")},
		{Caption: t.T("crash.where"), Value: path},
	})
}

// absolute is a path that stays right in another process.
func absolute(path string) string {
	if whole, err := filepath.Abs(path); err == nil {
		return whole
	}
	return path
}

func absolutes(paths []string) []string {
	out := make([]string, len(paths))
	for i, p := range paths {
		out[i] = absolute(p)
	}
	return out
}

// hasTray tells whether there may be a tray: on Linux it is reached over the
// session's bus, without which asking for it would only fill the log.
func hasTray() bool {
	return onWindowsOrMac() || os.Getenv("DBUS_SESSION_BUS_ADDRESS") != ""
}
