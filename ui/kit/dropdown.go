package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"zhangfang/assets"
	"zhangfang/ui/kit/draw"
)

// opener is the face of a control that opens something below it: a framed text
// with a small arrow. Dropdown and MonthPicker wear it.
type opener struct {
	widget.BaseWidget
	OnEscape func() // when focused and Escape is typed; may be nil
	OnFocus  func() // when the keyboard comes here; may be nil

	open             func()
	step             func(by int) // arrow keys; may be nil
	hovered, focused bool
	maxWidth         float32
	frame            *canvas.Rectangle
	text             *canvas.Text
	arrow            *draw.Icon
	whole            string
}

func (o *opener) init(self fyne.Widget, text string, open func(), step func(int)) {
	o.open, o.step, o.whole = open, step, text
	o.maxWidth = 220
	o.frame = canvas.NewRectangle(nil)
	o.frame.CornerRadius = draw.RadiusControl
	o.text = draw.NewText(text, draw.SizeText, false, draw.ColorText)
	o.arrow = draw.NewIcon(assets.IconChevron, draw.ColorSecondary, 14)
	o.ExtendBaseWidget(self)
}

func (o *opener) setText(s string) {
	o.whole = s
	o.Refresh()
}

// Tapped opens what is below.
func (o *opener) Tapped(*fyne.PointEvent) { o.open() }

// MouseIn lights the control.
func (o *opener) MouseIn(*desktop.MouseEvent) { o.hovered = true; o.Refresh() }

// MouseMoved is part of desktop.Hoverable.
func (o *opener) MouseMoved(*desktop.MouseEvent) {}

// MouseOut takes the light away.
func (o *opener) MouseOut() { o.hovered = false; o.Refresh() }

// FocusGained shows the focus.
func (o *opener) FocusGained() {
	o.focused = true
	o.Refresh()
	focused(o.OnFocus)
}

// FocusLost hides the focus.
func (o *opener) FocusLost() { o.focused = false; o.Refresh() }

// TypedRune is part of fyne.Focusable.
func (o *opener) TypedRune(rune) {}

// TypedKey opens with Enter, Space and Down, and steps with Left and Right.
func (o *opener) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace, fyne.KeyDown:
		o.open()
	case fyne.KeyLeft:
		o.stepBy(-1)
	case fyne.KeyRight:
		o.stepBy(1)
	case fyne.KeyEscape:
		if o.OnEscape != nil {
			o.OnEscape()
		}
	}
}

func (o *opener) stepBy(n int) {
	if o.step != nil {
		o.step(n)
	}
}

// CreateRenderer is Fyne's.
func (o *opener) CreateRenderer() fyne.WidgetRenderer {
	paint := func() {
		fill, stroke, width := draw.ColorSurface, draw.ColorLine, float32(1)
		if o.hovered {
			fill = draw.ColorNeutralTint
		}
		if o.focused {
			stroke, width = draw.ColorAccent, 2
		}
		draw.SetFill(o.frame, fill, stroke, width)
		s, _ := draw.NewRuler(draw.SizeText, false).Cut(o.whole, o.maxWidth-40)
		draw.SetText(o.text, s, draw.ColorText)
		o.arrow.Refresh()
	}
	paint()
	layout := func(s fyne.Size) {
		y := draw.RoundUp((s.Height - draw.HeightControl) / 2)
		draw.Place(o.frame, 0, y, s.Width, draw.HeightControl)
		draw.Place(o.text, 12, y, s.Width-36, draw.HeightControl)
		draw.Place(o.arrow, s.Width-24, y, 14, draw.HeightControl)
	}
	return &draw.Drawn{
		Parts:   []fyne.CanvasObject{o.frame, o.text, o.arrow},
		Arrange: layout,
		Min: func() fyne.Size {
			w := draw.RoundUp(draw.Measure(o.whole, draw.SizeText, false)) + 40
			return fyne.NewSize(min(w, o.maxWidth), draw.HeightControl)
		},
		Repaint: func() { paint(); layout(o.Size()) },
	}
}

// Dropdown is a choice among many, by a menu.
type Dropdown struct {
	opener
	Changed func(i int)

	options  []string
	selected int    // -1: none yet
	hint     string // stands there while none is chosen
}

// NewDropdown is a choice with the first option chosen; changed is not called
// for that.
func NewDropdown(options []string, changed func(i int)) *Dropdown {
	d := &Dropdown{Changed: changed, options: options}
	d.init(d, d.current(), d.showMenu, func(by int) { d.choose(d.selected + by) })
	return d
}

// Within lets it grow to a width, for options that are sentences, and returns it.
func (d *Dropdown) Within(width float32) *Dropdown { d.maxWidth = width; d.Refresh(); return d }

// Asking begins with no option chosen and a hint in its place, and returns the
// choice: for what must not be guessed.
func (d *Dropdown) Asking(hint string) *Dropdown {
	d.hint, d.selected = hint, -1
	d.setText(hint)
	return d
}

// SetOptions changes the options and keeps the chosen text where it still
// exists, else the first.
func (d *Dropdown) SetOptions(options []string) {
	was := d.current()
	d.options, d.selected = options, 0
	for i, o := range options {
		if o == was {
			d.selected = i
		}
	}
	d.setText(d.current())
}

// Selected is the place of the chosen option, -1 where none is yet.
func (d *Dropdown) Selected() int { return d.selected }

// Select chooses an option without calling Changed.
func (d *Dropdown) Select(i int) {
	if i >= 0 && i < len(d.options) {
		d.selected = i
		d.setText(d.current())
	}
}

func (d *Dropdown) current() string {
	switch {
	case d.selected < 0:
		return d.hint
	case d.selected < len(d.options):
		return d.options[d.selected]
	}
	return ""
}

func (d *Dropdown) choose(i int) {
	if i == d.selected || i < 0 || i >= len(d.options) {
		return
	}
	d.Select(i)
	if d.Changed != nil {
		d.Changed(i)
	}
}

func (d *Dropdown) showMenu() {
	items := make([]*fyne.MenuItem, len(d.options))
	for i, o := range d.options {
		items[i] = fyne.NewMenuItem(o, func() { d.choose(i) })
		items[i].Checked = i == d.selected
	}
	showMenuBelow(d, items)
}

// showMenuBelow opens a menu under a control, at least as wide as it.
func showMenuBelow(o fyne.CanvasObject, items []*fyne.MenuItem) {
	driver := fyne.CurrentApp().Driver()
	c := driver.CanvasForObject(o)
	if c == nil || len(items) == 0 {
		return
	}
	menu := widget.NewPopUpMenu(fyne.NewMenu("", items...), c)
	at := driver.AbsolutePositionForObject(o)
	menu.ShowAtPosition(at.AddXY(0, o.Size().Height+4))
	menu.Resize(menu.MinSize().Max(fyne.NewSize(o.Size().Width, 0)))
}
