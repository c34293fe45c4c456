package transit

import (
	"cmp"
	"slices"

	"zhangfang/app/book"
	"zhangfang/app/calendar"
)

// Horizon is how well forecasts did over days so far ahead, in one currency.
type Horizon struct {
	Currency book.Currency
	From, To int     // days ahead
	Days     int     // forecasts of a day that were held against what came
	WAPE     float64 // sum of the errors' sizes by sum of what came
	Bias     float64 // sum of the errors by sum of what came; > 0: too much was foretold
	Coverage float64 // part of the days that lay in their band, which should be 0.8
}

// horizons are the runs of days ahead that are told apart.
var horizons = [...][2]int{{1, 3}, {4, 7}, {8, 14}}

const horizonDays = 14

// BackTest tells how well the forecast would have done: for each day of a number
// of weeks it goes back to what was known on it, learns from that alone, foretells
// fourteen days and holds them against what came. It ends with what the bank shows
// by asOf. Days with less than a fortnight before them are left out.
func BackTest(settlements []book.Settlement, terms map[book.ChannelID]Terms, china *calendar.China, asOf book.Day, weeks int) []Horizon {
	came := map[book.Currency]map[book.Day]book.Minor{}
	var begin, end book.Day
	for _, s := range settlements {
		end = max(end, min(s.BankSeen, asOf))
		if s.ArrivedOn == 0 {
			continue
		}
		if begin == 0 || s.ArrivedOn < begin {
			begin = s.ArrivedOn
		}
		if came[s.Currency] == nil {
			came[s.Currency] = map[book.Day]book.Minor{}
		}
		came[s.Currency][s.ArrivedOn] = plus(came[s.Currency][s.ArrivedOn], s.Arrived)
	}
	scores := map[book.Currency]*[len(horizons)]score{}
	last := end - horizonDays
	for day := max(last-book.Day(7*weeks)+1, begin+horizonDays); day <= last && begin != 0; day++ {
		past := knownOn(settlements, day)
		for _, f := range Learn(past, terms, china).Forecast(past, day, horizonDays) {
			if scores[f.Currency] == nil {
				scores[f.Currency] = &[len(horizons)]score{}
			}
			h := slices.IndexFunc(horizons[:], func(h [2]int) bool { return int(f.Day-day) <= h[1] })
			scores[f.Currency][h].add(&f, came[f.Currency][f.Day])
		}
	}
	return told(scores)
}

// knownOn is the settlements as the book held them at the end of a day.
func knownOn(settlements []book.Settlement, day book.Day) []book.Settlement {
	out := make([]book.Settlement, 0, len(settlements))
	for _, s := range settlements {
		if s.Day > day {
			continue
		}
		if s.ArrivedOn > day {
			s.Arrived, s.ArrivedOn = 0, 0
		}
		s.BankSeen = min(s.BankSeen, day)
		out = append(out, s)
	}
	return out
}

// score sums up the errors of forecasts.
type score struct {
	days, inside    int
	came, size, sum float64 // what came; the errors by size, and as they are
}

func (s *score) add(f *ForecastDay, came book.Minor) {
	off := float64(f.Expected) - float64(came)
	s.days++
	s.came += float64(came)
	s.sum += off
	s.size += max(off, -off)
	if f.Low <= came && came <= f.High {
		s.inside++
	}
}

// told is the scores by currency and days ahead; where nothing came there is
// nothing to hold a forecast against.
func told(scores map[book.Currency]*[len(horizons)]score) []Horizon {
	var out []Horizon
	for currency, byDays := range scores {
		for i, s := range byDays {
			if s.came == 0 {
				continue
			}
			out = append(out, Horizon{
				Currency: currency, From: horizons[i][0], To: horizons[i][1], Days: s.days,
				WAPE: s.size / s.came, Bias: s.sum / s.came, Coverage: float64(s.inside) / float64(s.days),
			})
		}
	}
	slices.SortFunc(out, func(a, b Horizon) int {
		return cmp.Or(cmp.Compare(a.Currency, b.Currency), cmp.Compare(a.From, b.From))
	})
	return out
}
