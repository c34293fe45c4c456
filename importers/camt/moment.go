package camt

import (
	"time"

	"zhangfang/app/book"
)

// clock is the time of day of a moment as it stands, and its zone.
type clock struct {
	in    int // seconds of the day
	zone  int // seconds east of UTC
	timed bool
	zoned bool
}

// late tells whether it is the last minute of a day.
func (c clock) late() bool { return c.in >= 24*3600-60 }

func (c clock) instant(day book.Day) book.Instant {
	switch {
	case day == 0:
		return book.Instant{}
	case !c.timed:
		return book.At(time.Unix(int64(day)*86400-8*3600, 0), book.PrecisionDay)
	case !c.zoned:
		c.zone = 8 * 3600
	}
	return book.At(time.Unix(int64(day)*86400+int64(c.in-c.zone), 0), book.PrecisionSecond)
}

// moment reads a date, or a date and time, of XML: "2025-10-01",
// "2025-10-01T10:15:00.5+01:00". A time without a zone is China's.
func moment(s string) (book.Day, clock, bool) {
	for _, layout := range []string{time.DateOnly, "2006-01-02Z07:00", time.RFC3339, "2006-01-02T15:04:05"} {
		t, err := time.Parse(layout, s)
		if err != nil || t.Year() < 1990 || t.Year() > 2100 {
			continue
		}
		c := clock{timed: len(layout) > 16, zoned: layout == time.RFC3339}
		if c.timed {
			c.in = t.Hour()*3600 + t.Minute()*60 + t.Second()
			_, c.zone = t.Zone()
		}
		return book.DayOf(t), c, true
	}
	return 0, clock{}, false
}
