package columns

import (
	"cmp"
	"math"
	"slices"

	"zhangfang/app/book"
)

// Days sums the rows of some channels by channel, day, kind and currency, in order
// of day, channel, kind and currency; failed, never paid and reversed rows are left
// out. The error is book.ErrOverflow.
func (t *Table) Days(p book.Period, channels map[book.ChannelID]bool) ([]book.ChannelDay, error) {
	type slot struct {
		channel  book.ChannelID
		day      book.Day
		kind     book.Kind
		currency uint8
	}
	from, to := bounds(p)
	sums := map[slot]*book.ChannelDay{}
	var last slot
	var sum *book.ChannelDay
	for row := range t.id {
		k := slot{t.channel[row], t.day[row], t.kind[row], t.currency[row]}
		if k.day < from || k.day > to || !channels[k.channel] || !happened(t.status[row], t.amount[row]) {
			continue
		}
		if sum == nil || k != last {
			if last, sum = k, sums[k]; sum == nil {
				sum = &book.ChannelDay{Channel: k.channel, Day: k.day, Kind: k.kind, Currency: t.currencies[k.currency]}
				sums[k] = sum
			}
		}
		var err error
		if sum.Amount, err = sum.Amount.Add(t.amount[row]); err == nil {
			sum.Fee, err = sum.Fee.Add(t.fee[row])
		}
		if err != nil {
			return nil, err
		}
		sum.Rows++
	}
	out := make([]book.ChannelDay, 0, len(sums))
	for _, d := range sums {
		out = append(out, *d)
	}
	slices.SortFunc(out, func(a, b book.ChannelDay) int {
		return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(a.Channel, b.Channel), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Currency, b.Currency))
	})
	return out, nil
}

// happened tells whether money moved with a row. A reversal counts where it is a
// row of its own that takes a payment back.
func happened(s book.Status, amount book.Minor) bool {
	switch s {
	case book.StatusPending, book.StatusClosed, book.StatusFailed:
		return false
	case book.StatusReversed:
		return amount < 0
	}
	return true
}

// bounds are the days of a period; a zero end is none.
func bounds(p book.Period) (from, to book.Day) {
	from, to = math.MinInt32, math.MaxInt32
	if p.From != 0 {
		from = p.From
	}
	if p.To != 0 {
		to = p.To
	}
	return from, to
}

// Count counts the rows of a query by channel, and those of them that are in a set.
func (t *Table) Count(q Query, in *Set) map[book.ChannelID][2]int {
	counts := map[book.ChannelID][2]int{}
	for _, row := range t.Find(q) {
		c := counts[t.channel[row]]
		c[0]++
		if in.Has(row) {
			c[1]++
		}
		counts[t.channel[row]] = c
	}
	return counts
}
