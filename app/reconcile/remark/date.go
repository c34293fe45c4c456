package remark

import (
	"strings"
	"time"
	"unicode/utf8"

	"zhangfang/app/book"
)

// How far a date may lie from the line that names it: other eight digits, or the
// date of a contract, are further away.
const (
	daysAfter   = 7   // of a date with a year, after the line
	daysBefore  = 400 // before it
	bareBefore  = 31  // of a date without a year that nothing marks as one: 1014
	bareAfter   = 1   // settled before midnight, booked after
	spokenAfter = 31  // of 10月14日: paid in advance
)

// period is the days that a text names: the first that it says what they are, else
// the first at all.
func period(t *text, on book.Day) book.Period {
	d := dates{s: t.s, on: on}
	for _, label := range []string{"交易日", "账期", "业务日", "对账日"} {
		if i := t.find(label); i >= 0 {
			if p, ok := d.first(i); ok {
				return p
			}
		}
	}
	if p, ok := d.first(0); ok {
		return p
	}
	if on != 0 && t.names("昨日", "上日", "前一日", "前一天") {
		return book.Period{From: on - 1, To: on - 1}
	}
	return book.Period{}
}

// dates finds dates in the text of a line of the day on.
type dates struct {
	s  string
	on book.Day
}

// first is the first date or range of dates from i on.
func (d *dates) first(i int) (book.Period, bool) {
	for i < len(d.s) {
		if !isDigit(d.s[i]) {
			i++
			continue
		}
		if x, ok := d.at(i); ok && d.fit(i, &x) {
			if last, ok := d.until(&x); ok {
				return book.Period{From: x.From, To: last}, true
			}
			if x.form != dotted {
				return x.Period, true
			}
		}
		for i < len(d.s) && isDigit(d.s[i]) {
			i++
		}
	}
	return book.Period{}, false
}

// form is how a date is written.
type form uint8

const (
	full   form = iota // with a year
	spoken             // 10月14日
	bare               // 1014, 10-14, 10/14
	dotted             // 10.14, which may be an amount: only as part of a range
)

// date is a date in the text.
type date struct {
	book.Period // a day, or a month
	form        form
	end         int // where the text goes on
}

// at reads the date that starts with the digits at i.
func (d *dates) at(i int) (date, bool) {
	n, end := digits(d.s, i)
	switch end - i {
	case 8:
		return d.dated(n/10000, n/100%100, n%100, end)
	case 6:
		if n/100 >= 2000 && n/100 < 2100 {
			return d.month(n/100, n%100, full, end)
		}
		return d.dated(2000+n/10000, n/100%100, n%100, end)
	case 4:
		if x, ok := d.parted(n, end); ok {
			return x, true
		}
		return d.yearless(n/100, n%100, bare, end)
	case 1, 2:
		return d.short(n, end)
	}
	return date{}, false
}

// parted reads the rest of 2025-10-14, 2025/10/14, 2025.10.14, 2025年10月14日, 2025年10月.
func (d *dates) parted(year, i int) (date, bool) {
	sep, i := separator(d.s, i, "-", "/", ".", "年")
	m, end := digits(d.s, i)
	if sep == "" || end == i || end-i > 2 {
		return date{}, false
	}
	between := sep
	if sep == "年" {
		between = "月"
	}
	_, next := separator(d.s, end, between)
	if day, last := digits(d.s, next); next > end && last > next && last-next <= 2 {
		_, last = separator(d.s, last, "日", "号")
		return d.dated(year, m, day, last)
	}
	if sep != "年" || next == end {
		return date{}, false
	}
	return d.month(year, m, full, next)
}

// short reads the rest of 10月14日, 10月, 10-14, 10/14, 10.14.
func (d *dates) short(m, i int) (date, bool) {
	sep, next := separator(d.s, i, "月", "-", "/", ".")
	if sep == "" {
		return date{}, false
	}
	day, end := digits(d.s, next)
	switch {
	case end > next && end-next <= 2:
	case sep == "月":
		return d.nearMonth(m, next)
	default:
		return date{}, false
	}
	form := bare
	switch _, last := separator(d.s, end, "日", "号"); {
	case last > end || sep == "月":
		form, end = spoken, last
	case sep == ".":
		form = dotted
	}
	return d.yearless(m, day, form, end)
}

// dated is the date of a year, month and day, where there is such a day.
func (d *dates) dated(year, m, day, end int) (date, bool) {
	on, ok := dayOf(year, m, day)
	return date{book.Period{From: on, To: on}, full, end}, ok
}

