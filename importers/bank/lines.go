package bank

import (
	"bufio"
	"context"
	"errors"
	"io"
	"iter"
	"strings"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

// maxLine bounds a line of a document.
const maxLine = 1 << 20

// textLine is a line of a document, without its end.
type textLine struct {
	no   int // from 1
	text string
}

// lines gives the lines of a text that hold something, decoded.
func lines(ctx context.Context, r io.Reader) iter.Seq2[textLine, error] {
	return func(yield func(textLine, error) bool) {
		sc := bufio.NewScanner(bill.Decoded(r))
		sc.Buffer(make([]byte, 64<<10), maxLine)
		no := 0
		for sc.Scan() {
			if no++; no%1024 == 0 && ctx.Err() != nil {
				yield(textLine{}, ctx.Err())
				return
			}
			text := strings.TrimSuffix(sc.Text(), "\r")
			if strings.TrimSpace(text) != "" && !yield(textLine{no, text}, nil) {
				return
			}
		}
		err := sc.Err()
		if errors.Is(err, bufio.ErrTooLong) {
			err = &book.Problem{Code: bill.CodeLongLine, Line: no + 1}
		}
		if err != nil {
			yield(textLine{no: no + 1}, err)
		}
	}
}

// splitLine appends the cells of a line, which may stand in quotes; a quote that
// never closes is none.
func splitLine(cells []string, line string, comma byte) []string {
	for {
		if rest, ok := strings.CutPrefix(line, `"`); ok {
			if cell, after, closed := quoted(rest, comma); closed {
				cells = append(cells, cell)
				if after == "" {
					return cells
				}
				line = after[1:]
				continue
			}
		}
		i := strings.IndexByte(line, comma)
		if i < 0 {
			return append(cells, line)
		}
		cells = append(cells, line[:i])
		line = line[i+1:]
	}
}

// quoted reads a cell from behind its opening quote to the comma behind the
// closing one; rest is "" at the end of the line, and begins with the comma else.
func quoted(s string, comma byte) (cell, rest string, closed bool) {
	for from := 0; ; {
		i := strings.IndexByte(s[from:], '"')
		if i < 0 {
			return "", "", false
		}
		i += from
		if i+1 < len(s) && s[i+1] == '"' {
			from = i + 2
			continue
		}
		cell = strings.ReplaceAll(s[:i], `""`, `"`)
		tail := strings.TrimLeft(s[i+1:], " \t")
		return cell, tail, tail == "" || tail[0] == comma
	}
}
