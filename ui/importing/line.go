package importing

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zhangfang/ui/kit"
	"zhangfang/ui/kit/box"
	"zhangfang/ui/kit/draw"
)

// Widths of the cells of a receipt; file, content and remark share the rest.
const (
	widthChip    = 84
	widthCount   = 56
	widthButton  = 64
	countColumns = 4
)

// narrow is the width of a line under which what was recognized is left to the
// dialog, so that the remark can be read.
const narrow = 900

// lineLayout places the cells of the header and of every row alike: chip, file,
// content, remark, counts, button. Where nothing was counted the remark takes the
// room of the counts.
type lineLayout struct{ counts bool }

// newLine lays cells out; counts and button may be nil.
func newLine(chip, file, what, remark fyne.CanvasObject, counts []fyne.CanvasObject, button fyne.CanvasObject) fyne.CanvasObject {
	cells := append([]fyne.CanvasObject{chip, file, what, remark}, counts...)
	if button != nil {
		cells = append(cells, button)
	}
	return container.New(&lineLayout{counts: counts != nil}, cells...)
}

func (l *lineLayout) Layout(cells []fyne.CanvasObject, size fyne.Size) {
	const gap = box.GapSmall
	put := func(x, width float32) {
		cells[0].Move(fyne.NewPos(x, 0))
		cells[0].Resize(fyne.NewSize(max(width, 0), size.Height))
		cells = cells[1:]
	}
	first := float32(widthChip + gap)
	end := size.Width - widthButton - countColumns*(widthCount+gap) - gap // of the remark
	room := end - first - 2*gap
	file, content := float32(int(room*0.31)), float32(int(room*0.38))
	if size.Width < narrow {
		file, content = float32(int(room*0.54)), 0
	}
	put(0, widthChip)
	put(first, file)
	at := first + file + gap
	cells[0].(*kit.Label).Hidden = content == 0
	put(at, content)
	if content > 0 {
		at += content + gap
	}
	if !l.counts {
		put(at, size.Width-widthButton-gap-at)
	} else {
		put(at, end-at)
		for i := range countColumns {
			put(end+gap+float32(i)*(widthCount+gap), widthCount)
		}
	}
	if len(cells) > 0 {
		put(size.Width-widthButton, widthButton)
	}
}

func (l *lineLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(560, draw.HeightRow-1)
}

// heightLimit gives its object a fixed smallest height.
type heightLimit struct{ height float32 }

func (h *heightLimit) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.NewPos(0, 0))
		o.Resize(size)
	}
}

func (h *heightLimit) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(200, h.height) }
