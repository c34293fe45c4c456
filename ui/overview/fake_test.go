package overview

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"zhangfang/app/book"
	"zhangfang/app/monthly"
	"zhangfang/assets"
	"zhangfang/ui/kit"
)

// shop is a small made-up autumn of 2025 behind the interfaces of the view.
type shop struct {
	months  []book.Period
	err     error
	asked   []book.ChannelID // of the last call of Overview
	unit    monthly.Unit     // of the last call of Overview
	counted int              // calls of Matching
	lag     book.Day         // how far Alipay's files are behind
	none    bool             // nothing is open
	unsold  bool             // no file of sales covers the period
	query   book.EntryQuery  // of the last call of EntryIDs
}

var (
	october   = book.Month(2025, time.October)
	september = book.Month(2025, time.September)
)

func (s *shop) Months(context.Context) ([]book.Period, error) { return s.months, s.err }

func (s *shop) Reach(context.Context) ([]monthly.Covered, error) {
	days := book.Period{From: september.From, To: october.To}
	all := []monthly.Covered{
		{Channel: book.Channel{ID: 1, Name: "微信支付", Role: book.RolePayments, Currency: book.CNY}, Days: days},
		{Channel: book.Channel{ID: 2, Name: "支付宝", Role: book.RolePayments, Currency: book.CNY}, Days: days},
		{Channel: book.Channel{ID: 3, Name: "拉卡拉", Role: book.RolePayments, Currency: book.CNY}, Days: days},
		{Channel: book.Channel{ID: 4, Name: "招商银行", Role: book.RoleBank, Currency: book.CNY}, Days: days},
	}
	all[1].Days.To -= s.lag
	return all, s.err
}

// sold is a made-up day.
func sold(d book.Day) book.DayFigures {
	n := int64(d)
	sales := book.Minor(2_000_000 + (n*7919)%2_400_000)
	f := book.DayFigures{Day: d, Currency: book.CNY, Sales: sales, SaleRows: 600 + int(n%400),
		Refunds: -sales * book.Minor(3+n%4) / 100, RefRows: 20, Fees: sales * 6 / 1000, Arrived: sales * 95 / 100}
	if n%11 == 0 {
		f.Arrived, f.Late = 0, sales
	}
	if d == october.From+23 {
		f.Refunds = -sales * 91 / 1000
	}
	f.Net = f.Sales + f.Refunds - f.Fees
	return f
}

func sums(p book.Period) []monthly.Sums {
	s := monthly.Sums{Currency: book.CNY}
	for d := p.From; d <= p.To; d++ {
		f := sold(d)
		s.Sales, s.Refunds, s.Fees, s.Net, s.Arrived = s.Sales+f.Sales, s.Refunds+f.Refunds, s.Fees+f.Fees, s.Net+f.Net, s.Arrived+f.Arrived
		s.SaleRows, s.RefRows = s.SaleRows+f.SaleRows, s.RefRows+f.RefRows
	}
	return []monthly.Sums{s}
}

func compare(now, before book.Period) monthly.Comparison {
	c := monthly.Comparison{Now: now, Before: before, NowSums: sums(now), BeforeSums: sums(before)}
	if before.From < september.From {
		c.Missing = []book.Gap{{Channel: "微信支付", Period: book.Period{From: before.From, To: min(before.To, september.From-1)}}}
		c.BankMissing = c.Missing
	}
	return c
}

