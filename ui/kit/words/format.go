package words

import (
	"strconv"
	"time"

	"github.com/shopspring/decimal"

	"zhangfang/app/book"
	"zhangfang/assets"
)

// Amount is money for lists and figures: "¥1,234.56", "-¥8.00".
func Amount(m book.Minor, c book.Currency) string {
	return book.Money{Minor: m, Currency: c}.String()
}

// Signed is a difference, with its sign even when positive: "+¥1.20"; zero has none.
func Signed(m book.Minor, c book.Currency) string {
	s := Amount(m, c)
	if m > 0 {
		return "+" + s
	}
	return s
}

// Number is a count with thousands separated: "30,812".
func Number(n int) string {
	s, sign := strconv.Itoa(n), ""
	if n < 0 {
		sign, s = "-", s[1:]
	}
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return sign + s
}

// When is an instant in lists: "10-26 12:04:52", less where less is known, ""
// for none. The year is left to the period above the list.
func When(i book.Instant, zone *time.Location) string {
	return formatInstant(i, zone, "01-02")
}

// WhenFull is an instant in details: "2025-10-26 12:04:52".
func WhenFull(i book.Instant, zone *time.Location) string {
	return formatInstant(i, zone, time.DateOnly)
}

func formatInstant(i book.Instant, zone *time.Location, date string) string {
	if zone == nil {
		zone = book.Shanghai
	}
	switch i.Precision {
	case book.PrecisionSecond:
		return i.In(zone).Format(date + " 15:04:05")
	case book.PrecisionMinute:
		return i.In(zone).Format(date + " 15:04")
	case book.PrecisionDay:
		return i.In(book.Shanghai).Format(date) // whatever the zone: see book.Instant
	}
	return ""
}

// DayShort is a day in lists: "10-26"; "" for no day.
func DayShort(d book.Day) string {
	if d == 0 {
		return ""
	}
	return d.Time().Format("01-02")
}

// DayWeek is a day with its weekday: "10-26 周日", "10-26 Sun".
func DayWeek(t *assets.Text, d book.Day) string {
	if d == 0 {
		return ""
	}
	return DayShort(d) + " " + t.T("weekday."+strconv.Itoa(int(d.Weekday())))
}

// MonthName is a month as a person says it: "2025 年 10 月", "Oct 2025".
func MonthName(t *assets.Text, p book.Period) string {
	if p.From == 0 {
		return ""
	}
	first := p.From.Time()
	return t.T("kit.month", strconv.Itoa(first.Year()), strconv.Itoa(int(first.Month())), first.Format("Jan"))
}

// PeriodShort is a run of days: "10-01 – 10-31"; a single day is that day.
func PeriodShort(p book.Period) string {
	if p.From == p.To {
		return DayShort(p.From)
	}
	return DayShort(p.From) + " – " + DayShort(p.To)
}

// FeePercent is part of whole in percent with two decimals, "0.60%"; "–" of nothing.
func FeePercent(part, whole book.Minor) string { return percent(part, whole, 2) }

// RefundPercent is part of whole in percent with one decimal, "4.1%"; "–" of nothing.
func RefundPercent(part, whole book.Minor) string { return percent(part, whole, 1) }

func percent(part, whole book.Minor, places int32) string {
	if whole == 0 {
		return "–"
	}
	p := decimal.NewFromInt(int64(part)).Shift(2).DivRound(decimal.NewFromInt(int64(whole)), places+2)
	return p.StringFixed(places) + "%"
}
