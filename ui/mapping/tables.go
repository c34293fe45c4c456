package mapping

import (
	"strconv"

	"fyne.io/fyne/v2"

	"zhangfang/assets"
	"zhangfang/ui/kit/draw"
	"zhangfang/ui/kit/grid"
)

func entryColumns(t *assets.Text) []grid.Column {
	return []grid.Column{
		{ID: "line", Title: t.T("import.col_line"), Width: 52, Align: fyne.TextAlignTrailing},
		{ID: "at", Title: t.T("import.col_at"), Width: 166},
		{ID: "kind", Title: t.T("mapping.col_kind"), Width: 88},
		{ID: "amount", Title: t.T("mapping.field_amount"), Width: 104, Align: fyne.TextAlignTrailing},
		{ID: "no", Title: t.T("mapping.col_no"), Width: 110, Grow: true},
		{ID: "text", Title: t.T("mapping.field_memo"), Width: 90, Grow: true},
	}
}

func refusedColumns(t *assets.Text) []grid.Column {
	return []grid.Column{
		{ID: "line", Title: t.T("import.col_line"), Width: 52, Align: fyne.TextAlignTrailing},
		{ID: "cell", Title: t.T("import.col_cell"), Width: 110},
		{ID: "reason", Title: t.T("import.col_reason"), Width: 200, Grow: true},
	}
}

// textRows are rows of plain text.
type textRows [][]string

func (s textRows) Len() int { return len(s) }

func (s textRows) Row(i int) ([]grid.Cell, bool) {
	cells := make([]grid.Cell, len(s[i]))
	for n, text := range s[i] {
		cells[n].Text = text
	}
	return cells, true
}

// headWidth is the width of a column of the first rows.
const headWidth = 104

// headGrid shows the first rows as they stand in the file; opening a row makes it
// the header.
func headGrid(s *State, pick func(row int)) *grid.Grid {
	width := 0
	for _, cells := range s.Rows {
		width = max(width, len(cells))
	}
	columns := []grid.Column{{ID: "n", Width: 48, Align: fyne.TextAlignTrailing}}
	for i := range width {
		columns = append(columns, grid.Column{ID: strconv.Itoa(i), Title: columnLetters(i), Width: headWidth})
	}
	grid := grid.New(columns, headRows{s.Rows, s.Header, width})
	grid.OnOpen = pick
	return grid
}

// headRows are the first rows of a sheet, their header in the accent's colour.
type headRows struct {
	rows   [][]string
	header int
	width  int
}

func (s headRows) Len() int { return len(s.rows) }

func (s headRows) Row(i int) ([]grid.Cell, bool) {
	cells := make([]grid.Cell, s.width+1)
	cells[0] = grid.Cell{Text: strconv.Itoa(i + 1), Color: draw.ColorSecondary}
	for n, text := range s.rows[i] {
		cells[n+1].Text = text
	}
	for n := range cells {
		switch {
		case i == s.header:
			cells[n].Color, cells[n].Bold = draw.ColorAccent, true
		case i < s.header:
			cells[n].Color = draw.ColorSecondary
		}
	}
	return cells, true
}

// columnLetters names a column as spreadsheets do: A, Z, AA.
func columnLetters(i int) string {
	s := ""
	for i++; i > 0; i = (i - 1) / 26 {
		s = string(rune('A'+(i-1)%26)) + s
	}
	return s
}
