package calendar

import (
	"container/list"
	"time"

	"github.com/6tail/lunar-go/HolidayUtil"
	"github.com/6tail/lunar-go/calendar"
)

// year tells for each day of a year, from 1 January, whether banks work.
type year struct {
	working   [366]bool
	holiday   [366]bool // off for a public holiday, the weekend days inside one too
	days      int       // 365 or 366
	estimated bool
}

func newYear(number int) *year {
	y := &year{days: newYearsDay(number+1).AddDate(0, 0, -1).YearDay()}
	for d := newYearsDay(number); d.Year() == number; d = d.AddDate(0, 0, 1) {
		weekday := d.Weekday()
		y.working[d.YearDay()-1] = weekday != time.Saturday && weekday != time.Sunday
	}
	if table := HolidayUtil.GetHolidaysByYear(number); announced(table) {
		for e := table.Front(); e != nil; e = e.Next() {
			h := e.Value.(*HolidayUtil.Holiday)
			if d, err := time.Parse(time.DateOnly, h.GetDay()); err == nil {
				y.working[d.YearDay()-1], y.holiday[d.YearDay()-1] = h.IsWork(), !h.IsWork()
			}
		}
		return y
	}
	y.estimated = true
	for _, d := range statutory(number) {
		y.working[d.YearDay()-1], y.holiday[d.YearDay()-1] = false, true
	}
	return y
}

// announced tells whether a year's table is whole. The State Council announces a
// year at once, in the autumn before; until then the table may hold no more than
// the days around its 1 January.
func announced(table *list.List) bool {
	for e := table.Front(); e != nil; e = e.Next() {
		if e.Value.(*HolidayUtil.Holiday).GetName() == "春节" {
			return true
		}
	}
	return false
}

// Years for which the lunar calendar is computed; others have the solar holidays only.
const firstLunar, lastLunar = 1900, 2200

// statutory lists the 13 public holidays of a year by the rule in force since
// 2025 (全国年节及纪念日放假办法, State Council order 795): 1 January; the eve and
// the first three days of the lunar year; Qingming; 1 and 2 May; Dragon Boat;
// Mid-Autumn; 1 to 3 October. Which weekends are worked in exchange for longer
// holidays follows no rule, so none is guessed.
func statutory(number int) []time.Time {
	jan1 := newYearsDay(number)
	at := func(month time.Month, day int) time.Time { return time.Date(number, month, day, 0, 0, 0, 0, time.UTC) }
	days := []time.Time{jan1, at(5, 1), at(5, 2), at(10, 1), at(10, 2), at(10, 3)}
	if number < firstLunar || number > lastLunar {
		return days
	}
	spring := calendar.NewLunarFromYmd(number, 1, 1)
	first := solar(spring.GetSolar())
	for n := -1; n <= 2; n++ {
		days = append(days, first.AddDate(0, 0, n))
	}
	return append(days,
		solar(spring.GetJieQiTable()["清明"]),
		solar(calendar.NewLunarFromYmd(number, 5, 5).GetSolar()),
		solar(calendar.NewLunarFromYmd(number, 8, 15).GetSolar()))
}

func solar(s *calendar.Solar) time.Time {
	return time.Date(s.GetYear(), time.Month(s.GetMonth()), s.GetDay(), 0, 0, 0, 0, time.UTC)
}

func newYearsDay(year int) time.Time { return time.Date(year, time.January, 1, 0, 0, 0, 0, time.UTC) }
