package sample

import (
	"bufio"
	"io"
	"os"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/transform"
)

// encoding is how a file's text is written.
type encoding uint8

const (
	utf8BOM encoding = iota
	gb18030
)

// sheet writes a text table, a line at a time. It keeps the first error, which
// close returns. Cells are never quoted: what is invented holds no comma.
type sheet struct {
	rows int // records written by row
	mark string
	eol  string
	line []byte
	file io.WriteCloser
	out  *bufio.Writer
	conv io.WriteCloser // nil for UTF-8
	err  error
}

// createSheet makes a file on disk. mark stands before every cell of a record.
func createSheet(path string, enc encoding, mark, eol string) (*sheet, error) {
	f, err := os.Create(path)
	if err != nil {
		return nil, err
	}
	return newSheet(f, enc, mark, eol), nil
}

// newSheet writes a table into f, which it closes.
func newSheet(f io.WriteCloser, enc encoding, mark, eol string) *sheet {
	s := &sheet{mark: mark, eol: eol, file: f}
	var out io.Writer = f
	if enc == gb18030 {
		s.conv = transform.NewWriter(f, simplifiedchinese.GB18030.NewEncoder())
		out = s.conv
	}
	s.out = bufio.NewWriterSize(out, 1<<16)
	if enc == utf8BOM {
		s.raw("\ufeff")
	}
	return s
}

// text writes a line that is no record: preamble, header, totals.
func (s *sheet) text(line string) {
	s.raw(line)
	s.raw(s.eol)
}

// row writes a record.
func (s *sheet) row(cells ...string) {
	s.text(s.join(cells))
	s.rows++
}

// total writes a record that is counted as none.
func (s *sheet) total(cells ...string) { s.text(s.join(cells)) }

func (s *sheet) join(cells []string) string {
	b := s.line[:0]
	for i, c := range cells {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, s.mark...)
		b = append(b, c...)
	}
	s.line = b
	return string(b)
}

func (s *sheet) raw(text string) {
	if s.err == nil {
		_, s.err = s.out.WriteString(text)
	}
}

// close ends the file and returns the first error of its life.
func (s *sheet) close() error {
	s.keep(s.out.Flush())
	if s.conv != nil {
		s.keep(s.conv.Close())
	}
	s.keep(s.file.Close())
	return s.err
}

func (s *sheet) keep(err error) {
	if s.err == nil {
		s.err = err
	}
}
