package bill

import (
	"math"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"zhangfang/app/book"
)

// dateOrder says how a file writes dates whose year comes last.
type dateOrder uint8

const (
	yearFirst dateOrder = iota // none met, or not known
	dayFirst
	monthFirst
)

// style is the order as a profile keeps it.
func (o dateOrder) style() book.DateStyle {
	switch o {
	case dayFirst:
		return book.DateDayFirst
	case monthFirst:
		return book.DateMonth
	}
	return book.DateAuto
}

// civil is a date and time of day as it stands in a file, without a zone.
type civil struct {
	day    book.Day
	second int // of the day
	prec   book.Precision
}

// instant is the moment in China, where the clock has been eight hours ahead of
// UTC without summer time since 1991.
func (c civil) instant() book.Instant {
	return book.Instant{Unix: int64(c.day)*86400 + int64(c.second) - 8*3600, Precision: c.prec}
}

// ParseTime reads a date, or a date and time, as Chinese files write it:
// "2024-01-01 10:00:00", "2025/1/3  14:06", "20250101", "20260801 15:24:03",
// "2025年1月3日", "20250101152403", RFC 3339 in China's zone, and the day numbers
// of spreadsheets ("44500.532"). Years run from 1990 to 2100.
func ParseTime(s string) (book.Instant, bool) {
	c, ok := parseCivil(s, yearFirst, false)
	return c.instant(), ok
}

func parseCivil(s string, order dateOrder, since1904 bool) (civil, bool) {
	if c, ok := parseUsual(s); ok {
		return c, true
	}
	if len(s) == 10 && s[4] == s[7] && (s[4] == '-' || s[4] == '/') {
		day, ok := date(two(s, 0)*100+two(s, 2), two(s, 5), two(s, 8))
		if ok {
			return civil{day: day, prec: book.PrecisionDay}, true
		}
	}
	if len(s) > 40 {
		return civil{}, false
	}
	if strings.IndexFunc(s, func(r rune) bool { return r >= utf8.RuneSelf }) >= 0 {
		s = chinese.Replace(norm.NFKC.String(s))
	}
	s = strings.TrimSuffix(strings.TrimSpace(s), ":")
	date, clock, split := strings.Cut(s, " ")
	if !split {
		date, clock, split = strings.Cut(s, "T")
	}
	if !split {
		if c, ok := parseDigits(s, since1904); ok {
			return c, true
		}
	}
	day, ok := parseDate(date, order)
	if !ok {
		return civil{}, false
	}
	c := civil{day: day, prec: book.PrecisionDay}
	if clock = strings.TrimSpace(clock); clock != "" {
		c.second, c.prec, ok = parseClock(clock)
	}
	return c, ok
}

// chinese turns 2025年1月3日 10时05分 into separators.
var chinese = strings.NewReplacer("年", "-", "月", "-", "日", " ", "时", ":", "分", ":", "秒", "")

// parseUsual reads exactly "2006-01-02 15:04:05", which is nearly all there is.
func parseUsual(s string) (civil, bool) {
	if len(s) != 19 || s[4] != '-' || s[7] != '-' || s[10] != ' ' || s[13] != ':' || s[16] != ':' {
		return civil{}, false
	}
	y1, y2, mo, d := two(s, 0), two(s, 2), two(s, 5), two(s, 8)
	h, mi, sec := two(s, 11), two(s, 14), two(s, 17)
	if y1|y2|mo|d|h|mi|sec < 0 {
		return civil{}, false
	}
	day, ok := date(y1*100+y2, mo, d)
	at, okay := clock(h, mi, sec)
	return civil{day, at, book.PrecisionSecond}, ok && okay
}

// two reads two digits at i; negative where there are none.
func two(s string, i int) int {
	a, b := int(s[i])-'0', int(s[i+1])-'0'
	if a < 0 || a > 9 || b < 0 || b > 9 {
		return -1
	}
	return a*10 + b
}

// parseDigits reads dates without separators, and a spreadsheet's day numbers.
func parseDigits(s string, since1904 bool) (civil, bool) {
	whole := strings.Trim(s, "0123456789") == ""
	switch {
	case whole && len(s) == 14:
		c, ok := parseCivil(s[:4]+"-"+s[4:6]+"-"+s[6:8]+" "+s[8:10]+":"+s[10:12]+":"+s[12:], yearFirst, false)
		return c, ok
	case whole && len(s) == 8:
		day, ok := parseDate(s[:4]+"-"+s[4:6]+"-"+s[6:], yearFirst)
		return civil{day: day, prec: book.PrecisionDay}, ok
	}
	if !serial(s) && (!whole || len(s) != 5) {
		return civil{}, false
	}
	n, err := strconv.ParseFloat(s, 64)
	if err != nil || n < 32874 || n > 73415 { // 1990 to 2100
		return civil{}, false
	}
	if since1904 {
		n += 1462
	}
	const epoch = -25569 // 1899-12-30, so that 1900-03-01 and later come out right
	day, frac := math.Modf(n)
	sec := int(math.Round(frac * 86400))
	c := civil{day: book.Day(day) + epoch + book.Day(sec/86400), second: sec % 86400, prec: book.PrecisionSecond}
	if frac == 0 {
		c.prec = book.PrecisionDay
	}
	return c, true
}

