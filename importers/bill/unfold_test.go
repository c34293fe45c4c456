package bill_test

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
	"testing"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
	"zhangfang/importers/bill/billtest"
)

// notes is a toy document: "@account" begins a part, "$" ends the document, and
// every other line is a day and an amount.
type notes struct{}

func (notes) Is(head []byte) bool { return bytes.HasPrefix(head, []byte("@")) }

func (notes) Unfold(_ context.Context, r io.Reader) iter.Seq2[bill.Unfolded, error] {
	return func(yield func(bill.Unfolded, error) bool) {
		lines, part, seen := bufio.NewScanner(bill.Decoded(r)), "", map[string]bool{}
		for n := 1; lines.Scan(); n++ {
			text := lines.Text()
			name, begins := strings.CutPrefix(text, "@")
			day, amount, ok := strings.Cut(text, " ")
			switch {
			case begins && seen[name]:
				part = name
			case begins:
				part, seen[name] = name, true
				if !yield(bill.Unfolded{Part: part, Line: n, Cells: []string{"note day", "note amount"}}, nil) {
					return
				}
			case text == "$":
				return
			case !ok:
				yield(bill.Unfolded{}, &book.Problem{Code: bill.CodeFewCells, Line: n})
				return
			default:
				if !yield(bill.Unfolded{Part: part, Line: n, Cells: []string{day, amount}}, nil) {
					return
				}
			}
		}
		if err := lines.Err(); err != nil {
			yield(bill.Unfolded{}, err)
		}
	}
}

// walk reads a view of a document to its end.
func walk(t *testing.T, d *bill.Doc, view int) (lines []int, cells []string, err error) {
	t.Helper()
	rows, err := d.Rows(view)
	if err != nil {
		t.Fatal(err)
	}
	for rows.Next() {
		lines, cells = append(lines, rows.Line), append(cells, strings.Join(rows.Cells, "|"))
	}
	return lines, cells, rows.Err()
}

func TestUnfold(t *testing.T) {
	text := "@a\n2025-10-01 1\n@b\n2025-10-01 鲜\ufffd\n@a\n2025-10-02 3\n$\nwhat follows the end"
	var told int64
	d, err := bill.Open(t.Context(), billtest.File("x", []byte(text)), bill.Options{
		Progress: func(done, total int64) { told = done },
	}, notes{})
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	if v := d.Views(); len(v) != 2 || v[0].Name != "a" || v[1].Name != "b" || len(v[0].Head) != 3 || !v[0].All || !v[1].Statement {
		t.Errorf("views %+v", v)
	}
	lines, cells, err := walk(t, d, 0)
	if err != nil || !slices.Equal(lines, []int{1, 2, 6}) || !slices.Equal(cells, []string{"note day|note amount", "2025-10-01|1", "2025-10-02|3"}) {
		t.Errorf("part a: %v %v %v", lines, cells, err)
	}
	if told != int64(len(text)) {
		t.Errorf("progress to %d of %d", told, len(text))
	}
	if d.Lost() != 0 {
		t.Error("a loss of part b is told of part a")
	}
	if _, cells, err := walk(t, d, 1); err != nil || len(cells) != 2 || d.Lost() != 1 {
		t.Errorf("part b: %v %v, lost %d", cells, err, d.Lost())
	}
	if sum := sha256.Sum256([]byte(text)); d.SHA256() != hex.EncodeToString(sum[:]) {
		t.Error("the digest is not that of the bytes")
	}
}

// TestUnfoldIsKept: a short document is unfolded once for all of its parts, a long one
// for each of them, with the same rows.
func TestUnfoldIsKept(t *testing.T) {
	for _, tt := range []struct{ rows, opened int }{{10, 1}, {500_000, 3}} {
		text := "@a\n2025-10-01 1\n@b\n" + strings.Repeat("2025-10-01 2\n", tt.rows) + "@a\n2025-10-02 3\n"
		f, opened := billtest.File("x", []byte(text)), 0
		open := f.Open
		f.Open = func() (io.ReadCloser, error) { opened++; return open() }
		d, err := bill.Open(t.Context(), f, bill.Options{}, notes{})
		if err != nil {
			t.Fatal(err)
		}
		lines, cells, err := walk(t, d, 0)
		if err != nil || !slices.Equal(cells, []string{"note day|note amount", "2025-10-01|1", "2025-10-02|3"}) || lines[2] != tt.rows+5 {
			t.Errorf("part a: %v %v %v", lines, cells, err)
		}
		if lines, _, err := walk(t, d, 1); err != nil || len(lines) != tt.rows+1 || opened != tt.opened {
			t.Errorf("part b: %d rows, %v, opened %d times", len(lines), err, opened)
		}
		d.Close()
	}
}

func TestUnfoldRefuses(t *testing.T) {
	var many strings.Builder
	for i := range 1001 {
		fmt.Fprintf(&many, "@%d\n", i)
	}
	for name, tt := range map[string]struct{ text, code string }{
		"a broken record": {"@a\n2025-10-01 1\nbroken\n", bill.CodeFewCells},
		"nothing":         {"@", ""},
		"many parts":      {many.String(), bill.CodeManyParts},
		"zeros":           {"@a\n\x00\n", bill.CodeBinary},
	} {
		d, err := bill.Open(t.Context(), billtest.File("x", []byte(tt.text)), bill.Options{}, notes{})
		if err == nil {
			d.Close()
		}
		if book.CodeOf(err) != tt.code {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// endless is a document without an end.
type endless struct{ at int }

func (e *endless) Read(p []byte) (int, error) {
	const line = "2025-10-01 1.00\n"
	for i := range p {
		p[i] = line[e.at%len(line)]
		e.at++
	}
	return len(p), nil
}

// TestUnfoldIsLazy: a big document is cancelled while its parts are listed.
func TestUnfoldIsLazy(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	read := 0
	f := bill.File{Name: "x", Open: func() (io.ReadCloser, error) {
		return io.NopCloser(io.MultiReader(strings.NewReader("@a\n"), watch{&endless{}, func(n int) {
			if read += n; read > 1<<20 {
				cancel()
			}
		}})), nil
	}}
	if _, err := bill.Open(ctx, f, bill.Options{}, notes{}); !errors.Is(err, context.Canceled) || read > 2<<20 {
		t.Errorf("read %d bytes: %v", read, err)
	}
}

type watch struct {
	io.Reader
	seen func(n int)
}

func (w watch) Read(p []byte) (int, error) {
	n, err := w.Reader.Read(p)
	w.seen(n)
	return n, err
}
