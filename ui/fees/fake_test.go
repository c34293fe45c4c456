package fees

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"github.com/shopspring/decimal"

	"zhangfang/app/book"
	"zhangfang/assets"
	"zhangfang/ui/kit"
)

var (
	october   = book.Month(2025, time.October)
	september = book.Month(2025, time.September)
	changed   = october.From + 25 // the day a rate went up: 26 October

	errBroken = errors.New("broken")
)

// shop is a few made-up channels behind the interface of the view.
type shop struct {
	channels  []book.Channel
	cards     []book.RateCard
	proposals []book.RateCard
	claims    []Claim
	fx        []book.FXRate
	calls     []string
	err       error
	slow      error // of ProposeRateCards
}

func card(id book.RateCardID, channel book.ChannelID, method, rate string, from book.Day, s book.CardState) book.RateCard {
	return book.RateCard{ID: id, Channel: channel, Method: method, Valid: book.Period{From: from}, Currency: book.CNY,
		Rate: decimal.RequireFromString(rate), State: s}
}

func newShop() *shop {
	s := &shop{channels: []book.Channel{
		{ID: 1, Name: "店铺订单", Role: book.RoleOrders, Currency: book.CNY},
		{ID: 2, Name: "微信支付", Role: book.RolePayments, Currency: book.CNY},
		{ID: 3, Name: "支付宝", Role: book.RolePayments, Currency: book.CNY},
		{ID: 4, Name: "拉卡拉门店收银", Role: book.RolePayments, Currency: book.CNY},
		{ID: 5, Name: "支付宝账户", Role: book.RoleWallet, Currency: book.CNY},
	}}
	wechat := card(1, 2, "", "0.006", 0, book.CardAgreed)
	alipay := card(2, 3, "", "0.0055", october.From, book.CardProposed)
	alipay.Rows, alipay.Fits = 1204, 1201
	debit := card(3, 4, "借记卡", "0.005", september.From, book.CardAgreed)
	debit.Fixed, debit.Min, debit.Cap = 5, 10, 2500
	s.cards = []book.RateCard{wechat, alipay, debit}

	more := card(0, 2, "", "0.01", changed, book.CardProposed)
	more.Rows, more.Fits = 312, 312
	fresh := card(0, 4, "信用卡", "0.0062", september.From, book.CardProposed)
	fresh.Rows, fresh.Fits = 88, 88
	s.proposals = []book.RateCard{more, fresh, alipay}
	s.proposals[2].ID = 0

	line := func(channel book.ChannelID, name string, id book.EntryID, day book.Day, want, got book.Minor) book.ExceptionLine {
		return book.ExceptionLine{Exception: book.Exception{Type: book.FeeMismatch, Leg: book.LegSales, Channel: channel, Entry: id, Day: day,
			Expected: want, Actual: got, Currency: book.CNY}, ChannelName: name, OrderNo: "S2025102602" + fmt.Sprint(4411+id), TxnNo: "4200001"}
	}
	terms := []book.Fact{{Code: "fee_card", Args: []string{"0.60%", ""}}}
	wechatClaim := Claim{Channel: 2, Name: "微信支付", Card: terms, Month: october, Currency: book.CNY, Charged: 10_410, Expected: 6_246, Difference: 4_164}
	for i := range book.EntryID(12) {
		wechatClaim.Lines = append(wechatClaim.Lines, line(2, "微信支付", 100+i, changed+book.Day(i/3), 520, 867))
	}
	cardClaim := Claim{Channel: 4, Name: "拉卡拉门店收银", Card: terms, Month: september, Currency: book.CNY, Charged: 300, Expected: 250, Difference: 50,
		Lines: []book.ExceptionLine{line(4, "拉卡拉门店收银", 300, september.From+3, 250, 300)}}
	cardClaim.Lines[0].OrderNo = ""
	s.claims = []Claim{wechatClaim, cardClaim}
	s.fx = []book.FXRate{
		{From: "USD", To: book.CNY, Day: october.From, Rate: decimal.RequireFromString("7.1234"), Source: book.RateMarket},
		{From: "EUR", To: book.CNY, Day: october.From + 1, Rate: decimal.RequireFromString("8.31"), Source: book.RateAgreed},
	}
	return s
}

func (s *shop) Channels(context.Context) ([]book.Channel, error) { return s.channels, s.err }
func (s *shop) Months(context.Context) ([]book.Period, error) {
	return []book.Period{october, september}, s.err
}
func (s *shop) RateCards(context.Context) ([]book.RateCard, error) {
	return slices.Clone(s.cards), s.err
}
func (s *shop) Claims(context.Context) ([]Claim, error)        { return s.claims, s.err }
func (s *shop) FXRates(context.Context) ([]book.FXRate, error) { return slices.Clone(s.fx), s.err }

