package ui

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"zhangfang/app"
	"zhangfang/app/book"
	"zhangfang/app/intake"
	"zhangfang/assets"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/draw"
	"zhangfang/ui/single"
)

// bench is a desk with real books, whose work off the UI goroutine the test begins
// and ends itself.
type bench struct {
	*desk
	dir            string
	opened, closed []string
	imported       []string // book and file
	pending        []func()
	whenOpen       func()
	began          time.Time // the import that is kept
	inline         bool      // what a session does is done at once
	real           bool      // files are imported, not only noted
}

// newBench is a window on "own.zfbook".
func newBench(t *testing.T) *bench {
	t.Helper()
	a := test.NewTempApp(t)
	a.Settings().SetTheme(draw.NewThemeVariant(1))
	text, err := assets.NewText("zh_CN")
	if err != nil {
		t.Fatal(err)
	}
	b := &bench{dir: t.TempDir()}
	b.desk = &desk{ctx: t.Context(), app: a, system: text, text: text, window: newTestWindow(t), runner: b.run,
		program: Program{Open: b.openBook, Restore: app.Restorer(time.Now), LockDir: filepath.Join(b.dir, "locks")}}
	own := b.path("own")
	if b.claim, err = b.take(own, nil); err != nil {
		t.Fatal(err)
	}
	o, err := b.open(t.Context(), own)
	if err != nil {
		t.Fatal(err)
	}
	b.session = newSession(b.desk, o, "", &sync.WaitGroup{})
	t.Cleanup(func() {
		b.finish()
		if err := b.session.end(); err != nil {
			t.Error(err)
		}
		if err := b.claim.Close(); err != nil {
			t.Error(err)
		}
	})
	return b
}

// newTestWindow is a window that the session closes.
func newTestWindow(t *testing.T) fyne.Window {
	t.Helper()
	w := test.NewWindow(nil)
	w.Resize(fyne.NewSize(1280, 800))
	return w
}

func (b *bench) path(name string) string { return filepath.Join(b.dir, name+bookExt) }

func (b *bench) openBook(ctx context.Context, path string) (*Book, error) {
	o, err := app.Open(ctx, path, time.Now)
	if err != nil {
		return nil, err
	}
	name := filepath.Base(path)
	b.opened = append(b.opened, name)
	if b.whenOpen != nil {
		b.whenOpen()
	}
	took := func(ctx context.Context, paths []string, opt intake.Options, progress func(book.Progress)) ([]book.Receipt, error) {
		for _, p := range paths {
			b.imported = append(b.imported, name+" "+filepath.Base(p))
		}
		if b.real {
			return o.Import(ctx, paths, opt, progress)
		}
		return nil, nil
	}
	return &Book{Path: o.Path, Intake: o.Intake, Review: o.Review, Monthly: o.Monthly, Upkeep: o.Upkeep, Pull: o.Pull, Import: took, UndoBatch: o.UndoBatch,
		SampleShop: o.ImportSample, CatchUp: o.CatchUp, Holidays: o.Holidays, Judged: o.Judged, Leave: o.Leave,
		Close: func() error {
			b.closed = append(b.closed, name)
			return o.Close()
		}}, nil
}

// run keeps imports and the desk's own work until finish; what else a session does is
// over before it began.
func (b *bench) run(ctx context.Context, work func(context.Context) error, done func(error)) {
	importing := false
	if s := b.session; s != nil {
		importing = s.shell.leaving || s.cancelImport != nil && s.importBegan != b.began
		b.began = s.importBegan
	}
	switch {
	case ctx == b.ctx || importing:
		b.pending = append(b.pending, func() { done(work(ctx)) })
	case b.inline:
		done(work(ctx))
	default:
		gone, cancel := context.WithCancel(context.Background())
		cancel()
		_ = work(gone) // it was cancelled
	}
}

// finish does what is pending, and what comes of it.
func (b *bench) finish() {
	for len(b.pending) > 0 {
		work := b.pending[0]
		b.pending = b.pending[1:]
		work()
	}
}

// free tells whether no window has a book.
func (b *bench) free(t *testing.T, name string) bool {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer cancel()
	c, err := single.Take(ctx, b.program.LockDir, b.path(name), single.Call{}, nil)
	if err == nil && c == nil {
		return false
	}
	if err := c.Close(); err != nil {
		t.Error(err)
	}
	return err == nil
}

