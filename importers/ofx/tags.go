package ofx

import (
	"bufio"
	"bytes"
	"errors"
	"html"
	"io"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/transform"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

// maxText bounds a tag or a text; the standard allows 255 characters.
const maxText = 1 << 20

// tag is a tag, "/NAME" where it closes, and the text behind it, which is the value
// of an element whether or not it is closed.
type tag struct {
	name string
	text string
	line int
}

// tags cuts a document into tags.
type tags struct {
	in   *bufio.Reader
	line int
	buf  []byte
}

func newTags(r io.Reader) (*tags, error) {
	text, err := decoded(r)
	if err != nil {
		return nil, err
	}
	t := &tags{in: bufio.NewReaderSize(text, 64<<10), line: 1}
	_, err = t.until("<")
	if errors.Is(err, io.EOF) {
		err = nil // the next tag will say so
	}
	return t, err
}

// next is the next tag, io.EOF after the last. Comments and instructions are none.
func (t *tags) next() (tag, error) {
	for {
		line := t.line
		name, err := t.markup()
		if err != nil {
			return tag{}, err
		}
		text, err := t.value()
		if err != nil || name != "" {
			return tag{name, text, line}, err
		}
	}
}

// value reads the text up to the next tag.
func (t *tags) value() (string, error) {
	var text strings.Builder // of several pieces
	for {
		s, err := t.until("<")
		if err != nil && !errors.Is(err, io.EOF) {
			return "", err
		}
		s = html.UnescapeString(strings.TrimSuffix(s, "<"))
		if err != nil || !t.marked("![CDATA[") {
			if text.Len() == 0 {
				return strings.TrimSpace(s), nil
			}
			text.WriteString(s)
			return strings.TrimSpace(text.String()), nil
		}
		text.WriteString(s)
		if s, err = t.until("]]>"); err != nil {
			return "", err
		}
		text.WriteString(strings.TrimSuffix(strings.TrimPrefix(s, "![CDATA["), "]]>"))
		if text.Len() > maxText {
			return "", &book.Problem{Code: bill.CodeLongLine, Line: t.line}
		}
	}
}

// markup reads from behind a "<" to behind its ">": the name of a tag, or "".
func (t *tags) markup() (string, error) {
	if t.marked("!--") {
		_, err := t.until("-->")
		return "", err
	}
	s, err := t.until(">")
	if err != nil {
		return "", err
	}
	s = strings.TrimSuffix(s, ">")
	if strings.HasPrefix(s, "?") || strings.HasPrefix(s, "!") {
		return "", nil
	}
	s, _, _ = strings.Cut(s, " ") // attributes
	return strings.ToUpper(s), nil
}

// marked tells what comes next.
func (t *tags) marked(with string) bool {
	head, err := t.in.Peek(len(with))
	return err == nil && string(head) == with
}

// until reads up to an end and over it. io.EOF, with what there was, without one.
func (t *tags) until(end string) (string, error) {
	t.buf = t.buf[:0]
	for {
		part, err := t.in.ReadSlice(end[len(end)-1])
		t.line += bytes.Count(part, []byte("\n"))
		if err == nil && len(end) == 1 && len(t.buf) == 0 {
			return string(part), nil // nearly always
		}
		t.buf = append(t.buf, part...)
		switch {
		case len(t.buf) > maxText:
			return "", &book.Problem{Code: bill.CodeLongLine, Line: t.line}
		case err == nil && !bytes.HasSuffix(t.buf, []byte(end)), errors.Is(err, bufio.ErrBufferFull):
			continue
		}
		return string(t.buf), err
	}
}

// western is how headers name the charset of the West.
var western = regexp.MustCompile(`(?i)CHARSET:\s*(1252|(ISO-)?8859-1)|encoding="(windows-1252|iso-8859-1)"`)

// decoded is the text in UTF-8. Where a header names Windows 1252, which many do
// that hold UTF-8, what is no UTF-8 is read as that.
func decoded(r io.Reader) (io.Reader, error) {
	in := bufio.NewReaderSize(r, 4<<10)
	head, err := in.Peek(1 << 10)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	if western.Match(head) && bytes.IndexByte(head, 0) < 0 {
		return transform.NewReader(in, mixed{}), nil
	}
	return bill.Decoded(in), nil
}

// mixed reads UTF-8, and bytes that are none as Windows 1252.
type mixed struct{ transform.NopResetter }

// Transform implements transform.Transformer.
func (mixed) Transform(dst, src []byte, atEOF bool) (nDst, nSrc int, err error) {
	for nSrc < len(src) {
		if c := src[nSrc]; c < utf8.RuneSelf && nDst < len(dst) {
			dst[nDst] = c
			nDst, nSrc = nDst+1, nSrc+1
			continue
		}
		if !atEOF && !utf8.FullRune(src[nSrc:]) {
			return nDst, nSrc, transform.ErrShortSrc
		}
		r, n := utf8.DecodeRune(src[nSrc:])
		if r == utf8.RuneError && n == 1 {
			r = charmap.Windows1252.DecodeByte(src[nSrc])
		}
		if nDst+utf8.UTFMax > len(dst) {
			return nDst, nSrc, transform.ErrShortDst
		}
		nDst += utf8.EncodeRune(dst[nDst:], r)
		nSrc += n
	}
	return nDst, nSrc, nil
}
