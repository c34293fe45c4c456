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

// yearFirst turns 31/12/2025 10:00 into 2025-12-31 10:00; turned is false for
// what does not end in a year.
func yearFirst(s string, style book.DateStyle) (out string, turned bool) {
	date, clock, timed := strings.Cut(strings.TrimSpace(s), " ")
	part := strings.FieldsFunc(date, func(r rune) bool { return r == '-' || r == '/' || r == '.' })
	if len(part) != 3 || len(part[2]) != 4 {
		return s, false
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
