package sample

import (
	"math/rand/v2"

	"zhangfang/app/book"
)

// planting is something to plant among the sales of a day: a fault or a trouble.
type planting struct {
	fault   book.ExceptionType
	trouble Trouble
}

// planSales picks the days of faults and troubles, at least one of each that the
// channels allow.
func planSales(spec Spec) map[book.Day][]planting {
	out := map[book.Day][]planting{}
	rng := draws(spec.Seed, drawSaleFaults)
	for _, f := range saleFaults() {
		if spec.has(f.needs) {
			spread(spec, rng, f.per, f.tail, func(d book.Day) { out[d] = append(out[d], planting{fault: f.typ}) })
		}
	}
	rng = draws(spec.Seed, drawSaleTroubles)
	for _, t := range saleTroubles() {
		if spec.has(t.needs) {
			spread(spec, rng, t.per, 1, func(d book.Day) { out[d] = append(out[d], planting{trouble: t.what}) })
		}
	}
	return out
}

// spread picks one day for so many orders, at least one in all. None is the first
// of the span, nor one of the last tail days: a sheet without a stated period
// covers the first and the last day only in part.
func spread(spec Spec, rng *rand.Rand, per, tail int, put func(book.Day)) {
	span := spec.Span()
	first, last := span.From, span.To
	if spec.Days >= 3 {
		first, last = span.From+1, max(span.To-book.Day(tail), span.From+1)
	}
	for range max(spec.Days*spec.PerDay/per, 1) {
		put(first + book.Day(rng.IntN(int(last-first)+1)))
	}
}

func (s *shop) plant(d book.Day, p planting) {
	if p.fault != "" {
		s.plantFault(d, p.fault)
		return
	}
	s.plantTrouble(d, p.trouble)
}
