package bill

import (
	"context"
	"encoding/binary"
	"errors"
	"math"
	"strconv"
)

// The records of BIFF that hold cells or tell how to read them ([MS-XLS] 2.3).
const (
	biffFormula  = 0x0006
	biffEOF      = 0x000A
	biffDate1904 = 0x0022
	biffFilePass = 0x002F
	biffContinue = 0x003C
	biffCodePage = 0x0042
	biffSheet    = 0x0085
	biffMulRK    = 0x00BD
	biffRichText = 0x00D6
	biffStrings  = 0x00FC
	biffTextRef  = 0x00FD
	biffNumber   = 0x0203
	biffText     = 0x0204
	biffBoolErr  = 0x0205
	biffResult   = 0x0207 // the text that a formula made
	biffRK       = 0x027E
	biffBOF      = 0x0809
)

// errBIFF is the cause of a refusal; what a person is told names file and row.
var errBIFF = errors.New("not the records of a workbook")

// biff is the stream of a workbook of Excel 5 to 2003: a record is its kind, its
// length and its body.
type biff struct {
	ctx       context.Context
	data      []byte
	wide      bool // BIFF8, whose texts may be UTF-16
	codepage  uint16
	since1904 bool
	texts     []string // the shared ones
}

// record is the one at an offset, and where the next begins.
func (b *biff) record(at int) (kind int, body []byte, next int, err error) {
	if at < 0 || at+4 > len(b.data) {
		return 0, nil, 0, errBIFF
	}
	next = at + 4 + int(binary.LittleEndian.Uint16(b.data[at+2:]))
	if next > len(b.data) {
		return 0, nil, 0, errBIFF
	}
	return int(binary.LittleEndian.Uint16(b.data[at:])), b.data[at+4 : next], next, nil
}

// poll looks at the context, once in many records.
func (b *biff) poll(n int) error {
	if n%(16*pollEvery) != 0 {
		return nil
	}
	return b.ctx.Err()
}

// cellRef is where the record of a cell stands, under the row it belongs to.
type cellRef struct{ row, at int32 }

// cells lists the cells of the sheet whose records begin at an offset. What is
// embedded in it, a chart with records of its own, is left out.
func (b *biff) cells(at int) ([]cellRef, error) {
	var out []cellRef
	for n, depth := 0, 0; ; n++ {
		if err := b.poll(n); err != nil {
			return nil, err
		}
		kind, body, next, err := b.record(at)
		if err != nil {
			return nil, err
		}
		switch kind {
		case biffBOF:
			depth++
		case biffEOF:
			if depth--; depth <= 0 {
				return out, nil
			}
		case biffFormula, biffMulRK, biffRichText, biffTextRef, biffNumber, biffText, biffBoolErr, biffRK:
			if len(body) < cellHead {
				return nil, errBIFF
			}
			if depth == 1 {
				out = append(out, cellRef{int32(binary.LittleEndian.Uint16(body)), int32(at)})
			}
		}
		at = next
	}
}

// cellHead is how many bytes of a cell's record tell its row, column and form.
const cellHead = 6

// put writes the cells of a record into their row. Numbers are written whole, as
// a workbook's raw values are: formats would lose digits.
func (b *biff) put(row []string, at int) ([]string, error) {
	kind, body, next, err := b.record(at)
	if err != nil {
		return row, err
	}
	col, value := int(binary.LittleEndian.Uint16(body[2:])), body[cellHead:]
	if kind == biffMulRK {
		value = body[4:]
		for ; len(value) >= 8; value, col = value[6:], col+1 {
			row = set(row, col, rkText(binary.LittleEndian.Uint32(value[2:])))
		}
		return row, nil
	}
	text, err := b.value(kind, value, at, next)
	return set(row, col, text), err
}

// value is a cell's value as text.
func (b *biff) value(kind int, value []byte, at, next int) (string, error) {
	if len(value) < valueBytes(kind) {
		return "", errBIFF
	}
	switch kind {
	case biffNumber:
		return numberText(value), nil
	case biffRK:
		return rkText(binary.LittleEndian.Uint32(value)), nil
	case biffTextRef:
		if i := binary.LittleEndian.Uint32(value); uint64(i) < uint64(len(b.texts)) {
			return b.texts[i], nil
		}
		return "", errBIFF
	case biffBoolErr:
		return boolErrText(value[0], value[1] != 0), nil
	case biffFormula:
		return b.formula(value, next)
	}
	return b.textAt(at, cellHead)
}

// valueBytes is the least that a cell of a kind has behind its head.
func valueBytes(kind int) int {
	switch kind {
	case biffFormula, biffNumber:
		return 8
	case biffTextRef, biffRK:
		return 4
	}
	return 2
}

// formula is what a formula made when the workbook was saved. A text stands in a
// record of its own, behind those of shared formulas.
func (b *biff) formula(value []byte, next int) (string, error) {
	if value[6] != 0xFF || value[7] != 0xFF {
		return numberText(value), nil
	}
	switch value[0] {
	case 1, 2:
		return boolErrText(value[2], value[0] == 2), nil
	case 3:
		return "", nil
	}
	for range 4 {
		kind, _, after, err := b.record(next)
		if err != nil {
			return "", err
		}
		if kind == biffResult {
			return b.textAt(next, 0)
		}
		next = after
	}
	return "", errBIFF
}

// set puts a text into a column of a row.
func set(row []string, col int, text string) []string {
	for len(row) <= col {
		row = append(row, "")
	}
	row[col] = text
	return row
}

func numberText(b []byte) string {
	return strconv.FormatFloat(math.Float64frombits(binary.LittleEndian.Uint64(b)), 'f', -1, 64)
}

// rkText is a number packed into four bytes: 30 bits of an integer or of the top
// of a float, perhaps a hundred times as large ([MS-XLS] 2.5.217).
func rkText(rk uint32) string {
	v := float64(int32(rk) >> 2)
	if rk&2 == 0 {
		v = math.Float64frombits(uint64(rk&^3) << 32)
	}
	if rk&1 != 0 {
		v /= 100
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}

func boolErrText(v byte, isErr bool) string {
	switch {
	case isErr:
		return "#N/A"
	case v != 0:
		return "TRUE"
	}
	return "FALSE"
}
