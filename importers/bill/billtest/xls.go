package billtest

import (
	"encoding/binary"
	"math"
	"unicode/utf16"
)

// XLSheet is a sheet of an old workbook. A cell is a string (shared), Inline,
// float64, RK, Formula, bool or nil.
type XLSheet struct {
	Name string
	Rows [][]any
}

// Inline is a text that stands in its cell.
type Inline string

// RK is a number in hundredths, packed as spreadsheets pack short numbers.
type RK int32

// Formula is a cell by what its formula made: a float64, string, bool, or nil.
type Formula struct{ Made any }

// XLS is a workbook of Excel 97 to 2003.
func XLS(sheets ...XLSheet) []byte {
	return Compound("Workbook", Join(Records(0x0600, sheets...)))
}

// Record is a record of a workbook's stream.
type Record struct {
	Kind uint16
	Body []byte
}

// Join writes records one after another.
func Join(records []Record) []byte {
	var out []byte
	for _, r := range records {
		out = binary.LittleEndian.AppendUint16(out, r.Kind)
		out = binary.LittleEndian.AppendUint16(out, uint16(len(r.Body)))
		out = append(out, r.Body...)
	}
	return out
}

// Records are the records of a workbook of a version: its globals, then its sheets.
func Records(version uint16, sheets ...XLSheet) []Record {
	texts := &shared{at: map[string]uint32{}}
	var bodies [][]Record
	for _, s := range sheets {
		bodies = append(bodies, sheetRecords(version, s, texts))
	}
	globals := []Record{{0x0809, words(version, 5)}, {0x0042, words(1200)}}
	first := len(globals)
	for _, s := range sheets {
		globals = append(globals, Record{0x0085, append(make([]byte, 6), shortText(s.Name)...)})
	}
	globals = append(globals, texts.record(), Record{Kind: 0x000A})
	at := len(Join(globals))
	for i, body := range bodies {
		binary.LittleEndian.PutUint32(globals[first+i].Body, uint32(at))
		at += len(Join(body))
	}
	for _, body := range bodies {
		globals = append(globals, body...)
	}
	return globals
}

func sheetRecords(version uint16, s XLSheet, texts *shared) []Record {
	out := []Record{{0x0809, words(version, 0x10)}}
	for row, cells := range s.Rows {
		for col, c := range cells {
			head := words(uint16(row), uint16(col), 15)
			switch v := c.(type) {
			case string:
				out = append(out, Record{0x00FD, binary.LittleEndian.AppendUint32(head, texts.index(v))})
			case Inline:
				out = append(out, Record{0x0204, append(head, longText(string(v))...)})
			case float64:
				out = append(out, Record{0x0203, append(head, double(v)...)})
			case RK:
				out = append(out, Record{0x027E, binary.LittleEndian.AppendUint32(head, uint32(v)<<2|3)})
			case bool:
				out = append(out, Record{0x0205, append(head, truth(v), 0)})
			case Formula:
				out = append(out, formula(head, v.Made)...)
			}
		}
	}
	return append(out, Record{Kind: 0x000A})
}

func formula(head []byte, made any) []Record {
	result := []byte{0, 0, 0, 0, 0, 0, 0xFF, 0xFF}
	var after []Record
	switch v := made.(type) {
	case nil:
		result[0] = 3
	case float64:
		result = double(v)
	case bool:
		result[0], result[2] = 1, truth(v)
	case string:
		after = []Record{{0x04BC, make([]byte, 10)}, {0x0207, longText(v)}} // a shared formula stands between
	}
	return append([]Record{{0x0006, append(append(head, result...), make([]byte, 8)...)}}, after...)
}

// shared are the texts that cells refer to.
type shared struct {
	at  map[string]uint32
	all []string
}

func (s *shared) index(text string) uint32 {
	i, ok := s.at[text]
	if !ok {
		i = uint32(len(s.all))
		s.at[text] = i
		s.all = append(s.all, text)
	}
	return i
}

func (s *shared) record() Record {
	n := uint32(len(s.all))
	body := binary.LittleEndian.AppendUint32(nil, n)
	body = binary.LittleEndian.AppendUint32(body, n)
	for _, t := range s.all {
		body = append(body, longText(t)...)
	}
	return Record{0x00FC, body}
}

// longText is a text behind its length in two bytes, shortText in one.
func longText(s string) []byte {
	u := utf16.Encode([]rune(s))
	return append(words(uint16(len(u))), wide(u)...)
}

func shortText(s string) []byte {
	u := utf16.Encode([]rune(s))
	return append([]byte{byte(len(u))}, wide(u)...)
}

func wide(u []uint16) []byte { return append([]byte{1}, words(u...)...) }

func words(v ...uint16) []byte {
	var b []byte
	for _, w := range v {
		b = binary.LittleEndian.AppendUint16(b, w)
	}
	return b
}

func double(v float64) []byte { return binary.LittleEndian.AppendUint64(nil, math.Float64bits(v)) }

func truth(v bool) byte {
	if v {
		return 1
	}
	return 0
}
