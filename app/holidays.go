package app

import (
	"time"

	"zhangfang/app/book"
	"zhangfang/app/calendar"
)

// Holidays lists the days of a year on which banks in China do other than the weekday
// says, in order; days that follow each other stand together.
func (b *Book) Holidays(year int) []book.Holiday { return holidays(b.china, year) }

func holidays(china *calendar.China, year int) []book.Holiday {
	own := china.Own()
	var all []book.Holiday
	for day := book.NewDay(year, time.January, 1); day <= book.NewDay(year, time.December, 31); day++ {
		working, estimated := china.Workday(int32(day))
		weekday := day.Time().Weekday()
		weekend := weekday == time.Saturday || weekday == time.Sunday
		_, mine := own[int32(day)]
		off := china.Holiday(int32(day)) || !weekend && !working
		if !mine && !off && (!weekend || !working) {
			continue // as any other day of the week
		}
		if n := len(all); n > 0 && all[n-1].To == day-1 && all[n-1].Working == working && all[n-1].Own == mine {
			all[n-1].To = day
			continue
		}
		all = append(all, book.Holiday{Period: book.Period{From: day, To: day}, Working: working, Estimated: estimated && !mine, Own: mine})
	}
	return all
}
