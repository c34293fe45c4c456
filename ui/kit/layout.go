package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
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
	return container.New(&run{gap: gap, fill: -1, vertical: true}, objects...)
}

// VFill is VStack where the object at index fill takes the height that is left.
func VFill(gap float32, fill int, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&run{gap: gap, fill: fill, vertical: true}, objects...)
}

// HStack puts objects beside each other, each as wide as it needs.
func HStack(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&run{gap: gap, fill: -1}, objects...)
}

// HFill is HStack where the object at index fill takes the width that is left.
func HFill(gap float32, fill int, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&run{gap: gap, fill: fill}, objects...)
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

// run lays objects out in a row or column; one may take what is left.
type run struct {
	gap      float32
	fill     int
	vertical bool
}

func (r *run) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	length, across := size.Width, size.Height
	if r.vertical {
		length, across = across, length
	}
	left := length
	shown := 0
	for i, o := range objects {
		if o.Visible() {
			shown++
			if i != r.fill {
				left -= r.along(o.MinSize())
			}
		}
	}
	left -= r.gap * float32(max(shown-1, 0))
	var at float32
	for i, o := range objects {
		if !o.Visible() {
			continue
		}
		n := r.along(o.MinSize())
		if i == r.fill {
			n = max(left, 0)
		}
		if r.vertical {
			place(o, 0, at, across, n)
		} else {
			place(o, at, 0, n, across)
		}
		at += n + r.gap
	}
}

func (r *run) MinSize(objects []fyne.CanvasObject) fyne.Size {
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
	length += r.gap * float32(max(shown-1, 0))
	if r.vertical {
		return fyne.NewSize(across, length)
	}
	return fyne.NewSize(length, across)
}

func (r *run) along(s fyne.Size) float32 {
	if r.vertical {
		return s.Height
	}
	return s.Width
}

func (r *run) across(s fyne.Size) float32 {
	if r.vertical {
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
		place(o, x, 0, end-x, size.Height)
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
	return fyne.NewSize(roundUp(unit*sum)+c.gap*float32(max(shown-1, 0)), h)
}

type atLeast struct{ size fyne.Size }

func (a *atLeast) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		place(o, 0, 0, size.Width, size.Height)
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
		place(o, float32(int((size.Width-w)/2)), float32(int((size.Height-h)/2)), w, h)
	}
}

func (a atMost) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var m fyne.Size
	for _, o := range objects {
		m = m.Max(o.MinSize())
	}
	return m
}
