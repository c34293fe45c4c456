package reconcile

import (
	"cmp"
	"slices"

	"github.com/shopspring/decimal"

	"zhangfang/app/book"
)

// marketDays is how old a market rate may be to speak of a day; an agreed one
// holds until the next.
const marketDays = 31

// fxRates are known exchange rates, by currencies, source and day.
type fxRates []book.FXRate

func newFXRates(rates []book.FXRate) fxRates {
	out := slices.DeleteFunc(slices.Clone(rates), func(r book.FXRate) bool { return r.Rate.Sign() <= 0 })
	slices.SortFunc(out, compareRates)
	return out
}

func compareRates(a, b book.FXRate) int {
	return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To), cmp.Compare(a.Source, b.Source), cmp.Compare(a.Day, b.Day), a.Rate.Cmp(b.Rate))
}

// on is the rate of a source on a day: that of the day or the nearest earlier one.
// A rate that is only known the other way round is turned. Zero: not known.
func (rates fxRates) on(from, to book.Currency, day book.Day, source string) decimal.Decimal {
	if r := rates.find(from, to, day, source); !r.IsZero() {
		return r
	}
	if r := rates.find(to, from, day, source); !r.IsZero() {
		return decimal.NewFromInt(1).DivRound(r, ratePlaces)
	}
	return decimal.Decimal{}
}

// ratePlaces is the decimal places of a rate that was turned round.
const ratePlaces = 12

func (rates fxRates) find(from, to book.Currency, day book.Day, source string) decimal.Decimal {
	i, _ := slices.BinarySearchFunc(rates, book.FXRate{From: from, To: to, Source: source, Day: day + 1}, func(a, b book.FXRate) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To), cmp.Compare(a.Source, b.Source), cmp.Compare(a.Day, b.Day))
	})
	if i == 0 {
		return decimal.Decimal{}
	}
	r := rates[i-1]
	if r.From != from || r.To != to || r.Source != source || source == book.RateMarket && day-r.Day > marketDays {
		return decimal.Decimal{}
	}
	return r.Rate
}