func TestOneBookIsOpenedAtATime(t *testing.T) {
	b := newBench(t)
	b.session.goTo(b.path("a"), nil)
	b.session.goTo(b.path("b"), nil)
	b.session.restore(b.path("own"))
	b.finish()
	if !slices.Equal(b.opened, []string{"own.zfbook", "a.zfbook"}) || !slices.Equal(b.closed, []string{"own.zfbook"}) {
		t.Errorf("opened %q, closed %q", b.opened, b.closed)
	}
	if filepath.Base(b.session.book.Path) != "a.zfbook" || !b.free(t, "own") || !b.free(t, "b") {
		t.Errorf("the window shows %s", b.session.book.Path)
	}
	b.session.goTo(b.path("b"), nil)
	b.finish()
	if filepath.Base(b.session.book.Path) != "b.zfbook" {
		t.Error("the window does not change books any more")
	}
}

func TestAWindowThatClosedKeepsNoBook(t *testing.T) {
	b := newBench(t)
	ctx, cancel := context.WithCancel(t.Context())
	b.ctx = ctx
	b.whenOpen = cancel
	b.session.goTo(b.path("a"), nil)
	b.finish()
	if filepath.Base(b.session.book.Path) != "own.zfbook" || b.coming == nil {
		t.Fatal("a window that closes changes books")
	}
	if err := b.coming.close(); err != nil || !slices.Equal(b.closed, []string{"a.zfbook"}) || !b.free(t, "a") {
		t.Errorf("closed %q, %v", b.closed, err)
	}
}

func TestABookThatIsGoneIsNotMade(t *testing.T) {
	b := newBench(t)
	b.session.goBack(b.path("gone"))
	b.finish()
	if _, err := os.Stat(b.path("gone")); err == nil || len(b.opened) != 1 {
		t.Errorf("opened %q", b.opened)
	}
}

// TestFilesDroppedInTheSampleShopWait: while its own import runs, too.
func TestFilesDroppedInTheSampleShopWait(t *testing.T) {
	b := newBench(t)
	b.session.goTo(b.path("sample"), nil)
	b.session.importPaths([]string{"/x/early.csv"}) // while the sample shop is opened
	b.finish()
	if want := []string{"own.zfbook early.csv"}; !slices.Equal(b.imported, want) || b.session.isSample() {
		t.Fatalf("imported %q, want %q", b.imported, want)
	}
	b.session.goTo(b.path("sample"), nil)
	b.finish()
	if !b.session.isSample() {
		t.Fatalf("the window shows %s", b.session.book.Path)
	}
	b.session.importWith(func(context.Context, func(book.Progress)) ([]book.Receipt, error) { return nil, nil })
	b.session.importPaths([]string{"/x/a.csv"})
	b.session.importPaths([]string{"/x/b.csv"})
	b.finish()
	if want := []string{"own.zfbook early.csv", "own.zfbook a.csv", "own.zfbook b.csv"}; !slices.Equal(b.imported, want) {
		t.Errorf("imported %q, want %q", b.imported, want)
	}
}

// TestFilesDroppedWhileTheBookChangesAreAskedAbout: which book they belong in only the
// owner knows.
func TestFilesDroppedWhileTheBookChangesAreAskedAbout(t *testing.T) {
	b := newBench(t)
	b.session.goTo(b.path("a"), nil)
	b.called([]string{"/x/1.csv"})
	b.finish()
	if len(b.imported) != 0 || !kit.Covered(b.window) {
		t.Fatalf("imported %q unasked", b.imported)
	}
	b.window.Canvas().FocusNext()
	b.window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	b.finish()
	if want := []string{"a.zfbook 1.csv"}; !slices.Equal(b.imported, want) {
		t.Errorf("imported %q", b.imported)
	}
}

func TestFilesDroppedDuringARestoreGoIn(t *testing.T) {
	b := newBench(t)
	copied, err := b.session.book.Upkeep.Backup(t.Context(), filepath.Join(b.dir, "copies"), 0, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	b.session.restore(copied.Path)
	b.session.importPaths([]string{"/x/1.csv"})
	b.finish()
	if want := []string{"own.zfbook 1.csv"}; !slices.Equal(b.imported, want) || kit.Covered(b.window) {
		t.Errorf("imported %q", b.imported)
	}
}
