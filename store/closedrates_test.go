package store

import (
	"context"
	"testing"

	"github.com/shopspring/decimal"

	"zhangfang/app/book"
)

// What rows of a closed month should cost stays: no card that reaches into it comes,
// changes or goes; one may end with it, and another begin after it.
func TestClosedMonthKeepsItsRates(t *testing.T) {
	ctx := context.Background()
	s := mustOpen(t)
	importRows(t, s, wechatChannel, "a.csv", payment("A1", march(5), 10000))
	importRows(t, s, bankChannel, "b.csv", payment("B1", book.NewDay(2026, 4, 5), 10000))
	channels, err := s.Channels(ctx)
	if err != nil {
		t.Fatal(err)
	}
	ids := map[string]book.ChannelID{}
	for _, c := range channels {
		ids[c.Name] = c.ID
	}
	always := book.RateCard{Channel: ids[wechatChannel.Name], Rate: decimal.New(6, -3)}
	always, err = s.SaveRateCard(ctx, always, noon)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.CloseMonth(ctx, book.Closing{Month: book.Month(2026, 3), At: noon}); err != nil {
		t.Fatal(err)
	}
	save := func(change func(*book.RateCard)) func() error {
		c := always
		change(&c)
		return func() error { _, err := s.SaveRateCard(ctx, c, noon); return err }
	}
	april := book.NewDay(2026, 4, 1)
	for name, act := range map[string]func() error{
		"raised":                func() error { return save(func(c *book.RateCard) { c.Rate = decimal.New(7, -3) })() },
		"raised from mid month": save(func(c *book.RateCard) { c.ID, c.Valid.From = 0, march(5) }),
		"moved out of it":       save(func(c *book.RateCard) { c.Valid.From = april }),
		"ended in it":           save(func(c *book.RateCard) { c.Valid.To = march(15) }),
		"for another method":    save(func(c *book.RateCard) { c.Method = "零钱" }),
		"removed":               func() error { return s.RemoveRateCard(ctx, always.ID, noon) },
	} {
		err := act()
		if book.CodeOf(err) != "rate_month_locked" {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, act := range map[string]func() error{
		"agreed to":       save(func(c *book.RateCard) { c.State = book.CardAgreed }),
		"ends with it":    save(func(c *book.RateCard) { c.Valid.To = march(31) }),
		"goes on after":   save(func(c *book.RateCard) { c.ID, c.Valid.From, c.Rate = 0, april, decimal.New(7, -3) }),
		"another channel": save(func(c *book.RateCard) { c.ID, c.Channel = 0, ids[bankChannel.Name] }),
	} {
		if err := act(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A rate that a run reads from the rows by itself begins after what is closed.
func TestFirstCardsLeaveClosedMonthsAlone(t *testing.T) {
	ctx := context.Background()
	s := mustOpen(t)
	importRows(t, s, wechatChannel, "a.csv", payment("A1", march(5), 10000))
	if _, err := s.CloseMonth(ctx, book.Closing{Month: book.Month(2026, 3), At: noon}); err != nil {
		t.Fatal(err)
	}
	proposed := book.RateCard{Channel: 1, Rate: decimal.New(6, -3)}
	if _, err := s.SaveRun(ctx, book.Run{Leg: book.LegSales, Full: true, Mark: 99, Cards: []book.RateCard{proposed}}, seqOf(), noon); err != nil {
		t.Fatal(err)
	}
	cards, err := s.RateCards(ctx)
	if err != nil || len(cards) != 1 || cards[0].Valid.From != book.NewDay(2026, 4, 1) {
		t.Errorf("%+v, %v", cards, err)
	}
}

// An exchange rate holds until the next one: none comes or goes that would hold in a
// closed month.
func TestClosedMonthKeepsItsExchangeRates(t *testing.T) {
	ctx := context.Background()
	s := mustOpen(t)
	rate := func(d book.Day, tenths int64) book.FXRate {
		return book.FXRate{From: "USD", To: book.CNY, Day: d, Rate: decimal.New(tenths, -1), Source: book.RateAgreed}
	}
	february, april := book.NewDay(2026, 2, 10), book.NewDay(2026, 4, 1)
	if err := s.SaveFXRates(ctx, []book.FXRate{rate(march(1), 71), rate(march(20), 72)}, noon); err != nil {
		t.Fatal(err)
	}
	if _, err := s.CloseMonth(ctx, book.Closing{Month: book.Month(2026, 3), At: noon}); err != nil {
		t.Fatal(err)
	}
	for name, act := range map[string]func() error{
		"changed": func() error { return s.SaveFXRates(ctx, []book.FXRate{rate(march(20), 73)}, noon) },
		"one of several": func() error {
			return s.SaveFXRates(ctx, []book.FXRate{rate(april, 73), rate(march(9), 73)}, noon)
		},
		"removed": func() error { return s.RemoveFXRate(ctx, rate(march(20), 72), noon) },
	} {
		if err := act(); book.CodeOf(err) != "rate_month_locked" {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, act := range map[string]func() error{
		"the same again":   func() error { return s.SaveFXRates(ctx, []book.FXRate{rate(march(20), 72)}, noon) },
		"the month before": func() error { return s.SaveFXRates(ctx, []book.FXRate{rate(february, 70)}, noon) },
		"the month after":  func() error { return s.SaveFXRates(ctx, []book.FXRate{rate(april, 73)}, noon) },
	} {
		if err := act(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	rates, err := s.FXRates(ctx)
	if err != nil || len(rates) != 4 {
		t.Errorf("%v, %v", rates, err)
	}
}
