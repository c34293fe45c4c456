package reports

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zhangfang/app/monthly"
)

// sheets shows pages under each other as they print. Only pages in sight are drawn:
// one has some hundred texts and lines.
type sheets struct {
	scroll *container.Scroll
	stack  *fyne.Container
	outer  *fyne.Container
	pages  []*page
	turned func(page, of int) // told which page is in sight, from 1
	shown  []monthly.Page
}

func newSheets(turned func(page, of int)) *sheets {
	s := &sheets{turned: turned}
	s.stack = container.New(s)
	s.scroll = container.NewVScroll(s.stack)
	s.scroll.OnScrolled = func(fyne.Position) { s.look() }
	s.outer = container.New(&sized{s}, s.scroll)
	return s
}

// Object is what the view shows.
func (s *sheets) Object() fyne.CanvasObject { return s.outer }

// set shows other pages, from the first; keep stays where one is, for the same report
// drawn anew.
func (s *sheets) set(pages []monthly.Page, keep bool) {
	if len(pages) == len(s.shown) && (len(pages) == 0 || &pages[0] == &s.shown[0]) {
		return
	}
	s.shown, s.pages = pages, nil
	s.stack.Objects = nil
	for i := range pages {
		p := newPage(&pages[i])
		s.pages = append(s.pages, p)
		s.stack.Add(p)
	}
	if !keep {
		s.scroll.ScrollToTop()
	}
	s.outer.Refresh()
	s.look()
}

// The room around a page, and how wide one is at most: its text is then larger than
// on paper.
const (
	sheetGap    float32 = 16
	sheetWidest float32 = 880
)

// pageSize is the size of each page in a space so wide.
func pageSize(width float32) fyne.Size {
	w := min(max(width-2*sheetGap, 200), sheetWidest)
	return fyne.NewSize(w, float32(int(w*monthly.PageHeight/monthly.PageWidth)))
}

// Layout puts the pages under each other, in the middle.
func (s *sheets) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	page := pageSize(size.Width)
	y := sheetGap / 2
	for _, p := range s.pages {
		p.Move(fyne.NewPos(float32(int((size.Width-page.Width)/2)), y))
		p.Resize(page)
		y += page.Height + sheetGap
	}
}

// MinSize is as high as all pages for the width that the space has.
func (s *sheets) MinSize([]fyne.CanvasObject) fyne.Size {
	page := pageSize(s.scroll.Size().Width)
	return fyne.NewSize(200+2*sheetGap, float32(len(s.pages))*(page.Height+sheetGap))
}

// look draws the pages in sight and says which one is.
func (s *sheets) look() {
	if len(s.pages) == 0 {
		return
	}
	top, height := s.scroll.Offset.Y, s.scroll.Size().Height
	at := 0
	for i, p := range s.pages {
		y := p.Position().Y
		p.draw(y+p.Size().Height > top-height && y < top+2*height)
		if y < top+height/2 {
			at = i
		}
	}
	s.turned(at+1, len(s.pages))
}

// turn goes some pages on.
func (s *sheets) turn(by int) {
	step := pageSize(s.scroll.Size().Width).Height + sheetGap
	at := int((s.scroll.Offset.Y+step/2)/step) + by
	most := max(s.stack.Size().Height-s.scroll.Size().Height, 0)
	s.scroll.ScrollToOffset(fyne.NewPos(0, min(max(float32(at)*step, 0), most)))
	s.look()
}

// sized lays the scroller out, and its pages anew where that changes their width.
type sized struct{ s *sheets }

func (l *sized) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	wide := objects[0].Size().Width != size.Width
	objects[0].Resize(size)
	if wide {
		l.s.scroll.Refresh() // the height of the pages goes by the width
	}
	l.s.look()
}

func (l *sized) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(300, 160) }
