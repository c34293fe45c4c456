package overview

import (
	"fyne.io/fyne/v2"

	"zhangfang/ui/kit/box"
)

const (
	tableWidth = 478
	panelWidth = 520 // from which on one more chart finds room
	panelCount = 3
)

// picturesLayout places the table and, right of it, as many charts as find room.
type picturesLayout struct{}

func (picturesLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	const table = float32(tableWidth)
	rest := size.Width - table - box.Gap
	n := min(max(int((rest+box.Gap)/(panelWidth+box.Gap)), 1), len(objects)-1)
	objects[0].Move(fyne.NewPos(0, 0))
	objects[0].Resize(fyne.NewSize(table, size.Height))
	width := whole((rest - float32(n-1)*box.Gap) / float32(n))
	for i, o := range objects[1:] {
		if i >= n {
			o.Hide()
			continue
		}
		o.Show()
		x := table + box.Gap + float32(i)*(width+box.Gap)
		o.Move(fyne.NewPos(x, 0))
		if i == n-1 {
			width = size.Width - x
		}
		o.Resize(fyne.NewSize(width, size.Height))
	}
}

func (picturesLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(720, 206) }

// halvesLayout gives the pictures about half of the height, and the rows the rest.
type halvesLayout struct{}

func (halvesLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	top := min(max(whole((size.Height-box.Gap)*0.46), 216), 520)
	objects[0].Move(fyne.NewPos(0, 0))
	objects[0].Resize(fyne.NewSize(size.Width, top))
	objects[1].Move(fyne.NewPos(0, top+box.Gap))
	objects[1].Resize(fyne.NewSize(size.Width, size.Height-top-box.Gap))
}

func (halvesLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(720, 400) }

// fitting shows the first of two objects where it fits in the width, else the second.
type fitting struct{}

func (fitting) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	first := objects[0].MinSize().Width <= size.Width
	for i, o := range objects {
		if (i == 0) != first {
			o.Hide()
			continue
		}
		o.Show()
		o.Move(fyne.NewPos(0, 0))
		o.Resize(fyne.NewSize(min(o.MinSize().Width, size.Width), size.Height))
	}
}

func (fitting) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(objects[1].MinSize().Width, max(objects[0].MinSize().Height, objects[1].MinSize().Height))
}

// cornered puts a help mark into the upper right corner of a figure.
type cornered struct{}

func (cornered) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Move(fyne.NewPos(0, 0))
	objects[0].Resize(size)
	m := objects[1].MinSize()
	objects[1].Move(fyne.NewPos(size.Width-m.Width-10, 14))
	objects[1].Resize(m)
}

func (cornered) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }

func whole(v float32) float32 { return float32(int(v)) }
