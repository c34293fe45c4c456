package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zhangfang/ui/kit/box"
	"zhangfang/ui/kit/draw"
)

// Page is the frame of a view: the title at the left; filters and the one main
// action at the right; under it the view's rows, one of which takes the height
// that is left.
type Page struct {
	title *Label
	note  *Label
	head  *fyne.Container
	body  *container.Scroll
}

// NewPage makes the title line. The action may be nil.
func NewPage(title string, action *Button, filters ...fyne.CanvasObject) *Page {
	p := &Page{title: NewTitle(title), note: newLabel("", 13, false, draw.ColorText).Cut()}
	line := &headLine{Run: box.Run{Gap: 10, Fill: 2}}
	p.head = container.New(line, p.title, newHelpMark(), p.note)
	for _, f := range filters {
		p.head.Add(f)
		if s, ok := f.(*SearchEntry); ok {
			line.search = s
		}
	}
	if action != nil {
		p.head.Add(action)
	}
	return p
}

// headLine lays the title line out; in a narrow window its search gives way.
type headLine struct {
	box.Run
	search *SearchEntry // nil for none
}

func (h *headLine) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	if h.search != nil {
		h.search.width = searchWidth
		short := h.Run.MinSize(objects).Width - size.Width
		h.search.width = max(min(searchWidth-short, searchWidth), searchLeast)
	}
	h.Run.Layout(objects, size)
}

func (h *headLine) MinSize(objects []fyne.CanvasObject) fyne.Size {
	s := h.Run.MinSize(objects)
	if h.search != nil && h.search.Visible() {
		s.Width -= h.search.width - searchLeast
	}
	return s
}

// SetTitle changes the title.
func (p *Page) SetTitle(s string) {
	p.title.SetText(s)
	p.head.Refresh()
}

// SetNote is a quiet remark beside the title: what the figures cover.
func (p *Page) SetNote(s string) { p.note.SetText(s) }

// Build puts the title line over rows; rows[fill] takes the height that is left,
// -1 for none. In a window too low for all rows they scroll; the title stays.
func (p *Page) Build(fill int, rows ...fyne.CanvasObject) fyne.CanvasObject {
	const edge = 4 // the scroller would cut the outer half of a card's border
	p.body = container.NewVScroll(box.Pad(edge, box.GapWindow, 20, box.GapWindow, box.VFill(box.GapLarge, fill, rows...)))
	return box.Pad(20, 0, 0, 0, box.VFill(box.GapLarge-edge, 1, box.Pad(0, box.GapWindow, 0, box.GapWindow, p.head), p.body))
}
