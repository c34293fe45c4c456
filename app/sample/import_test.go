package sample

import (
	"archive/zip"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"zhangfang/app/book"
	"zhangfang/importers"
	"zhangfang/importers/bill"
)

// TestImportersTakeEverything reads every file with the program's own importers:
// no row is refused, and nothing is found odd.
func TestImportersTakeEverything(t *testing.T) {
	for _, spec := range []Spec{Embedded(), autumn(), {Seed: 3, Days: 70, PerDay: 30, ByMonth: true, POSDaily: true}} {
		w := invent(t, spec)
		formats := map[string]int{}
		for _, f := range w.files(t) {
			s := readFile(t, f)
			if strings.Contains(f.Name, "汇总") {
				continue
			}
			formats[s.Format]++
			if want := w.rowsOf(f.Name); s.Rows != want {
				t.Errorf("%s: %d rows, want %d", f.Name, s.Rows, want)
			}
			if s.Format != "shop.orders" && s.Source.Account == "" {
				t.Errorf("%s: no account", f.Name)
			}
			if s.Covers.From < w.truth.Spec.Span().From || s.Covers.To > w.truth.Spec.Span().To {
				t.Errorf("%s covers %s to %s", f.Name, s.Covers.From, s.Covers.To)
			}
		}
		months := len(w.truth.Spec.periods())
		for _, format := range []string{"shop.orders", "wechat.trade", "alipay.trade", "alipay.account", "pos.trade", "bank.statement"} {
			if formats[format] != months {
				t.Errorf("%d files of %s, want %d", formats[format], format, months)
			}
		}
	}
}

func (w *written) rowsOf(name string) int {
	for _, f := range w.truth.Files {
		if f.Name == name {
			return f.Rows
		}
	}
	return -1
}

// files lists all files; the members of a zip are files.
func (w *written) files(t *testing.T) []bill.File {
	var out []bill.File
	for name := range content(t, w.dir) {
		path := filepath.Join(w.dir, name)
		switch filepath.Ext(name) {
		case ".csv":
			info, err := os.Stat(path)
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, bill.File{Name: name, Path: path, Size: info.Size(), Open: func() (io.ReadCloser, error) { return os.Open(path) }})
		case ".zip":
			z, err := zip.OpenReader(path)
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { z.Close() })
			for _, m := range z.File {
				inner, err := simplifiedchinese.GBK.NewDecoder().String(m.Name)
				if err != nil {
					t.Fatal(err)
				}
				out = append(out, bill.File{Name: name + "!" + inner, Path: path, Size: int64(m.UncompressedSize64), Open: m.Open})
			}
		}
	}
	return out
}

// readFile reads a file and complains about every row that is not taken whole. A
// summary is refused as such.
func readFile(t *testing.T, f bill.File) *bill.Summary {
	t.Helper()
	s, err := importers.Read(context.Background(), f, bill.Options{}, func(r *bill.Row) error {
		if r.Problem != nil || len(r.Entries) == 0 {
			t.Errorf("%s:%d refused: %v", f.Name, r.Line, r.Problem)
		}
		for _, n := range r.Notes {
			t.Errorf("%s:%d: note %+v", f.Name, r.Line, n)
		}
		return nil
	})
	if strings.Contains(f.Name, "汇总") {
		if book.CodeOf(err) != "summary_only" {
			t.Errorf("%s: %v", f.Name, err)
		}
		return nil
	}
	if err != nil {
		t.Fatalf("%s: %v", f.Name, err)
	}
	if s.Incomplete != nil {
		t.Errorf("%s: %v", f.Name, s.Incomplete)
	}
	for _, n := range s.Notes {
		if n.Suspicious {
			t.Errorf("%s: %+v", f.Name, n)
		}
	}
	return s
}
