package bill

import (
	"bytes"
	"context"
	"errors"
	"io"
	"iter"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/text/encoding/traditionalchinese"

	"zhangfang/app/book"
)

// Bounds of a table in a page.
const (
	maxPageCells = 16384 // cells of a row, as in a workbook
	maxTableNest = 64    // tables within tables
)

// tables unfolds the tables of a page, each a part by its number; one within
// another is a part of its own.
type tables struct{}

// Is is left to the marks of files, which know a page from other documents.
func (tables) Is([]byte) bool { return false }

// Unfold streams the rows. The line is that on which the row begins.
func (tables) Unfold(ctx context.Context, r io.Reader) iter.Seq2[Unfolded, error] {
	return func(yield func(Unfolded, error) bool) {
		p := page{z: html.NewTokenizer(pageText(r)), line: 1}
		p.z.SetMaxBuf(maxRecord)
		for {
			row, err := p.next()
			if err == nil && ctx.Err() != nil {
				err = ctx.Err()
			}
			if atEnd(err) || !yield(row, err) || err != nil {
				return
			}
		}
	}
}

// pageText decodes a page. The bytes tell the charset, which what a page says of
// itself often does not; only Big5 must be told, since GB18030 knows its bytes.
func pageText(r io.Reader) io.Reader {
	head := make([]byte, 2048)
	n, _ := io.ReadFull(r, head)
	all := io.MultiReader(bytes.NewReader(head[:n]), r)
	if bytes.Contains(bytes.ToLower(head[:n]), []byte("charset=big5")) {
		return traditionalchinese.Big5.NewDecoder().Reader(all)
	}
	return Decoded(all)
}

// page walks over the tokens of a page and makes rows of them.
type page struct {
	z     *html.Tokenizer
	line  int
	count int      // tables so far
	open  []*table // the innermost last
	done  []Unfolded
}

// table is one whose end has not come yet.
type table struct {
	number int
	inRow  bool
	inCell bool
	line   int // of the row
	cells  []string
	text   strings.Builder
	size   int   // bytes of the row
	span   int   // columns that the cell takes
	down   int   // further rows that it takes
	below  []int // by column, rows from here on that a cell above takes
	hidden string
}

// next is the next row that ends.
func (p *page) next() (Unfolded, error) {
	for len(p.done) == 0 {
		kind := p.z.Next()
		at := p.line
		p.line += bytes.Count(p.z.Raw(), []byte("\n"))
		if kind == html.ErrorToken {
			err := p.z.Err()
			if errors.Is(err, html.ErrBufferExceeded) {
				err = &book.Problem{Code: CodeLongLine, Line: at}
			}
			if atEnd(err) {
				p.end(len(p.open))
			}
			if len(p.done) == 0 {
				return Unfolded{}, err
			}
			break
		}
		if err := p.token(kind, at); err != nil {
			return Unfolded{}, err
		}
	}
	row := p.done[0]
	p.done = p.done[1:]
	return row, nil
}

func (p *page) token(kind html.TokenType, line int) error {
	if kind == html.TextToken {
		return p.text(line)
	}
	raw, more := p.z.TagName()
	name := string(raw)
	switch kind {
	case html.StartTagToken, html.SelfClosingTagToken:
		return p.start(name, more, line)
	case html.EndTagToken:
		p.close(name)
	}
	return nil
}

// start takes an opening tag. Rows and cells need no closing one.
func (p *page) start(name string, attributes bool, line int) error {
	if name == "table" {
		if len(p.open) == maxTableNest {
			return &book.Problem{Code: CodeDamaged, Line: line}
		}
		p.count++
		p.open = append(p.open, &table{number: p.count})
		return nil
	}
	t := p.top()
	switch {
	case t == nil:
	case name == "tr":
		p.endRow(t)
		t.inRow, t.line = true, line
	case name == "td" || name == "th":
		t.endCell()
		if !t.inRow {
			t.inRow, t.line = true, line
		}
		t.inCell, t.span, t.down = true, 1, 0
		if attributes {
			t.span, t.down = p.spans()
		}
		if len(t.cells)+t.span > maxPageCells {
			return &book.Problem{Code: CodeLongLine, Line: line}
		}
	case name == "br":
		t.text.WriteByte(' ')
	case name == "script" || name == "style":
		t.hidden = name
	}
	return nil
}

// close takes a closing tag.
func (p *page) close(name string) {
	t := p.top()
	switch {
	case t == nil:
	case name == "table":
		p.end(1)
	case name == "tr":
		p.endRow(t)
	case name == "td" || name == "th":
		t.endCell()
	case name == t.hidden:
		t.hidden = ""
	}
}

func (p *page) top() *table {
	if len(p.open) == 0 {
		return nil
	}
	return p.open[len(p.open)-1]
}

// text takes the text of a cell.
func (p *page) text(line int) error {
	t := p.top()
	if t == nil || !t.inCell || t.hidden != "" {
		return nil
	}
	s := p.z.Text()
	if t.size += len(s); t.size > maxRecord {
		return &book.Problem{Code: CodeLongLine, Line: line}
	}
	t.text.Write(s)
	return nil
}

// spans are how many columns, and further rows, a cell takes.
func (p *page) spans() (columns, down int) {
	columns = 1
	for more := true; more; {
		var key, value []byte
		key, value, more = p.z.TagAttr()
		n, err := strconv.Atoi(string(value))
		switch {
		case err != nil || n < 1:
		case string(key) == "colspan":
			columns = min(n, maxPageCells)
		case string(key) == "rowspan":
			down = min(n, 65536) - 1
		}
	}
	return columns, down
}

// end ends the innermost tables.
func (p *page) end(n int) {
	for range n {
		p.endRow(p.top())
		p.open = p.open[:len(p.open)-1]
	}
}

func (p *page) endRow(t *table) {
	t.endCell()
	if t.inRow {
		t.fill()
		p.done = append(p.done, Unfolded{Part: strconv.Itoa(t.number), Line: t.line, Cells: t.cells})
	}
	t.cells, t.size, t.inRow = nil, 0, false
}

// endCell puts the cell into its first column; the others that it takes, to the
// right and below, are empty as in a workbook's merged cells.
func (t *table) endCell() {
	if !t.inCell {
		return
	}
	t.fill()
	text := strings.Join(strings.FieldsFunc(t.text.String(), func(r rune) bool { return strings.ContainsRune(" \t\r\n", r) }), " ")
	for i := range t.span {
		if i > 0 {
			text = ""
		}
		if at := len(t.cells); t.down > 0 {
			for len(t.below) <= at {
				t.below = append(t.below, 0)
			}
			t.below[at] = t.down + 1 // this row's turn is taken off at once
		}
		t.cells = append(t.cells, text)
		t.passed()
	}
	t.text.Reset()
	t.inCell = false
}

// fill leaves the columns empty that cells above take.
func (t *table) fill() {
	for len(t.cells) < len(t.below) && t.below[len(t.cells)] > 0 && len(t.cells) < maxPageCells {
		t.cells = append(t.cells, "")
		t.passed()
	}
}

// passed takes this row off the cell that takes the last column filled.
func (t *table) passed() {
	if at := len(t.cells) - 1; at < len(t.below) && t.below[at] > 0 {
		t.below[at]--
	}
}
