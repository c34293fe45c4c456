package ofx

import (
	"regexp"
	"time"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

// moment is a date and time as it stands: DTPOSTED and its like.
type moment struct {
	day    book.Day
	second int // of the day
	timed  bool
	fine   bool // with seconds
	zone   time.Duration
	zoned  bool
}

// written is "20251001", "20251001120000.000[-5:EST]".
var written = regexp.MustCompile(`^(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?(?:[.,]\d+)?)?\s*(?:\[\s*([+-]?\d{1,2}(?:\.\d{1,2})?)\s*(?::[^\]]*)?\])?$`)

func parseMoment(s string) (moment, bool) {
	m := written.FindStringSubmatch(s)
	if m == nil {
		return moment{}, false
	}
	at, ok := bill.ParseTime(m[1] + "-" + m[2] + "-" + m[3])
	if !ok {
		return moment{}, false
	}
	out := moment{day: bill.DayOf(at), timed: m[4] != "", fine: m[6] != ""}
	if out.timed {
		clock, err := time.Parse("150405", m[4]+m[5]+(m[6] + "00")[:2])
		if err != nil {
			return moment{}, false
		}
		out.second = clock.Hour()*3600 + clock.Minute()*60 + clock.Second()
	}
	if m[7] != "" {
		zone, err := time.ParseDuration(m[7] + "h")
		if err != nil || zone.Abs() > 15*time.Hour {
			return moment{}, false
		}
		out.zone, out.zoned = zone, true
	}
	return out, true
}

// filler tells whether the time says nothing: there is none, or midnight or noon
// stands for the day.
func (m moment) filler() bool { return !m.timed || m.second == 0 || m.second == 12*3600 }

// instant is the moment, or the day alone: the standard takes times without a zone
// for Greenwich's, and banks write their own.
func (m moment) instant() book.Instant {
	switch {
	case m.day == 0:
		return book.Instant{}
	case m.filler() || !m.zoned:
		return book.Instant{Unix: int64(m.day)*86400 - 8*3600, Precision: book.PrecisionDay}
	}
	p := book.PrecisionSecond
	if !m.fine {
		p = book.PrecisionMinute
	}
	return book.Instant{Unix: int64(m.day)*86400 + int64(m.second) - int64(m.zone/time.Second), Precision: p}
}
