package transit

import (
	"cmp"
	"slices"

	"zhangfang/app/book"
)

// age is a run of days since the day of the sales.
type age struct {
	from, to int // to < 0: no end
	label    string
}

var ages = [...]age{{0, 1, "0-1"}, {2, 3, "2-3"}, {4, 7, "4-7"}, {8, 14, "8-14"}, {15, 30, "15-30"}, {31, -1, ">30"}}

// ageOf is the place in ages of a number of days.
func ageOf(days int) int {
	for i, a := range ages {
		if days <= a.to {
			return i
		}
	}
	return len(ages) - 1
}

// Bucket sums money of one currency and age that is not at the bank.
type Bucket struct {
	Currency book.Currency
	Label    string // "0-1" ... ">30": days since the day of the sales
	From, To int    // the same as numbers; To is -1 where there is no end
	NotDue   Sum    // before its due day
	Due      Sum    // on or past its due day, within its band
	Late     Sum
	Missing  Sum
}

// Sum is how many settlements, and how much of them is not at the bank. One out
// of range is as large as can be.
type Sum struct {
	Count  int
	Amount book.Minor
}

func (s *Sum) add(m book.Minor) {
	s.Count++
	s.Amount = plus(s.Amount, m)
}

// Ageing sums what is not at the bank by age as of a day: all buckets of each
// currency that has any, youngest first.
func Ageing(expected []Expectation, asOf book.Day) []Bucket {
	var out []Bucket
	first := map[book.Currency]int{} // of each currency: where its buckets start
	for i := range expected {
		e := &expected[i]
		if e.State == NotExpected || e.State == Arrived {
			continue
		}
		at, ok := first[e.Currency]
		if !ok {
			at = len(out)
			first[e.Currency] = at
			for _, a := range ages {
				out = append(out, Bucket{Currency: e.Currency, Label: a.label, From: a.from, To: a.to})
			}
		}
		out[at+ageOf(int(asOf-e.Day))].sumOf(e, asOf).add(e.Rest())
	}
	slices.SortStableFunc(out, func(a, b Bucket) int { return cmp.Compare(a.Currency, b.Currency) })
	return out
}

// sumOf is where an expectation counts by a day.
func (b *Bucket) sumOf(e *Expectation, asOf book.Day) *Sum {
	switch e.stateOn(asOf) {
	case Missing:
		return &b.Missing
	case Late:
		return &b.Late
	}
	if asOf < e.Due {
		return &b.NotDue
	}
	return &b.Due
}

// plus adds amounts that are for the eye alone; a sum out of range is as large as
// can be.
func plus(a, b book.Minor) book.Minor {
	sum, err := a.Add(b)
	if err != nil {
		return book.Minor(1<<63 - 1)
	}
	return sum
}
