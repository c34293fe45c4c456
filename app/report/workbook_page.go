package report

import (
	"fmt"
	"math"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// page is a sheet being written, row by row. The first error stays in err and
// ends the writing.
type page struct {
	*workbook
	out  *excelize.StreamWriter
	name string
	row  int // the last row written
	keep int // rows that stay in view; more than one where the last of them heads the sheet's one table
	err  error
}

// prepare sets what must stand before the first row: widths, and what stays in
// view. A sheet of one table keeps its header in view, any other its title.
func (p *page) prepare(sections []*Section) error {
	for i, w := range p.widths(sections) {
		if err := p.out.SetColWidth(i+1, i+1, w); err != nil {
			return err
		}
	}
	p.keep = 1
	if len(sections) == 1 && len(sections[0].Tables) == 1 && len(sections[0].Lines)+len(sections[0].Cards) == 0 {
		p.keep = headRows + len(sections[0].Notes) + 1
	}
	return p.out.SetPanes(frozen(p.keep))
}

// headRows are the rows before the header of a sheet's first table: title, facts,
// a free row, the section's title.
const headRows = 4

// widths are those of the columns in characters, for the longest cell of each.
func (p *page) widths(sections []*Section) []float64 {
	widths := []float64{14, 14}
	for _, s := range sections {
		for _, t := range s.Tables {
			for i, col := range t.Columns {
				if i == len(widths) {
					widths = append(widths, 10)
				}
				widths[i] = max(widths[i], min(halfWidths(col.Title)+3, 16))
				for _, r := range t.Rows {
					widths[i] = max(widths[i], min(halfWidths(r.Cells[i].String())+3, 44))
				}
			}
		}
		for _, f := range s.Facts {
			widths[0] = max(widths[0], halfWidths(f.Label)+3)
		}
	}
	return widths
}

// halfWidths is the width of a text in half-width characters.
func halfWidths(s string) float64 {
	n := 0
	for _, r := range s {
		n++
		if wide(r) {
			n++
		}
	}
	return float64(n)
}

// set writes a row of cells; skip leaves rows free before it.
func (p *page) set(skip int, row ...excelize.Cell) {
	p.row += skip + 1
	if p.err != nil {
		return
	}
	values := make([]any, len(row))
	for i, c := range row {
		values[i] = c
	}
	at, err := excelize.CoordinatesToCellName(1, p.row)
	if err == nil {
		err = p.out.SetRow(at, values)
	}
	p.err = err
}

func (p *page) style(l look) int {
	id, err := p.styles.id(l)
	if err != nil && p.err == nil {
		p.err = err
	}
	return id
}

// say writes a line of text over the sheet's first columns.
func (p *page) say(l look, s string) {
	p.set(0, excelize.Cell{StyleID: p.style(l), Value: harmless(s)})
}

func (p *page) section(s *Section) {
	p.row++
	p.say(look{bold: true}, s.Title)
	for _, l := range s.Lines {
		p.say(look{}, l)
	}
	for _, c := range s.Cards {
		p.set(0, excelize.Cell{StyleID: p.style(look{}), Value: harmless(c.Label)}, p.cell(c.Value, look{bold: true}),
			excelize.Cell{StyleID: p.style(look{small: true}), Value: harmless(c.Note)})
	}
	for _, n := range s.Notes {
		p.say(look{small: true}, n)
	}
	for i, t := range s.Tables {
		if i > 0 || len(s.Lines)+len(s.Cards) > 0 {
			p.row++
		}
		p.table(t)
	}
	for _, f := range s.Facts {
		p.set(0, excelize.Cell{StyleID: p.style(look{}), Value: harmless(f.Label)}, excelize.Cell{StyleID: p.style(look{}), Value: harmless(f.Text)})
	}
	for _, who := range s.Signs {
		p.set(1, excelize.Cell{Value: who}, excelize.Cell{Value: strings.Repeat("_", 24)},
			excelize.Cell{Value: p.text.T("report.sign.date")}, excelize.Cell{Value: strings.Repeat("_", 12)})
	}
}

// cell is a value as its own cell.
func (p *page) cell(v Value, l look) excelize.Cell {
	l.format = readFormat(v)
	l.right = v.isNumber()
	return excelize.Cell{StyleID: p.style(l), Value: cellValue(v)}
}

// table writes a table and the charts that are drawn from it.
func (p *page) table(t *Table) {
	if t.Title != "" {
		p.say(look{bold: true}, t.Title)
	}
	header := make([]excelize.Cell, len(t.Columns))
	for i, c := range t.Columns {
		header[i] = excelize.Cell{StyleID: p.style(look{header: true, right: c.Align == AlignRight}), Value: c.Title}
	}
	p.set(0, header...)
	first := p.row + 1
	for _, r := range t.Rows {
		row := make([]excelize.Cell, len(r.Cells))
		for i, v := range r.Cells {
			row[i] = p.cell(v, look{total: r.Sum > 0, wrap: t.Columns[i].Wrap && utf8.RuneCountInString(v.String()) > 40})
			row[i].Formula = formula(t, r, i, p.row+1)
		}
		p.set(0, row...)
	}
	place := 0
	for _, s := range p.doc.Sections {
		for i := range s.Charts {
			if s.Charts[i].Data == t && p.err == nil {
				p.err = p.chart(&s.Charts[i], place, first)
				place++
			}
		}
	}
}

// formula is what a total or a share is calculated by; "" for a figure.
func formula(t *Table, r Row, column, at int) string {
	if ratio := t.Columns[column].Ratio; ratio != nil {
		return ratioFormula(ratio, at)
	}
	if r.Sum == 0 || !r.Cells[column].isNumber() {
		return ""
	}
	name := columnName(column)
	return fmt.Sprintf("SUM(%s%d:%s%d)", name, at-r.Sum, name, at-1)
}

func ratioFormula(r *Ratio, row int) string {
	whole := make([]string, len(r.Whole))
	for i, c := range r.Whole {
		whole[i] = fmt.Sprintf("%s%d", columnName(c), row)
	}
	part, sum := fmt.Sprintf("%s%d", columnName(r.Part), row), strings.Join(whole, "+")
	if r.Minus {
		part = "-" + part
	}
	if r.Down { // a whole quotient: ROUNDDOWN of what is nearly a share falls to the one below in some programs
		power := math.Pow10(r.Digits + 2)
		return fmt.Sprintf(`IF(%s<=0,"%s",QUOTIENT(%s*%.0f,%s)/%.0f)`, sum, dash, part, power, sum, power)
	}
	return fmt.Sprintf(`IF(%s<=0,"%s",ROUND(%s/(%s),%d))`, sum, dash, part, sum, r.Digits+2)
}

// columnName is the letter of a column counted from 0.
func columnName(i int) string {
	name, err := excelize.ColumnNumberToName(i + 1)
	if err != nil {
		return "A"
	}
	return name
}
