package ask

import (
	"strings"

	"fyne.io/fyne/v2"

	"zhangfang/assets"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/box"
	"zhangfang/ui/kit/draw"
)

// TextField is one line of a form, with its caption above it.
type TextField struct {
	entry  *lineEntry
	object fyne.CanvasObject
}

// NewTextField is a line that begins as value; the hint stands in it while it is
// empty.
func NewTextField(caption, value, hint string) *TextField {
	f := &TextField{entry: newLineEntry(value)}
	f.entry.PlaceHolder = hint
	f.object = kit.Captioned(caption, f.entry)
	return f
}

// Object is what a form shows.
func (f *TextField) Object() fyne.CanvasObject { return f.object }

// Text is what stands in the line, without spaces around it.
func (f *TextField) Text() string { return strings.TrimSpace(f.entry.Text) }

// SetText changes what stands in the line.
func (f *TextField) SetText(s string) { f.entry.SetText(s) }

// Enable lets the line be written in, or greys it out.
func (f *TextField) Enable(on bool) {
	if on {
		f.entry.Enable()
		return
	}
	f.entry.Disable()
}

// Fault is what is wrong with a form, in a sentence, and where; the zero Fault is
// none.
type Fault struct {
	Text  string
	Field *TextField // takes the keyboard; may be nil
}

// formFaultHeight is room for a fault of two lines: a dialog does not grow.
const formFaultHeight = 40

// Form asks for several values. save is called for the main button and for Enter
// in a field; the form stays open while it tells a fault. closed is called when
// the form is gone, saved or not; it may be nil. The first of the fields gets the
// keyboard.
func Form(w fyne.Window, t *assets.Text, title string, content fyne.CanvasObject, fields []*TextField, action string, save func() Fault, closed func()) *Dialog {
	var d *Dialog
	fault := kit.NewParagraph("").Within(dialogWidth).Colored(draw.ColorException)
	shut := func() {
		d.Close()
		if closed != nil {
			closed()
		}
	}
	submit := func() {
		f := save()
		if f.Text == "" {
			shut()
			return
		}
		fault.SetText(f.Text)
		if f.Field != nil {
			w.Canvas().Focus(f.Field.entry)
		}
	}
	for _, f := range fields {
		f.entry.OnSubmitted = func(string) { submit() }
		f.entry.cancel = shut
	}
	room := box.Sized(0, formFaultHeight, fault)
	d = Modal(w, title, box.VStack(box.GapSmall, content, room),
		kit.NewButton(t.T("kit.cancel"), kit.ButtonSecondary, shut), kit.NewButton(action, kit.ButtonPrimary, submit).WithKey("Enter"))
	if len(fields) > 0 {
		kit.NextFrame(func() {
			w.Canvas().Focus(fields[0].entry)
			fields[0].entry.TypedShortcut(&fyne.ShortcutSelectAll{})
		})
	}
	return d
}
