package box

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"zhangfang/ui/kit/draw"
)

// The gaps between things.
const (
	GapTight  float32 = 4
	GapSmall  float32 = 8
	Gap       float32 = 12 // between cards
	GapLarge  float32 = 16 // inside a card
	GapWindow float32 = 24 // around a view
)

// VStack puts objects under each other, each as high as it needs.
func VStack(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&Run{Gap: gap, Fill: -1, Vertical: true}, objects...)
}

// VFill is VStack where the object at index fill takes the height that is left.
func VFill(gap float32, fill int, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&Run{Gap: gap, Fill: fill, Vertical: true}, objects...)
}

// HStack puts objects beside each other, each as wide as it needs.
func HStack(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&Run{Gap: gap, Fill: -1}, objects...)
}

// HFill is HStack where the object at index fill takes the width that is left.
func HFill(gap float32, fill int, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&Run{Gap: gap, Fill: fill}, objects...)
}

// Pad puts space around an object: top, right, bottom, left.
func Pad(top, right, bottom, left float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(layout.NewCustomPaddedLayout(top, bottom, left, right), o)
}

// Columns shares the width between objects by weight, in whole pixels.
func Columns(gap float32, weights []float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&columns{gap: gap, weights: weights}, objects...)
}

// Sized gives an object a smallest size.
func Sized(w, h float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(&atLeast{fyne.NewSize(w, h)}, o)
}

// Run lays objects out in a row, or in a column where it is vertical; the one at
// fill takes what is left, -1 for none.
type Run struct {
	Gap      float32
	Fill     int
	Vertical bool
}

// Layout is part of fyne.Layout.
func (r *Run) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	length, across := size.Width, size.Height
	if r.Vertical {
		length, across = across, length
	}
	left := length
	shown := 0
	for i, o := range objects {
		if o.Visible() {
			shown++
			if i != r.Fill {
				left -= r.along(o.MinSize())
			}
		}
	}
	left -= r.Gap * float32(max(shown-1, 0))
	var at float32
	for i, o := range objects {
		if !o.Visible() {
			continue
		}
		n := r.along(o.MinSize())
		if i == r.Fill {
			n = max(left, 0)
		}
		if r.Vertical {
			draw.Place(o, 0, at, across, n)
		} else {
			draw.Place(o, at, 0, n, across)
		}
		at += n + r.Gap
	}
}

// MinSize is part of fyne.Layout.
func (r *Run) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var length, across float32
	shown := 0
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		shown++
		length += r.along(m)
		across = max(across, r.across(m))
	}
	length += r.Gap * float32(max(shown-1, 0))
	if r.Vertical {
		return fyne.NewSize(across, length)
	}
	return fyne.NewSize(length, across)
}

func (r *Run) along(s fyne.Size) float32 {
	if r.Vertical {
		return s.Height
	}
	return s.Width
}

func (r *Run) across(s fyne.Size) float32 {
	if r.Vertical {
		return s.Width
	}
	return s.Height
}

type columns struct {
	gap     float32
	weights []float32
}

func (c *columns) weight(i int) float32 {
	if i < len(c.weights) {
		return c.weights[i]
	}
	return 1
}

func (c *columns) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	var sum float32
	shown := 0
	for i, o := range objects {
		if o.Visible() {
			sum += c.weight(i)
			shown++
		}
	}
	if shown == 0 || sum == 0 {
		return
	}
	free := size.Width - c.gap*float32(shown-1)
	var x, done float32
	n := 0
	for i, o := range objects {
		if !o.Visible() {
			continue
		}
		done += c.weight(i)
		end := float32(int(free*done/sum)) + c.gap*float32(n)
		draw.Place(o, x, 0, end-x, size.Height)
		x = end + c.gap
		n++
	}
}

func (c *columns) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var unit, h, sum float32
	shown := 0
	for i, o := range objects {
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		h = max(h, m.Height)
		if w := c.weight(i); w > 0 {
			unit = max(unit, m.Width/w)
			sum += w
		}
		shown++
	}
	return fyne.NewSize(draw.RoundUp(unit*sum)+c.gap*float32(max(shown-1, 0)), h)
}

type atLeast struct{ size fyne.Size }

func (a *atLeast) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		draw.Place(o, 0, 0, size.Width, size.Height)
	}
}

func (a *atLeast) MinSize(objects []fyne.CanvasObject) fyne.Size {
	m := a.size
	for _, o := range objects {
		m = m.Max(o.MinSize())
	}
	return m
}

// AtMost keeps an object no wider than w, in the middle of what there is.
func AtMost(w float32, o fyne.CanvasObject) *fyne.Container { return container.New(atMost(w), o) }

type atMost float32

func (a atMost) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	w := min(float32(a), size.Width)
	for _, o := range objects {
		h := min(o.MinSize().Height, size.Height)
		draw.Place(o, float32(int((size.Width-w)/2)), float32(int((size.Height-h)/2)), w, h)
	}
}

func (a atMost) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var m fyne.Size
	for _, o := range objects {
		m = m.Max(o.MinSize())
	}
	return m
}

// Only puts one object into a container in the place of what it holds.
func Only(c *fyne.Container, o fyne.CanvasObject) {
	if len(c.Objects) == 1 && c.Objects[0] == o {
		return
	}
	c.Objects = []fyne.CanvasObject{o}
	c.Refresh()
}
