package bill

import (
	"encoding/binary"
	"strings"
	"unicode/utf16"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// biffReader reads on over the ends of records: what is too long for one goes on
// in those that continue it.
type biffReader struct {
	b    *biff
	cur  []byte
	next int // the record that may go on
}

// reader reads the record at an offset, from a place in its body.
func (b *biff) reader(at, from int) (*biffReader, error) {
	_, body, next, err := b.record(at)
	if err != nil || from > len(body) {
		return nil, errBIFF
	}
	return &biffReader{b, body[from:], next}, nil
}

// more moves to the record that continues this one.
func (r *biffReader) more() error {
	kind, body, next, err := r.b.record(r.next)
	if err != nil || kind != biffContinue {
		return errBIFF
	}
	r.cur, r.next = body, next
	return nil
}

// take reads n bytes of a number.
func (r *biffReader) take(n int) ([]byte, error) {
	for len(r.cur) == 0 {
		if err := r.more(); err != nil {
			return nil, err
		}
	}
	if len(r.cur) < n {
		return nil, errBIFF
	}
	b := r.cur[:n]
	r.cur = r.cur[n:]
	return b, nil
}

// skip passes over n bytes, which may run over several records.
func (r *biffReader) skip(n int) error {
	for n > len(r.cur) {
		n -= len(r.cur)
		if err := r.more(); err != nil {
			return err
		}
	}
	r.cur = r.cur[n:]
	return nil
}

// text reads n characters and what BIFF8 puts around them: a flag says whether
// they are UTF-16, and again in every record that goes on with them; how they
// are set and spoken is passed over.
func (r *biffReader) text(n int) (string, error) {
	if !r.b.wide {
		b, err := r.take(n)
		return r.b.narrow(b), err
	}
	flags, err := r.take(1)
	if err != nil {
		return "", err
	}
	flag, runs, spoken := flags[0], 0, 0
	if flag&8 != 0 {
		b, err := r.take(2)
		if err != nil {
			return "", err
		}
		runs = int(binary.LittleEndian.Uint16(b))
	}
	if flag&4 != 0 {
		b, err := r.take(4)
		if err != nil {
			return "", err
		}
		spoken = int(binary.LittleEndian.Uint32(b))
	}
	s, err := r.characters(n, flag&1 != 0)
	if err != nil {
		return "", err
	}
	return s, r.skip(4*runs + spoken)
}

func (r *biffReader) characters(n int, wide bool) (string, error) {
	var s strings.Builder
	for {
		size := 1
		if wide {
			size = 2
		}
		take := min(n, len(r.cur)/size)
		if b := r.cur[:take*size]; wide {
			s.WriteString(utf16Text(b))
		} else {
			s.WriteString(r.b.narrow(b))
		}
		r.cur = r.cur[take*size:]
		if n -= take; n == 0 {
			return s.String(), nil
		}
		if err := r.more(); err != nil {
			return "", err
		}
		if len(r.cur) == 0 {
			return "", errBIFF
		}
		wide, r.cur = r.cur[0]&1 != 0, r.cur[1:]
	}
}

func utf16Text(b []byte) string {
	u := make([]uint16, len(b)/2)
	for i := range u {
		u[i] = binary.LittleEndian.Uint16(b[2*i:])
	}
	return string(utf16.Decode(u))
}

// unicodePage is the code page of BIFF8: its narrow characters are the first 256
// of Unicode. Programs that put GBK there name its code page instead.
const unicodePage = 1200

// narrow decodes characters of one byte, or of the code page's one or two.
func (b *biff) narrow(raw []byte) string {
	if isASCII(raw) {
		return string(raw)
	}
	var page encoding.Encoding = simplifiedchinese.GB18030
	switch {
	case b.wide && b.codepage == unicodePage:
		page = charmap.ISO8859_1
	case b.codepage == 950:
		page = traditionalchinese.Big5
	case b.codepage == 1252 || b.codepage == 0x8001:
		page = charmap.Windows1252
	}
	s, err := page.NewDecoder().Bytes(raw)
	if err != nil || b.wide && strings.ContainsRune(string(s), '\ufffd') {
		s, _ = charmap.ISO8859_1.NewDecoder().Bytes(raw) // knows every byte
	}
	return string(s)
}

// textAt is the text whose length stands at a place in the body of a record.
func (b *biff) textAt(at, from int) (string, error) {
	r, err := b.reader(at, from)
	if err != nil {
		return "", err
	}
	n, err := r.take(2)
	if err != nil {
		return "", err
	}
	return r.text(int(binary.LittleEndian.Uint16(n)))
}

// sharedTexts reads the table of texts that cells refer to. There are as many as
// its bytes hold, whatever number it names.
func (b *biff) sharedTexts(at int) error {
	r, err := b.reader(at, 0)
	if err != nil {
		return err
	}
	head, err := r.take(8)
	if err != nil {
		return err
	}
	for n := range int(binary.LittleEndian.Uint32(head[4:])) {
		if err := b.poll(n); err != nil {
			return err
		}
		size, err := r.take(2)
		if err != nil {
			return err
		}
		s, err := r.text(int(binary.LittleEndian.Uint16(size)))
		if err != nil {
			return err
		}
		b.texts = append(b.texts, s)
	}
	return nil
}
