package bill

import (
	"bytes"
	"io"
	"strings"

	"zhangfang/app/book"
)

const (
	maxRecord     = 1 << 20 // bytes of one record
	maxQuotedLine = 100     // lines that a quoted cell may run over

	// A file that does not fill the first buffer, such as the bill of a day, needs no
	// other; one that does is read by large ones.
	firstBuffer = chunk / 4
	largeBuffer = 2 * chunk
)

// csvSource cuts decoded text into records of cells. It takes what spreadsheets
// and banks write: a quote that closes before a tab ("x"⇥,), quotes that never
// close, rows of any length. A cell is a part of the one string made per record.
type csvSource struct {
	r       io.Reader
	comma   byte
	oneLine bool // records never run over a line end
	buf     []byte
	pos     int // start of the next record in buf
	end     int
	eof     bool
	full    bool // the last read filled buf
	line    int  // physical line of the record last read
	lines   int  // physical lines of that record
	cells   []string
	strays  strays
}

func newCSV(r io.Reader, comma byte) *csvSource {
	return &csvSource{r: r, comma: comma, buf: make([]byte, firstBuffer)}
}

// next reads a record. It returns io.EOF after the last.
func (c *csvSource) next() ([]string, int, error) {
	c.line += max(c.lines, 1)
	c.lines = 1
	n, err := c.lineEnd(0)
	if err != nil {
		return nil, c.line, err
	}
	rec := c.record(0, n)
	if strings.IndexByte(rec, '"') < 0 {
		c.splitPlain(rec)
		c.pos += n
		return c.cells, c.line, nil
	}
	c.cells = c.cells[:0]
	switch open := c.split(rec); {
	case open < 0:
	case c.oneLine:
		c.splitPlain(rec)
	default:
		return c.quotedLines(n, open)
	}
	c.pos += n
	return c.cells, c.line, nil
}

// quotedLines reads on in a record of which a quoted cell runs over line ends; n is
// where its first line ends and open where the cell begins. Where the quote never
// closes it was none.
func (c *csvSource) quotedLines(n, open int) ([]string, int, error) {
	first, rows := n, 0
	for more := 1; more < maxQuotedLine; more++ {
		m, err := c.lineEnd(n)
		if atEnd(err) {
			break
		}
		if err != nil {
			return nil, c.line, err
		}
		if rowlike(c.record(n, m), c.comma, len(c.cells)) {
			rows++
		}
		n = m
		at := c.split(c.record(open, n))
		if at < 0 {
			c.strays.add(rows, c.line)
			c.lines = more + 1
			c.pos += n
			return c.cells, c.line, nil
		}
		open += at
	}
	c.splitPlain(c.record(0, first))
	c.pos += first
	return c.cells, c.line, nil
}

// lineEnd is where the line ends that starts at offset from of the record, with
// its newline; io.EOF where there is none.
func (c *csvSource) lineEnd(from int) (int, error) {
	for seen := from; ; {
		if i := bytes.IndexByte(c.buf[c.pos+seen:c.end], '\n'); i >= 0 {
			return seen + i + 1, nil
		}
		seen = c.end - c.pos
		if c.eof {
			if seen == from {
				return 0, io.EOF
			}
			return seen, nil
		}
		if err := c.more(); err != nil {
			return 0, err
		}
	}
}

// more reads on behind what is in the buffer.
func (c *csvSource) more() error {
	if c.pos > 0 {
		c.end = copy(c.buf, c.buf[c.pos:c.end])
		c.pos = 0
	}
	if c.full && len(c.buf) < largeBuffer {
		c.buf = append(c.buf, make([]byte, largeBuffer-len(c.buf))...)
	}
	if c.end == len(c.buf) {
		if len(c.buf) >= maxRecord {
			return &book.Problem{Code: CodeLongLine, Line: c.line}
		}
		c.buf = append(c.buf, make([]byte, len(c.buf))...)
	}
	n, err := c.r.Read(c.buf[c.end:])
	c.end += n
	c.full = c.end == len(c.buf)
	if atEnd(err) {
		c.eof = true
		return nil
	}
	return err
}

// record is the text of the record from one offset to another, without the line end.
func (c *csvSource) record(from, to int) string {
	b := c.buf[c.pos+from : c.pos+to]
	b = bytes.TrimSuffix(b, []byte("\n"))
	b = bytes.TrimSuffix(b, []byte("\r"))
	return string(b)
}

func (c *csvSource) splitPlain(rec string) {
	c.cells = c.cells[:0]
	for {
		i := strings.IndexByte(rec, c.comma)
		if i < 0 {
			c.cells = append(c.cells, rec)
			return
		}
		c.cells = append(c.cells, rec[:i])
		rec = rec[i+1:]
	}
}

// split adds the cells of a text that holds quotes. It returns where the cell begins
// whose quote is left open, -1 where none is.
func (c *csvSource) split(text string) (open int) {
	for rec := text; ; {
		cell, rest := "", rec
		if start := strings.TrimLeft(rec, " \t"); strings.HasPrefix(start, `"`) && c.comma != '\t' ||
			strings.HasPrefix(rec, `"`) {
			var closed bool
			if cell, rest, closed = unquote(start[1:]); !closed {
				return len(text) - len(rec)
			}
		}
		i := strings.IndexByte(rest, c.comma)
		tail := rest
		if i >= 0 {
			tail = rest[:i]
		}
		switch {
		case cell == "":
			cell = tail
		case strings.Trim(tail, " \t") != "":
			cell += tail
		}
		c.cells = append(c.cells, cell)
		if i < 0 {
			return -1
		}
		rec = rest[i+1:]
	}
}

// unquote reads a quoted cell from behind its opening quote and returns what
// follows the closing one.
func unquote(s string) (cell, rest string, closed bool) {
	i := strings.IndexByte(s, '"')
	for i >= 0 && i+1 < len(s) && s[i+1] == '"' {
		j := strings.IndexByte(s[i+2:], '"')
		if j < 0 {
			return "", "", false
		}
		i += 2 + j
	}
	if i < 0 {
		return "", "", false
	}
	return strings.ReplaceAll(s[:i], `""`, `"`), s[i+1:], true
}
