package report

import (
	"encoding/csv"
	"fmt"
	"io"
	"iter"

	"github.com/xuri/excelize/v2"
)

// sheetRows is how many rows a sheet of a workbook holds.
const sheetRows = 1 << 20

// CSV streams rows as UTF-8 with BOM and CRLF. A row may reuse the slice of the
// row before. The first error of rows or of the writer ends it.
func CSV(w io.Writer, header []string, rows iter.Seq2[[]Value, error]) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	if err := out.Write(header); err != nil {
		return err
	}
	var record []string
	for row, err := range rows {
		if err != nil {
			return err
		}
		record = record[:0]
		for _, v := range row {
			record = append(record, v.Plain())
		}
		if err := out.Write(record); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// XLSX streams rows into a workbook of one sheet, and of more where one does not
// hold them all. Rows behave as in CSV.
func XLSX(w io.Writer, sheet string, header []string, rows iter.Seq2[[]Value, error]) (err error) {
	return xlsx(w, sheet, header, rows, sheetRows)
}

func xlsx(w io.Writer, sheet string, header []string, rows iter.Seq2[[]Value, error], limit int) (err error) {
	file := excelize.NewFile()
	defer func() {
		if closeErr := file.Close(); err == nil {
			err = closeErr
		}
	}()
	out := &sheetStream{file: file, styles: newStyles(file), name: sheet, header: header, limit: limit}
	if err := out.next(); err != nil {
		return err
	}
	for row, err := range rows {
		if err != nil {
			return err
		}
		if err := out.add(row); err != nil {
			return err
		}
	}
	if err := out.Flush(); err != nil {
		return err
	}
	return file.Write(w)
}

// sheetStream writes rows to a sheet, and goes on to another when it is full.
type sheetStream struct {
	*excelize.StreamWriter
	file   *excelize.File
	styles *styles
	name   string
	header []string
	limit  int // rows in a sheet
	sheets int
	row    int
	cells  []any
}

// next starts a sheet: name, "name 2", ...
func (s *sheetStream) next() (err error) {
	name := s.name
	s.sheets++
	if s.sheets == 1 {
		err = s.file.SetSheetName(s.file.GetSheetName(0), name)
	} else {
		name = fmt.Sprintf("%s %d", s.name, s.sheets)
		_, err = s.file.NewSheet(name)
	}
	if err != nil {
		return err
	}
	if s.StreamWriter, err = s.file.NewStreamWriter(name); err != nil {
		return err
	}
	if err := s.SetColWidth(1, len(s.header), 16); err != nil {
		return err
	}
	if err := s.SetPanes(frozen(1)); err != nil {
		return err
	}
	bold, err := s.styles.id(look{bold: true})
	if err != nil {
		return err
	}
	s.cells = s.cells[:0]
	for _, title := range s.header {
		s.cells = append(s.cells, excelize.Cell{StyleID: bold, Value: title})
	}
	s.row = 1
	return s.SetRow("A1", s.cells)
}

func (s *sheetStream) add(row []Value) error {
	if s.row == s.limit {
		if err := s.Flush(); err != nil {
			return err
		}
		if err := s.next(); err != nil {
			return err
		}
	}
	s.cells = s.cells[:0]
	for _, v := range row {
		cell := any(nil)
		if v != (Value{}) {
			style, err := s.styles.id(look{format: exportFormat(v)})
			if err != nil {
				return err
			}
			cell = excelize.Cell{StyleID: style, Value: cellValue(v)}
		}
		s.cells = append(s.cells, cell)
	}
	s.row++
	at, err := excelize.CoordinatesToCellName(1, s.row)
	if err != nil {
		return err
	}
	return s.SetRow(at, s.cells)
}
