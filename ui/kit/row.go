package kit

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"zhangfang/ui/kit/draw"
)

// DoubleClick is the longest time between two clicks that open a row. Fyne's own
// double tap would hold back every single click for that long.
const DoubleClick = 400 * time.Millisecond

// Row is one line of a short list, with any content: lit under the pointer,
// chosen by a click, opened by a double click. Long lists are a Grid.
type Row struct {
	widget.BaseWidget
	OnTapped func()
	OnOpen   func()                  // double click; may be nil
	OnMenu   func() []*fyne.MenuItem // context menu; may be nil

	content           fyne.CanvasObject
	back, rule        *canvas.Rectangle
	selected, hovered bool
	focused           bool // keys go to it
	lastTap           time.Time
}

// NewRow makes a row; tapped may be nil.
func NewRow(content fyne.CanvasObject, tapped func()) *Row {
	r := &Row{OnTapped: tapped, content: content, back: canvas.NewRectangle(nil), rule: canvas.NewRectangle(nil)}
	r.ExtendBaseWidget(r)
	return r
}

// SetSelected marks the row as the chosen one.
func (r *Row) SetSelected(on bool) {
	if r.selected != on {
		r.selected = on
		r.Refresh()
	}
}

// SetFocused marks the row as the one that keys go to.
func (r *Row) SetFocused(on bool) {
	if r.focused != on {
		r.focused = on
		r.Refresh()
	}
}

// Tapped chooses the row.
func (r *Row) Tapped(*fyne.PointEvent) {
	now := time.Now()
	double := now.Sub(r.lastTap) <= DoubleClick
	r.lastTap = now
	if double && r.OnOpen != nil {
		r.OnOpen()
		return
	}
	if r.OnTapped != nil {
		r.OnTapped()
	}
}

// TappedSecondary opens the context menu.
func (r *Row) TappedSecondary(e *fyne.PointEvent) {
	c := fyne.CurrentApp().Driver().CanvasForObject(r)
	if r.OnMenu == nil || c == nil {
		return
	}
	if items := r.OnMenu(); len(items) > 0 {
		widget.NewPopUpMenu(fyne.NewMenu("", items...), c).ShowAtPosition(e.AbsolutePosition)
	}
}

// MouseIn lights the row.
func (r *Row) MouseIn(e *desktop.MouseEvent) {
	r.hovered = true
	r.Refresh()
	r.MouseMoved(e)
}

// MouseMoved shows the whole of a label that is cut under the pointer.
func (r *Row) MouseMoved(e *desktop.MouseEvent) {
	l, at := cutLabelAt(r.content, fyne.NewPos(0, 0), e.Position)
	if l == nil {
		HideTip(r)
		return
	}
	ShowTip(r, l.Text(), at.AddXY(0, l.Size().Height))
}

// MouseOut takes the light away.
func (r *Row) MouseOut() {
	HideTip(r)
	r.hovered = false
	r.Refresh()
}

// cutLabelAt finds a label that does not show all of its text under a position.
func cutLabelAt(o fyne.CanvasObject, origin, p fyne.Position) (*Label, fyne.Position) {
	at := origin.Add(o.Position())
	s := o.Size()
	if !o.Visible() || p.X < at.X || p.Y < at.Y || p.X >= at.X+s.Width || p.Y >= at.Y+s.Height {
		return nil, at
	}
	switch o := o.(type) {
	case *Label:
		if o.short {
			return o, at
		}
	case *fyne.Container:
		for _, child := range o.Objects {
			if l, pos := cutLabelAt(child, at, p); l != nil {
				return l, pos
			}
		}
	}
	return nil, at
}

// Cursor is a hand where a click does something.
func (r *Row) Cursor() desktop.Cursor {
	if r.OnTapped != nil {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// CreateRenderer is Fyne's.
func (r *Row) CreateRenderer() fyne.WidgetRenderer {
	paint := func() {
		back := fyne.ThemeColorName("")
		switch {
		case r.selected:
			back = draw.ColorSelected
		case r.hovered && (r.OnTapped != nil || r.OnOpen != nil):
			back = draw.ColorHover
		}
		ring, width := fyne.ThemeColorName(""), float32(0)
		if r.focused {
			ring, width = draw.ColorAccentSoft, 1
		}
		draw.SetFill(r.back, back, ring, width)
		draw.SetFill(r.rule, draw.ColorLine, "", 0)
	}
	paint()
	return &draw.Drawn{
		Parts: []fyne.CanvasObject{r.back, r.rule, r.content},
		Arrange: func(s fyne.Size) {
			draw.Place(r.back, 0, 0, s.Width, s.Height-1)
			draw.Place(r.rule, 0, s.Height-1, s.Width, 1)
			draw.Place(r.content, draw.PadCell, 0, max(s.Width-2*draw.PadCell, 0), s.Height-1)
		},
		Min: func() fyne.Size {
			m := r.content.MinSize()
			return fyne.NewSize(m.Width+2*draw.PadCell, max(draw.RoundUp(m.Height), draw.HeightRow))
		},
		Repaint: func() { paint(); r.content.Refresh() },
	}
}
