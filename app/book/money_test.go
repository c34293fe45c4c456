package book_test

import (
	"errors"
	"math"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"zhangfang/app/book"
)

func TestMoneyText(t *testing.T) {
	for _, c := range []struct {
		m            book.Money
		plain, shown string
	}{
		{book.Money{Minor: 0, Currency: "CNY"}, "0.00", "¥0.00"},
		{book.Money{Minor: 123456, Currency: "CNY"}, "1234.56", "¥1,234.56"},
		{book.Money{Minor: -800, Currency: "CNY"}, "-8.00", "-¥8.00"},
		{book.Money{Minor: -5, Currency: "CNY"}, "-0.05", "-¥0.05"},
		{book.Money{Minor: 1234567, Currency: "JPY"}, "1234567", "JP¥1,234,567"},
		{book.Money{Minor: 1234, Currency: "KWD"}, "1.234", "KWD 1.234"},
		{book.Money{Minor: math.MinInt64, Currency: "CNY"}, "-92233720368547758.08", "-¥92,233,720,368,547,758.08"},
	} {
		if got := c.m.Plain(); got != c.plain {
			t.Errorf("Plain(%+v) = %q, want %q", c.m, got, c.plain)
		}
		if got := c.m.String(); got != c.shown {
			t.Errorf("String(%+v) = %q, want %q", c.m, got, c.shown)
		}
	}
}

func TestMinorAddsOrOverflows(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := book.Minor(rapid.Int64().Draw(t, "a")), book.Minor(rapid.Int64().Draw(t, "b"))
		exact := decimal.NewFromInt(int64(a)).Add(decimal.NewFromInt(int64(b)))
		sum, err := a.Add(b)
		if fits := exact.BigInt().IsInt64(); fits != (err == nil) {
			t.Fatalf("%d + %d: error %v, but fits is %v", a, b, err, fits)
		}
		if err == nil && !decimal.NewFromInt(int64(sum)).Equal(exact) {
			t.Fatalf("%d + %d = %d", a, b, sum)
		}
		if diff, err := a.Sub(b); err == nil {
			if back, err := diff.Add(b); err != nil || back != a {
				t.Fatalf("(%d - %d) + %d = %d, %v", a, b, b, back, err)
			}
		}
	})
}

func TestMoneyNeverCrossesCurrencies(t *testing.T) {
	_, err := book.Money{Minor: 1, Currency: "CNY"}.Add(book.Money{Minor: 1, Currency: "USD"})
	if !errors.Is(err, book.ErrCurrency) {
		t.Errorf("got %v, want ErrCurrency", err)
	}
}

func TestFromDecimalRoundsHalfUp(t *testing.T) {
	for _, c := range []struct {
		in    string
		want  book.Minor
		exact bool
	}{{"1.005", 101, false}, {"-1.005", -101, false}, {"1.004", 100, false}, {"0.57000", 57, true}, {"-1.56", -156, true}} {
		got, exact, err := book.FromDecimal(decimal.RequireFromString(c.in), book.CNY)
		if err != nil || got != c.want || exact != c.exact {
			t.Errorf("FromDecimal(%s) = %d, %v, %v; want %d, %v", c.in, got, exact, err, c.want, c.exact)
		}
	}
	if _, _, err := book.FromDecimal(decimal.New(1, 30), book.CNY); !errors.Is(err, book.ErrOverflow) {
		t.Errorf("a huge amount: %v, want ErrOverflow", err)
	}
}
