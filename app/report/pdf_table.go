package report

import "strings"

const (
	cellPad   = 1.5 // left and right of a cell's text
	tableSize = 8.0
	leastSize = 4.5

	numberWidth = 48.0 // of an order number of 28 digits; longer ones are broken
)

// grid is a table that is laid out: the text of its cells, the width of its
// columns and the size that lets every figure stand on one line.
type grid struct {
	*Table
	cells  [][]string
	widths []float64
	size   float64
}

// table draws a table, its header again on each page.
func (s *sheet) table(t *Table) {
	if len(t.Rows) == 0 {
		return
	}
	g := s.layout(t)
	header := s.headerLines(g)
	s.need(g.opening(header))
	if t.Title != "" {
		s.put(side, s.y+3.4, t.Title, style{size: bodySize, bold: true})
		s.y += 5.6
	}
	s.tableHeader(g, header)
	for i := range g.Rows {
		lines := s.rowLines(g, i)
		if s.y+s.together(g, i, lines) > bottom {
			s.turn()
			s.tableHeader(g, header)
		}
		s.tableRow(g, lines, g.Rows[i].Sum > 0)
	}
	s.y += 3.5
}

// kept is how many rows a table has on a page at least, at its beginning and at
// its end: a row or two with their total alone tell nothing.
const kept = 3

// opening is the room that a table needs to begin on a page: title, header and its
// first rows; all of them where there are but few.
func (g *grid) opening(header [][]string) float64 {
	rows := min(len(g.Rows), kept)
	if len(g.Rows) <= 3*kept {
		rows = len(g.Rows)
	}
	return 6 + g.height(header) + float64(rows)*g.height(nil)
}

// together is the room that a row needs with those it must not be parted from:
// the last rows of a table, and a total from the row before it.
func (s *sheet) together(g *grid, row int, lines [][]string) float64 {
	room := g.height(lines)
	last := len(g.Rows) - 1
	switch {
	case row == max(len(g.Rows)-kept, 0):
		for i := row + 1; i <= last; i++ {
			room += g.height(s.rowLines(g, i))
		}
	case row < last && g.Rows[row+1].Sum > 0:
		room += g.height(nil)
	}
	return room
}

// layout finds widths: each column its longest cell; where that is too much the
// texts give way and are wrapped, and last the whole table is set smaller.
func (s *sheet) layout(t *Table) *grid {
	g := &grid{Table: t, size: tableSize}
	for _, r := range t.Rows {
		row := make([]string, len(r.Cells))
		for i, v := range r.Cells {
			row[i] = v.String()
		}
		g.cells = append(g.cells, row)
	}
	for ; g.size > leastSize; g.size -= 0.25 {
		if s.spread(g) {
			break
		}
	}
	return g
}

// spread sets the widths for the grid's size; false when figures do not fit.
func (s *sheet) spread(g *grid) bool {
	least := make([]float64, len(g.Columns))
	g.widths = make([]float64, len(g.Columns))
	minimum, total := 0.0, 0.0
	for i := range g.Columns {
		least[i], g.widths[i] = s.columnWidths(g, i)
		minimum += least[i]
		total += g.widths[i]
	}
	switch {
	case total <= width:
		for i := range g.widths {
			g.widths[i] += (width - total) / float64(len(g.widths))
		}
	case minimum <= width:
		// Between the least and the wished width, the same part of each wish.
		part := (width - minimum) / (total - minimum)
		for i := range g.widths {
			g.widths[i] = least[i] + (g.widths[i]-least[i])*part
		}
	default:
		for i := range g.widths {
			g.widths[i] = least[i] * width / minimum
		}
		return false
	}
	return true
}

// columnWidths are the least a column can do with and what it would like.
func (s *sheet) columnWidths(g *grid, i int) (least, wish float64) {
	col := g.Columns[i]
	for j, row := range g.cells {
		w := s.measure(row[i], style{size: g.size, bold: g.Rows[j].Sum > 0})
		wish = max(wish, w)
	}
	least = wish
	switch {
	case col.Number:
		least = min(wish, numberWidth*g.size/tableSize)
	case col.Wrap:
		least = min(wish, 18*g.size/tableSize)
	}
	// A header may be wrapped, a word of it not.
	for word := range strings.FieldsSeq(col.Title) {
		w := s.measure(word, headerStyle(g))
		if wide([]rune(word)[0]) {
			w = min(w, s.measure("五个字以内", headerStyle(g)))
		}
		least = max(least, w)
	}
	return least + 2*cellPad, max(wish, least) + 2*cellPad
}

func headerStyle(g *grid) style { return style{size: g.size - 0.5, bold: true} }

func (s *sheet) headerLines(g *grid) [][]string {
	lines := make([][]string, len(g.Columns))
	for i, c := range g.Columns {
		lines[i] = s.wrap(c.Title, headerStyle(g), g.widths[i]-2*cellPad)
	}
	return lines
}

func (s *sheet) rowLines(g *grid, row int) [][]string {
	lines := make([][]string, len(g.Columns))
	st := style{size: g.size, bold: g.Rows[row].Sum > 0}
	for i, c := range g.Columns {
		lines[i] = []string{g.cells[row][i]}
		if c.Wrap || c.Number {
			lines[i] = s.short(g.cells[row][i], st, g.widths[i]-2*cellPad)
		}
	}
	return lines
}

// mostLines is how many lines a cell takes at most: a name longer than that is cut,
// and stands whole in the workbook.
const mostLines = 3

// short wraps a text and cuts what is too long with an ellipsis.
func (s *sheet) short(text string, st style, room float64) []string {
	lines := s.wrap(text, st, room)
	if len(lines) > mostLines {
		lines = lines[:mostLines]
		lines[mostLines-1] = s.cut(lines[mostLines-1]+"…", st, room)
	}
	return lines
}

func (g *grid) lineHeight() float64 { return g.size * point * 1.3 }

// height is that of a row with these lines in its cells; nil for one line.
func (g *grid) height(lines [][]string) float64 {
	n := 1
	for _, l := range lines {
		n = max(n, len(l))
	}
	return float64(n)*g.lineHeight() + 2
}

func (s *sheet) tableHeader(g *grid, lines [][]string) {
	height := g.height(lines)
	s.fill(side, s.y, width, height, tint)
	s.cells(g, lines, headerStyle(g))
	s.y += height
	s.rule(side, s.y, pageWidth-side, 0.35, accent)
}

func (s *sheet) tableRow(g *grid, lines [][]string, total bool) {
	height := g.height(lines)
	if total {
		s.rule(side, s.y, pageWidth-side, 0.35, ink)
	}
	s.cells(g, lines, style{size: g.size, bold: total})
	s.y += height
	s.rule(side, s.y, pageWidth-side, 0.15, line)
}

// cells sets the texts of a row at y.
func (s *sheet) cells(g *grid, lines [][]string, st style) {
	x := side
	for i, col := range g.Columns {
		y := s.y + 1 + g.lineHeight()*0.77
		for _, l := range lines[i] {
			if col.Align == AlignRight {
				s.putRight(x+g.widths[i]-cellPad, y, l, st)
			} else {
				s.put(x+cellPad, y, l, st)
			}
			y += g.lineHeight()
		}
		x += g.widths[i]
	}
}
