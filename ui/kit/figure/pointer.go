package figure

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"zhangfang/ui/kit"
	"zhangfang/ui/kit/box"
)

// Tapped leads to what the figure counts.
func (f *Figure) Tapped(*fyne.PointEvent) {
	if f.OnTapped != nil {
		f.OnTapped()
	}
}

// MouseIn lights the frame of a figure that leads somewhere,
// and shows the whole line under the figure where that is cut.
func (f *Figure) MouseIn(*desktop.MouseEvent) {
	f.hovered = true
	f.Refresh()
	if f.sub.IsCut() {
		kit.ShowTip(f, f.sub.Text(), fyne.NewPos(box.GapLarge, f.Size().Height-box.GapSmall))
	}
}

// MouseMoved is part of desktop.Hoverable.
func (f *Figure) MouseMoved(*desktop.MouseEvent) {}

// MouseOut takes the light away.
func (f *Figure) MouseOut() {
	kit.HideTip(f)
	f.hovered = false
	f.Refresh()
}

// Cursor is a hand where a click leads somewhere.
func (f *Figure) Cursor() desktop.Cursor {
	if f.OnTapped != nil {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}
