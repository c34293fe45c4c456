package transit

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"zhangfang/app/book"
	"zhangfang/app/calendar"
)

// settlements draws what channels and terminals may have paid, sensible or not.
func settlements(t *rapid.T) []book.Settlement {
	one := rapid.Custom(func(t *rapid.T) book.Settlement {
		s := book.Settlement{
			Channel:  book.ChannelID(rapid.IntRange(1, 2).Draw(t, "channel")),
			Terminal: rapid.SampledFrom([]string{"", "", "T1"}).Draw(t, "terminal"),
			Day:      spring + book.Day(rapid.IntRange(0, 60).Draw(t, "day")),
			Entry:    book.EntryID(rapid.IntRange(0, 1).Draw(t, "entry")),
			Currency: rapid.SampledFrom([]book.Currency{book.CNY, "USD"}).Draw(t, "currency"),
			Net:      book.Minor(rapid.IntRange(-500, 10_000).Draw(t, "net")),
			BankSeen: spring + book.Day(rapid.IntRange(0, 80).Draw(t, "seen")),
		}
		if delay := rapid.IntRange(-3, 12).Draw(t, "delay"); delay > -3 {
			s.Arrived, s.ArrivedOn = s.Net, s.Day+book.Day(delay)
		}
		return s
	})
	least := rapid.SampledFrom([]int{0, 20, 150}).Draw(t, "least") // too few to learn from, and enough
	return rapid.SliceOfN(one, least, 200).Draw(t, "settlements")
}

func terms(t *rapid.T) map[book.ChannelID]Terms {
	return map[book.ChannelID]Terms{1: {Days: rapid.IntRange(0, longest).Draw(t, "days"), Natural: rapid.Bool().Draw(t, "natural"), Known: rapid.Bool().Draw(t, "known")}}
}

// The order in which a book lists its settlements does not matter.
func TestOrderDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		china, agreed, list := calendar.New(), terms(t), settlements(t)
		mixed := slices.Clone(list)
		lots := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))
		lots.Shuffle(len(mixed), func(i, j int) { mixed[i], mixed[j] = mixed[j], mixed[i] })
		a, b := Learn(list, agreed, china), Learn(mixed, agreed, china)
		if diff := cmp.Diff(a.Delays(), b.Delays()); diff != "" {
			t.Fatal(diff)
		}
		if diff := cmp.Diff(a.Forecast(list, spring+60, 14), b.Forecast(mixed, spring+60, 14)); diff != "" {
			t.Fatal(diff)
		}
	})
}

// Money that is not there only ever gets later, its days stand in order, and a
// band is never tighter than two working days.
func TestJudgeIsMonotone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := Learn(settlements(t), terms(t), calendar.New())
		for _, s := range settlements(t) {
			last := m.Judge(s, s.Day)
			if last.From > last.Due || m.workdays(last.Due, leastWorkdays) > last.LateAfter || last.LateAfter >= last.MissingAfter || last.From < s.Day {
				t.Fatalf("band of %+v", last)
			}
			for asOf := s.Day + 1; asOf < s.Day+60; asOf++ {
				e := m.Judge(s, asOf)
				if e.State < last.State || e.Due != last.Due || e.LateAfter != last.LateAfter {
					t.Fatalf("%+v, then %+v", last, e)
				}
				last = e
			}
		}
	})
}

// What is late is past the band of DESIGN 4 too, unless thirty arrivals speak.
func TestFewArrivalsAreNotStrict(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := settlements(t)
		m, byDefault := Learn(list, nil, calendar.New()), Learn(nil, nil, calendar.New())
		for _, s := range list {
			e := m.Judge(s, spring+90)
			if e.Arrivals < provenArrivals && e.LateAfter < byDefault.Judge(s, spring+90).LateAfter {
				t.Fatalf("%d arrivals end the band on %s", e.Arrivals, e.LateAfter)
			}
		}
	})
}

// What is foretold of money under way is never more than that money, and a
// forecast lies in its own band.
func TestForecastStaysWithin(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := settlements(t)
		asOf := spring + book.Day(rapid.IntRange(0, 70).Draw(t, "as of"))
		rest, sold := map[book.Currency]book.Minor{}, map[book.Currency]book.Minor{}
		for _, s := range list {
			if s.ArrivedOn == 0 && s.Day <= asOf {
				rest[s.Currency] += max(s.Net, 0)
			}
		}
		for _, f := range Learn(list, terms(t), calendar.New()).Forecast(list, asOf, 14) {
			sold[f.Currency] += f.Sold
			if f.Low > f.Expected || f.Expected > f.High || f.Sold > f.Expected || f.Sold < 0 {
				t.Fatalf("%+v", f)
			}
		}
		for c, m := range sold {
			if m > rest[c] {
				t.Fatalf("%s: %d foretold of %d under way", c, m, rest[c])
			}
		}
	})
}

func many() ([]book.Settlement, book.Day) {
	s := newShop(1, book.NewDay(2020, 1, 1), 2200, 5, true)
	return s.out[:5000], s.out[4999].Day
}

func BenchmarkLearnAndJudge(b *testing.B) {
	list, asOf := many()
	china := calendar.New()
	for b.Loop() {
		m := Learn(list, nil, china)
		for i := range list {
			m.Judge(list[i], asOf)
		}
	}
}

func BenchmarkForecast(b *testing.B) {
	list, asOf := many()
	m := Learn(list, nil, calendar.New())
	for b.Loop() {
		m.Forecast(list, asOf, 14)
	}
}
