// Package fees tells what a row should cost: it checks rows against dated rate
// cards, reads rate cards from rows, follows the effective rate, and lists what
// to claim back from a channel. It is pure: values in, values out, no clock.
package fees

import (
	"math"
	"math/bits"

	"github.com/shopspring/decimal"

	"zhangfang/app/book"
)

// tariff is a rate card's terms as integers: a rate of num/den, the rest in minor
// units. It gives what decimal arithmetic gives, without its cost per row.
type tariff struct {
	num, den        uint64
	fixed, min, cap int64 // cap 0: none
	rounding        book.Rounding
}

// maxTerm bounds fixed, min and cap, so that no sum of terms overflows.
const maxTerm = math.MaxInt64 / 8

// maxPlaces is how many decimal places of a rate fit the integer path.
const maxPlaces = 18

// tariffOf makes a card's terms ready. ok is false for terms that no channel has:
// below zero, or a rate of more than 18 digits or decimal places.
func tariffOf(c *book.RateCard) (t tariff, ok bool) {
	num, den, ok := fraction(c.Rate)
	for _, m := range [...]book.Minor{c.Fixed, c.Min, c.Cap} {
		ok = ok && m >= 0 && m <= maxTerm
	}
	return tariff{num, den, int64(c.Fixed), int64(c.Min), int64(c.Cap), c.Rounding}, ok
}

// fraction is a rate as num/den, exact.
func fraction(rate decimal.Decimal) (num, den uint64, ok bool) {
	if rate.Sign() < 0 || rate.NumDigits() > maxPlaces || rate.Exponent() < -maxPlaces || rate.Exponent() > 2 {
		return 0, 0, false
	}
	num, den = rate.Coefficient().Uint64(), 1
	for e := rate.Exponent(); e < 0; e++ {
		den *= 10
	}
	for e := rate.Exponent(); e > 0; e-- {
		num *= 10
	}
	return num, den, num <= math.MaxInt64
}

// span is the fee of an amount of zero or more: what the card's rounding makes of
// it, and the least and the most that a rounding it allows can make of it. usual
// rounds half up where the rounding is not known. ok is false out of range.
func (t *tariff) span(amount book.Minor) (usual, low, high book.Minor, ok bool) {
	whole, rest, ok := t.share(amount)
	if !ok {
		return 0, 0, 0, false
	}
	down := t.within(whole)
	if rest == 0 {
		return down, down, down, true
	}
	up, half := t.within(whole+1), down
	if rest >= t.den-rest {
		half = up
	}
	switch t.rounding {
	case book.RoundHalfUp:
		return half, half, half, true
	case book.RoundHalfEven:
		if rest == t.den-rest && (whole+t.fixed)%2 == 0 {
			half = down
		}
		return half, half, half, true
	case book.RoundDown:
		return down, down, down, true
	case book.RoundUp:
		return up, up, up, true
	}
	return half, down, up, true
}

// share is amount × rate as whole minor units and what is left over, in 1/den.
func (t *tariff) share(amount book.Minor) (whole int64, rest uint64, ok bool) {
	hi, lo := bits.Mul64(uint64(amount), t.num)
	if amount < 0 || hi >= t.den {
		return 0, 0, false
	}
	q, rest := bits.Div64(hi, lo, t.den)
	return int64(q), rest, q < math.MaxInt64/2
}

// within adds the fixed part and keeps the fee between minimum and cap, which are
// whole, so that rounding before them is rounding after them.
func (t *tariff) within(share int64) book.Minor {
	fee := max(share+t.fixed, t.min)
	if t.cap > 0 {
		fee = min(fee, t.cap)
	}
	return book.Minor(fee)
}

// proportional tells whether a part of an amount costs that part of its fee.
func (t *tariff) proportional() bool { return t.fixed == 0 && t.min == 0 && t.cap == 0 }

// explains tells whether a rounding that the tariff allows makes the fee of the
// amount.
func (t *tariff) explains(amount, fee book.Minor) bool {
	_, low, high, ok := t.span(amount)
	return ok && low <= fee && fee <= high
}

// partOf is fee × part / whole, rounded down, for part <= whole.
func partOf(fee, part, whole book.Minor) book.Minor {
	hi, lo := bits.Mul64(uint64(fee), uint64(part))
	q, _ := bits.Div64(hi, lo, uint64(whole))
	return book.Minor(q)
}

// rate is the tariff's rate, with no more places than it needs.
func (t *tariff) rate() decimal.Decimal {
	places, num, den := int32(0), int64(t.num), t.den
	for ; den > 1; den /= 10 {
		places++
	}
	for ; num != 0 && num%10 == 0 && places > 0; num /= 10 {
		places--
	}
	if num == 0 {
		return decimal.Zero
	}
	return decimal.New(num, -places)
}
