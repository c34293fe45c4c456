package kit

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"zhangfang/ui/kit/box"
	"zhangfang/ui/kit/kittest"
)

func TestTheMenuOpensAboveItsButton(t *testing.T) {
	b := NewMenuButton("更多", func() []*fyne.MenuItem { return []*fyne.MenuItem{fyne.NewMenuItem("备注", func() {})} })
	w := kittest.Window(t, box.VFill(0, 0, NewLabel(""), b))
	test.Tap(b)
	top := w.Canvas().Overlays().Top()
	if top == nil {
		t.Fatal("no menu")
	}
	none := NewMenuButton("更多", func() []*fyne.MenuItem { return nil })
	w.Canvas().Overlays().Remove(top)
	w.SetContent(none)
	test.Tap(none)
	if w.Canvas().Overlays().Top() != nil {
		t.Error("an empty menu")
	}
}
