package fees

import (
	"maps"
	"math"
	"math/big"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"zhangfang/app/book"
)

// byDecimal is the fee as decimal arithmetic gives it.
func byDecimal(c *book.RateCard, amount book.Minor, round func(decimal.Decimal) decimal.Decimal) decimal.Decimal {
	fee := decimal.NewFromInt(int64(amount)).Mul(c.Rate).Add(decimal.NewFromInt(int64(c.Fixed)))
	fee = decimal.Max(fee, decimal.NewFromInt(int64(c.Min)))
	if c.Cap > 0 {
		fee = decimal.Min(fee, decimal.NewFromInt(int64(c.Cap)))
	}
	return round(fee)
}

// The integer path gives what decimal arithmetic gives, for any terms and amount,
// and says where it cannot.
func TestTariffEqualsDecimal(t *testing.T) {
	rounds := map[book.Rounding]func(decimal.Decimal) decimal.Decimal{
		book.RoundHalfUp:   func(d decimal.Decimal) decimal.Decimal { return d.Round(0) },
		book.RoundHalfEven: func(d decimal.Decimal) decimal.Decimal { return d.RoundBank(0) },
		book.RoundDown:     decimal.Decimal.Floor,
		book.RoundUp:       decimal.Decimal.Ceil,
	}
	rapid.Check(t, func(t *rapid.T) {
		places := rapid.Int32Range(0, maxPlaces).Draw(t, "places")
		c := book.RateCard{
			Rate:     decimal.New(rapid.Int64Range(0, 999_999).Draw(t, "rate"), -places),
			Fixed:    book.Minor(rapid.Int64Range(0, 1000).Draw(t, "fixed")),
			Min:      book.Minor(rapid.Int64Range(0, 100).Draw(t, "min")),
			Cap:      book.Minor(rapid.SampledFrom([]int64{0, 0, 5, 2000}).Draw(t, "cap")),
			Rounding: book.Rounding(rapid.IntRange(0, 4).Draw(t, "rounding")),
		}
		amount := book.Minor(rapid.OneOf(rapid.Int64Range(0, 1_000_000), rapid.Int64Range(0, math.MaxInt64)).Draw(t, "amount"))
		tar, ok := tariffOf(&c)
		if !ok {
			t.Fatalf("no tariff of %+v", c)
		}
		usual, low, high, ok := tar.span(amount)
		if !ok {
			exact := new(big.Int).Div(decimal.NewFromInt(int64(amount)).Mul(c.Rate).Floor().BigInt(), big.NewInt(2))
			if exact.Cmp(big.NewInt(math.MaxInt64/4)) < 0 {
				t.Fatalf("refuses %d × %s", amount, c.Rate)
			}
			return
		}
		want := func(r book.Rounding) book.Minor { return book.Minor(byDecimal(&c, amount, rounds[r]).IntPart()) }
		if c.Rounding == book.RoundAny {
			if usual != want(book.RoundHalfUp) || low != want(book.RoundDown) || high != want(book.RoundUp) {
				t.Fatalf("%d in [%d, %d]", usual, low, high)
			}
			return
		}
		if w := want(c.Rounding); usual != w || low != w || high != w {
			t.Fatalf("%d in [%d, %d], want %d", usual, low, high, w)
		}
	})
}

// A rate of a ballot explains a fee exactly where its tariff does.
func TestBallotEqualsTariff(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := seen{1, book.Minor(rapid.Int64Range(1, 100_000).Draw(t, "amount")), book.Minor(rapid.Int64Range(0, 3000).Draw(t, "fee"))}
		fixed := book.Minor(rapid.Int64Range(0, 40).Draw(t, "fixed"))
		g := rapid.SampledFrom([]grid{hundredths, thousandths}).Draw(t, "grid")
		for _, how := range roundings {
			from, to := g.rates(s, fixed, how)
			for k := range int64(g) / highest {
				tar := tariff{num: uint64(k), den: uint64(g), fixed: int64(fixed), rounding: how}
				if s.fee-fixed > s.amount {
					continue
				}
				if got, want := from <= k && k <= to, tar.explains(s.amount, s.fee); got != want {
					t.Fatalf("%v %d/%d: %v, tariff says %v (%d to %d)", how, k, g, got, want, from, to)
				}
			}
		}
	})
}

// What Check and Propose find does not depend on the order of the rows, and each
// row is judged for itself by its card.
func TestOrderDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := newShop(nil, rapid.Uint64().Draw(t, "seed"))
		s.sell(wechat, day("2025-10-01"), 6, 20, s.price)
		s.spoil(3)
		n := len(s.rows)
		for i := range n / 10 {
			r := s.rows[i*10]
			r.ID, r.Kind, r.Amount, r.Gross, r.Fee = book.EntryID(9000+i), book.KindRefund, -r.Amount, -r.Gross, -r.Fee
			s.rows = append(s.rows, r)
		}
		mixed := rapid.Permutation(s.rows).Draw(t, "order")
		cards, again := propose(s.rows, nil), propose(mixed, nil)
		if diff := cmp.Diff(cards, again); diff != "" {
			t.Fatal(diff)
		}
		a, b := NewChecker(cards).Check(s.rows), NewChecker(cards).Check(mixed)
		if !maps.EqualFunc(a, b, func(x, y book.Exception) bool { return cmp.Equal(x, y) }) {
			t.Fatal("other exceptions in another order")
		}
	})
}
