package store

import (
	"cmp"
	"slices"

	"zhangfang/app/book"
)

// dayRuns is a set of days as runs in order that do not touch.
type dayRuns []book.Period

// join puts runs in order and makes one of those that touch, in place.
func (d dayRuns) join() dayRuns {
	slices.SortFunc(d, func(a, b book.Period) int { return cmp.Compare(a.From, b.From) })
	out := d[:0]
	for _, r := range d {
		if n := len(out); n > 0 && r.From <= out[n-1].To+1 {
			out[n-1].To = max(out[n-1].To, r.To)
			continue
		}
		out = append(out, r)
	}
	return out
}

// widen is the days that are at most n days from one of the set.
func (d dayRuns) widen(n int) dayRuns {
	out := make(dayRuns, len(d))
	for i, r := range d {
		out[i] = book.Period{From: r.From - book.Day(n), To: r.To + book.Day(n)}
	}
	return out.join()
}

// has tells whether a day is in the set.
func (d dayRuns) has(day book.Day) bool {
	i, _ := slices.BinarySearchFunc(d, day, func(r book.Period, day book.Day) int { return cmp.Compare(r.To, day) })
	return i < len(d) && d[i].From <= day
}
