// Package report makes figures into what leaves the program: the month as PDF
// and workbook, and the rows of an export as CSV and workbook.
//
// A month is first made into a Document, words and tables without a page, which
// the window previews and both files are drawn from, so that all tell the same.
package report

import (
	"fmt"

	"zhangfang/app/book"
)

// Document is a report before it is drawn.
type Document struct {
	Title    string // what it is
	Shop     string
	Month    string // the period, in words
	Facts    []Fact // when it was printed and what it covers
	Sections []Section
	Seal     string // the start of the audit chain's head, for the foot of each page
}

// Fact is a short statement with its label.
type Fact struct{ Label, Text string }

// Section is a part of the report. What it has is shown in the order of the fields.
type Section struct {
	Title  string
	Sheet  string   // the sheet of the workbook it goes to
	Lines  []string // sentences
	Cards  []Card
	Charts []Chart
	Notes  []string // how the figures of the tables come about
	Tables []*Table
	Facts  []Fact
	Signs  []string // who signs, each on a line of its own with a date

	OnlySheet bool // stands in the workbook, as what a picture is drawn from, and not on paper
}

// Card is a key figure.
type Card struct {
	Label string
	Value Value
	Note  string
}

// Align is where a column's text stands.
type Align uint8

// The alignments.
const (
	AlignLeft Align = iota
	AlignRight
)

// Table is a table of values.
type Table struct {
	Title   string // of what in the section; may be empty
	Columns []Column
	Rows    []Row
}

// Column is a column of a table.
type Column struct {
	Title  string
	Align  Align
	Wrap   bool   // may be broken into lines; figures never are
	Number bool   // of orders and the like: broken only where longer than any known
	Ratio  *Ratio // computed from other columns
}

// Ratio is a column that is a share of others of its row, by their indexes.
type Ratio struct {
	Part   int
	Minus  bool // the part counts with the other sign
	Whole  []int
	Digits int
	Down   bool // see ShareDown
}

// Row is a row of a table. Sum > 0 makes it the total of so many rows before it.
type Row struct {
	Cells []Value
	Sum   int
}

// Chart draws columns of a table, a point a row; rows that are totals are left out.
type Chart struct {
	Title  string
	Kind   ChartKind
	Data   *Table
	Labels []string // of the rows, short
	Series []Series
	Warn   *Warn // nil for none
}

// Warn is a dashed line across a chart with what it says.
type Warn struct {
	At    float64 // on the chart's scale; 0.1 is 10 %
	Label string
}

// ChartKind is how a chart is drawn.
type ChartKind uint8

// The kinds of charts.
const (
	Bars ChartKind = iota
	Lines
)

// Series is one column of a chart. Stacked bars stand on those of the series before.
type Series struct {
	Column  int
	Ink     Ink
	Stacked bool
}

// Ink is how a series is filled. The three differ in black and white too.
type Ink uint8

// The inks.
const (
	Light Ink = iota
	Solid
	Hatched
)

// add appends a row; values fill the columns that are not computed, in order.
func (t *Table) add(values ...Value) {
	row := Row{Cells: make([]Value, len(t.Columns))}
	for i := range t.Columns {
		if t.Columns[i].Ratio == nil {
			row.Cells[i], values = values[0], values[1:]
		}
	}
	t.compute(row.Cells)
	t.Rows = append(t.Rows, row)
}

// total appends the total of the last n rows, which are of one currency.
func (t *Table) total(label string, n int) error {
	row := Row{Cells: make([]Value, len(t.Columns)), Sum: n}
	for _, above := range t.Rows[len(t.Rows)-n:] {
		for i, v := range above.Cells {
			if v.kind != amountValue && v.kind != countValue {
				continue
			}
			sum, err := book.Minor(row.Cells[i].n).Add(book.Minor(v.n))
			if err != nil {
				return fmt.Errorf("total of %s: %w", t.Columns[i].Title, err)
			}
			v.n = int64(sum)
			row.Cells[i] = v
		}
	}
	row.Cells[0] = Text(label)
	t.compute(row.Cells)
	t.Rows = append(t.Rows, row)
	return nil
}

// compute fills in the ratios of a row.
func (t *Table) compute(cells []Value) {
	for i := range t.Columns {
		r := t.Columns[i].Ratio
		if r == nil {
			continue
		}
		part, whole := cells[r.Part].n, int64(0)
		if r.Minus {
			part = -part
		}
		for _, c := range r.Whole {
			whole += cells[c].n
		}
		if r.Down {
			cells[i] = ShareDown(part, whole, r.Digits)
		} else {
			cells[i] = Share(part, whole, r.Digits)
		}
	}
}

// points is the number of a table's rows before its first total.
func (t *Table) points() int {
	for i, r := range t.Rows {
		if r.Sum > 0 {
			return i
		}
	}
	return len(t.Rows)
}
