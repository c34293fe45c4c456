package fees

import (
	"strconv"
	"testing"

	"zhangfang/app/book"
)

// million is a year of three channels, one of them with two card types, and of
// every fortieth sale its refund.
func million(b *testing.B) ([]book.Row, []book.RateCard) {
	cards := []book.RateCard{wechat, with(wechat, func(c *book.RateCard) { c.Channel = 2 }),
		with(debit, func(c *book.RateCard) { c.Channel = 3 }), with(credit, func(c *book.RateCard) { c.Channel = 3 })}
	s := newShop(b, 1)
	for _, c := range cards {
		s.sell(c, day("2025-01-01"), 365, 670, s.price)
	}
	s.spoil(1)
	for i := range s.rows {
		s.rows[i].Key = strconv.Itoa(1_000_000 + i)
		if r := s.rows[i]; i%40 == 0 {
			r.ID, r.Kind, r.Amount, r.Gross, r.Fee = r.ID+2_000_000, book.KindRefund, -r.Amount, -r.Gross, -r.Fee
			s.rows = append(s.rows, r)
		}
	}
	return s.rows, cards
}

func BenchmarkCheckMillion(b *testing.B) {
	rows, cards := million(b)
	c := NewChecker(cards)
	for b.Loop() {
		if got := c.Check(rows); len(got) < 5000 {
			b.Fatalf("%d mismatches", len(got))
		}
	}
	b.ReportMetric(float64(len(rows)), "rows")
}

func BenchmarkProposeMillion(b *testing.B) {
	rows, _ := million(b)
	for b.Loop() {
		if got := propose(rows, nil); len(got) != 4 {
			b.Fatalf("%d cards: %+v", len(got), got)
		}
	}
}
