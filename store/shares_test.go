package store

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"zhangfang/app/book"
)

func TestSplitCredits(t *testing.T) {
	credit := func(amount book.Minor) book.Arrival {
		return book.Arrival{Bank: 9, Day: 20000, Currency: book.CNY, Amount: amount, Rows: 1}
	}
	of := func(c book.Arrival, from book.ChannelID, sold book.Currency, amount book.Minor) book.Arrival {
		c.From, c.Sold, c.Amount = from, sold, amount
		return c
	}
	c := credit(1000)
	for name, x := range map[string]struct {
		paid    []share
		credits []book.Arrival
		whole   bool
		want    []book.Arrival
	}{
		"one channel":        {[]share{{1, book.CNY, 990}}, []book.Arrival{c}, true, []book.Arrival{of(c, 1, book.CNY, 1000)}},
		"another currency":   {[]share{{1, "USD", 150}}, []book.Arrival{c}, true, []book.Arrival{of(c, 1, "USD", 1000)}},
		"two channels":       {[]share{{1, book.CNY, 700}, {2, book.CNY, 300}}, []book.Arrival{c}, true, []book.Arrival{of(c, 1, book.CNY, 700), of(c, 2, book.CNY, 300)}},
		"two, one short":     {[]share{{1, book.CNY, 700}, {2, book.CNY, 303}}, []book.Arrival{c}, true, []book.Arrival{of(c, 1, book.CNY, 697), of(c, 2, book.CNY, 303)}},
		"two for two":        {[]share{{1, book.CNY, 700}, {2, book.CNY, 300}}, []book.Arrival{credit(800), credit(200)}, true, []book.Arrival{of(c, 1, book.CNY, 700), of(c, 2, book.CNY, 100), of(c, 2, book.CNY, 200)}},
		"two currencies":     {[]share{{1, book.CNY, 700}, {2, "USD", 300}}, []book.Arrival{c}, true, []book.Arrival{of(c, 0, "", 1000)}},
		"a net below zero":   {[]share{{1, book.CNY, 1100}, {2, book.CNY, -100}}, []book.Arrival{c}, true, []book.Arrival{of(c, 0, book.CNY, 1000)}},
		"not of this period": {[]share{{1, book.CNY, 700}, {2, book.CNY, 300}}, []book.Arrival{c}, false, []book.Arrival{of(c, 0, book.CNY, 1000)}},
		"nobody":             {nil, []book.Arrival{c}, true, []book.Arrival{of(c, 0, "", 1000)}},
	} {
		got, err := split(x.paid, x.credits, x.whole)
		if d := cmp.Diff(x.want, got); d != "" || err != nil {
			t.Error(name, d, err)
		}
	}
}
