package report

import (
	"bytes"
	"errors"
	"io"
	"iter"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"zhangfang/app/book"
)

func rowsOf(n int, failAt int) iter.Seq2[[]Value, error] {
	return func(yield func([]Value, error) bool) {
		row := make([]Value, 5)
		for i := range n {
			if i == failAt {
				yield(nil, errors.ErrUnsupported)
				return
			}
			row[0], row[1], row[2], row[3], row[4] = Text("=A1,\"x\"\n"), Amount(book.Minor(-i*100-50), book.CNY), Count(i), Score(0.5), Text("")
			if !yield(row, nil) {
				return
			}
		}
	}
}

var header = []string{"memo", "amount", "source_line", "score", "note"}

func TestCSV(t *testing.T) {
	var out strings.Builder
	if err := CSV(&out, header, rowsOf(2, -1)); err != nil {
		t.Fatal(err)
	}
	want := "\ufeffmemo,amount,source_line,score,note\r\n" +
		"\"'=A1,\"\"x\"\"\r\n\",-0.50,0,0.5,\r\n" +
		"\"'=A1,\"\"x\"\"\r\n\",-1.50,1,0.5,\r\n"
	if out.String() != want {
		t.Errorf("got %q, want %q", out.String(), want)
	}
}

func TestExportErrors(t *testing.T) {
	if err := CSV(io.Discard, header, rowsOf(5, 3)); !errors.Is(err, errors.ErrUnsupported) {
		t.Errorf("CSV: %v", err)
	}
	if err := XLSX(io.Discard, "rows", header, rowsOf(5, 3)); !errors.Is(err, errors.ErrUnsupported) {
		t.Errorf("XLSX: %v", err)
	}
	if err := CSV(broken{}, header, rowsOf(5000, -1)); err == nil {
		t.Error("CSV to a full disk went well")
	}
	if err := XLSX(broken{}, "rows", header, rowsOf(5, -1)); err == nil {
		t.Error("XLSX to a full disk went well")
	}
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, io.ErrShortWrite }

func TestXLSX(t *testing.T) {
	var out bytes.Buffer
	if err := xlsx(&out, "entries", header, rowsOf(5, -1), 3); err != nil {
		t.Fatal(err)
	}
	file, err := excelize.OpenReader(&out)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if got := strings.Join(file.GetSheetList(), ","); got != "entries,entries 2,entries 3" {
		t.Fatalf("sheets %s", got)
	}
	for sheet, want := range map[string]int{"entries": 3, "entries 2": 3, "entries 3": 2} {
		rows, err := file.GetRows(sheet)
		if err != nil || len(rows) != want || rows[0][1] != "amount" {
			t.Errorf("%s: %v, %v", sheet, rows, err)
		}
	}
	if got, _ := file.GetCellValue("entries 2", "B2"); got != "-2.50" {
		t.Errorf("amount %q", got)
	}
	if got, _ := file.GetCellValue("entries", "A2"); got != "'=A1,\"x\"\n" {
		t.Errorf("text %q", got)
	}
	if f, _ := file.GetCellFormula("entries", "A2"); f != "" {
		t.Errorf("a text became the formula %q", f)
	}
}

// wide rows like those of `export entries`.
func entryRows(n int) iter.Seq2[[]Value, error] {
	return func(yield func([]Value, error) bool) {
		row := make([]Value, 20)
		for i := range n {
			for c := range row {
				row[c] = Text("42000024202510031234567890")
			}
			row[0] = Count(i)
			for c := 12; c < 16; c++ {
				row[c] = Amount(book.Minor(i*37), book.CNY)
			}
			if !yield(row, nil) {
				return
			}
		}
	}
}

func BenchmarkCSV(b *testing.B) {
	for b.Loop() {
		if err := CSV(io.Discard, make([]string, 20), entryRows(100_000)); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkXLSX(b *testing.B) {
	for b.Loop() {
		if err := XLSX(io.Discard, "entries", make([]string, 20), entryRows(100_000)); err != nil {
			b.Fatal(err)
		}
	}
}
