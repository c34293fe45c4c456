package transit

import (
	"cmp"
	"math/bits"
	"slices"
	"strings"

	"zhangfang/app/book"
)

// ForecastDay is what should reach the bank on a day in one currency. Four times
// in five it is between Low and High.
type ForecastDay struct {
	Day      book.Day
	Currency book.Currency
	Expected book.Minor
	Low      book.Minor
	High     book.Minor
	Sold     book.Minor // of Expected, what is already sold and under way; the rest are sales to come
}

// coming is money that may reach the bank on one of the days ahead.
type coming struct {
	currency book.Currency
	expected book.Minor
	maybe    []book.Minor // what it may amount to; nil: it is known to be expected
	odds     []int64      // by days after as-of; the first is for none of the days
	total    int64        // of odds
	sold     bool
}

// Forecast tells what should reach the bank on each of a number of days after
// asOf: what is under way, by how long its channel takes and given that the bank
// has not shown it yet, and the sales of the days without a bill yet, as the last
// eight weeks went. Money past every delay ever seen, and the rest of a short
// credit, are left out: nobody knows when they come. Every currency has a line for
// each day, by currency and day.
func (m *Model) Forecast(settlements []book.Settlement, asOf book.Day, days int) []ForecastDay {
	if days <= 0 {
		return nil
	}
	list := slices.Clone(settlements) // in a settled order, since the band is drawn by lot
	slices.SortFunc(list, inOrder)
	items := m.underWay(list, asOf, days)
	items = append(items, m.toCome(list, asOf, days)...)

	var out []ForecastDay
	at := map[book.Currency]int{}
	for _, s := range list {
		if _, ok := at[s.Currency]; ok {
			continue
		}
		at[s.Currency] = len(out)
		for n := 1; n <= days; n++ {
			out = append(out, ForecastDay{Day: asOf + book.Day(n), Currency: s.Currency})
		}
	}
	for i := range items {
		items[i].addTo(out[at[items[i].currency]:][:days])
	}
	draw(items, at, out, days)
	return out
}

func inOrder(a, b book.Settlement) int {
	return cmp.Or(cmp.Compare(a.Currency, b.Currency), cmp.Compare(a.Channel, b.Channel), strings.Compare(a.Terminal, b.Terminal),
		cmp.Compare(a.Day, b.Day), cmp.Compare(a.Entry, b.Entry), cmp.Compare(a.Net, b.Net),
		cmp.Compare(a.ArrivedOn, b.ArrivedOn), cmp.Compare(a.BankSeen, b.BankSeen))
}

// underWay is what is sold and not at the bank.
func (m *Model) underWay(list []book.Settlement, asOf book.Day, days int) []coming {
	var out []coming
	for i := range list {
		s := &list[i]
		if s.Net <= 0 || s.ArrivedOn != 0 || s.Day > asOf {
			continue
		}
		c := coming{currency: s.Currency, expected: s.Net, sold: true}
		if m.chances(&c, m.habitOf(s.Channel, s.Terminal), s.Day, min(asOf, s.BankSeen), asOf, days) {
			out = append(out, c)
		}
	}
	return out
}

// chances fills the odds of money of a day that the bank had not shown by the day
// seen; false where it cannot come on any of the days ahead.
func (m *Model) chances(c *coming, h *habit, day, seen, asOf book.Day, days int) bool {
	c.odds = make([]int64, days+1)
	c.odds[0], c.total = h.delay.never, h.delay.never
	some := false
	on := day
	for n, w := range h.delay.weight {
		if n > 0 {
			on = m.after(on, 1, h.delay.natural)
		}
		if w == 0 || on <= seen {
			continue
		}
		c.total += w
		if ahead := int(on - asOf); ahead >= 1 && ahead <= days {
			c.odds[ahead] += w
			some = true
		} else {
			c.odds[0] += w
		}
	}
	return some
}

// addTo adds what is expected of it to the days ahead.
func (c *coming) addTo(days []ForecastDay) {
	for n := range days {
		part := share(c.expected, c.odds[n+1], c.total)
		days[n].Expected = plus(days[n].Expected, part)
		if c.sold {
			days[n].Sold = plus(days[n].Sold, part)
		}
	}
}

// share is amount × part / whole, for amounts of zero or more; one out of range is
// as large as can be.
func share(amount book.Minor, part, whole int64) book.Minor {
	const most = 1<<63 - 1
	hi, lo := bits.Mul64(uint64(amount), uint64(part))
	if hi >= uint64(whole) {
		return most
	}
	q, _ := bits.Div64(hi, lo, uint64(whole))
	return book.Minor(min(q, most))
}
