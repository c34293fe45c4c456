package fees

import (
	"math/rand/v2"
	"testing"

	"github.com/shopspring/decimal"

	"zhangfang/app/book"
)

func rate(s string) decimal.Decimal { return decimal.RequireFromString(s) }

func day(s string) book.Day {
	d, err := book.ParseDay(s)
	if err != nil {
		panic(err)
	}
	return d
}

// pay is a payment that cost a fee.
func pay(id int, d book.Day, amount, fee book.Minor) book.Row {
	return book.Row{ID: book.EntryID(id), Channel: 1, Role: book.RolePayments, Kind: book.KindPayment, Status: book.StatusPaid,
		Day: d, Gross: amount, Amount: amount, Fee: fee, Currency: book.CNY}
}

// refunded is a refund; amount and fee are as the row has them.
func refunded(id int, d book.Day, amount, fee book.Minor) book.Row {
	r := pay(id, d, amount, fee)
	r.Kind = book.KindRefund
	return r
}

func by(r book.Row, method string) book.Row {
	r.Text = &book.RowText{Method: method}
	return r
}

func agreed(c book.RateCard) book.RateCard {
	c.State = book.CardAgreed
	if c.Channel == 0 {
		c.Channel = 1
	}
	if c.Currency == "" {
		c.Currency = book.CNY
	}
	return c
}

// shop invents payments by a card, n on each day, with prices as shops have them.
type shop struct {
	t    testing.TB
	rng  *rand.Rand
	next int
	rows []book.Row
}

func newShop(t testing.TB, seed uint64) *shop {
	return &shop{t: t, rng: rand.New(rand.NewPCG(seed, 1))}
}

// price is 3 to 300 yuan, mostly whole or half yuan.
func (s *shop) price() book.Minor {
	p := book.Minor(300 + s.rng.IntN(1000) + s.rng.IntN(300)*s.rng.IntN(100))
	if s.rng.IntN(3) > 0 {
		p = p / 50 * 50
	}
	return p
}

func (s *shop) sell(c book.RateCard, first book.Day, days, perDay int, price func() book.Minor) {
	tar, ok := tariffOf(&c)
	if !ok {
		s.t.Fatalf("no tariff: %+v", c)
	}
	for d := range days {
		for range perDay {
			a := price()
			fee, _, _, _ := tar.span(a)
			s.next++
			r := pay(s.next, first+book.Day(d), a, fee)
			r.Channel, r.Currency = c.Channel, c.Currency
			if c.Method != "" {
				r = by(r, c.Method)
			}
			s.rows = append(s.rows, r)
		}
	}
}

// spoil makes a share of the fees wrong, in percent, and returns which.
func (s *shop) spoil(percent float64) map[book.EntryID]bool {
	wrong := map[book.EntryID]bool{}
	for i := range s.rows {
		if s.rng.Float64()*100 >= percent {
			continue
		}
		r := &s.rows[i]
		switch s.rng.IntN(3) {
		case 0:
			r.Fee *= 2
		case 1:
			r.Fee += book.Minor(2 + s.rng.IntN(200))
		case 2:
			r.Fee = r.Amount / 100
		}
		wrong[r.ID] = true
	}
	return wrong
}
