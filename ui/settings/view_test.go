package settings

import (
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
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
	v.open(Limits)
	v.Shown()
	return v, w, s
}

func buttonsOf(o fyne.CanvasObject) []*kit.Button {
	var out []*kit.Button
	for _, x := range test.LaidOutObjects(o) {
		if b, ok := x.(*kit.Button); ok {
			out = append(out, b)
		}
	}
	return out
}

func TestTypingArmsTheButton(t *testing.T) {
	d := newDesk()
	v, w, s := shown(t, d)
	if !v.form.save.Disabled() {
		t.Fatal("there is nothing to save")
	}
	w.Canvas().Focus(v.form.fields[FieldReview])
	test.Type(v.form.fields[FieldReview], "1") // before what stands there
	if v.form.save.Disabled() {
		t.Fatal("what was typed cannot be saved")
	}
	v.form.fields[FieldReview].TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if d.settings.ReviewLimit != 150_000 || len(s.toasts) != 1 || !v.form.save.Disabled() {
		t.Errorf("%+v, %q", d.settings, s.toasts)
	}
	s.undo()
	if v.form.fields[FieldReview].Text != "500" {
		t.Errorf("shows %q", v.form.fields[FieldReview].Text)
	}
}

func TestDeleteAsksBeforeItForgets(t *testing.T) {
	d := newDesk()
	v, w, _ := shown(t, d)
	v.open(Learned)
	v.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDelete})
	top := w.Canvas().Overlays().Top()
	if top == nil || len(d.forgotten) > 0 {
		t.Fatal("it does not ask")
	}
	buttons := buttonsOf(top)
	test.Tap(buttons[len(buttons)-1])
	if len(d.forgotten) != 1 || v.list.Len() != 4 || w.Canvas().Focused() != fyne.Focusable(v.list.grid) {
		t.Errorf("forgot %v, focus %T", d.forgotten, w.Canvas().Focused())
	}
}

// TestPictures draws the view for the eye, where ZHANGFANG_PICTURES names a folder.
func TestPictures(t *testing.T) {
	dir := os.Getenv("ZHANGFANG_PICTURES")
	if dir == "" {
		t.Skip("no folder for pictures")
	}
	test.NewTempApp(t)
	for name, prepare := range map[string]func(v *View){
		"settings":          func(v *View) { v.open(General) },
		"settings-limits":   func(v *View) { v.open(Limits); v.form.fields[FieldWriteOff].SetText("1.234") },
		"settings-channels": func(v *View) { v.open(Channels) },
		"settings-day":      func(v *View) { v.open(Channels); v.channels.askDay(); v.channels.day.form.SetCutoff("23:00") },
		"settings-abroad":   func(v *View) { v.open(Channels); v.channels.askDay(); v.channels.day.form.PickZone(47) },
		"settings-calendar": func(v *View) { v.open(Calendar) },
		"settings-files":    func(v *View) { v.open(Files) },
		"settings-backup":   func(v *View) { v.open(Backup) },
		"settings-restore":  func(v *View) { v.open(Backup); v.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn}) },
		"settings-about":    func(v *View) { v.open(Program) },
		"settings-learned":  func(v *View) { v.open(Learned) },
		"settings-empty":    func(v *View) { v.open(Learned) },
		"settings-forget":   func(v *View) { v.open(Learned); v.list.ask() },
	} {
		for _, variant := range []fyne.ThemeVariant{theme.VariantLight, theme.VariantDark} {
			test.ApplyTheme(t, draw.NewThemeVariant(variant))
			for _, locale := range []string{"zh", "en"} {
				for _, size := range []fyne.Size{fyne.NewSize(1092, 800), fyne.NewSize(836, 640)} {
					w, d := test.NewWindow(nil), newDesk()
					if name == "settings-empty" {
						d.lessons = nil
					}
					if name == "settings-abroad" {
						d.closed = []book.Period{october}
					}
					v := New(testDeps(t, d, &told{}, w, locale))
					w.SetPadded(false)
					w.SetContent(v.Content())
					w.Resize(size)
					v.Shown()
					prepare(v)
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