// yearless gives a month and day the year that puts it nearest to the line.
func (d *dates) yearless(m, day int, f form, end int) (date, bool) {
	x := date{form: f, end: end}
	if d.on == 0 {
		return x, false
	}
	year, best := d.on.Time().Year(), book.Day(-1)
	for y := year - 1; y <= year+1; y++ {
		on, ok := dayOf(y, m, day)
		if far := max(on-d.on, d.on-on); ok && (best < 0 || far < best) {
			x.Period, best = book.Period{From: on, To: on}, far
		}
	}
	return x, best >= 0
}

// month is a whole month, where there is such a month.
func (d *dates) month(year, m int, f form, end int) (date, bool) {
	first, ok := dayOf(year, m, 1)
	if !ok {
		return date{}, false
	}
	return date{book.Month(first.Time().Year(), first.Time().Month()), f, end}, true
}

func (d *dates) nearMonth(m, end int) (date, bool) {
	x, ok := d.yearless(m, 15, spoken, end)
	if !ok {
		return x, false
	}
	return d.month(x.From.Time().Year(), m, spoken, end)
}

// fit tells whether the date that starts at i can be meant: near the line, and
// where nothing marks it as a date not a part of another number.
func (d *dates) fit(i int, x *date) bool {
	before, after := book.Day(daysBefore), book.Day(daysAfter)
	switch x.form {
	case spoken:
		after = spokenAfter
	case bare, dotted:
		before, after = bareBefore, bareAfter
	}
	if d.on != 0 && (x.To < d.on-before || x.From > d.on+after) {
		return false
	}
	return !d.partOfNumber(i, x)
}

func (d *dates) partOfNumber(i int, x *date) bool {
	left, right := d.s[:i], d.s[x.end:]
	if strings.HasSuffix(left, ".") && i > 1 && isDigit(left[i-2]) {
		return true
	}
	if len(right) > 1 && right[0] == '.' && isDigit(right[1]) && x.form == bare {
		return true // 1014.00
	}
	if x.form == spoken || x.form == full && x.end-i >= 8 {
		return false
	}
	if i > 0 && isLetter(left[i-1]) || right != "" && isLetter(right[0]) || endsIn(left, "#*-_号尾") || beginsWith(right, "#*_号") {
		return true
	}
	return x.form != full && (endsIn(left, "¥$费额") || beginsWith(right, "元笔%"))
}

func endsIn(s, characters string) bool {
	r, size := utf8.DecodeLastRuneInString(s)
	return size > 0 && strings.ContainsRune(characters, r)
}

func beginsWith(s, characters string) bool {
	r, size := utf8.DecodeRuneInString(s)
	return size > 0 && strings.ContainsRune(characters, r)
}

// until is the last day of the range that x starts.
func (d *dates) until(x *date) (book.Day, bool) {
	sep, i := separator(d.s, x.end, "-", "~", "至", "到", " - ", " ~ ", "--", " 至 ", " to ")
	if sep == "" {
		return 0, false
	}
	last, ok := d.at(i)
	if !ok || strings.Contains(sep, "-") && x.form == full && last.form != full && last.form != spoken {
		return d.dayOnly(x, i) // 20251014-1015 may be a serial number
	}
	ok = last.To >= x.From && last.To <= x.From+daysBefore && (d.on == 0 || last.To <= d.on+spokenAfter)
	return last.To, ok
}

// dayOnly reads the end of 10月13日-15日: a day of the same month.
func (d *dates) dayOnly(x *date, i int) (book.Day, bool) {
	n, end := digits(d.s, i)
	if sep, _ := separator(d.s, end, "日", "号"); sep == "" || end-i > 2 || x.From != x.To {
		return 0, false
	}
	t := x.From.Time()
	last, ok := dayOf(t.Year(), int(t.Month()), n)
	return last, ok && last >= x.From
}

// digits reads the run of digits at i; a run too long for a date is only passed.
func digits(s string, i int) (n, end int) {
	for end = i; end < len(s) && isDigit(s[end]); end++ {
		if end-i < 8 {
			n = n*10 + int(s[end]-'0')
		}
	}
	return n, end
}

// separator is the one of the separators that stands at i, and what follows it.
func separator(s string, i int, separators ...string) (sep string, end int) {
	for _, sep := range separators {
		if i <= len(s) && strings.HasPrefix(s[i:], sep) {
			return sep, i + len(sep)
		}
	}
	return "", i
}

// dayOf is the day of a date of this century, where the calendar has it.
func dayOf(year, month, day int) (book.Day, bool) {
	if year < 2000 || year >= 2100 || month < 1 || month > 12 || day < 1 || day > 31 {
		return 0, false
	}
	on := book.NewDay(year, time.Month(month), day)
	return on, on.Time().Day() == day
}