func (s *shop) Overview(_ context.Context, unit monthly.Unit, day book.Day, channels []book.ChannelID) (monthly.Overview, error) {
	s.asked, s.unit = channels, unit
	p := unit.Around(day)
	if s.unsold {
		return monthly.Overview{Period: p}, s.err
	}
	o := monthly.Overview{Period: p, UpTo: min(p.To, october.To)}
	for d := max(p.From, september.From); d <= o.UpTo; d++ {
		f := sold(d)
		o.Days = append(o.Days, f)
		for ch, part := range map[book.ChannelID]book.Minor{1: 2, 2: 3, 3: 6} {
			o.ByChannel = append(o.ByChannel, book.ChannelDay{Channel: ch, Day: d, Kind: book.KindPayment, Currency: book.CNY, Rows: 100, Amount: f.Sales / part, Fee: f.Fees / (part + 1)})
		}
	}
	o.Channels = []book.ChannelFigures{
		{Channel: book.Channel{ID: 1, Name: "微信支付"}, Currency: book.CNY, Sales: 60_000_000, SaleRows: 14000, Fees: 360_000,
			Arrived: 58_387_745, Transit: 2_130_000, Late: 812_040},
		{Channel: book.Channel{ID: 2, Name: "支付宝"}, Currency: book.CNY, Sales: 52_000_000, SaleRows: 11000, Fees: 312_000,
			Arrived: 52_000_000, Transit: 1_466_100},
		{Channel: book.Channel{ID: 9, Name: "PayPal"}, Currency: "USD", Sales: 9_900, SaleRows: 4, Arrived: 9_900},
	}
	o.Span = compare(book.Period{From: p.From, To: o.UpTo}, unit.SameDays(p, o.UpTo))
	o.Day = compare(book.Period{From: o.UpTo, To: o.UpTo}, book.Period{From: o.UpTo - 7, To: o.UpTo - 7})
	return o, s.err
}

func (s *shop) Underway(context.Context, []book.ChannelID) (monthly.Underway, error) {
	u := monthly.Underway{AsOf: october.To, Owed: []monthly.Owed{
		{Channel: 1, Currency: book.CNY, Day: october.To, Due: october.To + 2, Rest: 1_000_000, State: "in_transit"},
		{Channel: 1, Currency: book.CNY, Day: october.To, Due: october.To + 1, Rest: 2_130_000, State: "in_transit"},
		{Channel: 2, Currency: book.CNY, Day: october.To, Due: october.To + 2, Rest: 466_100, State: "in_transit"},
		{Channel: 3, Currency: book.CNY, Day: october.To - 6, Due: october.To - 4, Rest: 77, State: "late"},
		{Channel: 9, Currency: "USD", Day: october.To, Due: october.To + 1, Rest: 5_000, State: "in_transit"},
	}}
	u.Ages = []monthly.Age{
		{Currency: book.CNY, From: 0, To: 1, InTransit: 3_130_000}, {Currency: book.CNY, From: 2, To: 3, InTransit: 466_100},
		{Currency: book.CNY, From: 4, To: 7, Late: 311_900}, {Currency: book.CNY, From: 8, To: 14}, {Currency: book.CNY, From: 15, To: 30, Missing: 812_040},
		{Currency: book.CNY, From: 31, To: -1},
	}
	for n := book.Day(1); n <= 14; n++ {
		f := monthly.Coming{Day: october.To + n, Currency: book.CNY}
		if w := f.Day.Weekday(); w != time.Saturday && w != time.Sunday {
			f.Expected = 1_500_000 + book.Minor(f.Day%5)*310_000
			f.Low, f.High = f.Expected*8/10, f.Expected*12/10
			if n <= 4 {
				f.Sold = f.Expected / book.Minor(n)
			}
		}
		u.Forecast = append(u.Forecast, f)
	}
	return u, s.err
}

func (s *shop) Matching(_ context.Context, runs []book.Period, _ []book.ChannelID) ([][2]int, error) {
	s.counted++
	out := make([][2]int, len(runs))
	for i, r := range runs {
		out[i] = [2]int{1000, 1000 - int(r.From%7)}
	}
	return out, s.err
}

func (s *shop) RefundWarn(context.Context) (decimal.Decimal, error) {
	return decimal.New(10, -2), s.err
}

func (s *shop) RateCards(context.Context) ([]book.RateCard, error) {
	return []book.RateCard{
		{Channel: 1, Currency: book.CNY, Rate: decimal.New(6, -3), State: book.CardAgreed},
		{Channel: 2, Currency: book.CNY, Rate: decimal.New(6, -3), State: book.CardAgreed},
		{Channel: 2, Currency: book.CNY, Method: "花呗", Rate: decimal.New(8, -3), State: book.CardAgreed},
		{Channel: 1, Currency: book.CNY, Rate: decimal.New(1, -3), State: book.CardProposed},
	}, s.err
}

