package bill

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/xuri/excelize/v2"

	"zhangfang/app/book"
)

// Bounds of a workbook. A million rows of thirty columns stay below them.
const (
	maxWorkbook = 256 << 20 // bytes of the file
	maxUnpacked = 2 << 30   // bytes of all its parts
	maxRatio    = 200       // unpacked to packed
)

// openWorkbook opens an .xlsx. Cells are read raw, by a row iterator: formatted
// values would lose digits and the order of day and month, and the declared
// dimension is often wrong.
func openWorkbook(ctx context.Context, f File, r io.Reader) (*Doc, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxWorkbook+1))
	if err != nil {
		return nil, err
	}
	if len(data) > maxWorkbook {
		return nil, &book.Problem{Code: CodeTooBig, Args: []string{"256 MB"}}
	}
	z, err := checkParts(data)
	if err != nil {
		return nil, err
	}
	x, err := load(ctx, data)
	if err != nil {
		return nil, err
	}
	w := &workbook{ctx: ctx, file: x}
	if props, err := x.GetWorkbookProps(); err == nil && props.Date1904 != nil {
		w.since1904 = *props.Date1904
	}
	d := &Doc{open: w.rows, lost: func() int { return 0 }, close: w.close}
	if unmade(ctx, z) {
		d.notes = []book.Note{{Code: NoteFormulas, Suspicious: true}}
	}
	for i, name := range x.GetSheetList() {
		v, err := w.peek(i, name)
		if err != nil {
			return nil, errors.Join(err, w.close())
		}
		d.views = append(d.views, v)
	}
	return d, nil
}

// checkParts refuses what is no workbook, and what would unpack to a bomb.
func checkParts(data []byte) (*zip.Reader, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, &book.Problem{Code: CodeDamaged, Err: err}
	}
	var size uint64
	isBook := false
	for _, part := range z.File {
		size += min(part.UncompressedSize64, maxUnpacked+1)
		isBook = isBook || part.Name == "xl/workbook.xml"
		if part.UncompressedSize64 > 1<<20 && part.UncompressedSize64/maxRatio > part.CompressedSize64 {
			size = maxUnpacked + 1
		}
		if size > maxUnpacked {
			return nil, &book.Problem{Code: CodeTooBig, Args: []string{"2 GB"}}
		}
	}
	if !isBook {
		return nil, &book.Problem{Code: CodeNoTable}
	}
	return z, nil
}

// load opens the workbook beside the caller, because excelize cannot be told to
// stop; what comes too late is closed.
func load(ctx context.Context, data []byte) (*excelize.File, error) {
	type result struct {
		file *excelize.File
		err  error
	}
	done := make(chan result, 1)
	go func() {
		var r result
		r.err = guard(func() error {
			var err error
			r.file, err = excelize.OpenReader(bytes.NewReader(data), excelize.Options{
				RawCellValue: true, UnzipSizeLimit: maxUnpacked,
			})
			return err
		})
		done <- r
	}()
	select {
	case r := <-done:
		if r.err != nil {
			return nil, &book.Problem{Code: CodeDamaged, Err: r.err}
		}
		return r.file, nil
	case <-ctx.Done():
		go func() {
			if r := <-done; r.file != nil {
				r.file.Close()
			}
		}()
		return nil, ctx.Err()
	}
}

// guard turns a panic of excelize, which trusts its input, into an error.
func guard(f func() error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("workbook: %v", r)
		}
	}()
	return f()
}

type workbook struct {
	ctx       context.Context
	file      *excelize.File
	since1904 bool
	open      []func() // walks under way
}

func (w *workbook) close() error {
	for _, done := range w.open {
		done()
	}
	return w.file.Close()
}

func (w *workbook) peek(i int, name string) (View, error) {
	src, done, err := w.sheet(i)
	if err != nil {
		return View{Name: name, All: true}, nil // a chart sheet has no rows
	}
	defer done()
	v, err := peek(src, true)
	v.Name = name
	return v, err
}

func (w *workbook) rows(view int) (source, func() (source, func(), error), error) {
	src, done, err := w.sheet(view)
	if err == nil {
		w.open = append(w.open, done)
	}
	again := func() (source, func(), error) { return w.sheet(view) }
	return src, again, err
}

func (w *workbook) sheet(view int) (source, func(), error) {
	s := &sheetSource{since1904: w.since1904, ctx: w.ctx}
	err := guard(func() error {
		var err error
		s.rows, err = w.file.Rows(w.file.GetSheetList()[view])
		return err
	})
	if err != nil {
		return nil, nil, &book.Problem{Code: CodeDamaged, Err: err}
	}
	return s, func() { s.rows.Close() }, nil
}

// sheetSource gives the rows of a sheet; the line is the sheet's row.
type sheetSource struct {
	ctx       context.Context
	rows      *excelize.Rows
	line      int
	since1904 bool
	bulk      bulk
}

func (s *sheetSource) fromSheet() bool { return s.since1904 }

func (s *sheetSource) next() (cells []string, line int, err error) {
	if err := s.ctx.Err(); err != nil {
		return nil, s.line, err
	}
	last := false
	err = guard(func() error {
		if last = !s.rows.Next(); last {
			return s.rows.Error()
		}
		s.line++
		var err error
		cells, err = s.rows.Columns()
		return err
	})
	switch {
	case err != nil:
		return nil, s.line, &book.Problem{Code: CodeDamaged, Line: s.line, Err: err}
	case last:
		return nil, s.line, io.EOF
	}
	return cells, s.line, s.bulk.add(cells, s.line)
}
