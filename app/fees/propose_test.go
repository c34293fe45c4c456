package fees

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"zhangfang/app/book"
)

// propose is what a Reader proposes that looked at all of some rows.
func propose(rows []book.Row, cards []book.RateCard) []book.RateCard {
	var r Reader
	for i := range rows {
		r.Look(&rows[i])
	}
	return r.Propose(cards)
}

// told tells a card in a line.
func told(c book.RateCard) string {
	s := []string{c.Method, c.Valid.From.String() + ".." + c.Valid.To.String(), book.RatePercent(c.Rate)}
	for _, term := range []struct {
		name string
		m    book.Minor
	}{{"fixed", c.Fixed}, {"min", c.Min}, {"cap", c.Cap}} {
		if term.m != 0 {
			s = append(s, fmt.Sprint(term.name, " ", term.m))
		}
	}
	return strings.TrimSpace(strings.Join(append(s, c.Rounding.String(), c.Refund.String()), " "))
}

func TestPropose(t *testing.T) {
	first := day("2025-09-01")
	promo := with(low, func(c *book.RateCard) { c.Rounding = book.RoundHalfUp })
	odd := with(wechat, func(c *book.RateCard) { c.Rate = rate("0.00255") })
	free := with(wechat, func(c *book.RateCard) { c.Rate = rate("0") })
	flat := with(wechat, func(c *book.RateCard) { c.Rate, c.Fixed = rate("0"), 10 })
	paypal := with(stripe, func(c *book.RateCard) { c.Rate, c.Fixed, c.Currency = rate("0.034"), 30, "USD" })
	tests := []struct {
		name  string
		fill  func(s *shop)
		spoil float64
		cards []book.RateCard
		want  []string
	}{
		{name: "WeChat Pay", fill: func(s *shop) { s.sell(wechat, first, 30, 20, s.price) },
			want: []string{"2025-09-01.. 0.60% half_up returned"}},
		{name: "wrong fees", fill: func(s *shop) { s.sell(wechat, first, 30, 20, s.price) }, spoil: 5,
			want: []string{"2025-09-01.. 0.60% half_up returned"}},
		{name: "a day of many rows", fill: func(s *shop) { s.sell(promo, first, 1, 300, s.price) },
			want: []string{"2025-09-01.. 0.38% any returned"}},
		{name: "thousandths", fill: func(s *shop) { s.sell(odd, first, 30, 40, s.price) }, spoil: 2,
			want: []string{"2025-09-01.. 0.255% any returned"}},
		{name: "rate and fixed part", fill: func(s *shop) { s.sell(paypal, first, 30, 20, s.price) }, spoil: 3,
			want: []string{"2025-09-01.. 3.40% fixed 30 half_up returned"}},
		{name: "a fixed fee", fill: func(s *shop) { s.sell(flat, first, 30, 20, s.price) }, spoil: 2,
			want: []string{"2025-09-01.. 0.00% fixed 10 any returned"}},
		{name: "minimum", fill: func(s *shop) { s.sell(least, first, 30, 20, s.price) }, spoil: 3,
			want: []string{"2025-09-01.. 0.60% min 10 half_up returned"}},
		{name: "card types", fill: func(s *shop) {
			s.sell(debit, first, 30, 30, func() book.Minor { return s.price() * 20 })
			s.sell(credit, first, 30, 20, s.price)
		}, spoil: 3, want: []string{"借记卡 2025-09-01.. 0.50% cap 2000 half_up returned", "贷记卡 2025-09-01.. 0.60% half_up returned"}},
		{name: "card types, method unknown", fill: func(s *shop) {
			s.sell(with(debit, func(c *book.RateCard) { c.Method = "" }), first, 30, 30, s.price)
			s.sell(with(credit, func(c *book.RateCard) { c.Method = "" }), first, 30, 20, s.price)
		}},
		{name: "methods alike", fill: func(s *shop) {
			s.sell(with(wechat, func(c *book.RateCard) { c.Method = "JSAPI" }), first, 30, 20, s.price)
			s.sell(with(wechat, func(c *book.RateCard) { c.Method = "NATIVE" }), first, 30, 2, s.price)
		}, spoil: 2, want: []string{"2025-09-01.. 0.60% half_up returned"}},
		{name: "one method of three differs, too seldom to read", fill: func(s *shop) {
			s.sell(credit, first, 30, 20, s.price)
			s.sell(with(credit, func(c *book.RateCard) { c.Method = "准贷记卡" }), first, 30, 20, s.price)
			s.sell(with(credit, func(c *book.RateCard) { c.Method, c.Rate = "外卡", rate("0.015") }), first, 4, 3, s.price)
		}, want: []string{"准贷记卡 2025-09-01.. 0.60% half_up returned", "贷记卡 2025-09-01.. 0.60% half_up returned"}},
		{name: "a change", fill: func(s *shop) {
			s.sell(wechat, first, 20, 20, s.price)
			s.sell(promo, first+20, 10, 20, s.price)
		}, spoil: 3, want: []string{"2025-09-01..2025-09-20 0.60% half_up returned", "2025-09-21.. 0.38% any returned"}},
		{name: "a change in the last three days", fill: func(s *shop) {
			s.sell(wechat, first, 180, 20, s.price)
			s.sell(promo, first+180, 3, 20, s.price)
		}, spoil: 3, want: []string{"2025-09-01..2026-02-27 0.60% half_up returned", "2026-02-28.. 0.38% any returned"}},
		{name: "a change that did not stay", fill: func(s *shop) {
			s.sell(wechat, first, 20, 20, s.price)
			s.sell(promo, first+20, 2, 20, s.price)
			s.sell(wechat, first+22, 20, 20, s.price)
		}, want: []string{"2025-09-01.. 0.60% half_up returned"}},
		{name: "a fortnight free of charge", fill: func(s *shop) {
			s.sell(wechat, first, 20, 20, s.price)
			s.sell(free, first+20, 14, 20, s.price)
			s.sell(wechat, first+34, 20, 20, s.price)
		}, want: []string{"2025-09-01..2025-09-20 0.60% half_up returned", "2025-10-05.. 0.60% half_up returned"}},
		{name: "no fees", fill: func(s *shop) { s.sell(free, first, 30, 20, s.price) }},
		{name: "too few", fill: func(s *shop) { s.sell(wechat, first, 1, 19, s.price) }},
		{name: "one price", fill: func(s *shop) { s.sell(wechat, first, 30, 20, func() book.Minor { return 15_00 }) }},
		{name: "no rate at all", fill: func(s *shop) { s.sell(wechat, first, 30, 20, s.price) }, spoil: 60},
		{name: "agreed", fill: func(s *shop) { s.sell(wechat, first, 30, 20, s.price) }, spoil: 3, cards: []book.RateCard{wechat}},
		{name: "proposed before", fill: func(s *shop) { s.sell(wechat, first, 30, 20, s.price) },
			cards: []book.RateCard{with(wechat, func(c *book.RateCard) { c.State = book.CardProposed })},
			want:  []string{"2025-09-01.. 0.60% half_up returned"}},
		{name: "not as agreed", fill: func(s *shop) { s.sell(wechat, first, 30, 20, s.price) }, cards: []book.RateCard{low},
			want: []string{"2025-09-01.. 0.60% half_up returned"}},
		{name: "agreed from a day on", fill: func(s *shop) { s.sell(wechat, first, 30, 20, s.price) },
			cards: []book.RateCard{with(wechat, func(c *book.RateCard) { c.Valid.From = first + 10 })},
			want:  []string{"2025-09-01..2025-09-10 0.60% half_up returned"}},
		{name: "not as agreed from a day on", fill: func(s *shop) {
			s.sell(wechat, first, 20, 20, s.price)
			s.sell(promo, first+20, 10, 20, s.price)
		}, cards: []book.RateCard{wechat}, want: []string{"2025-09-21.. 0.38% any returned"}},
		{name: "reckoned on what was billed", fill: func(s *shop) {
			s.sell(wechat, first, 30, 20, s.price)
			for i := range s.rows {
				if i%4 == 0 {
					s.rows[i].Amount -= s.rows[i].Gross / 7
				}
			}
		}, spoil: 2, want: []string{"2025-09-01.. 0.60% half_up returned"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := newShop(t, 7)
			tt.fill(s)
			s.spoil(tt.spoil)
			var got []string
			for _, c := range propose(s.rows, tt.cards) {
				got = append(got, told(c))
				if c.State != book.CardProposed || c.ID != 0 || c.Fits > c.Rows || c.Rows < enough {
					t.Errorf("card %+v", c)
				}
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(tt.want, "\n"))
			}
		})
	}
}

