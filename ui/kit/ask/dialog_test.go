package ask

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"zhangfang/ui/kit"
	"zhangfang/ui/kit/box"
	"zhangfang/ui/kit/draw"
	"zhangfang/ui/kit/kittest"
)

func TestConfirm(t *testing.T) {
	w := kittest.Window(t, container.NewStack())
	var got []bool
	ask := func() {
		Confirm(w, kittest.Texts(t, "zh"), "撤销", "确定吗？", "撤销", true, func(yes bool) { got = append(got, yes) })
	}
	for _, keys := range [][]fyne.KeyName{{fyne.KeyReturn}, {fyne.KeyEscape}, {fyne.KeyTab, fyne.KeyReturn}} {
		ask()
		for _, key := range keys {
			if key == fyne.KeyTab {
				w.Canvas().(interface{ FocusNext() }).FocusNext()
				continue
			}
			w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: key})
		}
		if w.Canvas().Overlays().Top() != nil {
			t.Errorf("%v left the dialog open", keys)
		}
	}
	if !slices.Equal(got, []bool{false, false, true}) { // Enter at once changes nothing
		t.Errorf("answers %v", got)
	}
}

func TestPromptLineSavesOnEnter(t *testing.T) {
	w := kittest.Window(t, container.NewStack())
	var got []string
	ask := func() *lineEntry {
		Line(w, kittest.Texts(t, "zh"), "店名", "叫什么？", "西街小馆", "保存", func(text string, ok bool) {
			if ok {
				got = append(got, text)
			}
		})
		return w.Canvas().Focused().(*lineEntry)
	}
	enter := &fyne.KeyEvent{Name: fyne.KeyReturn}
	entry := ask()
	if entry.Text != "西街小馆" {
		t.Errorf("it begins as %q", entry.Text)
	}
	entry.SetText("  ")
	entry.TypedKey(enter)
	if len(got) != 0 || w.Canvas().Overlays().Top() == nil {
		t.Fatal("an empty name was taken")
	}
	entry.SetText(" 东街小馆 ")
	entry.TypedKey(enter)
	ask().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if !slices.Equal(got, []string{"东街小馆"}) || w.Canvas().Overlays().Top() != nil {
		t.Errorf("names %v", got)
	}
}

func TestDialogFitsItsMessage(t *testing.T) {
	w := kittest.Window(t, container.NewStack())
	for _, message := range []string{"确定吗？", strings.Repeat("这一批的行都会拿掉，", 12)} {
		Confirm(w, kittest.Texts(t, "zh"), "撤销", message, "撤销", true, func(bool) {})
		var text *kit.Paragraph
		var button *kit.Button
		for _, o := range test.LaidOutObjects(w.Canvas().Overlays().Top()) {
			switch o := o.(type) {
			case *kit.Paragraph:
				text = o
			case *kit.Button:
				button = o
			}
		}
		place := fyne.CurrentApp().Driver().AbsolutePositionForObject
		used := float32(len(test.WidgetRenderer(text).Objects())) * draw.LineHeight(draw.SizeText)
		if gap := place(button).Y - place(text).Y - used; gap != box.GapLarge {
			t.Errorf("%.12s: %v between the message and the buttons", message, gap)
		}
		button.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	}
}
