package bill

import (
	"bytes"
	"cmp"
	"context"
	"encoding/binary"
	"errors"
	"io"
	"slices"

	"github.com/richardlehane/mscfb"

	"zhangfang/app/book"
)

// maxOldWorkbook bounds an .xls in bytes; its sheets end at row 65,536.
const maxOldWorkbook = 128 << 20

// openOldWorkbook opens an .xls, which is held in memory. The reader is our own:
// the known library loses the results of formulas, and memory without end on a
// file whose sectors run in a circle.
func openOldWorkbook(ctx context.Context, r io.Reader) (*Doc, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxOldWorkbook+1))
	if err != nil {
		return nil, err
	}
	if len(data) > maxOldWorkbook {
		return nil, &book.Problem{Code: CodeTooBig, Args: []string{"128 MB"}}
	}
	b := &biff{ctx: ctx}
	if err := guard(func() error { b.data, err = workbookStream(ctx, data); return err }); err != nil {
		return nil, damaged(err)
	}
	sheets, err := b.open()
	if err != nil {
		return nil, damaged(err)
	}
	w := &oldWorkbook{biff: b, sheets: sheets}
	d := &Doc{open: w.rows, lost: func() int { return w.lost }, close: func() error { return nil }}
	for _, s := range sheets {
		src, err := w.sheet(s)
		if err != nil {
			return nil, err
		}
		v, err := peek(src, true)
		if err != nil {
			return nil, err
		}
		v.Name = s.name
		d.views = append(d.views, v)
	}
	w.lost = 0
	return d, nil
}

// damaged is the refusal of a workbook; a refusal that says more stays.
func damaged(err error) error {
	var p *book.Problem
	if errors.As(err, &p) {
		return err
	}
	return &book.Problem{Code: CodeDamaged, Err: err}
}

// workbookStream finds the workbook among the streams of a compound file, which
// documents of other programs are too.
func workbookStream(ctx context.Context, data []byte) ([]byte, error) {
	if !plausibleHeader(data) {
		return nil, errBIFF
	}
	c, err := mscfb.New(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	for _, f := range c.File {
		switch f.Name {
		case "Workbook", "Book":
			var out bytes.Buffer
			_, err := io.CopyBuffer(struct{ io.Writer }{&out}, &meter{ctx: ctx, src: io.LimitReader(f, maxOldWorkbook)}, make([]byte, chunk))
			return out.Bytes(), err
		case "EncryptedPackage":
			return nil, &book.Problem{Code: CodeLocked}
		}
	}
	return nil, &book.Problem{Code: CodeNoTable}
}

// plausibleHeader tells whether a compound file can hold as many sectors of each
// sort as its header names, since room is made for them at once ([MS-CFB] 2.2).
func plausibleHeader(data []byte) bool {
	const directory, fat, small, further, end = 40, 44, 64, 72, 76
	if len(data) < end {
		return false
	}
	for _, at := range []int{directory, fat, small, further} {
		if uint64(binary.LittleEndian.Uint32(data[at:])) > uint64(len(data)/512) {
			return false
		}
	}
	return true
}

// oldSheet is a sheet as the workbook lists it.
type oldSheet struct {
	name string
	at   int // where its records begin
}

// open reads what stands before the sheets: the texts, and where each begins.
func (b *biff) open() ([]oldSheet, error) {
	var sheets []oldSheet
	for at := 0; ; {
		kind, body, next, err := b.record(at)
		if err != nil {
			return nil, err
		}
		word := uint16(0)
		if len(body) >= 2 {
			word = binary.LittleEndian.Uint16(body)
		}
		switch kind {
		case biffBOF:
			b.wide = word == 0x0600
		case biffFilePass:
			return nil, &book.Problem{Code: CodeLocked}
		case biffCodePage:
			b.codepage = word
		case biffDate1904:
			b.since1904 = word == 1
		case biffSheet:
			s, err := b.sheetAt(at, body)
			if err != nil {
				return nil, err
			}
			if body[5] == 0 { // no chart, no macros
				sheets = append(sheets, s)
			}
		case biffStrings:
			if err := b.sharedTexts(at); err != nil {
				return nil, err
			}
		case biffEOF:
			return sheets, nil
		}
		at = next
	}
}

func (b *biff) sheetAt(at int, body []byte) (oldSheet, error) {
	if len(body) < 8 {
		return oldSheet{}, errBIFF
	}
	r, err := b.reader(at, 7)
	if err != nil {
		return oldSheet{}, err
	}
	name, err := r.text(int(body[6]))
	return oldSheet{name, int(binary.LittleEndian.Uint32(body))}, err
}

// oldWorkbook is an opened .xls.
type oldWorkbook struct {
	biff   *biff
	sheets []oldSheet
	lost   int // cells with characters that were lost
}

func (w *oldWorkbook) rows(view int) (source, func() (source, func(), error), error) {
	src, err := w.sheet(w.sheets[view])
	again := func() (source, func(), error) {
		src, err := w.sheet(w.sheets[view])
		return src, func() {}, err
	}
	return src, again, err
}

func (w *oldWorkbook) sheet(s oldSheet) (source, error) {
	cells, err := w.biff.cells(s.at)
	if err != nil {
		return nil, damaged(err)
	}
	// Nearly all programs write the rows in order; nothing makes them.
	slices.SortStableFunc(cells, func(a, b cellRef) int { return cmp.Compare(a.row, b.row) })
	return &oldSource{w: w, left: cells}, nil
}

// oldSource gives the rows of a sheet that have cells; the line is the sheet's row.
type oldSource struct {
	w    *oldWorkbook
	left []cellRef
	row  []string
	bulk bulk
}

func (s *oldSource) fromSheet() (since1904 bool) { return s.w.biff.since1904 }

func (s *oldSource) next() ([]string, int, error) {
	if len(s.left) == 0 {
		return nil, 0, io.EOF
	}
	if err := s.w.biff.ctx.Err(); err != nil {
		return nil, 0, err
	}
	at := s.left[0].row
	line := int(at) + 1
	clear(s.row)
	s.row = s.row[:0]
	for len(s.left) > 0 && s.left[0].row == at {
		var err error
		if s.row, err = s.w.biff.put(s.row, int(s.left[0].at)); err != nil {
			return nil, line, &book.Problem{Code: CodeDamaged, Line: line, Err: err}
		}
		s.left = s.left[1:]
	}
	s.w.lost += lostCells(s.row)
	return s.row, line, s.bulk.add(s.row, line)
}
