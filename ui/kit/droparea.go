package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"zhangfang/ui/kit/box"
	"zhangfang/ui/kit/draw"
)

// DropArea invites files: a quiet sheet with a dashed border. The window takes
// drops everywhere; a click opens the file dialog.
type DropArea struct {
	widget.BaseWidget
	OnTapped func()

	bg          *canvas.Rectangle
	title, hint *Label
	dashes      []*canvas.Rectangle
	corners     [4]*canvas.Arc // clockwise from the upper right
	over        bool
	objects     []fyne.CanvasObject
}

const (
	dropHeight         = 86
	dash       float32 = 4
)

// NewDropArea makes an area that says what may be dropped.
func NewDropArea(title, hint string, tapped func()) *DropArea {
	d := &DropArea{
		OnTapped: tapped, bg: canvas.NewRectangle(nil),
		title: NewHeading(title).Aligned(fyne.TextAlignCenter),
		hint:  NewSecondary(hint).Colored(draw.ColorText).Aligned(fyne.TextAlignCenter).Cut(),
	}
	d.bg.CornerRadius = draw.RadiusCard
	for i := range d.corners {
		a := canvas.NewArc(float32(i*90), float32(i*90+90), 1-1/draw.RadiusCard, nil)
		d.corners[i] = a
	}
	d.ExtendBaseWidget(d)
	return d
}

// Tapped opens the file dialog.
func (d *DropArea) Tapped(*fyne.PointEvent) {
	if d.OnTapped != nil {
		d.OnTapped()
	}
}

// MouseIn lights the area.
func (d *DropArea) MouseIn(*desktop.MouseEvent) { d.over = true; d.Refresh() }

// MouseMoved is part of desktop.Hoverable.
func (d *DropArea) MouseMoved(*desktop.MouseEvent) {}

// MouseOut takes the light away.
func (d *DropArea) MouseOut() { d.over = false; d.Refresh() }

// Cursor is a hand.
func (d *DropArea) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer is Fyne's.
func (d *DropArea) CreateRenderer() fyne.WidgetRenderer {
	r := &dropRenderer{d}
	r.paint()
	return r
}

type dropRenderer struct{ d *DropArea }

func (r *dropRenderer) Destroy()                     {}
func (r *dropRenderer) Objects() []fyne.CanvasObject { return r.d.objects }
func (r *dropRenderer) MinSize() fyne.Size           { return fyne.NewSize(300, dropHeight) }

func (r *dropRenderer) Refresh() {
	r.paint()
	r.d.title.Refresh()
	r.d.hint.Refresh()
	canvas.Refresh(r.d)
}

func (r *dropRenderer) paint() {
	line := draw.ColorAccentSoft
	if r.d.over {
		line = draw.ColorAccent
	}
	draw.SetFill(r.d.bg, draw.ColorAccentWash, "", 0)
	for _, x := range r.d.dashes {
		draw.SetFill(x, line, "", 0)
	}
	for _, a := range r.d.corners {
		a.FillColor = draw.Color(line)
	}
}

func (r *dropRenderer) Layout(s fyne.Size) {
	d := r.d
	draw.Place(d.bg, 0, 0, s.Width, s.Height)
	y := draw.RoundUp((s.Height - 42) / 2)
	draw.Place(d.title, 0, y, s.Width, 22)
	draw.Place(d.hint, box.GapLarge, y+22, max(s.Width-2*box.GapLarge, 0), 20)
	d.dashes = d.dashes[:0]
	for x := draw.RadiusCard; x+dash <= s.Width-draw.RadiusCard; x += 2 * dash {
		r.dash(x, 0, dash, 1)
		r.dash(x, s.Height-1, dash, 1)
	}
	for y := draw.RadiusCard; y+dash <= s.Height-draw.RadiusCard; y += 2 * dash {
		r.dash(0, y, 1, dash)
		r.dash(s.Width-1, y, 1, dash)
	}
	d.objects = append(d.objects[:0], d.bg, d.title, d.hint)
	right, low := s.Width-2*draw.RadiusCard, s.Height-2*draw.RadiusCard
	for i, at := range [4]fyne.Position{{X: right}, {X: right, Y: low}, {Y: low}, {}} {
		draw.Place(d.corners[i], at.X, at.Y, 2*draw.RadiusCard, 2*draw.RadiusCard)
		d.objects = append(d.objects, d.corners[i])
	}
	for _, x := range d.dashes {
		d.objects = append(d.objects, x)
	}
	r.paint()
}

func (r *dropRenderer) dash(x, y, w, h float32) {
	d := canvas.NewRectangle(nil)
	draw.Place(d, x, y, w, h)
	r.d.dashes = append(r.d.dashes, d)
}
