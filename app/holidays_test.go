package app

import (
	"testing"
	"time"

	"zhangfang/app/book"
)

// The national day and the mid-autumn festival of 2025, by the State Council's notice
// of 2024-11-12: off from October 1 to 8, at work on September 28 and October 11.
func TestHolidaysStandTogether(t *testing.T) {
	want := map[book.Period]bool{
		{From: book.NewDay(2025, time.September, 28), To: book.NewDay(2025, time.September, 28)}: true,
		{From: book.NewDay(2025, time.October, 1), To: book.NewDay(2025, time.October, 8)}:       false,
		{From: book.NewDay(2025, time.October, 11), To: book.NewDay(2025, time.October, 11)}:     true,
	}
	for _, h := range Holidays(2025) {
		if working, ok := want[h.Period]; ok {
			if h.Working != working || h.Estimated {
				t.Errorf("%+v", h)
			}
			delete(want, h.Period)
		}
	}
	if len(want) > 0 {
		t.Errorf("not there: %v", want)
	}
	if later := Holidays(2031); len(later) == 0 || !later[0].Estimated {
		t.Errorf("2031 is not announced: %+v", later)
	}
}
