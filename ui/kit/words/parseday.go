package words

import (
	"strings"
	"time"

	"zhangfang/app/book"
)

// ParseDay reads a day as a person types it: "2025-11-05", "2025/11/5", or "11-5",
// which is the next such day. ok is false for what is no day or is not after today.
func ParseDay(s string, today book.Day) (day book.Day, ok bool) {
	s = strings.NewReplacer("/", "-", ".", "-", "年", "-", "月", "-", "日", "", " ", "").Replace(strings.TrimSpace(s))
	for _, layout := range []string{"2006-1-2", "1-2"} {
		at, err := time.Parse(layout, s)
		if err != nil {
			continue
		}
		if at.Year() == 0 {
			year := today.Time().Year()
			if day = book.NewDay(year, at.Month(), at.Day()); day <= today {
				day = book.NewDay(year+1, at.Month(), at.Day())
			}
			return day, true
		}
		day = book.DayOf(at)
		return day, day > today
	}
	return 0, false
}
