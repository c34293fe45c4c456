package ofx

import (
	"strings"
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

// parseMoment reads "20251001", "20251001120000.000[-5:EST]".
func parseMoment(s string) (moment, bool) {
	s, zone, zoned := strings.Cut(s, "[")
	s, fraction, _ := strings.Cut(strings.Replace(strings.TrimSpace(s), ",", ".", 1), ".")
	if n := len(s); n != 8 && n != 12 && n != 14 || !digits(s) || !digits(fraction) {
		return moment{}, false
	}
	at, ok := bill.ParseTime(s[:8])
	if !ok {
		return moment{}, false
	}
	m := moment{day: bill.DayOf(at), timed: len(s) > 8, fine: len(s) == 14}
	if m.timed {
		clock, err := time.Parse("150405", (s[8:] + "00")[:6])
		if err != nil {
			return moment{}, false
		}
		m.second = clock.Hour()*3600 + clock.Minute()*60 + clock.Second()
	}
	if zoned {
		if m.zone, m.zoned, ok = parseZone(zone); !ok {
			return moment{}, false
		}
	}
	return m, true
}

// parseZone reads what stands behind the bracket of "[-5:EST]" or "[+5.50]": hours
// ahead of Greenwich. Without any the moment has no zone.
func parseZone(s string) (zone time.Duration, zoned, ok bool) {
	s, ok = strings.CutSuffix(strings.TrimSpace(s), "]")
	s, _, _ = strings.Cut(s, ":")
	if s = strings.TrimSpace(s); s == "" || !ok {
		return 0, false, ok
	}
	if strings.Trim(s, "+-.0123456789") != "" {
		return 0, false, false
	}
	zone, err := time.ParseDuration(s + "h")
	return zone, true, err == nil && zone.Abs() <= 15*time.Hour
}

func digits(s string) bool { return strings.Trim(s, "0123456789") == "" }

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
