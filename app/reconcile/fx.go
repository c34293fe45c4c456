package reconcile

import (
	"errors"

	"github.com/shopspring/decimal"

	"zhangfang/app/book"
)

// FX is a payout in another currency than the bank account's, and what came for
// it. Rates are what one unit of Net's currency is worth in that of Came; a zero
// rate is not known.
type FX struct {
	Net     book.Money      // what was owed
	Fee     book.Minor      // kept back of Net, in its currency
	BankFee book.Minor      // kept back of what came, in its currency
	Came    book.Money      // what the bank credited
	Booked  decimal.Decimal // on the day of the sales: at this rate the payout is in the books
	Market  decimal.Decimal // on the day of the credit
	Agreed  decimal.Decimal // at which the provider converts
}

// FXSplit says where the money of a foreign payout went, in minor units of the
// currency that came: Booked + Fee + Spread + Move + Rest is what came. Costs are
// negative.
type FXSplit struct {
	Booked book.Minor // Net at the rate booked with it
	Fee    book.Minor // kept back
	Spread book.Minor // of the provider's rate against the market's
	Move   book.Minor // of the market's rate since the sales
	Rest   book.Minor // what nothing explains
}

// ErrNoRate is returned where no rate is known at all.
var ErrNoRate = errors.New("no exchange rate is known")

// SplitFX splits the difference between what a foreign payout was worth when it
// was sold and what came for it. A rate that is not known takes the place of the
// nearest that is: then nothing is told of that part. Each part is rounded half up
// to a minor unit, and they add up. ErrNoRate, or book.ErrOverflow.
func SplitFX(x FX) (FXSplit, error) {
	market := known(x.Market, x.Booked, x.Agreed)
	if market.IsZero() {
		return FXSplit{}, ErrNoRate
	}
	booked, agreed := known(x.Booked, market), known(x.Agreed, market)
	paid, err := x.Net.Minor.Sub(x.Fee)
	if err != nil {
		return FXSplit{}, err
	}
	var worth [4]book.Minor
	for i, v := range []struct {
		amount book.Minor
		rate   decimal.Decimal
	}{{x.Net.Minor, booked}, {paid, booked}, {paid, market}, {paid, agreed}} {
		if worth[i], err = convert(book.Money{Minor: v.amount, Currency: x.Net.Currency}, v.rate, x.Came.Currency); err != nil {
			return FXSplit{}, err
		}
	}
	s := FXSplit{Booked: worth[0], Fee: worth[1] - worth[0] - x.BankFee, Move: worth[2] - worth[1], Spread: worth[3] - worth[2]}
	s.Rest, err = x.Came.Minor.Sub(worth[3] - x.BankFee)
	return s, err
}

// Expected is what should have come: all but the rest.
func (s FXSplit) Expected() book.Minor { return s.Booked + s.Fee + s.Spread + s.Move }

// fxTolerance is the part of what should have come, one in so many, up to which a
// rest is the rounding of rates.
const fxTolerance = 1000

// Differs tells whether the rest is more than rounding: more than one minor unit
// and more than 0.1 %.
func (s FXSplit) Differs() bool {
	return s.Rest.Abs() > max(1, s.Expected().Abs()/fxTolerance)
}

// known is the first rate that is.
func known(rates ...decimal.Decimal) decimal.Decimal {
	for _, r := range rates {
		if !r.IsZero() {
			return r
		}
	}
	return decimal.Decimal{}
}

// convert is an amount at a rate, rounded half up to the other currency's minor
// unit.
func convert(m book.Money, rate decimal.Decimal, to book.Currency) (book.Minor, error) {
	out, _, err := book.FromDecimal(m.Decimal().Mul(rate), to)
	return out, err
}