func (s *shop) ProposeRateCards(context.Context) ([]book.RateCard, error) {
	return s.proposals, errors.Join(s.err, s.slow)
}

func (s *shop) Rates(_ context.Context, p book.Period) ([]Rate, error) {
	var out []Rate
	for day := p.From; day <= p.To && len(s.channels) > 0; day++ {
		amount := book.Minor(1_800_000 + int64(day*7919)%900_000)
		fee := amount * 6 / 1000
		if day >= changed {
			fee = amount * 8 / 1000
		}
		out = append(out, Rate{2, book.CNY, day, amount, fee}, Rate{3, book.CNY, day, amount, amount * 55 / 10000},
			Rate{5, book.CNY, day, amount, 0}) // the same money again, in the wallet
		if day%9 != 0 {
			out = append(out, Rate{4, book.CNY, day, amount / 3, amount / 3 * 57 / 10000})
		}
	}
	return out, s.err
}

// Figures is what the rates come to, with fees that came back with refunds.
func (s *shop) Figures(ctx context.Context, p book.Period, _ []book.ChannelID) (f book.MonthFigures, err error) {
	rates, err := s.Rates(ctx, p)
	for _, r := range rates {
		if r.Channel != 5 {
			f.Days = append(f.Days, book.DayFigures{Day: r.Day, Currency: r.Currency, Sales: r.Amount, Fees: r.Fee - r.Fee/50, Refunds: -r.Amount / 50})
		}
	}
	return f, err
}

// RestoreCard writes a card back as it was.
func (s *shop) RestoreCard(_ context.Context, c book.RateCard) error {
	s.calls = append(s.calls, fmt.Sprintf("restore %d %s %s", c.ID, c.Rate, c.State))
	s.cards[slices.IndexFunc(s.cards, func(x book.RateCard) bool { return x.ID == c.ID })] = c
	return s.err
}

// CardEffect is none, but for a card above 1 %: all is off then.
func (s *shop) CardEffect(_ context.Context, c book.RateCard) (Effect, error) {
	e := Effect{RowsNow: 12, Rows: 12, MoneyNow: 4_164, Money: 4_164}
	if c.Rate.GreaterThan(decimal.New(1, -2)) {
		e.Rows, e.Money = 161, 52_030
	}
	return e, s.err
}

func (s *shop) SaveRateCard(_ context.Context, c book.RateCard) (book.RateCard, error) {
	s.calls = append(s.calls, fmt.Sprintf("save %d %s %s", c.ID, c.Rate, c.Valid.From))
	if s.err != nil {
		return c, s.err
	}
	c.State = book.CardAgreed
	if i := slices.IndexFunc(s.cards, func(x book.RateCard) bool { return x.ID == c.ID }); i >= 0 {
		s.cards[i] = c
		return c, nil
	}
	c.ID = book.RateCardID(len(s.cards) + 10)
	s.cards = append(s.cards, c)
	return c, nil
}

func (s *shop) RemoveRateCard(_ context.Context, id book.RateCardID) error {
	s.calls = append(s.calls, fmt.Sprintf("remove %d", id))
	s.cards = slices.DeleteFunc(s.cards, func(c book.RateCard) bool { return c.ID == id })
	return s.err
}

func (s *shop) SaveFXRates(_ context.Context, rates []book.FXRate) error {
	s.fx = append(s.fx, rates...)
	s.calls = append(s.calls, fmt.Sprintf("fx %s %s", rates[0].From, rates[0].Rate))
	return s.err
}

func (s *shop) removeFX(_ context.Context, r book.FXRate) error {
	s.fx = slices.DeleteFunc(s.fx, func(x book.FXRate) bool { return x.From == r.From && x.Day == r.Day })
	return s.err
}

// told is what the view told the window.
type told struct {
	toasts, calls []string
	undo          func()
	errs          []error
}

func testDeps(t *testing.T, s *shop, l *told, w fyne.Window, locale string) Deps {
	t.Helper()
	text, err := assets.NewText(locale)
	if err != nil {
		t.Fatal(err)
	}
	call := func(s string) { l.calls = append(l.calls, s) }
	return Deps{
		Review: s, Months: s.Months, Figures: s.Figures, RestoreCard: s.RestoreCard, Text: text, Run: kit.InlineRunner, Window: w, RemoveFXRate: s.removeFX,
		Now:           func() time.Time { return time.Date(2025, time.November, 1, 9, 0, 0, 0, book.Shanghai) },
		Export:        func(format string) { call("export " + format) },
		OpenException: func(key string) { call("exception " + key) },
		OpenImport:    func() { call("import") },
		Changed:       func() { call("changed") },
		Toast:         func(text, _ string, do func()) { l.toasts, l.undo = append(l.toasts, text), do },
		ShowError:     func(err error) { l.errs = append(l.errs, err) },
	}
}