// What refunds cost is read from them, whatever the refund's own day.
func TestProposeRefunds(t *testing.T) {
	for policy := book.RefundFeeReturned; policy <= book.RefundFeeCharged; policy++ {
		t.Run(policy.String(), func(t *testing.T) {
			s := newShop(t, 3)
			s.sell(wechat, day("2025-09-01"), 20, 20, s.price)
			for i := range 20 {
				r := s.rows[i*20]
				r.ID, r.Kind, r.Amount, r.Gross, r.Day = r.ID+10000, book.KindRefund, -r.Amount, -r.Gross, r.Day+2
				switch policy {
				case book.RefundFeeReturned:
					r.Fee = -r.Fee
				case book.RefundFeeKept:
					r.Fee = 0
				}
				s.rows = append(s.rows, r)
			}
			cards := propose(s.rows, nil)
			if len(cards) != 1 || cards[0].Refund != policy {
				t.Fatalf("cards %+v", cards)
			}
			if got := NewChecker(cards).Check(s.rows); len(got) != 0 {
				t.Errorf("%d alarms", len(got))
			}
		})
	}
}

// Over many shops: the card is the true one, wrong fees are found by it, and what
// is sold later raises nothing, also where the card was read from few rows.
func TestProposeThenCheck(t *testing.T) {
	truths := []book.RateCard{wechat, with(low, func(c *book.RateCard) { c.Rounding = book.RoundHalfUp }), with(stripe, func(c *book.RateCard) { c.Rounding = book.RoundHalfEven }),
		with(debit, func(c *book.RateCard) { c.Rounding = book.RoundHalfUp }), with(least, func(c *book.RateCard) { c.Rounding = book.RoundDown })}
	var planted, found, alarms, later, silent, shops int
	for seed := range uint64(200) {
		truth := truths[seed%5]
		s := newShop(t, seed)
		price := s.price
		if seed%2 == 0 { // a café with a short menu, of which one or two are bought
			menu := make([]book.Minor, 6+s.rng.IntN(10))
			for i := range menu {
				menu[i] = book.Minor(5_00 + 50*s.rng.IntN(80))
			}
			price = func() book.Minor { return menu[s.rng.IntN(len(menu))] * book.Minor(1+s.rng.IntN(2)) }
		}
		s.sell(truth, day("2025-09-01"), 10, 3+int(seed)%30, price)
		wrong := s.spoil(float64(1 + seed%5))
		n := len(s.rows)
		cards := propose(s.rows, nil)
		shops++
		if len(cards) == 0 {
			silent++
			continue
		}
		s.sell(truth, day("2025-09-11"), 20, 50, s.price)
		got := NewChecker(cards).Check(s.rows)
		for i, r := range s.rows {
			_, raised := got[r.ID]
			switch {
			case i >= n:
				later++
				if raised {
					alarms++
				}
			case wrong[r.ID]:
				if tar, _ := tariffOf(&truth); !tar.explains(r.Amount, r.Fee) {
					planted++
					if raised {
						found++
					}
				}
			case raised:
				alarms++
			}
		}
	}
	t.Logf("%d shops, %d without a card; wrong fees found %d of %d; false alarms %d of %d rows", shops, silent, found, planted, alarms, later)
	if found*1000 < planted*995 || alarms*1000 > later || silent > shops/5 {
		t.Error("worse than the goals")
	}
}