// parseDate reads a date with separators.
func parseDate(s string, order dateOrder) (book.Day, bool) {
	if len(s) == 8 && strings.Trim(s, "0123456789") == "" {
		s = s[:4] + "-" + s[4:6] + "-" + s[6:]
	}
	part := strings.FieldsFunc(s, func(r rune) bool { return r == '-' || r == '/' || r == '.' })
	if len(part) != 3 {
		return 0, false
	}
	var n [3]int
	for i, p := range part {
		v, err := strconv.ParseUint(p, 10, 16)
		if err != nil || len(p) > 4 {
			return 0, false
		}
		n[i] = int(v)
	}
	switch {
	case len(part[0]) == 4:
		return date(n[0], n[1], n[2])
	case len(part[2]) == 4 && order == dayFirst:
		return date(n[2], n[1], n[0])
	case len(part[2]) == 4 && order == monthFirst:
		return date(n[2], n[0], n[1])
	case len(part[2]) == 2 && order == dayFirst: // 31.12.25, where the day is known to stand first
		return date(2000+n[2], n[1], n[0])
	case len(part[2]) == 2 && order == monthFirst:
		return date(2000+n[2], n[0], n[1])
	}
	return 0, false
}

// yearLast reads the two numbers before a four-digit year, as in 31/12/2025.
func yearLast(s string) (first, second int, ok bool) {
	s, _, _ = strings.Cut(strings.TrimSpace(s), " ")
	part := strings.FieldsFunc(s, func(r rune) bool { return r == '-' || r == '/' || r == '.' })
	if len(part) != 3 || len(part[2]) != 4 || len(part[0]) > 2 || len(part[1]) > 2 {
		return 0, 0, false
	}
	first, err1 := strconv.Atoi(part[0])
	second, err2 := strconv.Atoi(part[1])
	return first, second, err1 == nil && err2 == nil
}

// date checks a calendar date and turns it into days since 1970.
func date(y, m, d int) (book.Day, bool) {
	if y < 1990 || y > 2100 || m < 1 || m > 12 || d < 1 || d > 31 {
		return 0, false
	}
	if d > 28 && d > daysIn(y, m) {
		return 0, false
	}
	// Days from the civil date, counted in years that begin in March.
	if m <= 2 {
		y--
		m += 12
	}
	doy := (153*(m-3)+2)/5 + d - 1
	return book.Day(365*y + y/4 - y/100 + y/400 + doy - 719468), true
}

func daysIn(y, m int) int { return time.Date(y, time.Month(m)+1, 0, 0, 0, 0, 0, time.UTC).Day() }

// parseClock reads a time of day: "15:04:05", "15:04", "150405", "53026" (a
// spreadsheet ate the zero), or a spreadsheet's fraction of a day.
func parseClock(s string) (second int, p book.Precision, ok bool) {
	if len(s) == 8 && s[2] == ':' && s[5] == ':' {
		h, m, sec := two(s, 0), two(s, 3), two(s, 6)
		second, ok = clock(h, m, sec)
		return second, book.PrecisionSecond, ok && h|m|sec >= 0
	}
	s = strings.TrimSuffix(s, "+08:00") // the zone of RFC 3339; no other is China's
	if strings.HasPrefix(s, "0.") {
		f, err := strconv.ParseFloat(s, 64)
		return int(math.Round(f * 86400)), book.PrecisionSecond, err == nil && f < 1
	}
	s, _, _ = strings.Cut(s, ".")
	if (len(s) == 5 || len(s) == 6) && strings.Trim(s, "0123456789") == "" {
		s = "0"[:6-len(s)] + s
		s = s[:2] + ":" + s[2:4] + ":" + s[4:]
	}
	part := strings.Split(s, ":")
	if len(part) != 2 && len(part) != 3 {
		return 0, 0, false
	}
	n := [3]int{}
	for i, x := range part {
		v, err := strconv.ParseUint(x, 10, 8)
		if err != nil || len(x) > 2 {
			return 0, 0, false
		}
		n[i] = int(v)
	}
	second, ok = clock(n[0], n[1], n[2])
	p = book.PrecisionSecond
	if len(part) == 2 {
		p = book.PrecisionMinute
	}
	return second, p, ok
}

func clock(h, m, s int) (int, bool) {
	return h*3600 + m*60 + s, h < 24 && m < 60 && s < 60
}

// serial tells whether a cell is a spreadsheet's number of a day with a time in
// it, which a bare number such as 053026 is not.
func serial(s string) bool {
	day, frac, ok := strings.Cut(s, ".")
	return ok && len(day) == 5 && allDigits(day) && allDigits(frac)
}
