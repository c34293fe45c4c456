package kit

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"zhangfang/assets"
)

// PromptLine asks for one line, such as a name, that begins as value. Enter
// saves, Escape cancels; done is told the text without spaces around it and
// whether it was given. An empty line cannot be saved.
func PromptLine(w fyne.Window, t *assets.Text, title, message, value, action string, done func(text string, ok bool)) {
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
	save := NewButton(action, ButtonPrimary, answer(true)).WithKey("Enter")
	save.setOff(given() == "")
	entry.OnChanged = func(string) { save.setOff(given() == "") }
	entry.OnSubmitted = func(string) { answer(true)() }
	entry.cancel = answer(false)
	rows := []fyne.CanvasObject{}
	if message != "" {
		rows = append(rows, NewParagraph(message).Within(dialogWidth).Colored(ColorSecondary))
	}
	d = Modal(w, title, VStack(GapSmall, append(rows, entry)...),
		NewButton(t.T("kit.cancel"), ButtonSecondary, answer(false)), save)
	nextFrame(func() {
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
	return newBordered(e.Entry.CreateRenderer())
}

// MinSize is as high as the other controls.
func (e *lineEntry) MinSize() fyne.Size {
	e.ExtendBaseWidget(e)
	return fyne.NewSize(190, HeightControl)
}

func (e *lineEntry) TypedKey(k *fyne.KeyEvent) {
	if k.Name == fyne.KeyEscape {
		e.cancel()
		return
	}
	e.Entry.TypedKey(k)
}
