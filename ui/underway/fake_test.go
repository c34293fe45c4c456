package underway

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"zhangfang/app/book"
	"zhangfang/assets"
	"zhangfang/ui/kit"
)

// monday is as-of: Monday, 27 October 2025.
var monday = book.NewDay(2025, time.October, 27)

var errBroken = errors.New("broken")

// shop is a few made-up payouts behind the interface of the view.
type shop struct {
	owed  []Owed
	saved []string
	err   error
	slow  error // of ForecastError
}

func newShop() *shop {
	s := &shop{}
	add := func(channel book.ChannelID, terminal string, ago book.Day, net, arrived book.Minor, due book.Day, state string) *Owed {
		day := monday - ago
		s.owed = append(s.owed, Owed{
			Settlement: book.Settlement{Channel: channel, Terminal: terminal, Day: day, Currency: book.CNY, Net: net, Rows: 300 + int(ago), Arrived: arrived, BankSeen: monday},
			Row:        -book.EntryID(len(s.owed) + 1), From: due, Due: due, LateAfter: due + 3, MissingAfter: due + 7, State: state, Rest: net - arrived, AgeDays: int(ago),
		})
		return &s.owed[len(s.owed)-1]
	}
	add(2, "", 0, 2_130_000, 0, monday+1, stateInTransit)
	add(3, "", 1, 1_466_100, 0, monday+1, stateInTransit)
	add(3, "", 2, 980_055, 0, monday-1, stateInTransit)
	add(4, "A0012345", 17, 812_040, 0, monday-14, stateMissing)
	add(4, "A0012346", 8, 450_610, 200_000, monday-7, stateLate).ArrivedOn = monday - 6
	add(4, "A0012345", 6, 311_900, 0, monday-5, stateLate)
	add(5, "", 9, 88_000, 0, monday-8, stateLate).BankSeen = monday - 8
	w := add(5, "", 0, 500_000, 0, monday+3, stateInTransit)
	w.Entry, w.Estimated = 77, true
	add(2, "", 3, 700_000, 700_000, monday-2, "arrived")
	add(6, "", 1, 120_000, 0, monday+2, stateInTransit).Currency = "USD"
	return s
}

func (s *shop) Channels(context.Context) ([]book.Channel, error) {
	return []book.Channel{{ID: 1, Name: "店铺订单"}, {ID: 2, Name: "微信支付"}, {ID: 3, Name: "支付宝"}, {ID: 4, Name: "拉卡拉"}, {ID: 5, Name: "银联商务门店收银"}, {ID: 6, Name: "PayPal"}}, s.err
}

func (s *shop) AsOf(context.Context) (book.Day, error) { return monday, s.err }
func (s *shop) Owed(context.Context) ([]Owed, error)   { return s.owed, s.err }
func (s *shop) Ageing(context.Context) ([]Bucket, error) {
	if len(s.owed) == 0 {
		return nil, s.err
	}
	return []Bucket{
		{Currency: book.CNY, From: 0, To: 1, InTransit: 4_096_100}, {Currency: book.CNY, From: 2, To: 3, InTransit: 980_055},
		{Currency: book.CNY, From: 4, To: 7, Late: 311_900}, {Currency: book.CNY, From: 8, To: 14, Late: 338_610},
		{Currency: book.CNY, From: 15, To: 30, Missing: 812_040}, {Currency: book.CNY, From: 31, To: -1},
		{Currency: "USD", From: 0, To: 1, InTransit: 120_000},
	}, s.err
}

func (s *shop) Delays(context.Context) ([]Delay, error) {
	return []Delay{
		{Channel: 2, Source: "learned", Usual: "T+1", From: 1, To: 2, Arrivals: 38, Late: 2, Agreed: "T+1"},
		{Channel: 3, Source: "learned", Usual: "D+1", Natural: true, From: 1, To: 1, Arrivals: 1038},
		{Channel: 4, Terminal: "A0012345", Source: "contract", Usual: "T+2", Agreed: "T+2", Arrivals: 6, Late: 1},
		{Channel: 5, Source: "default", Usual: "T+1"},
	}, s.err
}

func (s *shop) Forecast(context.Context) ([]ForecastDay, error) {
	var out []ForecastDay
	for n := book.Day(1); n <= 14; n++ {
		day := monday + n
		f := ForecastDay{Day: day, Currency: book.CNY}
		if w := day.Weekday(); w != time.Saturday && w != time.Sunday {
			f.Expected = 1_500_000 + book.Minor(day%5)*310_000
			f.Low, f.High = f.Expected*8/10, f.Expected*12/10
			if n <= 3 {
				f.Sold = f.Expected / book.Minor(n)
			}
		}
		out = append(out, f)
	}
	return out, s.err
}

func (s *shop) ForecastError(context.Context) ([]Horizon, error) {
	return []Horizon{{book.CNY, 1, 3, 0.081}, {book.CNY, 4, 7, 0.12}, {book.CNY, 8, 14, 0.204}, {"USD", 1, 3, 0.5}}, errors.Join(s.err, s.slow)
}

func (s *shop) SaveTerms(_ context.Context, id book.ChannelID, terms string) error {
	s.saved = append(s.saved, fmt.Sprintf("%d %s", id, terms))
	return s.err
}

// told is what the view told the window.
type told struct {
	undo          func()
	toasts, calls []string
	errs          []error
}

func testDeps(t *testing.T, s *shop, l *told, w fyne.Window, locale string) Deps {
	t.Helper()
	text, err := assets.NewText(locale)
	if err != nil {
		t.Fatal(err)
	}
	return Deps{
		Payouts: s, Text: text, Run: kit.InlineRunner, Window: w,
		Now:           func() time.Time { return time.Date(2025, time.October, 27, 18, 0, 0, 0, book.Shanghai) },
		OpenReconcile: func(leg book.Leg, id book.EntryID) { l.calls = append(l.calls, fmt.Sprintf("%s %d", leg, id)) },
		OpenImport:    func() { l.calls = append(l.calls, "import") },
		Changed:       func() { l.calls = append(l.calls, "changed") },
		Toast:         func(text, _ string, do func()) { l.toasts, l.undo = append(l.toasts, text), do },
		ShowError:     func(err error) { l.errs = append(l.errs, err) },
	}
}
