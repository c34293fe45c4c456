package reconcile

import (
	"testing"

	"zhangfang/app/book"
)

// A business day is whole once files reach into all days that it has a part of.
func TestFilesOfABusinessDay(t *testing.T) {
	first, last := book.NewDay(2025, 10, 5), book.NewDay(2025, 10, 9)
	for _, c := range []struct {
		zone, cutoff string
		from, to     book.Day // that are whole
	}{
		{"", "24:00", first - 1, last + 1}, // what files call a day is one
		{"", "23:00", first + 1, last},
		{"", "02:00", first, last - 1},
		{"America/Los_Angeles", "24:00", first, last - 1},
		{"America/Los_Angeles", "21:00", first, last - 1},
		{"Asia/Tokyo", "01:00", first, last}, // midnight in China
		{"Pacific/Auckland", "24:00", first + 1, last},
	} {
		rule, err := book.NewDayRule(c.zone, c.cutoff)
		if err != nil {
			t.Fatal(err)
		}
		files := []book.Coverage{{Period: book.Period{From: first, To: last}}}
		ch := newChannel(book.Channel{Zone: rule.Zone, Cutoff: rule.Cutoff}, files)
		for d := first - 1; d <= last+1; d++ {
			if got, want := ch.holds(d), d >= c.from && d <= c.to; got != want {
				t.Errorf("%s %s: the files of %s to %s hold %s: %v", c.zone, c.cutoff, first, last, d, got)
			}
		}
	}
}
