package exceptions

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"zhangfang/app"
	"zhangfang/app/book"
	"zhangfang/app/intake"
	"zhangfang/app/sample"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/draw"
	"zhangfang/ui/reconcile"
)

// owner works a day off by keys alone, and counts them.
type owner struct {
	*testing.T
	w    fyne.Window
	keys int
}

func (o *owner) press(keys ...fyne.KeyName) {
	for _, k := range keys {
		o.keys++
		o.w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: k})
	}
}

func (o *owner) write(text string) {
	o.keys += len([]rune(text))
	test.Type(o.w.Canvas().Focused(), text)
}

// note focuses the note of the open form, as the window does a frame later, and
// writes it unless it is filled in already.
func (o *owner) note(text string) {
	for _, x := range test.LaidOutObjects(o.w.Canvas().Overlays().Top()) {
		if e, ok := x.(interface {
			fyne.Focusable
			SelectedText() string
		}); ok {
			o.w.Canvas().Focus(e)
			break
		}
	}
	if e, ok := o.w.Canvas().Focused().(interface{ SelectedText() string }); ok && e.SelectedText() == "" {
		o.write(text)
	}
}

// TestADayTakesFewKeys works off what four days of a thousand orders leave open, with
// every fault that the sample knows planted, and holds how many keys that takes.
func TestADayTakesFewKeys(t *testing.T) {
	ctx, dir := t.Context(), t.TempDir()
	if _, err := sample.Write(ctx, sample.Spec{Seed: 5, Days: 4, PerDay: 1000, Faults: true}, dir); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(dir, sample.TruthFile)); err != nil {
		t.Fatal(err)
	}
	now := func() time.Time { return time.Date(2025, 10, 5, 9, 0, 0, 0, book.Shanghai) }
	b, err := app.Open(ctx, filepath.Join(t.TempDir(), "day.zfbook"), now)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { b.Close() })
	if _, err := b.Import(ctx, []string{dir}, intake.Options{}, nil); err != nil {
		t.Fatal(err)
	}
	test.NewTempApp(t)
	test.ApplyTheme(t, draw.NewThemeVariant(theme.VariantLight))
	o := &owner{T: t, w: test.NewTempWindow(t, nil)}
	o.w.Resize(fyne.NewSize(1092, 800))
	toast := func(string, string, func()) {}
	fail := func(err error) { t.Error(err) }

	r := reconcile.New(reconcile.Deps{Review: b.Review, Months: b.Monthly.Months, Text: testText(t, "zh"), Run: kit.InlineRunner, Window: o.w,
		Now: now, Toast: toast, ShowError: fail})
	o.w.SetContent(r.Content())
	r.Shown()
	o.press(fyne.KeyB, fyne.KeyReturn) // all that is suggested
	suggested := o.keys

	v := New(Deps{Review: b.Review, Months: b.Monthly.Months, Text: testText(t, "zh"), Run: kit.InlineRunner, Window: o.w, Now: now,
		OpenReconcile: func(book.Leg, book.EntryID) {}, Toast: toast, ShowError: fail})
	o.w.SetContent(v.Content())
	v.Shown()
	open := len(v.presenter.Rows())
	groups := o.workOff(v)
	rest, err := b.Review.Exceptions(context.Background(), book.ExceptionQuery{})
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range rest {
		if x.State != book.ExceptionWaiting {
			t.Errorf("left open: %s", x.Key())
		}
	}
	t.Logf("%d keys for the suggestions, %d for %d exceptions in %d groups", suggested, o.keys-suggested, open, groups)
	if open < 30 || o.keys > 6*groups {
		t.Errorf("%d keys for %d exceptions in %d groups", o.keys, open, groups)
	}
}

// workOff deals with what is selected and its like until nothing is to be done: what
// will come waits, fees are claimed, the rest is dealt with.
func (o *owner) workOff(v *View) (groups int) {
	for groups < 100 {
		at := v.presenter.at()
		if at == nil || !kit.Pending(at.State) {
			return groups
		}
		groups++
		way := WayResolve
		if at.Type == book.FeeMismatch {
			way = WayClaim
		}
		o.press(fyne.KeyG)
		n := len(v.presenter.Ticked())
		o.press(fyne.KeyName(way.key()))
		o.note("已查")
		o.press(fyne.KeyReturn)
		if n > 1 {
			o.press(fyne.KeyReturn) // the preview
		}
		for range 3 { // what waits stays in the list
			if x := v.presenter.at(); x != nil && !kit.Pending(x.State) {
				o.press(fyne.KeyDown)
			}
		}
	}
	return groups
}
