package ask

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"zhangfang/assets"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/box"
	"zhangfang/ui/kit/draw"
)

func TestFormStaysOpenWhileItIsWrong(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(draw.NewThemeVariant(1))
	text, err := assets.NewText("en")
	if err != nil {
		t.Fatal(err)
	}
	w := test.NewTempWindow(t, kit.NewLabel(""))
	w.Resize(fyne.NewSize(800, 600))
	name, days := NewTextField("Name", "a", ""), NewTextField("Days", "", "1")
	closed := 0
	Form(w, text, "Terms", box.VStack(box.Gap, name.Object(), days.Object()), []*TextField{name, days}, "Save", func() Fault {
		if days.Text() == "" {
			return Fault{Text: "no days", Field: days}
		}
		return Fault{}
	}, func() { closed++ })

	enter, escape := &fyne.KeyEvent{Name: fyne.KeyReturn}, &fyne.KeyEvent{Name: fyne.KeyEscape}
	name.entry.TypedKey(enter)
	if w.Canvas().Overlays().Top() == nil || closed != 0 {
		t.Fatal("a wrong form is closed")
	}
	if w.Canvas().Focused() != fyne.Focusable(days.entry) {
		t.Errorf("the keyboard is at %v", w.Canvas().Focused())
	}
	days.SetText(" 2 ")
	days.entry.TypedKey(enter)
	if w.Canvas().Overlays().Top() != nil || closed != 1 || days.Text() != "2" {
		t.Errorf("closed %d times, days %q", closed, days.Text())
	}

	Form(w, text, "Terms", name.Object(), []*TextField{name}, "Save", func() Fault { t.Error("saved"); return Fault{} }, nil)
	name.entry.TypedKey(escape)
	if w.Canvas().Overlays().Top() != nil {
		t.Error("Escape does not cancel")
	}
}
