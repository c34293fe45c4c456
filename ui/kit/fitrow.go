package kit

import (
	"fyne.io/fyne/v2"

	"zhangfang/ui/kit/box"
	"zhangfang/ui/kit/draw"
)

// FitRow is the row of buttons at the foot of a view: as many as there is room for,
// from the left; then a button whose menu has them all; and one at the right end.
type FitRow struct {
	Buttons   []*Button
	More, End *Button
	Stands    func(i int) bool // tells whether a button belongs into the row now
}

// Objects are all buttons, for the container that the row lays out.
func (f *FitRow) Objects() []fyne.CanvasObject {
	out := make([]fyne.CanvasObject, 0, len(f.Buttons)+2)
	for _, b := range f.Buttons {
		out = append(out, b)
	}
	return append(out, f.More, f.End)
}

// Layout is part of fyne.Layout.
func (f *FitRow) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	more, end := f.More.MinSize().Width, f.End.MinSize().Width
	room := size.Width - more - end - 2*box.GapSmall
	var x float32
	full := false
	for i, b := range f.Buttons {
		w := b.MinSize().Width
		full = full || f.Stands(i) && x+w > room
		if full || !f.Stands(i) {
			b.Hide()
			continue
		}
		b.Show()
		draw.Place(b, x, 0, w, size.Height)
		x += w + box.GapSmall
	}
	draw.Place(f.More, x, 0, more, size.Height)
	draw.Place(f.End, size.Width-end, 0, end, size.Height)
}

// MinSize is part of fyne.Layout.
func (f *FitRow) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(f.More.MinSize().Width+f.End.MinSize().Width+box.GapSmall, draw.HeightControl)
}
