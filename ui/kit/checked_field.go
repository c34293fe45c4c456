package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"zhangfang/assets"
	"zhangfang/ui/kit/box"
	"zhangfang/ui/kit/draw"
)

// FieldLook says how a CheckedField looks.
type FieldLook uint8

// The looks.
const (
	LineField   FieldLook = iota // one line
	SecretField                  // one line of dots
	KeyField                     // a few lines, for keys and certificates
)

// CheckedField is a field of a form that is judged as soon as the keyboard leaves it:
// what is wrong with it stands beneath. A key that was read is no longer shown.
type CheckedField struct {
	OnText    func(text string) // it was typed into
	OnLeft    func()            // the keyboard left it
	OnEntered func()            // the keyboard came
	OnSubmit  func()            // Enter, where it is one line; may be nil

	entry  *checkedEntry
	beside *fyne.Container
	says   *Paragraph
	read   *Label
	kept   *fyne.Container // stands in the entry's place once the key was read
	object *fyne.Container
	hint   string
}

// keyLines is how many lines of a key are in sight: enough to see that it is one.
const keyLines = 2

// NewCheckedField makes a field of a width; the hint stands beneath it while nothing
// is wrong. Escape calls cancel. again stands beside a key that was read, to take
// another; nil where none is. beside are buttons at the right end of the caption.
func NewCheckedField(caption, hint string, look FieldLook, width float32, cancel func(), again *Button, beside ...fyne.CanvasObject) *CheckedField {
	f := &CheckedField{entry: newCheckedEntry(look), hint: hint, beside: box.HStack(box.GapSmall, beside...)}
	f.entry.cancel = cancel
	f.entry.left = func() { callIf(f.OnLeft) }
	f.entry.entered = func() { callIf(f.OnEntered) }
	f.entry.OnChanged = func(s string) {
		if f.OnText != nil {
			f.OnText(s)
		}
	}
	f.entry.OnSubmitted = func(string) { callIf(f.OnSubmit) }
	f.says = NewParagraph(hint).Sized(draw.SizeSmall).Within(width).Colored(draw.ColorSecondary)
	f.read = NewLabel("").Colored(draw.ColorMatched).Cut()
	f.kept = box.HFill(box.GapSmall, 1, draw.NewIcon(assets.IconTick, draw.ColorMatched, 16), f.read)
	if again != nil {
		f.kept.Add(again)
	}
	f.kept.Hide()
	head := box.HFill(box.GapSmall, 1, NewSecondary(caption), NewLabel(""), f.beside)
	f.object = box.VStack(box.GapTight, head, container.NewStack(f.entry, f.kept), f.says)
	return f
}

// Object is what a form shows.
func (f *CheckedField) Object() *fyne.Container { return f.object }

// Set shows what stands in the field, what is wrong with it, and what was read from
// it; with something read the text itself is hidden.
func (f *CheckedField) Set(text, fault, read string) {
	if f.entry.Text != text {
		told := f.OnText
		f.OnText = nil // it is not the owner who types
		f.entry.SetText(text)
		f.OnText = told
	}
	if fault != "" {
		f.says.Set(fault, draw.ColorException)
	} else {
		f.says.Set(f.hint, draw.ColorSecondary)
	}
	hide := read != "" && fault == ""
	f.read.SetText(read)
	if hide != f.kept.Visible() {
		f.kept.Hidden, f.entry.Hidden = !hide, hide
		f.object.Refresh()
	}
}

// Focus brings the keyboard into the field.
func (f *CheckedField) Focus(w fyne.Window) {
	if f.entry.Visible() {
		w.Canvas().Focus(f.entry)
	}
}

func callIf(f func()) {
	if f != nil {
		f()
	}
}

// checkedEntry tells when the keyboard comes and goes. Tab leaves it, also where it
// has several lines.
type checkedEntry struct {
	widget.Entry
	look                  FieldLook
	left, entered, cancel func()
}

func newCheckedEntry(look FieldLook) *checkedEntry {
	e := &checkedEntry{look: look}
	switch look {
	case KeyField:
		e.MultiLine, e.Wrapping = true, fyne.TextWrapBreak
		e.SetMinRowsVisible(keyLines)
	case SecretField:
		e.Password = true
	}
	e.ExtendBaseWidget(e)
	return e
}

// CreateRenderer is Fyne's.
func (e *checkedEntry) CreateRenderer() fyne.WidgetRenderer {
	e.ExtendBaseWidget(e)
	return NewBordered(e.Entry.CreateRenderer())
}

// MinSize is as high as the other controls, where it is one line.
func (e *checkedEntry) MinSize() fyne.Size {
	e.ExtendBaseWidget(e)
	if e.look == KeyField {
		return e.Entry.MinSize()
	}
	return fyne.NewSize(190, draw.HeightControl)
}

// AcceptsTab is false: no key holds a tab.
func (e *checkedEntry) AcceptsTab() bool { return false }

// FocusGained tells that the keyboard came.
func (e *checkedEntry) FocusGained() {
	e.Entry.FocusGained()
	e.entered()
}

// FocusLost tells that the keyboard left.
func (e *checkedEntry) FocusLost() {
	e.Entry.FocusLost()
	e.left()
}

// TypedKey gives up with Escape.
func (e *checkedEntry) TypedKey(k *fyne.KeyEvent) {
	if k.Name == fyne.KeyEscape {
		e.cancel()
		return
	}
	e.Entry.TypedKey(k)
}
