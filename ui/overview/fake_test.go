package overview

import (
	"context"
	"errors"
	"testing"
	"time"

	"zhangfang/app/book"
	"zhangfang/assets"
	"zhangfang/ui/kit"
)

// shop is a small made-up October 2025 behind the interfaces of the view.
type shop struct {
	months []book.Period
	err    error
	asked  []book.ChannelID // of the last call of Figures
}

var (
	october   = book.Month(2025, time.October)
	september = book.Month(2025, time.September)
)

func (s *shop) Months(context.Context) ([]book.Period, error) { return s.months, s.err }

func (s *shop) Channels(context.Context) ([]book.Channel, error) {
	return []book.Channel{
		{ID: 1, Name: "微信支付", Role: book.RolePayments, Currency: book.CNY},
		{ID: 2, Name: "支付宝", Role: book.RolePayments, Currency: book.CNY},
		{ID: 3, Name: "拉卡拉", Role: book.RolePayments, Currency: book.CNY},
	}, s.err
}

func (s *shop) Figures(_ context.Context, p book.Period, channels []book.ChannelID) (book.MonthFigures, error) {
	s.asked = channels
	f := book.MonthFigures{Book: "西街小馆", Period: p, AsOf: p.To, ChainOK: true}
	for d := p.From; d <= p.To; d++ {
		n := int64(d)
		sales := book.Minor(2_000_000 + (n*7919)%2_400_000)
		day := book.DayFigures{Day: d, Currency: book.CNY, Sales: sales, SaleRows: 600 + int(n%400),
			Refunds: -sales * book.Minor(3+n%4) / 100, RefRows: 20, Fees: sales * 6 / 1000, Net: sales, Arrived: sales * 95 / 100}
		if n%11 == 0 {
			day.Arrived, day.Late = 0, sales
		}
		if d == october.From+23 {
			day.Refunds = -sales * 91 / 1000
		}
		if d >= october.From+25 {
			day.Fees = sales * 64 / 10000
		}
		f.Days = append(f.Days, day)
	}
	f.Channels = []book.ChannelFigures{
		{Channel: book.Channel{ID: 1, Name: "微信支付"}, Currency: book.CNY, Sales: 60_000_000, SaleRows: 14000,
			Arrived: 58_387_745, Transit: 2_130_000, Late: 812_040},
		{Channel: book.Channel{ID: 2, Name: "支付宝"}, Currency: book.CNY, Sales: 52_000_000, SaleRows: 11000,
			Arrived: 52_000_000, Transit: 1_466_100},
		{Channel: book.Channel{ID: 9, Name: "PayPal"}, Currency: "USD", Sales: 9_900, SaleRows: 4, Arrived: 9_900},
	}
	return f, s.err
}

func (s *shop) Exceptions(_ context.Context, q book.ExceptionQuery) ([]book.ExceptionLine, error) {
	line := func(t book.ExceptionType, day int, want, got book.Minor, id book.EntryID, age int) book.ExceptionLine {
		return book.ExceptionLine{Exception: book.Exception{Type: t, Leg: book.LegSales, Channel: 1, Entry: id,
			Day: october.From + book.Day(day-1), Expected: want, Actual: got, Currency: book.CNY, Age: age, Severity: book.Medium},
			ChannelName: "微信支付", OrderNo: "S20251026024411", Party: "买家02214"}
	}
	lines := []book.ExceptionLine{
		line(book.SettlementMissing, 24, 812_040, 0, 0, 7),
		line(book.DuplicateCharge, 26, 0, 19_800, 11, 5),
		line(book.MissingPayment, 26, 12_800, 0, 12, 5),
		line(book.FeeMismatch, 28, 4_100, 10_410, 13, 3),
		line(book.MissingOrder, 31, 0, 8_800, 14, 0),
		line(book.AmountMismatch, 31, 5_870, 5_780, 15, 0),
		line(book.SettlementLate, -3, 4_120_618, 4_120_618, 16, 30),
	}
	lines[0].Leg, lines[0].Severity, lines[0].ChannelName = book.LegPayouts, book.High, "拉卡拉"
	lines[3].State = book.ExceptionInReview
	lines[4].ChannelName = "支付宝"
	return lines, s.err
}

func (s *shop) expected(context.Context) ([]Expected, error) {
	return []Expected{
		{On: october.To + 2, Channel: 1, Currency: book.CNY, Amount: 1_000_000},
		{On: october.To + 1, Channel: 1, Currency: book.CNY, Amount: 2_130_000},
		{On: october.To + 2, Channel: 2, Currency: book.CNY, Amount: 466_100},
		{On: october.To + 1, Channel: 9, Currency: "USD", Amount: 5_000},
		{On: october.To - 4, Channel: 2, Currency: book.CNY, Amount: 77},
	}, nil
}

var errBroken = errors.New("broken")

// log is what the view asked the window to do.
type log struct{ calls []string }

func (l *log) add(s string) { l.calls = append(l.calls, s) }

func testDeps(t *testing.T, s *shop, l *log, locale string) Deps {
	t.Helper()
	text, err := assets.NewText(locale)
	if err != nil {
		t.Fatal(err)
	}
	return Deps{
		Figures: s, Review: s, Expected: s.expected, Text: text, Run: kit.InlineRunner,
		Now:           func() time.Time { return time.Date(2025, time.November, 1, 9, 0, 0, 0, book.Shanghai) },
		Import:        func() { l.add("import") },
		Sample:        func() { l.add("sample") },
		OpenReconcile: func(leg book.Leg, id book.EntryID) { l.add("reconcile " + string(leg)) },
		OpenException: func(key string) { l.add("exception " + key) },
	}
}
