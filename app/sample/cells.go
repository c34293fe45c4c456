package sample

import (
	"strconv"
	"time"

	"zhangfang/app/book"
)

// How values are spelled in cells.

const secondsADay = 86400

// zoneSeconds is how far the shop's clock is ahead of UTC.
const zoneSeconds = 8 * 3600

// midnight is the Unix second at which a day starts in China.
func midnight(d book.Day) int64 { return int64(d)*secondsADay - zoneSeconds }

// dayOf is the day in China of a Unix second.
func dayOf(unix int64) book.Day { return book.Day((unix + zoneSeconds) / secondsADay) }

// local is a Unix second as China's calendar shows it.
func local(unix int64) time.Time { return time.Unix(unix, 0).In(book.Shanghai) }

func stamp(unix int64) string {
	if unix == 0 {
		return ""
	}
	return local(unix).Format(time.DateTime)
}

func compact(d book.Day) string { return d.Time().Format("20060102") }

// yuan is an amount in fen as "12.30".
func yuan(m book.Minor) string {
	b := make([]byte, 0, 16)
	if m < 0 {
		b, m = append(b, '-'), -m
	}
	b = strconv.AppendInt(b, int64(m)/100, 10)
	b = append(b, '.')
	return string(digits(b, uint64(m%100), 2))
}

// digits appends the last width digits of v.
func digits(b []byte, v uint64, width int) []byte {
	start := len(b)
	for range width {
		b = append(b, '0')
	}
	for i := len(b) - 1; i >= start; i-- {
		b[i] += byte(v % 10)
		v /= 10
	}
	return b
}

// share is a rate of an amount, rounded half up to the fen away from zero, as
// WeChat Pay rounds the fee of a row. The rate is in hundredths of a percent.
func share(amount book.Minor, rate int64) book.Minor {
	if amount < 0 {
		return -share(-amount, rate)
	}
	return book.Minor((int64(amount)*rate + 5000) / 10000)
}

// periodLabel is a file's period in its name: "202510" for a whole month,
// "20251026" for a day, else its first and last day.
func periodLabel(p book.Period) string {
	t := p.From.Time()
	if p == book.Month(t.Year(), t.Month()) {
		return t.Format("200601")
	}
	if p.From == p.To {
		return compact(p.From)
	}
	return compact(p.From) + "_" + compact(p.To)
}