func (s *shop) EntryIDs(_ context.Context, q book.EntryQuery) ([]book.EntryID, error) {
	s.query = q
	return []book.EntryID{21, 22, 23}, s.err
}

func (s *shop) EntryLines(_ context.Context, ids []book.EntryID) ([]book.EntryLine, error) {
	out := make([]book.EntryLine, len(ids))
	for i, id := range ids {
		out[i].ID, out[i].Currency, out[i].Kind, out[i].Amount, out[i].Fee = id, book.CNY, book.KindPayment, 12_800, 77
		out[i].OrderNo, out[i].Counterparty, out[i].ChannelName = "S20251026024411", "买家02214", "微信支付"
		out[i].At = book.At(s.query.Period.From.Time().Add(time.Duration(id)*time.Hour/2), book.PrecisionSecond)
		out[i].Status = book.StatusPaid
	}
	out[1].Kind, out[1].Amount, out[1].Fee = book.KindRefund, -12_800, -77
	return out, s.err
}

// now is the clock of the tests.
func now() time.Time { return time.Date(2025, time.November, 1, 9, 0, 0, 0, book.Shanghai) }

func (s *shop) Exceptions(_ context.Context, q book.ExceptionQuery) ([]book.ExceptionLine, error) {
	if s.none {
		return nil, s.err
	}
	line := func(t book.ExceptionType, day int, want, got book.Minor, id book.EntryID, left time.Duration) book.ExceptionLine {
		return book.ExceptionLine{Exception: book.Exception{Type: t, Leg: book.LegSales, Channel: 1, Entry: id,
			Day: october.From + book.Day(day-1), Expected: want, Actual: got, Currency: book.CNY, Severity: book.Medium, Deadline: now().Add(left)},
			ChannelName: "微信支付", OrderNo: "S20251026024411", Party: "买家02214"}
	}
	lines := []book.ExceptionLine{
		line(book.DuplicateCharge, 26, 0, 19_800, 11, 100*time.Minute),
		line(book.SettlementMissing, 24, 812_040, 0, 0, 48*time.Minute),
		line(book.MissingPayment, 26, 12_800, 0, 12, -3*time.Hour),
		line(book.FeeMismatch, 28, 4_100, 10_410, 13, 20*time.Hour),
		line(book.MissingOrder, 31, 0, 8_800, 14, 20*time.Hour),
		line(book.AmountMismatch, 31, 5_870, 5_780, 15, 0),
		line(book.SettlementLate, -3, 4_120_618, 4_120_618, 16, time.Hour),
	}
	lines[1].Leg, lines[1].Severity, lines[1].ChannelName = book.LegPayouts, book.High, "拉卡拉"
	lines[3].State = book.ExceptionInReview
	lines[5].Deadline, lines[5].Severity, lines[5].Age = time.Time{}, book.Low, 4
	lines[6].State = book.ExceptionWaiting
	return lines, s.err
}

var errBroken = errors.New("broken")

// log is what the view asked the window to do.
type log struct{ calls []string }

func (l *log) add(s string) { l.calls = append(l.calls, s) }

// memory is preferences for a test.
type memory map[string]string

func (m memory) StringWithFallback(key, fallback string) string {
	if v, ok := m[key]; ok {
		return v
	}
	return fallback
}
func (m memory) SetString(key, value string)                          { m[key] = value }
func (m memory) FloatWithFallback(_ string, fallback float64) float64 { return fallback }
func (m memory) SetFloat(string, float64)                             {}

func testDeps(t *testing.T, s *shop, l *log, locale string) Deps {
	t.Helper()
	text, err := assets.NewText(locale)
	if err != nil {
		t.Fatal(err)
	}
	return Deps{
		Figures: s, Review: s, Text: text, Run: kit.InlineRunner, Now: now,
		Import:        func() { l.add("import") },
		Sample:        func() { l.add("sample") },
		OpenReconcile: func(leg book.Leg, id book.EntryID) { l.add("reconcile " + string(leg)) },
		OpenException: func(key string) { l.add("exception " + key) },
		OpenUnderway:  func() { l.add("underway") },
	}
}
