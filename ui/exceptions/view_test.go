package exceptions

import (
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"zhangfang/app/book"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/draw"
)

func shown(t *testing.T, d *desk) (*View, fyne.Window, *told) {
	t.Helper()
	test.NewTempApp(t)
	test.ApplyTheme(t, draw.NewThemeVariant(theme.VariantLight))
	w, s := test.NewTempWindow(t, nil), &told{}
	v := New(testDeps(t, d, s, w, "zh"))
	w.SetContent(v.Content())
	w.Resize(fyne.NewSize(1092, 800))
	v.Shown()
	return v, w, s
}

func press(w fyne.Window, keys ...fyne.KeyName) {
	for _, k := range keys {
		w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: k})
	}
}

func TestKeys(t *testing.T) {
	d := newDesk()
	v, w, s := shown(t, d)
	press(w, fyne.KeyDown, fyne.KeyV)
	if len(d.calls) != 1 || !strings.Contains(d.calls[0], "duplicate_charge|e11 in_review") {
		t.Fatalf("calls %q", d.calls)
	}
	press(w, fyne.KeyReturn) // V went on to it
	if last := s.calls[len(s.calls)-1]; last != "sales 12" {
		t.Errorf("Enter does %q", last)
	}
	press(w, fyne.KeyR)
	test.Type(w.Canvas().Focused(), "已补单")
	press(w, fyne.KeyReturn)
	if last := d.calls[len(d.calls)-1]; !strings.HasSuffix(last, `e12 resolved  "已补单"`) {
		t.Errorf("last %q", last)
	}
	if v.grid.Selected() != 2 || w.Canvas().Focused() != fyne.Focusable(v.grid) {
		t.Errorf("at %d, focus %T", v.grid.Selected(), w.Canvas().Focused())
	}
}

// TestSeveralByKeys ticks two rows, asks what their way needs, shows what would
// be done, and does it.
func TestSeveralByKeys(t *testing.T) {
	d := newDesk()
	v, w, s := shown(t, d)
	press(w, fyne.KeySpace, fyne.KeyDown, fyne.KeySpace, fyne.KeyA)
	test.Type(w.Canvas().Focused(), "老客")
	press(w, fyne.KeyReturn)
	if len(d.log) != 0 {
		t.Fatalf("done without a preview: %q", d.calls)
	}
	press(w, fyne.KeyReturn)
	if len(d.log) != 2 || s.toasts[0] != "已认可：2 笔" || len(v.grid.Ticked()) != 0 {
		t.Errorf("%q, %q, ticked %v", d.calls, s.toasts, v.grid.Ticked())
	}
	v.grid.TypedShortcut(&fyne.ShortcutSelectAll{})
	if got := v.presenter.Ticked(); len(got) != 3 {
		t.Errorf("ticked %v", got)
	}
	press(w, fyne.KeyEscape)
	if len(v.grid.Ticked()) != 0 || len(v.presenter.Ticked()) != 0 {
		t.Errorf("ticked %v after Escape", v.grid.Ticked())
	}
}

// TestAFaultKeepsTheFormOpen keeps what was typed until the answer makes sense.
func TestAFaultKeepsTheFormOpen(t *testing.T) {
	d := newDesk()
	_, w, _ := shown(t, d)
	press(w, fyne.KeyE)
	for range len("2025-11-04") {
		press(w, fyne.KeyDelete, fyne.KeyBackspace)
	}
	press(w, fyne.KeyReturn)
	if w.Canvas().Overlays().Top() == nil || len(d.log) != 0 {
		t.Fatalf("calls %q", d.calls)
	}
	test.Type(w.Canvas().Focused(), "11-20")
	press(w, fyne.KeyReturn)
	if w.Canvas().Overlays().Top() != nil || len(d.log) != 1 {
		t.Errorf("calls %q", d.calls)
	}
}

// TestTheRowOfButtonsHasRoomForTheMenu finds buttons that reach under others.
func TestTheRowOfButtonsHasRoomForTheMenu(t *testing.T) {
	v, w, _ := shown(t, newDesk())
	for _, width := range []float32{836, 1092, 1800} {
		w.Resize(fyne.NewSize(width, 640))
		var end float32
		for _, b := range append(append([]*kit.Button{}, v.actions.row.Buttons...), v.actions.row.More, v.actions.row.End) {
			if !b.Visible() {
				continue
			}
			if b.Position().X < end || b.Size().Width < b.MinSize().Width {
				t.Errorf("%v: %s at %v, the one before ends at %v", width, b.Text(), b.Position().X, end)
			}
			end = b.Position().X + b.Size().Width
		}
	}
}

// TestPictures draws the view for the eye, where ZHANGFANG_PICTURES names a folder.
func TestPictures(t *testing.T) {
	dir := os.Getenv("ZHANGFANG_PICTURES")
	if dir == "" {
		t.Skip("no folder for pictures")
	}
	test.NewTempApp(t)
	scenes := map[string]func(v *View){
		"list":   func(v *View) { v.grid.Select(3) },
		"all":    func(v *View) { v.presenter.PickState(int(showAll)); v.grid.Select(5) },
		"foot":   func(v *View) { v.grid.Select(3); v.detail.rows.Object().(*container.Scroll).ScrollToBottom() },
		"ticked": func(v *View) { v.grid.Select(1); v.presenter.Tick([]int{0, 1, 4}); v.grid.SetTicked([]int{0, 1, 4}) },
		"ask":    func(v *View) { v.grid.Select(1); v.ask(WayWriteOff) },
		"expect": func(v *View) { v.ask(WayExpect) },
		"keys":   func(v *View) { v.showKeys() },
		"same":   func(v *View) { v.grid.Select(3); v.presenter.TickSame() },
		"menu":   func(v *View) { v.actions.row.More.OnTapped() },
		"plan": func(v *View) {
			v.presenter.Tick([]int{0, 1, 2, 4})
			q, _ := v.presenter.Ask(WayWriteOff)
			v.presenter.Answer(&q, Answer{Note: "小额"})
		},
	}
	for _, variant := range []fyne.ThemeVariant{theme.VariantLight, theme.VariantDark} {
		test.ApplyTheme(t, draw.NewThemeVariant(variant))
		for _, locale := range []string{"zh", "en"} {
			for _, size := range []fyne.Size{fyne.NewSize(1092, 800), fyne.NewSize(836, 640), fyne.NewSize(1800, 1000)} {
				for name, scene := range scenes {
					w, d := test.NewWindow(nil), newDesk()
					d.files = []book.Attachment{{ID: 1, Name: "拉卡拉客服聊天记录 2025-10-29.png", Size: 324_000}}
					d.lines[3].Files = []book.AttachmentID{1}
					v := New(testDeps(t, d, &told{}, w, locale))
					w.SetPadded(false)
					w.SetContent(v.Content())
					w.Resize(size)
					v.Shown()
					scene(v)
					save(t, w, filepath.Join(dir, fmt.Sprintf("%s-%s-%s-%.0f.png", name, locale, [2]string{"dark", "light"}[variant], size.Width)))
				}
			}
		}
	}
}

func save(t *testing.T, w fyne.Window, path string) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, w.Canvas().Capture()); err != nil {
		t.Fatal(err)
	}
	w.Close()
}
