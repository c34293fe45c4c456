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
		sum int32 // place in the traits of the first that are summed together
		day book.Day
	}
	from, to := bounds(p)
	together := t.summed(channels)
	sums := map[slot]*book.ChannelDay{}
	var last slot
	var sum *book.ChannelDay
	for row := range int32(t.Len()) {
		tr, k := &t.traits[t.trait[row]], slot{together[t.trait[row]], t.day[row]}
		if k.sum < 0 || k.day < from || k.day > to {
			continue
		}
		amount := book.Minor(t.amount.at(row))
		if !happened(tr.status, amount) {
			continue
		}
		if sum == nil || k != last {
			if last, sum = k, sums[k]; sum == nil {
				sum = &book.ChannelDay{Channel: tr.channel, Day: k.day, Kind: tr.kind, Currency: tr.currency}
				sums[k] = sum
			}
		}
		var err error
		if sum.Amount, err = sum.Amount.Add(amount); err == nil {
			sum.Fee, err = sum.Fee.Add(book.Minor(t.fee.at(row)))
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

// summed is for each of the traits the first that differ in nothing but the status;
// less than 0 for other channels.
func (t *Table) summed(channels map[book.ChannelID]bool) []int32 {
	out := make([]int32, len(t.traits))
	for i, tr := range t.traits {
		out[i] = -1
		if channels[tr.channel] {
			out[i] = int32(slices.IndexFunc(t.traits, func(o traits) bool {
				return o.channel == tr.channel && o.kind == tr.kind && o.currency == tr.currency
			}))
		}
	}
	return out
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
		channel := t.traits[t.trait[row]].channel
		c := counts[channel]
		c[0]++
		if in.Has(row) {
			c[1]++
		}
		counts[channel] = c
	}
	return counts
}
