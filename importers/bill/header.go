package bill

import (
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"zhangfang/app/book"
)

// Field numbers a column of a table, from 0, as its family names it.
type Field int

// Column is the names that a field goes by in headers, in the form of Name. The
// first of them that a header has is the column.
type Column struct {
	Names []string
	Need  bool // without it the table is none of this format
	Free  bool // free text: a second column of the name does no harm
}

// units are what headers add to a name to say what its amounts are in.
var units = []string{"(元)", "(+元)", "(-元)", "(人民币)", "(人民币元)", "(cny)", "(rmb)", "/元"}

// Name is the form in which headers are compared: NFKC, small letters, without
// spaces, tabs, underscores, quotes and backticks, without the unit yuan, and
// without the English that some banks put behind a name in brackets.
func Name(s string) string {
	s = strings.ToLower(norm.NFKC.String(s))
	s = strings.Map(func(r rune) rune {
		switch r {
		case ' ', '\t', '\r', '\n', '_', '`', '\'', '"', '*', '\ufeff', '\u200b':
			return -1
		case '帐':
			return '账'
		}
		return r
	}, s)
	if i := strings.IndexByte(s, '['); i > 0 {
		s = s[:i]
	}
	for _, u := range units {
		s = strings.Replace(s, u, "", 1)
	}
	return s
}

// inFen is what a header says whose amounts are in fen.
const inFen = "(分)"

// Header is a header row mapped to the fields of a table.
type Header struct {
	Cells []string // as they stand in the file, trimmed
	names []string
	at    []int  // column by field, -1 where there is none
	fen   []bool // the column's amounts are in fen
	twice string // a header that stands there more than once
}

// MapHeader maps a row to columns. It reports the Need columns that are missing.
func MapHeader(cells []string, columns []Column) (h *Header, missing []string) {
	h = &Header{names: make([]string, len(cells)), at: make([]int, len(columns)), fen: make([]bool, len(columns))}
	for i, c := range cells {
		h.names[i] = Name(c)
		h.Cells = append(h.Cells, clean(c))
	}
	for f, col := range columns {
		h.at[f] = -1
		for _, name := range col.Names {
			if i := h.index(name); i >= 0 {
				h.set(f, i, col)
				break
			}
		}
		if col.Need && h.at[f] < 0 {
			missing = append(missing, col.Names[0])
		}
	}
	return h, missing
}

func (h *Header) index(name string) int {
	return slices.IndexFunc(h.names, func(n string) bool {
		return n == name || len(n) == len(name)+len(inFen) && n[:len(name)] == name && n[len(name):] == inFen
	})
}

func (h *Header) set(f, i int, col Column) {
	h.at[f], h.fen[f] = i, strings.HasSuffix(h.names[i], inFen)
	if !col.Free && h.twice == "" && slices.Contains(h.names[i+1:], h.names[i]) {
		h.twice = h.Cells[i]
	}
}

// Has tells whether the table has the column.
func (h *Header) Has(f Field) bool { return h.at[f] >= 0 }

// Any tells whether the table has one of the columns.
func (h *Header) Any(fields ...Field) bool { return slices.ContainsFunc(fields, h.Has) }

// Name is the header of a field as it stands in the file, "" where there is none.
func (h *Header) Name(f Field) string {
	if !h.Has(f) {
		return ""
	}
	return h.Cells[h.at[f]]
}

// problem is why a header that fits cannot be read.
func (h *Header) problem() *book.Problem {
	if h.twice == "" {
		return nil
	}
	return &book.Problem{Code: CodeTwice, Cell: h.twice}
}

// repeats tells whether a record is the header once more.
func (h *Header) repeats(cells []string) bool {
	if len(cells) < len(h.Cells) {
		return false
	}
	for i, c := range h.Cells {
		if clean(cells[i]) != c {
			return false
		}
	}
	return true
}
