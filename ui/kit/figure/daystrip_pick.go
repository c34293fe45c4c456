package figure

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"zhangfang/ui/kit"
	"zhangfang/ui/kit/draw"
)

// step is the width of a day with the gap after it.
func (d *DayStrip) step(width float32) float32 {
	return min(float32(int(width/float32(max(len(d.days), 1)))), 22)
}

// Pick marks a day, counted from 0, without telling OnPick; -1 marks none.
func (d *DayStrip) Pick(i int) {
	if d.picked != i+1 {
		d.picked = i + 1
		d.Refresh()
	}
}

// Picked is the marked day, -1 for none.
func (d *DayStrip) Picked() int { return d.picked - 1 }

func (d *DayStrip) paintPicked() {
	if d.picked < 1 || d.picked > len(d.days) {
		return
	}
	r := d.rects[d.picked-1]
	r.StrokeColor, r.StrokeWidth = draw.Color(draw.ColorText), 1
	if d.focused {
		r.StrokeColor, r.StrokeWidth = draw.Color(draw.ColorAccent), 2
	}
}

// dayAt is the day under a place of the strip, -1 for none.
func (d *DayStrip) dayAt(p fyne.Position) int {
	step := d.step(d.Size().Width)
	i := int(p.X / max(step, 1))
	if p.X < 0 || i >= len(d.days) {
		return -1
	}
	return i
}

func (d *DayStrip) choose(i int) {
	if i < 0 || i >= len(d.days) || d.OnPick == nil {
		return
	}
	d.Pick(i)
	d.OnPick(i)
}

// Tapped picks the day under the pointer, and takes the keyboard.
func (d *DayStrip) Tapped(e *fyne.PointEvent) {
	if d.OnPick == nil {
		return
	}
	if c := fyne.CurrentApp().Driver().CanvasForObject(d); c != nil {
		c.Focus(d)
	}
	d.choose(d.dayAt(e.Position))
}

// MouseIn is part of desktop.Hoverable.
func (d *DayStrip) MouseIn(e *desktop.MouseEvent) { d.MouseMoved(e) }

// MouseMoved tells about the day under the pointer.
func (d *DayStrip) MouseMoved(e *desktop.MouseEvent) {
	i := d.dayAt(e.Position)
	if d.Tip == nil || i < 0 {
		kit.HideTip(d)
		return
	}
	kit.ShowTip(d, d.Tip(i), fyne.NewPos(float32(i)*d.step(d.Size().Width), d.Size().Height))
}

// MouseOut takes the tip away.
func (d *DayStrip) MouseOut() { kit.HideTip(d) }

// Cursor is a hand where a day can be picked.
func (d *DayStrip) Cursor() desktop.Cursor {
	if d.OnPick != nil {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// FocusGained shows the focus, on the first day where none is picked.
func (d *DayStrip) FocusGained() {
	d.focused = true
	if d.picked == 0 {
		d.picked = 1
	}
	d.Refresh()
	if d.OnFocus != nil {
		d.OnFocus()
	}
}

// FocusLost hides the focus.
func (d *DayStrip) FocusLost() {
	d.focused = false
	d.Refresh()
}

// TypedRune is part of fyne.Focusable.
func (d *DayStrip) TypedRune(rune) {}

// TypedKey moves the picked day with the arrow keys, and opens it with Enter.
func (d *DayStrip) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyLeft:
		d.choose(d.Picked() - 1)
	case fyne.KeyRight:
		d.choose(d.Picked() + 1)
	case fyne.KeyHome:
		d.choose(0)
	case fyne.KeyEnd:
		d.choose(len(d.days) - 1)
	case fyne.KeyReturn, fyne.KeyEnter:
		if d.OnOpen != nil {
			d.OnOpen(d.Picked())
		}
	}
}
