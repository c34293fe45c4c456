package bill

import "strings"

// Head is the first records of a view. Their cells are put into the form of Name
// once, for all the formats that look at them.
type Head struct {
	Rows  [][]string
	names []map[string]bool // by record; nil where fewer than two cells hold something
}

// NewHead names the cells of records.
func NewHead(rows [][]string) *Head {
	h := &Head{Rows: rows, names: make([]map[string]bool, len(rows))}
	for i, cells := range rows {
		if n, _ := Filled(cells); n < 2 {
			continue
		}
		h.names[i] = make(map[string]bool, len(cells))
		for _, c := range cells {
			if c != "" {
				h.names[i][strings.TrimSuffix(Name(c), inFen)] = true
			}
		}
	}
	return h
}

// Has tells whether a record has a cell by each of the names.
func (h *Head) Has(row int, names ...string) bool {
	for _, n := range names {
		if !h.names[row][n] {
			return false
		}
	}
	return h.names[row] != nil
}

// may tells whether a record has a cell for each column that a table needs.
func (h *Head) may(row int, columns []Column) bool {
	for i := range columns {
		if columns[i].Need && !h.any(row, columns[i].Names) {
			return false
		}
	}
	return h.names[row] != nil
}

func (h *Head) any(row int, names []string) bool {
	for _, n := range names {
		if h.names[row][n] {
			return true
		}
	}
	return false
}
