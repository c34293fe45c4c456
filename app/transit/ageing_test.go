package transit

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"

	"zhangfang/app/book"
	"zhangfang/app/calendar"
)

func TestAgeing(t *testing.T) {
	asOf := day(t, "2025-10-27") // a Monday; no holiday for two weeks before
	m := Learn(nil, nil, calendar.New())
	var expected []Expectation
	for _, s := range []book.Settlement{
		{Day: asOf, Net: 100},                              // due tomorrow
		{Day: asOf - 1, Net: 20},                           // due today
		{Day: asOf - 3, Net: 300, Arrived: 100},            // due today, a part is there
		{Day: asOf - 6, Net: 1000},                         // late on the 28th
		{Day: asOf - 7, Net: 5000},                         // late since today
		{Day: asOf - 31, Net: 70},                          // missing
		{Day: asOf - 40, Net: 80},                          // missing
		{Day: asOf - 2, Net: 900, Arrived: 900},            // arrived
		{Day: asOf - 2, Net: -5},                           // nothing to come
		{Day: asOf - 1, Net: math.MaxInt64, Currency: "X"}, // more than can be
		{Day: asOf - 1, Net: math.MaxInt64, Currency: "X"},
	} {
		if s.Currency == "" {
			s.Currency = book.CNY
		}
		expected = append(expected, m.Judge(s, asOf))
	}
	bucket := func(currency book.Currency, from, to int, label string, sums ...Sum) Bucket {
		sums = append(sums, make([]Sum, 4)...)
		return Bucket{currency, label, from, to, sums[0], sums[1], sums[2], sums[3]}
	}
	want := []Bucket{
		bucket(book.CNY, 0, 1, "0-1", Sum{1, 100}, Sum{1, 20}),
		bucket(book.CNY, 2, 3, "2-3", Sum{}, Sum{1, 200}),
		bucket(book.CNY, 4, 7, "4-7", Sum{}, Sum{1, 1000}, Sum{1, 5000}),
		bucket(book.CNY, 8, 14, "8-14"),
		bucket(book.CNY, 15, 30, "15-30"),
		bucket(book.CNY, 31, -1, ">30", Sum{}, Sum{}, Sum{}, Sum{2, 150}),
		bucket("X", 0, 1, "0-1", Sum{}, Sum{2, math.MaxInt64}),
		bucket("X", 2, 3, "2-3"), bucket("X", 4, 7, "4-7"), bucket("X", 8, 14, "8-14"), bucket("X", 15, 30, "15-30"), bucket("X", 31, -1, ">30"),
	}
	if diff := cmp.Diff(want, Ageing(expected, asOf)); diff != "" {
		t.Error(diff)
	}
}
