package pos

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"iter"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

// zmFile unfolds the bill of UnionPay's online payments (ACP, file ZM): a line a
// transaction, cut by widths in bytes, in GB18030. Every merchant is a part.
//
// The widths and names are those of UnionPay's interface for files, part 3,
// section 6.1; what follows the 41st field is reserved. The fields follow each
// other without a gap, or with one space between them.
type zmFile struct{}

// Is tells the bill by its first line.
func (zmFile) Is(head []byte) bool {
	line, _, _ := bytes.Cut(head, []byte("\n"))
	_, ok := zmCutOf(string(bytes.TrimRight(line, "\r")))
	return ok
}

// Unfold cuts the lines. A line that is too short keeps what there is of it, so
// that it is refused as a row.
func (zmFile) Unfold(ctx context.Context, r io.Reader) iter.Seq2[bill.Unfolded, error] {
	return func(yield func(bill.Unfolded, error) bool) {
		sc := bufio.NewScanner(r)
		sc.Buffer(make([]byte, 64<<10), 1<<20)
		w := zmWalk{headed: map[string]bool{}}
		for sc.Scan() {
			if w.no++; w.no%1024 == 0 && ctx.Err() != nil {
				yield(bill.Unfolded{}, ctx.Err())
				return
			}
			if !w.line(strings.TrimRight(sc.Text(), "\r"), yield) {
				return
			}
		}
		err := sc.Err()
		if errors.Is(err, bufio.ErrTooLong) {
			err = &book.Problem{Code: bill.CodeLongLine, Line: w.no + 1}
		}
		if err != nil {
			yield(bill.Unfolded{Line: w.no + 1}, err)
		}
	}
}

// zmWalk is the state of unfolding.
type zmWalk struct {
	no     int
	cut    zmCut
	part   string
	headed map[string]bool // parts whose header was given
	cells  []string        // reused
}

// line gives the record of a line, and the header of its part before the first.
func (w *zmWalk) line(line string, yield func(bill.Unfolded, error) bool) bool {
	if strings.TrimSpace(line) == "" {
		return true
	}
	if w.cut.fields == nil {
		w.cut, _ = zmCutOf(line)
	}
	w.cells = w.cut.cut(w.cells[:0], line)
	if len(w.cells) == len(w.cut.fields) && len(w.cells) > zmMerchantAt {
		for i, c := range w.cells {
			w.cells[i] = zmText(c)
		}
		w.part = w.cells[zmMerchantAt]
	} else {
		w.cells = append(w.cells[:0], strings.TrimSpace(line))
	}
	return w.head(yield) && yield(bill.Unfolded{Part: w.part, Line: w.no, Cells: w.cells}, nil)
}

// head gives the header of a part once.
func (w *zmWalk) head(yield func(bill.Unfolded, error) bool) bool {
	if w.headed[w.part] {
		return true
	}
	w.headed[w.part] = true
	header := make([]string, len(w.cut.fields))
	for i, f := range w.cut.fields {
		header[i] = f.name
	}
	return yield(bill.Unfolded{Part: w.part, Line: w.no, Cells: header}, nil)
}

// zmText is a field without the spaces that fill it, as UTF-8.
func zmText(s string) string {
	s = strings.Trim(s, " ")
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			out, err := simplifiedchinese.GB18030.NewDecoder().String(s)
			if err != nil {
				return strings.ToValidUTF8(s, "\ufffd")
			}
			return out
		}
	}
	return s
}
