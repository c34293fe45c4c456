package bill

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"zhangfang/app/book"
)

const chunk = 64 << 10

// charset is how the bytes of a text file stand for characters.
type charset uint8

const (
	charsetUnknown charset = iota // only ASCII so far
	charsetUTF8
	charsetGB18030 // a superset of GBK and GB2312
	charsetUTF16
)

// decoder turns text of any charset met in China into UTF-8. A byte order mark
// decides; else the first chunk that is not ASCII does: UTF-8, or else GB18030.
// Bytes that are no character become U+FFFD and are counted.
type decoder struct {
	src     io.Reader
	mode    charset
	tr      transform.Transformer
	raw     []byte
	tail    []byte // the start of a character whose end is in the next chunk
	out     []byte // decoded, not handed out yet
	wide    []byte // backing of out where characters change their length
	err     error
	damaged int // characters that were lost, here or before the file was saved
}

func newDecoder(src io.Reader) *decoder {
	return &decoder{src: src, raw: make([]byte, chunk)}
}

func (d *decoder) Read(p []byte) (int, error) {
	for len(d.out) == 0 {
		if d.err != nil {
			return 0, d.err
		}
		d.fill()
	}
	n := copy(p, d.out)
	d.out = d.out[n:]
	return n, nil
}

// fill decodes the next chunk into out, or sets err.
func (d *decoder) fill() {
	first := d.mode == charsetUnknown && d.tr == nil
	kept := copy(d.raw, d.tail)
	d.tail = d.tail[:0]
	n, err := io.ReadFull(d.src, d.raw[kept:])
	if atEnd(err) {
		err = io.EOF
	}
	d.err = err
	if err != nil && err != io.EOF {
		return
	}
	data := d.raw[:kept+n]
	if first {
		data = d.byteOrderMark(data)
	}
	if d.mode == charsetUnknown && !isASCII(data) {
		d.decide(data)
	}
	if d.mode != charsetUTF16 && bytes.IndexByte(data, 0) >= 0 {
		d.out, d.err = nil, &book.Problem{Code: CodeBinary}
		return
	}
	switch d.mode {
	case charsetUnknown:
		d.out = data
	case charsetUTF8:
		d.out = d.validate(data)
	default:
		d.out = d.transform(data)
	}
}

// byteOrderMark sets the mode by the mark and cuts it off. UTF-16 without one
// is known by its zeros: every other byte of what is mostly ASCII.
func (d *decoder) byteOrderMark(data []byte) []byte {
	d.tr = transform.Nop // the first chunk has been seen
	utf16 := func(e unicode.Endianness) {
		d.mode, d.tr = charsetUTF16, unicode.UTF16(e, unicode.IgnoreBOM).NewDecoder()
	}
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		d.mode = charsetUTF8
		return data[3:]
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		utf16(unicode.LittleEndian)
		return data[2:]
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		utf16(unicode.BigEndian)
		return data[2:]
	}
	var zeros [2]int
	for i, b := range data {
		if b == 0 {
			zeros[i&1]++
		}
	}
	switch {
	case zeros[0] == 0 && zeros[1] > len(data)/4:
		utf16(unicode.LittleEndian)
	case zeros[1] == 0 && zeros[0] > len(data)/4:
		utf16(unicode.BigEndian)
	}
	return data
}

// decide picks the charset of data, which is not all ASCII. A few broken bytes
// among much valid UTF-8 are damage; text in GBK is hardly ever valid.
func (d *decoder) decide(data []byte) {
	good, bad := 0, 0
	for b := data[:len(data)-incomplete(data)]; len(b) > 0; {
		r, n := utf8.DecodeRune(b)
		switch {
		case r == utf8.RuneError && n == 1:
			bad++
		case n > 1:
			good++
		}
		b = b[n:]
	}
	if bad*20 <= good {
		d.mode = charsetUTF8
		return
	}
	d.mode, d.tr = charsetGB18030, simplifiedchinese.GB18030.NewDecoder()
}

// validate hands out UTF-8, with U+FFFD for what is none.
func (d *decoder) validate(data []byte) []byte {
	if d.err == nil {
		n := incomplete(data)
		d.tail = append(d.tail, data[len(data)-n:]...)
		data = data[:len(data)-n]
	}
	if !utf8.Valid(data) {
		data = bytes.ToValidUTF8(data, []byte("\ufffd"))
	}
	d.count(data)
	return data
}

func (d *decoder) transform(data []byte) []byte {
	if need := max(3*len(data), utf8.UTFMax); len(d.wide) < need { // no character of two bytes or more takes more than three
		d.wide = make([]byte, need)
	}
	n, used, err := d.tr.Transform(d.wide, data, d.err != nil)
	if err != nil && !errors.Is(err, transform.ErrShortSrc) {
		d.err = err
	}
	d.tail = append(d.tail, data[used:]...)
	d.count(d.wide[:n])
	return d.wide[:n]
}

// count looks for characters lost now, and for the trace of an earlier loss:
// U+FFFD saved as UTF-8 and read as GBK.
func (d *decoder) count(data []byte) {
	d.damaged += bytes.Count(data, []byte("\ufffd")) + bytes.Count(data, []byte("锟斤拷"))
}

// incomplete is the number of bytes at the end of data, at most three, that
// begin a UTF-8 character without ending it.
func incomplete(data []byte) int {
	for n := 1; n <= 3 && n <= len(data); n++ {
		b := data[len(data)-n]
		if utf8.RuneStart(b) {
			if b >= utf8.RuneSelf && !utf8.FullRune(data[len(data)-n:]) {
				return n
			}
			return 0
		}
	}
	return 0
}

func isASCII(b []byte) bool {
	for ; len(b) >= 8; b = b[8:] {
		if binary.LittleEndian.Uint64(b)&0x8080808080808080 != 0 {
			return false
		}
	}
	for _, c := range b {
		if c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
