package overview

import (
	"fyne.io/fyne/v2"

	"zhangfang/ui/kit/box"
	"zhangfang/ui/kit/draw"
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

// topLeast shows all figures of the table.
const topLeast float32 = 238

// halvesLayout gives the pictures about half of the height, and the rows the rest.
type halvesLayout struct{}

func (halvesLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	top := min(max(whole((size.Height-box.Gap)*0.46), topLeast), 520)
	objects[0].Move(fyne.NewPos(0, 0))
	objects[0].Resize(fyne.NewSize(size.Width, top))
	objects[1].Move(fyne.NewPos(0, top+box.Gap))
	objects[1].Resize(fyne.NewSize(size.Width, size.Height-top-box.Gap))
}

func (halvesLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(720, 400) }

// panelHead places the head of a picture in two lines: the kinds to choose from over
// remark and legend. Where the kinds do not fit there is a list to choose from, with the
// remark beside it: the legend leaves it no room. What only explains is left out there
// rather than cut.
type panelHead struct{ panel *panel }

func (l panelHead) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	p := l.panel
	wide := p.picks.MinSize().Width <= size.Width
	choice, other := fyne.CanvasObject(p.picks), fyne.CanvasObject(p.narrow)
	if !wide {
		choice, other = other, choice
	}
	other.Hide()
	choice.Show()
	top, low := l.heights()
	put := func(o fyne.CanvasObject, x, y, width, height float32) {
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(max(width, 0), height))
	}
	used := min(choice.MinSize().Width, size.Width)
	put(choice, 0, 0, used, top)
	legend := min(p.legend.MinSize().Width, size.Width)
	if p.legend.Hidden {
		legend = 0
	}
	put(p.legend, size.Width-legend, top+box.GapTight, legend, low)
	if room := size.Width - used - box.GapSmall; !wide {
		put(p.remark, used+box.GapSmall, 0, room, top)
		p.remark.Hidden = !p.warns && draw.Measure(p.remark.Text(), draw.SizeSmall, false) > room
		return
	}
	p.remark.Hidden = false
	put(p.remark, 0, top+box.GapTight, size.Width-legend-box.Gap, low)
}

func (l panelHead) heights() (top, low float32) {
	p := l.panel
	return max(p.picks.MinSize().Height, p.narrow.MinSize().Height), max(p.remark.MinSize().Height, p.legend.MinSize().Height)
}

func (l panelHead) MinSize([]fyne.CanvasObject) fyne.Size {
	top, low := l.heights()
	return fyne.NewSize(l.panel.narrow.MinSize().Width, top+box.GapTight+low)
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
