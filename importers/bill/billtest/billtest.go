// Package billtest reads text as a file in the tests of the formats.
package billtest

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

// File is a file in memory.
func File(name string, data []byte) bill.File {
	return bill.File{Name: name, Path: name, Size: int64(len(data)), Open: func() (io.ReadCloser, error) {
		return io.NopCloser(bytes.NewReader(data)), nil
	}}
}

// GBK is text as Alipay and most banks write it.
func GBK(tb testing.TB, s string) []byte {
	tb.Helper()
	out, err := simplifiedchinese.GB18030.NewEncoder().String(s)
	if err != nil {
		tb.Fatal(err)
	}
	return []byte(out)
}

// Result is what became of a file.
type Result struct {
	Summary  *bill.Summary
	Entries  []bill.Entry
	Problems []*book.Problem
	Notes    []book.Note // of rows
	Err      error
}

// Read reads data as the first of the formats that knows its header. Detection
// as a whole is tested with the registry. Documents are read through unfolders, and
// the first part of which a format knows the header.
func Read(tb testing.TB, formats []bill.Format, data []byte, opt bill.Options, unfolders ...bill.Unfolder) Result {
	tb.Helper()
	ctx := context.Background()
	doc, err := bill.Open(ctx, File("test", data), opt, unfolders...)
	if err != nil {
		return Result{Err: err}
	}
	defer doc.Close()
	for i, v := range doc.Views() {
		for _, f := range formats {
			if at := f.Detect(v.Head, opt.Role); at >= 0 {
				return read(ctx, doc, i, at, f, opt)
			}
		}
	}
	return Result{Err: &book.Problem{Code: "undetected"}}
}

func read(ctx context.Context, doc *bill.Doc, view, at int, f bill.Format, opt bill.Options) Result {
	var res Result
	rows, err := doc.Rows(view)
	if err != nil {
		return Result{Err: err}
	}
	res.Summary, res.Err = f.Read(ctx, rows, at, opt, func(r *bill.Row) error {
		res.Entries = append(res.Entries, r.Entries...)
		res.Notes = append(res.Notes, r.Notes...)
		if r.Problem != nil {
			res.Problems = append(res.Problems, r.Problem)
		}
		return nil
	})
	return res
}

// Lines tells the entries, one a line, leaving out what is not set.
func (r Result) Lines() []string {
	var out []string
	for _, e := range r.Entries {
		s := []string{fmt.Sprint(e.Line), e.Kind.String()}
		add := func(name, value string) {
			if value != "" {
				s = append(s, name+value)
			}
		}
		add("", e.Status.String())
		add("at=", e.At.Format(book.Shanghai))
		if e.At.IsZero() {
			add("day=", e.Day.String())
		}
		add("order=", e.OrderNo)
		add("txn=", e.TxnNo)
		add("refund=", e.RefundNo)
		add("", fmt.Sprintf("gross=%d amount=%d fee=%d", e.Gross, e.Amount, e.Fee))
		if e.Currency != book.CNY {
			add("", string(e.Currency))
		}
		if e.Balance != nil {
			add("balance=", fmt.Sprint(*e.Balance))
		}
		add("party=", e.Counterparty)
		add("memo=", e.Memo)
		add("method=", e.Method)
		add("terminal=", e.Terminal)
		add("card=", e.Card)
		add("settles=", e.Settles.String())
		out = append(out, strings.Join(s, " "))
	}
	return out
}

// Codes are the codes of all notes, of rows first.
func (r Result) Codes() []string {
	var out []string
	for _, n := range r.Notes {
		out = append(out, n.Code)
	}
	if r.Summary != nil {
		for _, n := range r.Summary.Notes {
			out = append(out, n.Code)
		}
	}
	return out
}

// Check compares the entries with what is wanted, one a line.
func (r Result) Check(tb testing.TB, want ...string) {
	tb.Helper()
	if r.Err != nil {
		tb.Fatalf("refused: %v", r.Err)
	}
	got := r.Lines()
	for i := range max(len(got), len(want)) {
		var g, w string
		if i < len(got) {
			g = got[i]
		}
		if i < len(want) {
			w = want[i]
		}
		if g != w {
			tb.Errorf("entry %d:\n got %s\nwant %s", i, g, w)
		}
	}
	seen := map[uint64]bool{}
	for _, e := range r.Entries {
		if seen[e.Ident] && !e.Keyless {
			tb.Errorf("line %d: identity twice", e.Line)
		}
		seen[e.Ident] = true
	}
}

// Fuzz reads whatever bytes the formats take for theirs: nothing may panic, and
// an entry must have a day, a kind and an identity.
func Fuzz(f *testing.F, formats []bill.Format, seeds ...string) {
	for _, s := range seeds {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		r := Read(t, formats, data, bill.Options{})
		for _, e := range r.Entries {
			if e.Day == 0 || e.Kind == book.KindNone || e.Ident == 0 || e.Line == 0 {
				t.Errorf("half an entry: %+v", e)
			}
		}
	})
}
