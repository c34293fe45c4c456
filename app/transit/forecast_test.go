package transit

import (
	"math"
	"testing"

	"zhangfang/app/book"
	"zhangfang/app/calendar"
)

// till is a channel's days of one net up to a last day, of which those that pay
// brings after it have not arrived.
func till(from, last book.Day, net func(book.Day) book.Minor, pay func(book.Day) book.Day) []book.Settlement {
	out := steady(1, from, int(last-from)+1, pay)
	for i := range out {
		s := &out[i]
		s.Net, s.BankSeen = net(s.Day), last
		if s.Arrived = s.Net; s.ArrivedOn > last {
			s.Arrived, s.ArrivedOn = 0, 0
		}
	}
	return out
}

func same(net book.Minor) func(book.Day) book.Minor { return func(book.Day) book.Minor { return net } }

// near tells whether a forecast is within some percent of what it should be.
func near(got, want book.Minor, percent float64) bool {
	return math.Abs(float64(got-want)) <= percent/100*float64(want)
}

// On the eve of National Day 2025 a channel that pays T+1 owes one day; eight days
// off bring nothing, and the first working day after them brings nine days' money.
func TestForecastOverHolidays(t *testing.T) {
	list := till(spring, national, same(100_000), working(1))
	got := Learn(list, nil, calendar.New()).Forecast(list, national, 14)
	if len(got) != 14 {
		t.Fatalf("%d days", len(got))
	}
	for i, f := range got {
		want := book.Minor(100_000) // a day's sales
		switch on := national + book.Day(i+1); {
		case on != f.Day || f.Currency != book.CNY:
			t.Fatalf("line %d is of %s in %s", i, f.Day, f.Currency)
		case f.Day <= day(t, "2025-10-08"), f.Day == day(t, "2025-10-12"): // the 11th is a worked Saturday
			want = 0
		case f.Day == day(t, "2025-10-09"):
			want = 900_000
			if !near(f.Sold, 100_000, 5) {
				t.Errorf("of %d on %s %d are sold", f.Expected, f.Day, f.Sold)
			}
		case f.Day == day(t, "2025-10-13"):
			want = 200_000
		}
		// A credit may come a day later than usual: that much is spread out.
		if (f.Expected - want).Abs() > 10_000+want/10 {
			t.Errorf("%s: %d, want about %d", f.Day, f.Expected, want)
		}
		if f.Low > f.Expected || f.High < f.Expected || f.Sold > f.Expected || f.Low < 0 || f.High > 1_000_000 {
			t.Errorf("%s: %+v", f.Day, f)
		}
	}
}

// A channel that pays every day brings a weekday's usual money, and on a holiday
// what holidays were seen to bring.
func TestForecastFollowsTheWeek(t *testing.T) {
	china := calendar.New()
	last := day(t, "2025-10-04") // a Saturday, three days into the holidays
	net := func(d book.Day) book.Minor {
		m := book.Minor(10_000)
		if d.Weekday() == 0 {
			m = 50_000
		}
		if china.Holiday(int32(d)) {
			m *= 3
		}
		return m
	}
	list := till(day(t, "2025-06-01"), last, net, natural(1))
	got := Learn(list, nil, china).Forecast(list, last, 14)
	for i, f := range got {
		want := net(f.Day - 1)
		if !near(f.Expected, want, 8) && (i == 0 || !near(f.Expected, want, 35)) {
			t.Errorf("%s: %d, want about %d", f.Day, f.Expected, want)
		}
	}
}

