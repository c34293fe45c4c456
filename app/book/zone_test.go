package book_test

import (
	"testing"
	"time"

	"zhangfang/app/book"
)

func TestParseZone(t *testing.T) {
	noon := book.At(time.Date(2018, 9, 4, 12, 0, 0, 0, book.Shanghai), book.PrecisionSecond)
	for _, c := range []struct{ name, want string }{
		{"PST", "2018-09-05T04:00:00+08:00"},
		{"PDT", "2018-09-05T03:00:00+08:00"},
		{"America/Los_Angeles", "2018-09-05T03:00:00+08:00"}, // summer time
		{"CET", "2018-09-04T19:00:00+08:00"},
		{"GMT+08:00", "2018-09-04T12:00:00+08:00"},
		{"UTC-3", "2018-09-04T23:00:00+08:00"},
		{"GMT-0330", "2018-09-04T23:30:00+08:00"},
	} {
		loc, ok := book.ParseZone(c.name)
		if !ok {
			t.Errorf("%s is not known", c.name)
			continue
		}
		if got := noon.ReadIn(loc).Format(book.Shanghai); got != c.want {
			t.Errorf("noon in %s is %s, want %s", c.name, got, c.want)
		}
	}
	for _, name := range []string{"", "CST", "IST", "GMT+99", "UTC+", "Nowhere/Else", "Local", "../etc/passwd", "GMT+8:77"} {
		if _, ok := book.ParseZone(name); ok {
			t.Errorf("%q passes for a zone", name)
		}
	}
}

func TestDaysHaveNoZone(t *testing.T) {
	day := book.At(time.Date(2018, 9, 4, 0, 0, 0, 0, book.Shanghai), book.PrecisionDay)
	if got := day.ReadIn(time.UTC); got != day {
		t.Errorf("a day became %v", got)
	}
	noon := book.At(time.Date(2018, 9, 4, 12, 0, 0, 0, book.Shanghai), book.PrecisionSecond)
	if got := noon.DayOnly(); got != day {
		t.Errorf("noon is on %v", got)
	}
	if none := (book.Instant{}); none.DayOnly() != none || none.ReadIn(time.UTC) != none {
		t.Error("no time became one")
	}
}
