package app

import (
	"testing"
	"time"

	"zhangfang/app/book"
	"zhangfang/app/calendar"
)

// The national day and the mid-autumn festival of 2025, by the State Council's notice
// of 2024-11-12: off from October 1 to 8, at work on September 28 and October 11.
func TestHolidaysStandTogether(t *testing.T) {
	want := map[book.Period]bool{
		{From: book.NewDay(2025, time.September, 28), To: book.NewDay(2025, time.September, 28)}: true,
		{From: book.NewDay(2025, time.October, 1), To: book.NewDay(2025, time.October, 8)}:       false,
		{From: book.NewDay(2025, time.October, 11), To: book.NewDay(2025, time.October, 11)}:     true,
	}
	for _, h := range holidays(calendar.New(), 2025) {
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
	if later := holidays(calendar.New(), 2031); len(later) == 0 || !later[0].Estimated {
		t.Errorf("2031 is not announced: %+v", later)
	}
}

func TestOwnDaysStandByThemselves(t *testing.T) {
	china := calendar.New()
	wednesday, saturday := book.NewDay(2026, time.November, 25), book.NewDay(2026, time.November, 28)
	china.Workday(int32(wednesday)) // the year is made before
	china.SetOwn(map[int32]bool{int32(wednesday): false, int32(saturday): true})
	var own []book.Holiday
	for _, h := range holidays(china, 2026) {
		if h.Own {
			own = append(own, h)
		}
	}
	if len(own) != 2 || own[0].From != wednesday || own[0].Working || own[1].From != saturday || !own[1].Working || own[1].Estimated {
		t.Errorf("own days %+v", own)
	}
	if next := china.NextWorkday(int32(wednesday) - 1); next != int32(wednesday)+1 {
		t.Errorf("the next working day is %s", book.Day(next))
	}
	china.SetOwn(nil)
	if next := china.NextWorkday(int32(wednesday) - 1); next != int32(wednesday) {
		t.Errorf("taken back, the next working day is %s", book.Day(next))
	}
}
