package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"zhangfang/ui/kit/draw"
)

// ButtonKind is how much a button asks for attention.
type ButtonKind uint8

// The kinds. A view has at most one primary button.
const (
	ButtonSecondary ButtonKind = iota // framed
	ButtonPrimary                     // filled with the accent
	ButtonDanger                      // framed, in the exception colour
	ButtonQuiet                       // accent text alone, as at the end of a row
	buttonOnDark                      // accent text on the dark sheet of a toast
)

// Button is a text with an action; it may show the key that does the same.
type Button struct {
	widget.BaseWidget
	OnTapped func()
	OnEscape func() // when focused and Escape is typed
	OnFocus  func() // when the keyboard comes here; may be nil

	kind                  ButtonKind
	hovered, focused, off bool
	frame, keyFrame       *canvas.Rectangle
	label, key            *canvas.Text
	icon                  *draw.Icon // instead of a label; nil for most
}

// NewButton makes a button.
func NewButton(label string, kind ButtonKind, tapped func()) *Button {
	b := &Button{
		OnTapped: tapped, kind: kind,
		frame: canvas.NewRectangle(nil), keyFrame: canvas.NewRectangle(nil),
		label: draw.NewText(label, draw.SizeText, kind == ButtonPrimary, draw.ColorText),
		key:   draw.NewText("", draw.SizeSmall, false, draw.ColorSecondary),
	}
	b.frame.CornerRadius, b.keyFrame.CornerRadius = draw.RadiusControl, 5
	b.label.Alignment, b.key.Alignment = fyne.TextAlignCenter, fyne.TextAlignCenter
	b.ExtendBaseWidget(b)
	return b
}

// WithKey shows the key that does the same, such as "Enter", and returns the button.
func (b *Button) WithKey(hint string) *Button { b.key.Text = hint; b.Refresh(); return b }

// withIcon shows a drawing in place of a label and returns the button.
func (b *Button) withIcon(r fyne.Resource) *Button {
	b.icon = draw.NewIcon(r, b.textColor(), 14)
	b.Refresh()
	return b
}

// Text is the label.
func (b *Button) Text() string { return b.label.Text }

// SetText changes the label.
func (b *Button) SetText(s string) {
	if b.label.Text != s {
		b.label.Text = s
		b.label.Refresh()
		b.Refresh()
	}
}

// Enable lets the button be used.
func (b *Button) Enable() { b.SetOff(false) }

// Disable greys the button out.
func (b *Button) Disable() { b.SetOff(true) }

// Disabled tells whether the button is greyed out.
func (b *Button) Disabled() bool { return b.off }

// SetOff greys the button out, or lets it be used.
func (b *Button) SetOff(off bool) {
	if b.off != off {
		b.off = off
		b.Refresh()
	}
}

// Tapped does the action.
func (b *Button) Tapped(*fyne.PointEvent) {
	if !b.off && b.OnTapped != nil {
		b.OnTapped()
	}
}

// MouseIn lights the button.
func (b *Button) MouseIn(*desktop.MouseEvent) { b.hovered = true; b.Refresh() }

// MouseMoved is part of desktop.Hoverable.
func (b *Button) MouseMoved(*desktop.MouseEvent) {}

// MouseOut takes the light away.
func (b *Button) MouseOut() { b.hovered = false; b.Refresh() }

// Cursor is a hand where the button has no frame.
func (b *Button) Cursor() desktop.Cursor {
	if b.kind == ButtonQuiet && !b.off {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// FocusGained shows the focus.
func (b *Button) FocusGained() {
	b.focused = true
	b.Refresh()
	focused(b.OnFocus)
}

// FocusLost hides the focus.
func (b *Button) FocusLost() { b.focused = false; b.Refresh() }

// TypedRune is part of fyne.Focusable.
func (b *Button) TypedRune(rune) {}

// TypedKey does the action on Enter and Space.
func (b *Button) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		b.Tapped(nil)
	case fyne.KeyEscape:
		if b.OnEscape != nil {
			b.OnEscape()
		}
	}
}

