package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
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
	p := &Page{title: NewTitle(title), note: newLabel("", 13, false, ColorText).Cut()}
	line := &headLine{run: run{gap: 10, fill: 2}}
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
	run
	search *SearchEntry // nil for none
}

func (h *headLine) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	if h.search != nil {
		h.search.width = searchWidth
		short := h.run.MinSize(objects).Width - size.Width
		h.search.width = max(min(searchWidth-short, searchWidth), searchLeast)
	}
	h.run.Layout(objects, size)
}

func (h *headLine) MinSize(objects []fyne.CanvasObject) fyne.Size {
	s := h.run.MinSize(objects)
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
	p.body = container.NewVScroll(Pad(edge, GapWindow, 20, GapWindow, VFill(GapLarge, fill, rows...)))
	return Pad(20, 0, 0, 0, VFill(GapLarge-edge, 1, Pad(0, GapWindow, 0, GapWindow, p.head), p.body))
}
