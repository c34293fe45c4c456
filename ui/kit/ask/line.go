package ask

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"zhangfang/assets"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/box"
	"zhangfang/ui/kit/draw"
)

// Line asks for one line, such as a name, that begins as value. Enter
// saves, Escape cancels; done is told the text without spaces around it and
// whether it was given. An empty line cannot be saved.
func Line(w fyne.Window, t *assets.Text, title, message, value, action string, done func(text string, ok bool)) {
	LineOr(w, title, message, value, t.T("kit.cancel"), action, done)
}

// LineOr is Line with another word for cancelling.
func LineOr(w fyne.Window, title, message, value, decline, action string, done func(text string, ok bool)) {
	var d *Dialog
	entry := newLineEntry(value)
	given := func() string { return strings.TrimSpace(entry.Text) }
	answer := func(ok bool) func() {
		return func() {
			if ok && given() == "" {
				return
			}
			d.Close()
			done(given(), ok)
		}
	}
	save := kit.NewButton(action, kit.ButtonPrimary, answer(true)).WithKey("Enter")
	save.SetOff(given() == "")
	entry.OnChanged = func(string) { save.SetOff(given() == "") }
	entry.OnSubmitted = func(string) { answer(true)() }
	entry.cancel = answer(false)
	rows := []fyne.CanvasObject{}
	if message != "" {
		rows = append(rows, kit.NewParagraph(message).Within(dialogWidth).Colored(draw.ColorSecondary))
	}
	d = Modal(w, title, box.VStack(box.GapSmall, append(rows, entry)...),
		kit.NewButton(decline, kit.ButtonSecondary, answer(false)), save)
	kit.NextFrame(func() {
		w.Canvas().Focus(entry)
		entry.TypedShortcut(&fyne.ShortcutSelectAll{})
	})
}

// lineEntry is a field of one line that Escape cancels.
type lineEntry struct {
	widget.Entry
	cancel func()
}

func newLineEntry(value string) *lineEntry {
	e := &lineEntry{}
	e.Text = value
	e.ExtendBaseWidget(e)
	return e
}

func (e *lineEntry) CreateRenderer() fyne.WidgetRenderer {
	e.ExtendBaseWidget(e)
	return kit.NewBordered(e.Entry.CreateRenderer())
}

// MinSize is as high as the other controls.
func (e *lineEntry) MinSize() fyne.Size {
	e.ExtendBaseWidget(e)
	return fyne.NewSize(190, draw.HeightControl)
}

func (e *lineEntry) TypedKey(k *fyne.KeyEvent) {
	if k.Name == fyne.KeyEscape {
		e.cancel()
		return
	}
	e.Entry.TypedKey(k)
}
