package bank_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"zhangfang/importers/bill"
)

// lines of a statement of twelve rows whose balance runs on.
func chained() []string {
	var out []string
	for i := range 12 {
		out = append(out, fmt.Sprintf("2025-10-%02d,%d.00,,%d.00\n", 1+i, 1+i, 100+(i+1)*(i+2)/2))
	}
	return out
}

func TestGaps(t *testing.T) {
	const head = "交易日期,收入,支出,余额\n"
	reverse := func(rows []string) []string { slices.Reverse(rows); return rows }
	swap := func(rows []string) []string { rows[3], rows[4] = rows[4], rows[3]; return rows }
	tests := []struct {
		name string
		rows []string
		want string
	}{
		{"whole", chained(), ""},
		{"newest first", reverse(chained()), ""},
		{"two rows of a day the other way round", swap(chained()), ""},
		{"one missing", slices.Delete(chained(), 4, 5), "6 [1 110.00 115.00 CNY 2025-10-04 2025-10-06]"},
		{"two missing together", slices.Delete(chained(), 4, 6), "6 [1 110.00 121.00 CNY 2025-10-04 2025-10-07]"},
		{"one missing, newest first", reverse(slices.Delete(chained(), 4, 5)), "9 [1 110.00 115.00 CNY 2025-10-04 2025-10-06]"},
		{"two missing apart", slices.Delete(slices.Delete(chained(), 8, 9), 4, 5), "6 [2 110.00 115.00 CNY 2025-10-04 2025-10-06]"},
		{"a selection", []string{chained()[0], chained()[3], chained()[5], chained()[9]}, ""},
		{"a balance that is hidden", append(chained()[:4], "2025-10-20,1.00,,***\n", "2025-10-21,1.00,,500.00\n"), ""},
		{"a refused row", append(slices.Delete(chained(), 4, 5), "2025-13-20,1.00,,9.00\n"), ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := readAll(t, []byte(head+strings.Join(tt.rows, "")), bill.Options{})
			got := ""
			for _, n := range r.Summary.Notes {
				if n.Code != bill.NoteGap || n.Suspicious {
					t.Errorf("%+v", n)
				}
				got = fmt.Sprint(n.Line, n.Args)
			}
			if got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// TestGapsOrder: the order of the rows does not matter.
func TestGapsOrder(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		var rows []string
		balance := 100000
		for i := range rapid.IntRange(1, 40).Draw(rt, "rows") {
			a := rapid.IntRange(-3, 5).Draw(rt, "amount")
			balance += a
			in, out := a, 0
			if a < 0 {
				in, out = 0, -a
			}
			rows = append(rows, fmt.Sprintf("2025-10-%02d,%d,%d,%d\n", 1+i%28, in, out, balance))
		}
		rows = rapid.Permutation(rows).Draw(rt, "order")
		r := readAll(t, []byte("交易日期,收入,支出,余额\n"+strings.Join(rows, "")), bill.Options{})
		if slices.Contains(r.Codes(), bill.NoteGap) {
			rt.Errorf("a whole statement has gaps: %v\n%s", r.Summary.Notes, rows)
		}
	})
}
