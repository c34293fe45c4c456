package picked

import (
	"cmp"
	"math"
	"slices"

	"github.com/shopspring/decimal"

	"zhangfang/app/book"
)

// rate is a fee that is a share of the amount: one side has what is left after it.
type rate struct {
	points int64     // hundredths of a percent
	net    book.Side // the side that has less
}

const (
	whole      = 10_000 // points of the whole
	mostPoints = 500    // of a fee: five percent
	leastRates = 4      // different amounts that make a rate sure
	rateSlack  = 1      // minor units by which a fee may be rounded otherwise
)

// fee is the fee on an amount, rounded half up.
func (x rate) fee(gross book.Minor) book.Minor { return (gross*book.Minor(x.points) + whole/2) / whole }

// fits tells whether one amount is the other after the fee.
func (x rate) fits(gross, net book.Minor) bool {
	return (gross - x.fee(gross) - net).Abs() <= rateSlack
}

// percent is the rate for a sentence, such as "0.6%".
func (x rate) percent() string { return decimal.New(x.points, -2).String() + "%" }

// learnRates finds the rates which several of the pairs that were counted have in
// common. A fee that is the same on every amount makes no rate.
func (w *work) learnRates(counted []choice) (out []rate) {
	amounts := map[rate]map[book.Minor]bool{}
	for _, c := range counted {
		x, gross, ok := w.rateOf(c.l, c.r)
		if !ok {
			continue
		}
		if amounts[x] == nil {
			amounts[x] = map[book.Minor]bool{}
		}
		amounts[x][gross] = true
	}
	for x, list := range amounts {
		if len(list) >= leastRates {
			out = append(out, x)
		}
	}
	slices.SortFunc(out, func(a, b rate) int { return cmp.Or(cmp.Compare(a.points, b.points), cmp.Compare(a.net, b.net)) })
	return out
}

// rateOf is the rate by which the rows of a pair differ, and the amount before it;
// ok is false where they do not differ by a whole number of points.
func (w *work) rateOf(l, r int32) (x rate, gross book.Minor, ok bool) {
	gross, net := w.items[book.Left][l].amount.Abs(), w.items[book.Right][r].amount.Abs()
	x.net = book.Right
	if gross < net {
		gross, net, x.net = net, gross, book.Left
	}
	if gross == 0 || gross > math.MaxInt64/whole {
		return x, gross, false
	}
	x.points = int64(((gross-net)*whole + gross/2) / gross)
	return x, gross, x.points > 0 && x.points <= mostPoints && x.fits(gross, net)
}

// shares adds the pairs that differ by a fee at a rate that is known.
func (w *work) shares(edges []edge, l int32, right []int32, crowd []book.Minor, lore *slipLore) []edge {
	amount := w.items[book.Left][l].amount
	if amount.Abs() > math.MaxInt64/whole {
		return edges
	}
	for _, known := range lore.rates {
		across := amount * (whole - book.Minor(known.points)) / whole
		if known.net == book.Left {
			across = amount * whole / (whole - book.Minor(known.points))
		}
		const about = 3 // minor units: rateSlack, and what the division cut off
		from, _ := slices.BinarySearch(crowd, across-about)
		for k := from; k < len(crowd) && crowd[k] <= across+about; k++ {
			if x, _, ok := w.rateOf(l, right[k]); !ok || x != known || !w.slipNear(l, right[k]) || !sameSign(crowd[k], amount) {
				continue
			}
			chance := w.density(amount, crowd) * (2*rateSlack + 1) * float64(len(lore.rates))
			f := w.gapFact("fee_difference", l, right[k])
			edges = w.addSlip(edges, l, right[k], lore.kind(w, l, right[k])-math.Log2(chance), f, fact("fee_rate_known", known.percent()))
		}
	}
	return edges
}
