package reconcile

import (
	"cmp"
	"slices"

	"zhangfang/app/book"
)

// channel is a channel with the days it covers, as runs of days in order.
type channel struct {
	book.Channel
	whole []book.Period // days covered in full
	seen  []book.Period // days covered at least in part
}

// newChannel joins what the files of a channel cover. A sheet's first and last
// day are covered in part, but where the next file goes on from there the two
// meet at midnight: a shop that exports day by day is covered, all but the ends.
func newChannel(ch book.Channel, covered []book.Coverage) *channel {
	c := &channel{Channel: ch}
	for _, x := range covered {
		if x.From == 0 || x.To < x.From {
			continue // covers nothing: see book.Coverage.Covers
		}
		c.seen = append(c.seen, x.Period)
		if !x.PartialEdges {
			c.whole = append(c.whole, x.Period)
		}
	}
	c.seen = join(c.seen)
	for _, run := range c.seen {
		if inner := (book.Period{From: run.From + 1, To: run.To - 1}); inner.From <= inner.To {
			c.whole = append(c.whole, inner)
		}
	}
	c.whole = join(c.whole)
	return c
}

// join makes one run of those that overlap or touch, in place.
func join(runs []book.Period) []book.Period {
	slices.SortFunc(runs, func(a, b book.Period) int { return cmp.Compare(a.From, b.From) })
	out := runs[:0]
	for _, r := range runs {
		if n := len(out); n > 0 && r.From <= out[n-1].To+1 {
			out[n-1].To = max(out[n-1].To, r.To)
			continue
		}
		out = append(out, r)
	}
	return out
}

// runOf is the run that a day lies in; ok is false when it lies in none.
func runOf(runs []book.Period, d book.Day) (p book.Period, ok bool) {
	i, _ := slices.BinarySearchFunc(runs, d, func(r book.Period, d book.Day) int { return cmp.Compare(r.To, d) })
	if i < len(runs) && runs[i].From <= d {
		return runs[i], true
	}
	return book.Period{}, false
}

// covers tells whether the channel covers the whole of every day from one to
// another.
func (c *channel) covers(from, to book.Day) bool {
	run, ok := runOf(c.whole, from)
	return ok && run.To >= to
}

// month is how near a channel's files must come to a day for it to count as in
// use then: nothing is missing from one that is not.
const month = 31

// inUse tells whether the channel covers anything within a month of the day.
func (c *channel) inUse(d book.Day) bool {
	return slices.ContainsFunc(c.seen, func(r book.Period) bool { return r.From <= d+month && r.To >= d-month })
}

// last is the last day that the channel covers, at least in part; 0 for none.
func (c *channel) last() book.Day {
	if len(c.seen) == 0 {
		return 0
	}
	return c.seen[len(c.seen)-1].To
}

// through is the last day up to which the channel is covered without a gap from
// a day on, which itself may be covered in part; 0 when it is not covered.
func (c *channel) through(d book.Day) book.Day {
	if run, ok := runOf(c.whole, d); ok {
		return run.To
	}
	if _, ok := runOf(c.seen, d); !ok {
		return 0
	}
	if run, ok := runOf(c.whole, d+1); ok {
		return run.To
	}
	return d
}

// holds tells whether files of the channel reach into every day that a business day
// has a part of. Where the days are those of the files, they do: its rows are there.
func (c *channel) holds(d book.Day) bool {
	rule := c.DayRule()
	if rule.Plain() {
		return true
	}
	days := rule.FileDays(d)
	for d := days.From; d <= days.To; d++ {
		if _, ok := runOf(c.seen, d); !ok {
			return false
		}
	}
	return true
}

// allCover tells whether all channels in use around the days cover all of them;
// false when none is in use.
func allCover(channels []*channel, from, to book.Day) bool {
	used := false
	for _, c := range channels {
		if !c.inUse(from) {
			continue
		}
		used = true
		if !c.covers(from, to) {
			return false
		}
	}
	return used
}

// midnightSlack is how near to midnight a row may be booked on the neighbouring
// day by the other side, in seconds.
const midnightSlack = 15 * 60

// span is the days on which the other side may have booked a row: its own, and
// the neighbour's when it happened around midnight in China, since it is days of files
// that are compared here, not business days.
func (c *context) span(r *book.Row) (from, to book.Day) {
	from, to = r.Day, r.Day
	if !fine(r.Precision) {
		return from, to
	}
	switch since := ((r.At+shanghai)%daySeconds + daySeconds) % daySeconds; {
	case since < midnightSlack:
		from--
	case since >= daySeconds-midnightSlack:
		to++
	}
	return from, to
}

// fine tells whether a time is known to the minute at least.
func fine(p book.Precision) bool {
	return p == book.PrecisionSecond || p == book.PrecisionMinute
}
