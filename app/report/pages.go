package report

import (
	"time"

	"zhangfang/assets"
)

// Page is a page of the report as it prints: what the PDF is drawn with, for a
// window to draw.
type Page struct{ Marks []Mark }

// MarkKind is what a mark on a page is.
type MarkKind uint8

// The marks.
const (
	MarkText  MarkKind = iota
	MarkLine           // from (X, Y) to (X+W, Y+H)
	MarkFill           // a rectangle filled with the colour
	MarkFrame          // the outline of a rectangle with round corners
	MarkDot            // a disc around (X, Y), W wide
)

// Mark is one thing drawn on a page. Lengths are millimetres from the page's upper
// left corner; a text's Y is its baseline, and W how wide it prints.
type Mark struct {
	Kind       MarkKind
	X, Y, W, H float64
	Text       string
	Size       float64 // of a text, in points
	Bold       bool
	Colour     [3]uint8
	Thick      float64 // of lines and frames
}

// A4 is the size of every page, in millimetres.
const (
	A4Width  = pageWidth
	A4Height = pageHeight
)

// Pages draws the report of a period as the pages that PDF writes.
func Pages(f Figures, text *assets.Text, printed time.Time) ([]Page, error) {
	doc, err := Model(f, text, printed)
	if err != nil {
		return nil, err
	}
	s, err := draw(doc, text, printed)
	if err != nil {
		return nil, err
	}
	return s.pages, nil
}

// mark records what was drawn on the page at hand.
func (s *sheet) mark(m Mark, c colour) {
	m.Colour = [3]uint8{uint8(c[0]), uint8(c[1]), uint8(c[2])}
	p := &s.pages[s.page]
	p.Marks = append(p.Marks, m)
}

// segment draws a line between two points.
func (s *sheet) segment(x1, y1, x2, y2, thick float64, c colour) {
	s.pdf.SetDrawColor(c[0], c[1], c[2])
	s.pdf.SetLineWidth(thick)
	s.pdf.Line(x1, y1, x2, y2)
	s.mark(Mark{Kind: MarkLine, X: x1, Y: y1, W: x2 - x1, H: y2 - y1, Thick: thick}, c)
}

// rule draws a horizontal line.
func (s *sheet) rule(x1, y, x2, thick float64, c colour) { s.segment(x1, y, x2, y, thick, c) }

// dashes draws a broken horizontal line.
func (s *sheet) dashes(x1, y, x2, thick float64, c colour) {
	const dash, gap = 1.6, 1.0
	for x := x1; x < x2; x += dash + gap {
		s.rule(x, y, min(x+dash, x2), thick, c)
	}
}

// fill paints a rectangle.
func (s *sheet) fill(x, y, w, h float64, c colour) {
	s.pdf.SetFillColor(c[0], c[1], c[2])
	s.pdf.Rect(x, y, w, h, "F")
	s.mark(Mark{Kind: MarkFill, X: x, Y: y, W: w, H: h}, c)
}

// frame draws the outline of a rectangle with round corners.
func (s *sheet) frame(x, y, w, h, thick float64, c colour) {
	s.pdf.SetDrawColor(c[0], c[1], c[2])
	s.pdf.SetLineWidth(thick)
	s.pdf.RoundedRect(x, y, w, h, 2, "1234", "D")
	s.mark(Mark{Kind: MarkFrame, X: x, Y: y, W: w, H: h, Thick: thick}, c)
}

// dot paints a disc.
func (s *sheet) dot(x, y, radius float64, c colour) {
	s.pdf.SetFillColor(c[0], c[1], c[2])
	s.pdf.Circle(x, y, radius, "F")
	s.mark(Mark{Kind: MarkDot, X: x, Y: y, W: 2 * radius}, c)
}

// hatch fills a rectangle with slanting lines, which stand out on any printer.
func (s *sheet) hatch(x, y, w, h float64) {
	const apart = 0.9
	s.fill(x, y, w, h, white)
	for at := y - w + apart; at < y+h; at += apart {
		from, to := max(0, at+w-(y+h)), min(w, at+w-y) // where the line is within the rectangle
		if from < to {
			s.segment(x+from, at+w-from, x+to, at+w-to, 0.15, ink)
		}
	}
	for _, edge := range [][4]float64{{x, y, x + w, y}, {x, y + h, x + w, y + h}, {x, y, x, y + h}, {x + w, y, x + w, y + h}} {
		s.segment(edge[0], edge[1], edge[2], edge[3], 0.15, ink)
	}
}
