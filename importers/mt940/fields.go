package mt940

import (
	"bufio"
	"errors"
	"io"
	"slices"
	"strings"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

const (
	maxField = 1 << 20 // bytes of a field; SWIFT's have six lines of 65 characters
)

// field is a field of a message: its tag without the colons, and its lines.
type field struct {
	tag   string
	line  int
	lines []string
	size  int // bytes
}

func (f *field) first() string { return strings.TrimSpace(f.lines[0]) }

// fields cuts text into fields. What stands before the first one, between
// messages, or in the headers around them belongs to none.
type fields struct {
	in   *bufio.Scanner
	line int
	held *field // begun, its end not seen
	dash bool   // a line "-" is held back: the end of a message, or a part of a text
}

func newFields(r io.Reader) *fields {
	in := bufio.NewScanner(r)
	in.Buffer(make([]byte, 0, 64<<10), maxField)
	return &fields{in: in}
}

// known are the tags that a statement has; other lines that look like tags are
// clocks and the like, wrapped in a text.
var known = []string{"13", "13D", "20", "21", "25", "25P", "28", "28C", "34F", "60F", "60M", "61", "62F", "62M", "64", "65", "86", "90C", "90D", "NS"}

// clock tells a time that was wrapped behind its hours: "T13" and ":20:11".
func clock(text string) bool {
	return len(text) >= 6 && text[0] == ':' && text[3] == ':' && text[1] <= '5' && text[4] <= '5' &&
		digits(text[1:3]+text[4:6]) && (len(text) == 6 || !isDigit(text[6]))
}

// next is the next field, io.EOF after the last.
func (f *fields) next() (*field, error) {
	for f.in.Scan() {
		f.line++
		text := strings.Trim(f.in.Text(), "\x01\x03\x1a\ufeff\r")
		if t, rest, ok := f.begins(text); ok {
			done := f.held
			f.held, f.dash = &field{tag: t, line: f.line, lines: []string{rest}}, false
			if done != nil {
				return done, nil
			}
			continue
		}
		if err := f.goesOn(text); err != nil {
			return nil, err
		}
	}
	if err := f.in.Err(); errors.Is(err, bufio.ErrTooLong) {
		return nil, &book.Problem{Code: bill.CodeLongLine, Line: f.line + 1}
	} else if err != nil {
		return nil, err
	}
	if done := f.held; done != nil {
		f.held = nil
		return done, nil
	}
	return nil, io.EOF
}

// begins tells whether a line begins a field.
func (f *fields) begins(text string) (tag, rest string, ok bool) {
	if !strings.HasPrefix(text, ":") {
		return "", "", false
	}
	tag, rest, ok = strings.Cut(text[1:], ":")
	if !ok || !slices.Contains(known, tag) || f.held != nil && f.held.tag == "86" && clock(text) {
		return "", "", false
	}
	return tag, rest, true
}

// goesOn adds a line to the field that it goes on.
func (f *fields) goesOn(text string) error {
	if f.held == nil {
		return nil
	}
	switch trimmed := strings.TrimSpace(text); {
	case trimmed == "":
		return nil
	case trimmed == "-" && !f.dash:
		f.dash = true
		return nil
	case strings.HasPrefix(trimmed, "-}") || strings.HasPrefix(trimmed, "{1:"):
		return nil // the envelope of a message
	}
	if f.dash {
		f.dash = false
		f.held.lines = append(f.held.lines, "-")
	}
	if f.held.size += len(text) + 16; f.held.size > maxField {
		return &book.Problem{Code: bill.CodeLongLine, Line: f.line}
	}
	f.held.lines = append(f.held.lines, text)
	return nil
}
