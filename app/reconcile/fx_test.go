package reconcile

import (
	"errors"
	"math"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"zhangfang/app/book"
)

func usd(m book.Minor) book.Money { return book.Money{Minor: m, Currency: "USD"} }
func cny(m book.Minor) book.Money { return book.Money{Minor: m, Currency: "CNY"} }

func TestSplitFX(t *testing.T) {
	r := decimal.RequireFromString
	for name, c := range map[string]struct {
		fx      FX
		want    FXSplit
		differs bool
	}{
		"all of it": {
			FX{Net: usd(100000), Fee: 500, BankFee: 2000, Came: cny(689525), Booked: r("7.20"), Market: r("7.10"), Agreed: r("6.95")},
			FXSplit{Booked: 720000, Fee: -3600 - 2000, Move: -9950, Spread: -14925}, false},
		"what nothing explains": {
			FX{Net: usd(100000), Came: cny(690000), Booked: r("7.00"), Market: r("7.00"), Agreed: r("7.00")},
			FXSplit{Booked: 700000, Rest: -10000}, true},
		"more than was owed": {
			FX{Net: usd(100000), Came: cny(701000), Market: r("7.00")},
			FXSplit{Booked: 700000, Rest: 1000}, true},
		"a tenth of a percent is rounding": {
			FX{Net: usd(100000), Came: cny(699300), Agreed: r("7.00")},
			FXSplit{Booked: 700000, Rest: -700}, false},
		"one unit is rounding": {
			FX{Net: usd(10), Came: cny(70), Agreed: r("7.1")},
			FXSplit{Booked: 71, Rest: -1}, false},
		"a gain by the move of the rate": {
			FX{Net: usd(100000), Came: cny(720000), Booked: r("7.10"), Market: r("7.20")},
			FXSplit{Booked: 710000, Move: 10000}, false},
		"yen have no cents": {
			FX{Net: book.Money{Minor: 15000, Currency: "JPY"}, Came: cny(71250), Agreed: r("0.0475")},
			FXSplit{Booked: 71250}, false},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := SplitFX(c.fx)
			if err != nil || got != c.want || got.Differs() != c.differs {
				t.Errorf("got %+v %v %v, want %+v", got, got.Differs(), err, c.want)
			}
		})
	}
}

func TestSplitFXRefuses(t *testing.T) {
	if _, err := SplitFX(FX{Net: usd(100), Came: cny(700)}); !errors.Is(err, ErrNoRate) {
		t.Errorf("no rate: %v", err)
	}
	if _, err := SplitFX(FX{Net: usd(math.MaxInt64), Came: cny(700), Market: decimal.NewFromInt(7)}); !errors.Is(err, book.ErrOverflow) {
		t.Errorf("too much: %v", err)
	}
}

// The parts of a split always add up to what came.
func TestSplitFXAddsUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rate := func(name string) decimal.Decimal { return decimal.New(rapid.Int64Range(0, 90000).Draw(t, name), -4) }
		net := rapid.Int64Range(1, 1e9).Draw(t, "net")
		x := FX{
			Net: usd(book.Minor(net)), Fee: book.Minor(rapid.Int64Range(0, net).Draw(t, "fee")), BankFee: book.Minor(rapid.Int64Range(0, 5000).Draw(t, "bank fee")),
			Came: cny(book.Minor(rapid.Int64Range(1, 1e10).Draw(t, "came"))), Booked: rate("booked"), Market: rate("market"), Agreed: rate("agreed"),
		}
		s, err := SplitFX(x)
		if errors.Is(err, ErrNoRate) {
			return
		}
		if err != nil || s.Expected()+s.Rest != x.Came.Minor {
			t.Fatalf("%+v %v: %d", s, err, s.Expected()+s.Rest)
		}
	})
}

func TestRatesOn(t *testing.T) {
	rate := func(from, to book.Currency, day book.Day, r, source string) book.FXRate {
		return book.FXRate{From: from, To: to, Day: day, Rate: decimal.RequireFromString(r), Source: source}
	}
	rates := newFXRates([]book.FXRate{
		rate("USD", "CNY", 110, "7.3", book.RateMarket), rate("USD", "CNY", 100, "7.1", book.RateMarket),
		rate("USD", "CNY", 90, "6.9", book.RateAgreed), rate("CNY", "HKD", 100, "1.25", book.RateMarket), rate("EUR", "CNY", 100, "0", book.RateMarket),
	})
	for _, c := range []struct {
		from   book.Currency
		day    book.Day
		source string
		want   string
	}{
		{"USD", 99, book.RateMarket, "0"}, {"USD", 100, book.RateMarket, "7.1"}, {"USD", 109, book.RateMarket, "7.1"}, {"USD", 141, book.RateMarket, "7.3"},
		{"USD", 142, book.RateMarket, "0"}, {"USD", 900, book.RateAgreed, "6.9"}, {"HKD", 100, book.RateMarket, "0.8"}, {"EUR", 100, book.RateMarket, "0"},
	} {
		if got := rates.on(c.from, "CNY", c.day, c.source); !got.Equal(decimal.RequireFromString(c.want)) {
			t.Errorf("%s on %d %s: %s, want %s", c.from, c.day, c.source, got, c.want)
		}
	}
}