func TestForecastLeavesOut(t *testing.T) {
	last := day(t, "2025-09-15")
	list := till(day(t, "2025-08-01"), last-30, same(1000), working(1)) // given up a month ago
	for _, s := range []book.Settlement{
		{Day: last - 50, Net: 5000, BankSeen: last},                                        // long missing
		{Day: last, Net: 7000, Arrived: 6000, ArrivedOn: last, BankSeen: last},             // short
		{Day: last, Net: -7000, BankSeen: last},                                            // refunds
		{Day: last + 1, Net: 7000},                                                         // not known yet
		{Day: last, Net: 800, BankSeen: last, Currency: "USD", Channel: 2, Terminal: "T1"}, // another currency
	} {
		if s.Currency == "" {
			s.Currency = book.CNY
		}
		list = append(list, s)
	}
	m := Learn(list, nil, calendar.New())
	sums := map[book.Currency]book.Minor{}
	for _, f := range m.Forecast(list, last, 14) {
		sums[f.Currency] += f.Expected
		if f.Expected != f.Sold {
			t.Errorf("%s: sales to come of a channel that is given up: %+v", f.Day, f)
		}
	}
	if sums[book.CNY] != 0 || !near(sums["USD"], 800, 15) {
		t.Errorf("foretold: %v", sums)
	}
	if got := m.Forecast(list, last, 0); got != nil {
		t.Errorf("no days ahead: %v", got)
	}
	if got := m.Forecast(nil, last, 3); len(got) != 0 {
		t.Errorf("an empty book: %v", got)
	}
}

func TestShare(t *testing.T) {
	for _, tt := range []struct {
		amount      book.Minor
		part, whole int64
		want        book.Minor
	}{{900, 1, 3, 300}, {0, 5, 7, 0}, {math.MaxInt64, 3, 3, math.MaxInt64}, {math.MaxInt64, 5000, 1000, math.MaxInt64}, {math.MaxInt64, 1, 2, math.MaxInt64 / 2}} {
		if got := share(tt.amount, tt.part, tt.whole); got != tt.want {
			t.Errorf("%d × %d / %d = %d, want %d", tt.amount, tt.part, tt.whole, got, tt.want)
		}
	}
}

// The forecast is held against what came: a shop whose channels all pay by
// themselves, and one whose owner also draws from a wallet at will, which nobody
// can foretell to the day.
func TestBackTest(t *testing.T) {
	tests := []struct {
		name   string
		wallet bool
		perDay int
		most   float64 // WAPE
	}{
		{"nets, 40 sales a day", false, 40, 0.25},
		{"nets, 400 sales a day", false, 400, 0.25},
		{"with a wallet, 40 sales a day", true, 40, 0.55},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for seed := range uint64(2) {
				s := newShop(seed, book.NewDay(2025, 6, 1), 240, tt.perDay, true)
				list := s.out
				if !tt.wallet {
					list = nets(list)
				}
				got := BackTest(list, nil, s.china, s.last(), 12)
				if len(got) != len(horizons) {
					t.Fatalf("%+v", got)
				}
				for _, h := range got {
					t.Logf("seed %d, days %2d-%2d: WAPE %.3f, bias %+.3f, in the band %.2f of %d", seed, h.From, h.To, h.WAPE, h.Bias, h.Coverage, h.Days)
					if h.WAPE > tt.most || math.Abs(h.Bias) > 0.1 || h.Coverage < 0.65 || h.Coverage > 0.97 || h.Days != 84*(h.To-h.From+1) {
						t.Errorf("seed %d: %+v", seed, h)
					}
				}
			}
		})
	}
}

func nets(list []book.Settlement) (out []book.Settlement) {
	for _, s := range list {
		if s.Entry == 0 {
			out = append(out, s)
		}
	}
	return out
}

// A back-test only knows what was known on the day: what came after is not told.
func TestBackTestKnowsNothingOfLater(t *testing.T) {
	s := newShop(3, book.NewDay(2025, 6, 1), 60, 40, true)
	on := s.last() - 20
	for _, x := range knownOn(s.out, on) {
		if x.Day > on || x.ArrivedOn > on || x.BankSeen > on || x.ArrivedOn == 0 && x.Arrived != 0 {
			t.Errorf("on %s it was known: %+v", on, x)
		}
	}
	if got := BackTest(nil, nil, s.china, on, 8); len(got) != 0 {
		t.Errorf("an empty book: %+v", got)
	}
}
