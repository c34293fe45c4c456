package book

import (
	"strconv"
	"strings"
	"time"
	_ "time/tzdata" // zones by name, on machines without a zone database too
)

// zones are the hours east of Greenwich of the abbreviations that payment
// providers write, by the tables of the IANA zone database. Two that mean several
// zones are left out: CST (Chicago or China) and IST (India, Israel or Ireland).
var zones = map[string]float64{
	"UTC": 0, "GMT": 0, "WET": 0, "BST": 1, "WEST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "MSK": 3,
	"PST": -8, "PDT": -7, "MST": -7, "MDT": -6, "CDT": -5, "EST": -5, "EDT": -4,
	"HKT": 8, "SGT": 8, "AWST": 8, "JST": 9, "KST": 9, "ACST": 9.5, "ACDT": 10.5, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13,
}

// ParseZone reads the name of a zone as providers write it: "PDT", "GMT+08:00",
// "America/Los_Angeles". ok is false for any other, and for an abbreviation that
// means several.
func ParseZone(s string) (loc *time.Location, ok bool) {
	s = strings.TrimSpace(s)
	if hours, known := zones[strings.ToUpper(s)]; known {
		return time.FixedZone(s, int(hours*3600)), true
	}
	for _, base := range []string{"GMT", "UTC"} {
		if offset, found := strings.CutPrefix(strings.ToUpper(s), base); found {
			second, ok := parseOffset(strings.TrimSpace(offset))
			return time.FixedZone(s, second), ok
		}
	}
	if !strings.Contains(s, "/") {
		return nil, false
	}
	loc, err := time.LoadLocation(s)
	return loc, err == nil
}

// parseOffset reads "+8", "-0330" and "+08:00" as seconds.
func parseOffset(s string) (second int, ok bool) {
	if len(s) < 2 || s[0] != '+' && s[0] != '-' {
		return 0, false
	}
	hour, minute, split := strings.Cut(s[1:], ":")
	if !split && len(hour) == 4 {
		hour, minute = hour[:2], hour[2:]
	}
	h, err := strconv.ParseUint(hour, 10, 8)
	if err != nil || h > 14 {
		return 0, false
	}
	m := uint64(0)
	if minute != "" {
		if m, err = strconv.ParseUint(minute, 10, 8); err != nil || m > 59 {
			return 0, false
		}
	}
	second = int(h*3600 + m*60)
	if s[0] == '-' {
		second = -second
	}
	return second, true
}

// ReadIn is the moment at which the clock of a zone showed what China's clock
// shows at i. Files state times without a zone and readers take them for China's;
// this puts right those of a file that was written elsewhere. A day stays the day.
func (i Instant) ReadIn(loc *time.Location) Instant {
	if i.Precision == PrecisionNone || i.Precision == PrecisionDay {
		return i
	}
	t := i.In(Shanghai)
	y, m, d := t.Date()
	return At(time.Date(y, m, d, t.Hour(), t.Minute(), t.Second(), 0, loc), i.Precision)
}

// DayOnly is the instant known to the day alone.
func (i Instant) DayOnly() Instant {
	if i.Precision == PrecisionNone {
		return i
	}
	t := i.In(Shanghai)
	y, m, d := t.Date()
	return At(time.Date(y, m, d, 0, 0, 0, 0, Shanghai), PrecisionDay)
}
