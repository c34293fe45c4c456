package sheet

import (
	"strings"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

// time is when a row happened, by one column or two.
func (d *own) time(r *bill.Record) book.Instant {
	if d.p.Dates == book.DateAuto {
		return r.TimeOf(ownDate, ownClock)
	}
	s, turned := yearFirst(r.Plain(ownDate), d.p.Dates)
	if !turned {
		return r.TimeOf(ownDate, ownClock) // a cell that a spreadsheet knows as a date, or a year first
	}
	if clock := r.Plain(ownClock); clock != "" && !strings.Contains(s, " ") {
		s += " " + clock
	}
	at, ok := bill.ParseTime(s)
	if !ok {
		r.Fail(bill.CodeDate, ownDate, r.Text(ownDate))
		return book.Instant{}
	}
	return at
}

// yearFirst turns 31/12/2025 10:00, and 31.12.25, into 2025-12-31 10:00; turned is
// false for what does not end in a year.
func yearFirst(s string, style book.DateStyle) (out string, turned bool) {
	date, clock, timed := strings.Cut(strings.TrimSpace(s), " ")
	part := strings.FieldsFunc(date, func(r rune) bool { return r == '-' || r == '/' || r == '.' })
	if len(part) != 3 || len(part[2]) != 4 && len(part[2]) != 2 || len(part[0]) > 2 {
		return s, false
	}
	if len(part[2]) == 2 {
		part[2] = "20" + part[2]
	}
	day, month := part[0], part[1]
	if style == book.DateMonth {
		day, month = month, day
	}
	out = part[2] + "-" + month + "-" + day
	if timed {
		out += " " + strings.TrimSpace(clock)
	}
	return out, true
}

// shortYear tells whether a date ends in a year of two digits. Such a date may begin
// with the year as well, and shows nothing.
func shortYear(s string) bool {
	date, _, _ := strings.Cut(strings.TrimSpace(s), " ")
	at := strings.LastIndexAny(date, "-/.")
	return at >= 0 && len(date)-at-1 == 2
}