// CreateRenderer is Fyne's.
func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	b.paint()
	objects := []fyne.CanvasObject{b.frame, b.label, b.keyFrame, b.key}
	if b.icon != nil {
		objects = append(objects, b.icon)
	}
	return &draw.Drawn{
		Parts:   objects,
		Arrange: b.layout,
		Min:     b.min,
		Repaint: func() { b.paint(); b.layout(b.Size()) },
	}
}

func (b *Button) padding() float32 {
	switch {
	case b.icon != nil:
		return 8
	case b.kind == ButtonQuiet:
		return 4
	}
	return 14
}

func (b *Button) keyWidth() float32 {
	if b.key.Text == "" {
		return 0
	}
	return draw.RoundUp(max(draw.Measure(b.key.Text, draw.SizeSmall, false)+12, 20))
}

func (b *Button) labelWidth() float32 {
	if b.icon != nil {
		return 14
	}
	return draw.RoundUp(draw.Measure(b.label.Text, draw.SizeText, b.label.TextStyle.Bold))
}

func (b *Button) min() fyne.Size {
	w := b.labelWidth() + 2*b.padding()
	if k := b.keyWidth(); k > 0 {
		w += k + 2
	}
	return fyne.NewSize(w, draw.HeightControl)
}

func (b *Button) layout(s fyne.Size) {
	y := draw.RoundUp((s.Height - draw.HeightControl) / 2)
	draw.Place(b.frame, 0, y, s.Width, draw.HeightControl)
	lw, kw := b.labelWidth(), b.keyWidth()
	all := lw
	if kw > 0 {
		all += 8 + kw
	}
	x := draw.RoundUp((s.Width - all) / 2)
	draw.Place(b.label, x, y, lw, draw.HeightControl)
	if b.icon != nil {
		draw.Place(b.icon, x, y+9, 14, 14)
	}
	draw.Place(b.keyFrame, x+lw+8, y+6, kw, 20)
	draw.Place(b.key, x+lw+8, y+6, kw, 20)
}

func (b *Button) textColor() fyne.ThemeColorName {
	switch {
	case b.kind == buttonOnDark:
		return draw.ColorAccentSoft
	case b.off:
		return draw.ColorSecondary
	case b.kind == ButtonPrimary:
		return draw.ColorOnAccent
	case b.kind == ButtonDanger:
		return draw.ColorException
	case b.kind == ButtonQuiet:
		return draw.ColorAccent
	}
	return draw.ColorText
}

func (b *Button) frameColors() (fill, stroke fyne.ThemeColorName) {
	switch b.kind {
	case ButtonPrimary:
		switch {
		case b.off:
			return draw.ColorNeutralTint, draw.ColorLine
		case b.hovered:
			return draw.ColorAccentOver, draw.ColorAccentOver
		}
		return draw.ColorAccent, draw.ColorAccent
	case buttonOnDark:
		return "", ""
	}
	if b.hovered && !b.off {
		fill = draw.ColorNeutralTint
	}
	if b.kind != ButtonQuiet {
		stroke = draw.ColorLine
		if fill == "" {
			fill = draw.ColorSurface
		}
	}
	return fill, stroke
}

func (b *Button) paint() {
	fill, stroke := b.frameColors()
	width := float32(1)
	if b.focused && !b.off {
		stroke, width = draw.ColorAccent, 2
		if b.kind == ButtonPrimary {
			stroke = draw.ColorAccentSoft
		}
	}
	draw.SetFill(b.frame, fill, stroke, width)
	draw.SetText(b.label, b.label.Text, b.textColor())
	b.keyFrame.Hidden = b.key.Text == ""
	if b.kind == ButtonPrimary && !b.off {
		draw.SetText(b.key, b.key.Text, draw.ColorOnAccent)
		draw.SetFill(b.keyFrame, "", draw.ColorAccentSoft, 1)
		return
	}
	draw.SetText(b.key, b.key.Text, draw.ColorSecondary)
	draw.SetFill(b.keyFrame, draw.ColorSurface, draw.ColorLine, 1)
}
