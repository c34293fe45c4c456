package mapping

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"zhangfang/app/book"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/draw"
)

func taught() *book.Profile {
	return &book.Profile{Name: "日记本", Channel: "老板", Role: book.RoleLedger, Columns: []string{"那天", "钱数", "做啥"},
		Fields: map[book.ProfileField]string{book.FieldDate: "那天", book.FieldAmount: "钱数"}}
}

func listed(t *testing.T, d *desk) (*List, fyne.Window, *[]string) {
	t.Helper()
	test.NewTempApp(t)
	test.ApplyTheme(t, draw.NewThemeVariant(theme.VariantLight))
	w := test.NewTempWindow(t, kit.NewLabel(""))
	w.Resize(fyne.NewSize(1092, 720))
	log := &[]string{}
	add := func(format string, args ...any) { *log = append(*log, fmt.Sprintf(format, args...)) }
	return OpenList(ListDeps{Shelf: d, Text: chinese(t), Run: kit.InlineRunner, Window: w,
		Edit: func(p *book.Profile) { add("edit %s", p.Name) }, Import: func() { add("import") },
		Export:    func(name string, data []byte) { add("export %s %s", name, data[:1]) },
		ShowError: func(err error) { add("error %v", err) },
	}), w, log
}

func TestWhatWasTaughtIsListed(t *testing.T) {
	d := diary()
	d.own = []book.Profile{*taught()}
	v, w, log := listed(t, d)
	if rows := v.list.rows(); len(rows) != 1 || rows[0].What != "记到 老板 · 账簿 · 3 列" {
		t.Errorf("%+v", rows)
	}
	v.share(&v.list.all[0])
	v.askForget(0, "日记本")
	buttons := buttonsOf(w.Canvas().Overlays().Top())
	d.own = nil
	test.Tap(buttons[len(buttons)-1])
	if len(d.gone) != 1 || d.gone[0].Name != "日记本" || len(v.list.all) != 0 {
		t.Errorf("gone %+v", d.gone)
	}
	d.own = []book.Profile{*taught()}
	v.list.load()
	test.Tap(buttonsOf(w.Canvas().Overlays().Top())[0])
	if got := strings.Join(*log, "|"); got != "export 日记本 {|edit 日记本" || w.Canvas().Overlays().Top() != nil {
		t.Errorf("%q", got)
	}
}

func TestAListThatCannotBeReadSaysSo(t *testing.T) {
	d := diary()
	d.err = errBroken
	if v, _, _ := listed(t, d); v.list.err == nil || len(v.rows.Rows()) != 1 {
		t.Error("the error is not shown")
	}
}

func TestAProfileIsEditedByItself(t *testing.T) {
	d := diary()
	test.NewTempApp(t)
	w := test.NewTempWindow(t, kit.NewLabel(""))
	w.Resize(fyne.NewSize(1092, 720))
	var saved []string
	v := Edit(Deps{Source: d, Text: chinese(t), Run: kit.InlineRunner, Window: w, Saved: func(path string) { saved = append(saved, "saved"+path) }}, taught())
	if s := v.presenter.State(); !s.NoFile || !s.Result.OK() || len(d.tried) != 0 || v.form.headerRow.Visible() || !v.form.forget.Visible() {
		t.Fatalf("%+v", s)
	}
	v.form.channel.SetText("老板娘")
	v.form.currency.Changed(1)
	test.Tap(v.save)
	if len(d.saved) != 1 || d.saved[0].Channel != "老板娘" || d.saved[0].Currency != "HKD" || len(saved) != 1 || saved[0] != "saved" {
		t.Errorf("%+v, %q", d.saved, saved)
	}
}

func TestASheetWithoutColumnNames(t *testing.T) {
	d := diary()
	p := loaded(t, d)
	p.PickHeader(-1)
	s := p.State()
	if s.Header != -1 || !s.Profile.Headless {
		t.Fatalf("%+v", s)
	}
	if got := strings.Join(p.ColumnTexts(), "|"); got != "不用|列1：老板日记|列2|列3" {
		t.Errorf("%q", got)
	}
	d.views = d.views[1:]
	d.views[0].Header, d.views[0].Guess = -1, d.GuessSheet(d.views[0], -1)
	if s = loaded(t, d).State(); s.Header != -1 || !s.Profile.Headless {
		t.Errorf("a guess without a header: %+v", s)
	}
}

func TestTheCurrencyIsAskedWhereNoColumnTellsIt(t *testing.T) {
	v, _, _ := opened(t, diary())
	if !v.form.currencies.Visible() || v.form.currency.Selected() != 0 {
		t.Error("the currency is not asked")
	}
	v.form.currency.Changed(2)
	if c := v.presenter.State().Profile.Currency; c != "USD" {
		t.Errorf("currency %q", c)
	}
	v.form.fields[book.FieldCurrency].Changed(1)
	if v.form.currencies.Visible() {
		t.Error("it is asked although a column tells it")
	}
}

// TestAProfileIsTriedOnAFile: who edits a profile by itself may choose one, and comes
// back to the list where nothing was kept.
func TestAProfileIsTriedOnAFile(t *testing.T) {
	for name, press := range map[string]func(*View){
		"sample": func(v *View) { tapText(t, v, v.deps.Text.T("mapping.sample")) },
		"left":   func(v *View) { v.deps.Window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape}) },
	} {
		test.NewTempApp(t)
		test.ApplyTheme(t, draw.NewThemeVariant(theme.VariantLight))
		w := test.NewTempWindow(t, nil)
		w.Resize(fyne.NewSize(1280, 800))
		got := ""
		deps := Deps{Source: diary(), Text: chinese(t), Run: kit.InlineRunner, Window: w, Sample: func() { got = "sample" }, Left: func() { got = "left" }}
		press(Edit(deps, taught()))
		if got != name || w.Canvas().Overlays().Top() != nil {
			t.Errorf("%s: %q", name, got)
		}
	}
}

// tapText presses the button of the dialog with a label.
func tapText(t *testing.T, v *View, label string) {
	t.Helper()
	for _, o := range test.LaidOutObjects(v.deps.Window.Canvas().Overlays().Top()) {
		if b, ok := o.(*kit.Button); ok && b.Text() == label {
			test.Tap(b)
			return
		}
	}
	t.Fatalf("no button %q", label)
}
