package reconcile

import (
	"testing"

	"pgregory.net/rapid"

	"zhangfang/app/book"
)

// What the runs say of a day is what the coverages themselves say.
func TestRunsAgreeWithCoverage(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		covered := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) book.Coverage {
			from := book.Day(rapid.IntRange(1, 40).Draw(t, "from"))
			return book.Coverage{Period: book.Period{From: from, To: from + book.Day(rapid.IntRange(0, 8).Draw(t, "days"))}, PartialEdges: rapid.Bool().Draw(t, "partial")}
		}), 0, 6).Draw(t, "covered")
		c := newChannel(book.Channel{}, covered)
		whole := func(d book.Day) bool {
			whole, _ := book.CoversDay(covered, d)
			return whole
		}
		for d := book.Day(1); d <= 50; d++ {
			if c.covers(d, d) != whole(d) {
				t.Fatalf("day %d: %v", d, c.covers(d, d))
			}
			to := d + 5
			all := true
			for x := d; x <= to; x++ {
				all = all && whole(x)
			}
			if c.covers(d, to) != all {
				t.Fatalf("days %d to %d: %v", d, to, c.covers(d, to))
			}
		}
	})
}

func TestThrough(t *testing.T) {
	day := func(from, to book.Day, partial bool) book.Coverage {
		return book.Coverage{Period: book.Period{From: from, To: to}, PartialEdges: partial}
	}
	c := newChannel(book.Channel{}, []book.Coverage{day(10, 20, true), day(20, 30, false), day(40, 40, true), {}})
	for d, want := range map[book.Day]book.Day{9: 0, 10: 30, 11: 30, 25: 30, 30: 30, 31: 0, 40: 40, 41: 0} {
		if got := c.through(d); got != want {
			t.Errorf("through %d: %d, want %d", d, got, want)
		}
	}
	if c.last() != 40 || !c.inUse(70) || c.inUse(72) {
		t.Errorf("last %d, in use %v %v", c.last(), c.inUse(70), c.inUse(72))
	}
}
