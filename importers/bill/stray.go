package bill

import (
	"strconv"
	"strings"

	"zhangfang/app/book"
)

// NoteStray: a quote that somebody typed, and that another closes some lines further
// on, makes one cell of the rows between them. What a text of several lines is and
// what such rows are cannot be told for sure, so the file is held. A: lines that look
// like rows.
const NoteStray = "stray_quote"

// strays counts the lines within quoted cells that look like rows.
type strays struct {
	rows int
	line int // of the first record that holds such lines
}

func (s *strays) add(rows, line int) {
	if rows > 0 && s.rows == 0 {
		s.line = line
	}
	s.rows += rows
}

// notes tells of them.
func (s *strays) notes() []book.Note {
	if s.rows == 0 {
		return nil
	}
	return []book.Note{{Code: NoteStray, Args: []string{strconv.Itoa(s.rows)}, Line: s.line, Suspicious: true}}
}

// rowlike tells whether a line that goes on with a quoted cell, before which the record
// has some cells, looks like a row: as far as it is of the cell, it has as many cells
// before its end. Of a row whose own first cell has the quote nothing is; then its text
// follows the quote, where a comma ought to.
func rowlike(line string, comma byte, before int) bool {
	_, rest, closed := unquote(line)
	if !closed {
		return strings.Count(line, string(comma)) >= max(before, 1)
	}
	within := line[:len(line)-len(rest)-1]
	if within == "" {
		tail, _, _ := strings.Cut(rest, string(comma))
		return before == 0 && strings.Trim(tail, " \t") != ""
	}
	return strings.Count(within, string(comma)) >= max(before, 1)
}
