package camt

import (
	"bufio"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"unicode/utf8"

	"golang.org/x/text/encoding/htmlindex"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

// maxToken bounds a tag or a text, in bytes.
const maxToken = 1 << 20

// markup cuts a document in UTF-8 into texts and tags. It takes the XML that banks
// write, which is all but document types; what is no XML is an error.
type markup struct {
	in   *bufio.Reader
	line int // reached
	buf  []byte
}

// until reads up to an end and over it, and returns what stood before it, which holds
// until the next reading. io.EOF, with what there was, without one.
func (m *markup) until(end string) ([]byte, error) {
	m.buf = m.buf[:0]
	for {
		part, err := m.in.ReadSlice(end[len(end)-1])
		m.line += bytes.Count(part, []byte("\n"))
		if err == nil && len(m.buf) == 0 && bytes.HasSuffix(part, []byte(end)) {
			return part[:len(part)-len(end)], nil
		}
		m.buf = append(m.buf, part...)
		switch {
		case len(m.buf) > maxToken:
			return nil, &book.Problem{Code: bill.CodeLongLine, Line: m.line}
		case err != nil && !errors.Is(err, bufio.ErrBufferFull):
			return m.buf, err
		case err == nil && bytes.HasSuffix(m.buf, []byte(end)):
			return m.buf[:len(m.buf)-len(end)], nil
		}
	}
}

// peek is the byte that comes next, 0 at the end.
func (m *markup) peek() byte {
	if head, _ := m.in.Peek(1); len(head) > 0 {
		return head[0]
	}
	return 0
}

// starts tells whether s comes next.
func (m *markup) starts(s string) bool {
	head, _ := m.in.Peek(len(s)) // where there is less it does not
	return string(head) == s
}

// tag reads from behind a "<" to behind the ">" that no attribute holds.
func (m *markup) tag() ([]byte, error) {
	part, err := m.until(">")
	if err != nil {
		return nil, err
	}
	quote := openQuote(0, part)
	if quote == 0 {
		return part, nil
	}
	whole := bytes.Clone(part)
	for quote != 0 {
		if part, err = m.until(">"); err != nil {
			return nil, err
		}
		if whole = append(append(whole, '>'), part...); len(whole) > maxToken {
			return nil, &book.Problem{Code: bill.CodeLongLine, Line: m.line}
		}
		quote = openQuote(quote, part)
	}
	return whole, nil
}

// openQuote is the quote that is open behind a piece of a tag, 0 for none; open is the
// one that is open before it.
func openQuote(open byte, tag []byte) byte {
	for {
		var i int
		if open != 0 {
			i = bytes.IndexByte(tag, open)
		} else if i = bytes.IndexByte(tag, '='); i >= 0 { // most tags have no attributes
			i = bytes.IndexAny(tag, `"'`)
		}
		switch {
		case i < 0:
			return open
		case open != 0:
			open = 0
		default:
			open = tag[i]
		}
		tag = tag[i+1:]
	}
}

// attribute is the value of an attribute of a tag, "" where it has none of the name.
func attribute(tag []byte, name string) string {
	at := bytes.IndexFunc(tag, space)
	if at < 0 {
		return "" // nothing but the name of the element
	}
	for tag = tag[at:]; ; {
		tag = bytes.TrimLeftFunc(tag, space)
		key, rest, ok := bytes.Cut(tag, []byte("="))
		if rest = bytes.TrimLeftFunc(rest, space); !ok || len(rest) == 0 {
			return ""
		}
		value, after, _ := bytes.Cut(rest[1:], rest[:1])
		if string(bytes.TrimRightFunc(key, space)) == name {
			return string(value)
		}
		tag = after
	}
}

// entities are those that XML knows without a document type.
var entities = map[string]string{"amp": "&", "lt": "<", "gt": ">", "quot": `"`, "apos": "'"}

// appendText adds a text to dst, with characters for entities. It fails where the
// text holds what XML does not.
func appendText(dst, text []byte) ([]byte, error) {
	if len(text) == 0 {
		return dst, nil
	}
	if !utf8.Valid(text) || bytes.ContainsFunc(text, control) {
		return dst, errors.New("bytes that are no text")
	}
	for {
		before, rest, found := bytes.Cut(text, []byte("&"))
		dst = append(dst, before...)
		if !found {
			return dst, nil
		}
		name, after, closed := bytes.Cut(rest, []byte(";"))
		s, err := entity(string(name[:min(len(name), 16)]))
		if err != nil || !closed {
			return dst, cmp.Or(err, errors.New("an entity without its end"))
		}
		dst, text = append(dst, s...), after
	}
}

func control(r rune) bool { return r < ' ' && !space(r) }

func entity(name string) (string, error) {
	if s, known := entities[name]; known {
		return s, nil
	}
	digits, base := name, 10
	switch {
	case len(name) > 2 && name[:2] == "#x":
		digits, base = name[2:], 16
	case len(name) > 1 && name[0] == '#':
		digits = name[1:]
	default:
		return "", fmt.Errorf("entity %q is not known", name)
	}
	n, err := strconv.ParseUint(digits, base, 32)
	if r := rune(n); err != nil || !utf8.ValidRune(r) || control(r) {
		return "", fmt.Errorf("entity %q is no character", name)
	}
	return string(rune(n)), nil
}

// declared is where a document names its encoding.
var declared = regexp.MustCompile(`^<\?xml[^>]*\sencoding\s*=\s*["']([^"']*)["']`)

// decoded is the document in UTF-8, without a byte order mark. UTF-16 shows itself;
// where it is named and not so, and wherever no other encoding is named, the document
// is UTF-8.
func decoded(r io.Reader) (io.Reader, error) {
	in := bufio.NewReader(r)
	head, err := in.Peek(1 << 10)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	switch {
	case bytes.HasPrefix(head, []byte("\xef\xbb\xbf")):
		_, err := in.Discard(3)
		return in, err
	case bytes.IndexByte(head[:min(len(head), 4)], 0) >= 0 || bytes.HasPrefix(head, []byte("\xff\xfe")) || bytes.HasPrefix(head, []byte("\xfe\xff")):
		return bill.Decoded(in), nil
	}
	m := declared.FindSubmatch(head)
	if m == nil || bytes.EqualFold(m[1], []byte("utf-8")) || len(m[1]) >= 6 && bytes.EqualFold(m[1][:6], []byte("utf-16")) {
		return in, nil
	}
	e, err := htmlindex.Get(string(m[1]))
	if err != nil {
		return nil, &book.Problem{Code: CodeCharset, Args: []string{string(m[1])}, Err: err}
	}
	return e.NewDecoder().Reader(in), nil
}
