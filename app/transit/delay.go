package transit

import (
	"cmp"
	"math"
	"slices"

	"zhangfang/app/book"
)

// one is the weight of the newest arrival. Weights are whole numbers, so that
// their sums do not depend on the order of the settlements.
const one = 1 << 12

// halfLife is after how many later days with a settlement an arrival weighs half.
// Days of settlement are counted, not calendar days, so that a channel that pays
// once a month has a memory too.
const halfLife = 60

// What is known before anything arrived weighs as much as a few arrivals: most
// come on the day agreed, some a little later.
var priorWeights = [...]int64{32 * one / 10, 5 * one / 10, 2 * one / 10, one / 10}

// delay says how long after its day money comes, as weights of 0, 1, 2 ... days.
type delay struct {
	natural bool // days of any kind; else working days
	weight  [longest + 1]int64
	never   int64 // weight of what does not come
}

// settled is a settlement with what it weighs in learning.
type settled struct {
	*book.Settlement
	weight int64
}

// weigh gives each settlement its weight, the newest day first.
func weigh(list []*book.Settlement) []settled {
	slices.SortFunc(list, func(a, b *book.Settlement) int { return -cmp.Compare(a.Day, b.Day) })
	out := make([]settled, len(list))
	rank, weight := 0, int64(one)
	for i, s := range list {
		if i > 0 && s.Day != list[i-1].Day {
			rank++
			weight = int64(math.Round(one * math.Exp2(-float64(rank)/halfLife)))
		}
		out[i] = settled{s, weight}
	}
	return out
}

// tellsDelay tells whether a settlement shows how long its channel takes. Money
// that came before its day, or months later, shows a correction.
func tellsDelay(s *book.Settlement) bool {
	return s.ArrivedOn != 0 && s.ArrivedOn >= s.Day && s.ArrivedOn-s.Day <= 2*longest
}

// after is the day n days after a day, of the kind that the terms count.
func (m *Model) after(day book.Day, n int, natural bool) book.Day {
	if natural {
		return day + book.Day(n)
	}
	return m.workdays(day, n)
}

// workdays is the n-th working day after a day.
func (m *Model) workdays(day book.Day, n int) book.Day {
	return book.Day(m.china.AddWorkdays(int32(day), n))
}

// measure sums up delays, on top of what is known beforehand.
func (m *Model) measure(list []settled, prior Terms, natural bool) *delay {
	d := &delay{natural: natural, never: one / 2}
	for i, w := range priorWeights {
		d.weight[min(prior.Days+i, longest)] += w
	}
	for _, s := range list {
		if !tellsDelay(s.Settlement) {
			continue
		}
		n := int(s.ArrivedOn - s.Day)
		if !natural {
			n = m.china.Workdays(int32(s.Day), int32(s.ArrivedOn))
		}
		d.weight[min(n, longest)] += s.weight
	}
	return d
}

// within is the least number of days in which percent of what comes has come.
func (d *delay) within(percent int64) int {
	var total, sum int64
	for _, w := range d.weight {
		total += w
	}
	for n, w := range d.weight {
		if sum += w; sum*100 >= total*percent {
			return n
		}
	}
	return longest
}

// farMiss bounds what one arrival adds to the spread, in days: a credit that was
// held up says nothing about which days a channel counts.
const farMiss = 5

// spread is how far arrivals lie from the middle of their delays, summed in weighted days.
func (m *Model) spread(list []settled, d *delay) (sum int64) {
	middle := d.within(50)
	for _, s := range list {
		if !tellsDelay(s.Settlement) {
			continue
		}
		miss := s.ArrivedOn - m.after(s.Day, middle, d.natural)
		sum += s.weight * int64(min(max(miss, -miss), farMiss))
	}
	return sum
}

// tighter measures delays in working days and in days of any kind, and keeps the
// count that leaves the smaller spread. Where both do, the terms agreed decide,
// then whether the bank is paid on days off.
func (m *Model) tighter(list []settled, prior Terms) *delay {
	working, natural := m.measure(list, prior, false), m.measure(list, prior, true)
	switch a, b := m.spread(list, working), m.spread(list, natural); {
	case a < b, a == b && prior.Known && !prior.Natural:
		return working
	case a > b, a == b && prior.Known:
		return natural
	}
	if m.paysOnDaysOff(list) {
		return natural
	}
	return working
}

func (m *Model) paysOnDaysOff(list []settled) bool {
	off, all := 0, 0
	for _, s := range list {
		if !tellsDelay(s.Settlement) {
			continue
		}
		all++
		if working, _ := m.china.Workday(int32(s.ArrivedOn)); !working {
			off++
		}
	}
	return off*20 > all
}
