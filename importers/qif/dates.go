package qif

import (
	"cmp"
	"strconv"
	"strings"
	"time"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

// order is how a file writes dates.
type order uint8

const (
	yearMonthDay order = iota
	dayMonthYear
	monthDayYear
	orders
)

// A bill of an account spans a year or so; read in a wrong order, its days are
// scattered over the years 2001 to 2031.
const (
	shortSpan = 400     // days
	longSpan  = 3 * 365 // days
)

// evidence is what the dates of an account say of their order.
type evidence struct {
	wrong   [orders]int // dates that are none in an order
	days    [orders]book.Period
	differ  [orders][orders]bool // some date is another day in the other order
	example string               // of such a date
}

// add looks at a date.
func (e *evidence) add(s string) {
	var days [orders]book.Day
	for o := range orders {
		d, ok := o.day(s)
		if !ok {
			e.wrong[o]++
			continue
		}
		days[o] = d
		if p := &e.days[o]; p.From == 0 {
			*p = book.Period{From: d, To: d}
		} else {
			p.From, p.To = min(p.From, d), max(p.To, d)
		}
	}
	for a := range orders {
		for b := range a {
			if days[a] != days[b] && !e.differ[a][b] {
				e.differ[a][b], e.example = true, s
			}
		}
	}
}

// order is the one in which the fewest dates are none: all the others have dates
// that cannot be. Where several remain and it matters, it is the one in which the
// days lie together and in no other; this is told, and the file waits.
func (e *evidence) order() (order, []book.Note, *book.Problem) {
	fewest := min(e.wrong[0], e.wrong[1], e.wrong[2])
	var left []order
	for o := range orders {
		if e.wrong[o] == fewest {
			left = append(left, o)
		}
	}
	if e.same(left) {
		return left[0], nil, nil
	}
	near, far := left[0], 0
	for _, o := range left {
		if e.span(o) < e.span(near) {
			near = o
		}
	}
	for _, o := range left {
		if e.span(o) > longSpan {
			far++
		}
	}
	if e.span(near) > shortSpan || far != len(left)-1 {
		return 0, nil, &book.Problem{Code: bill.CodeDateOrder, Args: []string{e.example}}
	}
	day, _ := near.day(e.example)
	return near, []book.Note{{Code: NoteDates, Args: []string{e.example, day.String()}, Suspicious: true}}, nil
}

// same tells whether all orders make the same days.
func (e *evidence) same(all []order) bool {
	for i, a := range all {
		for _, b := range all[:i] {
			if e.differ[a][b] {
				return false
			}
		}
	}
	return true
}

func (e *evidence) span(o order) int { return int(e.days[o].To - e.days[o].From) }

// day reads a date in an order: "31/12/2025", "12/31'25", "25-12-31", "1/ 5/25". A
// year has two or four digits, so a single digit is none. Years of two digits run
// from 1990 to 2089; an apostrophe stands before those from 2000.
func (o order) day(s string) (book.Day, bool) {
	if o == yearMonthDay && len(s) == 8 && strings.Trim(s, "0123456789") == "" {
		s = s[:4] + "-" + s[4:6] + "-" + s[6:]
	}
	part := strings.FieldsFunc(s, func(r rune) bool { return r == '/' || r == '-' || r == '.' || r == '\'' || r == ' ' })
	if len(part) != 3 {
		return 0, false
	}
	year, month, day := part[0], part[1], part[2]
	switch o {
	case dayMonthYear:
		year, day = part[2], part[0]
	case monthDayYear:
		year, month, day = part[2], part[0], part[1]
	}
	if len(month) > 2 || len(day) > 2 {
		return 0, false
	}
	switch {
	case len(year) == 2 && year >= "90" && !strings.Contains(s, "'"):
		year = "19" + year
	case len(year) == 2:
		year = "20" + year
	case len(year) != 4:
		return 0, false
	}
	y, err1 := strconv.ParseUint(year, 10, 16)
	m, err2 := strconv.ParseUint(month, 10, 8)
	d, err3 := strconv.ParseUint(day, 10, 8)
	if err := cmp.Or(err1, err2, err3); err != nil || y < 1990 || y > 2100 {
		return 0, false
	}
	at := time.Date(int(y), time.Month(m), int(d), 0, 0, 0, 0, time.UTC)
	return book.DayOf(at), at.Day() == int(d) && at.Month() == time.Month(m)
}
