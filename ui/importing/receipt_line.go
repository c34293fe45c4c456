package importing

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zhangfang/ui/kit"
)

// Widths of the cells of a receipt; file, content and remark share the rest.
const (
	widthChip    = 84
	widthCount   = 56
	widthButton  = 64
	countColumns = 4
)

// lineLayout places the cells of the header and of every row alike: chip, file,
// content, remark, counts, button. The remark takes the place of what is left out
// before and after it, so that a reason can be read.
type lineLayout struct{ what, counts bool }

// newLine lays cells out; what, counts and button may be nil.
func newLine(chip, file, what, remark fyne.CanvasObject, counts []fyne.CanvasObject, button fyne.CanvasObject) fyne.CanvasObject {
	cells := []fyne.CanvasObject{chip, file}
	if what != nil {
		cells = append(cells, what)
	}
	cells = append(append(cells, remark), counts...)
	if button != nil {
		cells = append(cells, button)
	}
	return container.New(&lineLayout{what: what != nil, counts: counts != nil}, cells...)
}

func (l *lineLayout) Layout(cells []fyne.CanvasObject, size fyne.Size) {
	const gap = kit.GapSmall
	put := func(x, width float32) {
		cells[0].Move(fyne.NewPos(x, 0))
		cells[0].Resize(fyne.NewSize(max(width, 0), size.Height))
		cells = cells[1:]
	}
	first := float32(widthChip + gap)
	end := size.Width - widthButton - countColumns*(widthCount+gap) - gap // of the remark
	room := end - first - 2*gap
	file, content := float32(int(room*0.33)), float32(int(room*0.41))
	what := first + file + gap
	put(0, widthChip)
	put(first, file)
	remark := what
	if l.what {
		put(what, content)
		remark += content + gap
	}
	if !l.counts {
		put(remark, size.Width-widthButton-gap-remark)
	} else {
		put(remark, end-remark)
		for i := range countColumns {
			put(end+gap+float32(i)*(widthCount+gap), widthCount)
		}
	}
	if len(cells) > 0 {
		put(size.Width-widthButton, widthButton)
	}
}

func (l *lineLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(560, kit.HeightRow-1)
}
