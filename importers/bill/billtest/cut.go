package billtest

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"

	"zhangfang/importers/bill"
)

// Bill is a file in pieces: what stands before its rows, the rows, and what follows.
type Bill struct {
	Head string
	Rows []string
	Tail string
}

// Repeat is n rows like the one given, a format string for the row's number, a day of
// the month and a number below 500, as for Bench.
func Repeat(row string, n int) []string {
	var rows []string
	for i := range n {
		rows = append(rows, fmt.Sprintf(row, i, 1+i%28, 1+i%500))
	}
	return rows
}

// known is what an entry is known by in files to come.
type known struct{ ident, digest uint64 }

// Cuts checks that the rows of a bill are known again wherever it is cut: that any two
// bills which overlap make the entries of the whole one, those that both have once, and
// that the order of the rows tells nothing. The rows differ from each other.
func Cuts(t *testing.T, b Bill, read func(tb testing.TB, data string) []bill.Entry) {
	t.Helper()
	whole := identities(read(t, b.Head+strings.Join(b.Rows, "")+b.Tail))
	if len(whole) < len(b.Rows) {
		t.Fatalf("%d entries of %d rows", len(whole), len(b.Rows))
	}
	of := func(rows []string) []known {
		return identities(read(t, b.Head+strings.Join(rows, "")+b.Tail))
	}
	for from := range b.Rows {
		second := of(b.Rows[from:])
		for to := from; to <= len(b.Rows); to++ {
			both := append(of(b.Rows[:to]), second...)
			slices.SortFunc(both, byIdent)
			if got := slices.Compact(both); !slices.Equal(got, whole) {
				t.Errorf("up to row %d and from row %d on: %d entries are not the %d of the whole", to, from, len(got), len(whole))
			}
		}
	}
	other := slices.Clone(b.Rows)
	slices.Reverse(other)
	other[0], other[len(other)/2] = other[len(other)/2], other[0]
	if !slices.Equal(of(other), whole) {
		t.Error("in another order the rows are not known again")
	}
}

// identities are what entries are known by, in order.
func identities(entries []bill.Entry) []known {
	var out []known
	for _, e := range entries {
		out = append(out, known{e.Ident, e.Digest})
	}
	slices.SortFunc(out, byIdent)
	return out
}

func byIdent(a, b known) int {
	return cmp.Or(cmp.Compare(a.ident, b.ident), cmp.Compare(a.digest, b.digest))
}
