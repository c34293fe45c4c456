package bank

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

// cardDay reads a cell of a card bill as a day; zero where it says nothing.
type cardDay func(i issued, r *bill.Record, f bill.Field) book.Instant

// dayFirst reads 31/12/2025, as HSBC in Hong Kong writes it.
func dayFirst(_ issued, r *bill.Record, f bill.Field) book.Instant {
	return slashed(r, f, "02/01/2006")
}

// slashed reads a day by its layout, where reading it as any date would have to
// guess which number is the month.
func slashed(r *bill.Record, f bill.Field, layout string) book.Instant {
	s := r.Plain(f)
	if s == "" {
		return book.Instant{}
	}
	day, err := time.Parse(layout, s)
	if err != nil || day.Year() < 1990 || day.Year() > 2100 {
		r.Fail(bill.CodeDate, f, s)
		return book.Instant{}
	}
	return book.Instant{Unix: day.Unix() - 8*3600, Precision: book.PrecisionDay}
}

// issued is the month of a card bill, which gives the year of dates without one.
type issued struct{ year, month int }

var billMonth = regexp.MustCompile(`(\d{4})\s*年\s*(\d{1,2})\s*月`)

// monthOf is the month that a preamble states, such as 招商银行信用卡对账单(2025年02月).
func monthOf(preamble [][]string) issued {
	for _, cells := range preamble {
		m := billMonth.FindStringSubmatch(strings.Join(cells, " "))
		if m == nil {
			continue
		}
		year, month := atoi(m[1]), atoi(m[2])
		if month >= 1 && month <= 12 && year >= 1990 && year <= 2100 {
			return issued{year, month}
		}
	}
	return issued{}
}

// CodeNoYear refuses a date without a year on a bill that does not state its
// month. A: the cell.
const CodeNoYear = "no_year"

// day is a cell as a day; zero where it says nothing. MM/DD is of the year before
// the bill's month or of the month itself: no bill holds what is still to come.
func (i issued) day(r *bill.Record, f bill.Field) book.Instant {
	s := r.Plain(f)
	month, rest, ok := strings.Cut(s, "/")
	if !ok || len(s) > len("12/31") {
		return r.Time(f)
	}
	m, err := strconv.Atoi(month)
	if err != nil || len(rest) == 0 {
		r.Fail(bill.CodeDate, f, s)
		return book.Instant{}
	}
	if i.year == 0 {
		r.Fail(CodeNoYear, f, s)
		return book.Instant{}
	}
	year := i.year
	if m > i.month {
		year--
	}
	at, ok := bill.ParseTime(fmt.Sprintf("%d-%s-%s", year, month, rest))
	if !ok {
		r.Fail(bill.CodeDate, f, s)
	}
	return at
}
