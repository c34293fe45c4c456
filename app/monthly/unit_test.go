package monthly

import (
	"testing"

	"zhangfang/app/book"
)

func dayOf(t *testing.T, s string) book.Day {
	t.Helper()
	d, err := book.ParseDay(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestUnits(t *testing.T) {
	for _, c := range []struct {
		unit                       Unit
		day, from, to              string
		upTo, beforeFrom, beforeTo string
	}{
		{UnitMonth, "2025-10-17", "2025-10-01", "2025-10-31", "2025-10-17", "2025-09-01", "2025-09-17"},
		{UnitMonth, "2025-10-31", "2025-10-01", "2025-10-31", "2025-10-31", "2025-09-01", "2025-09-30"},
		{UnitMonth, "2025-03-30", "2025-03-01", "2025-03-31", "2025-03-30", "2025-02-01", "2025-02-28"},
		{UnitMonth, "2025-01-05", "2025-01-01", "2025-01-31", "2025-01-05", "2024-12-01", "2024-12-05"},
		{UnitMonth, "2025-02-28", "2025-02-01", "2025-02-28", "2025-02-28", "2025-01-01", "2025-01-31"},
		{UnitQuarter, "2025-11-09", "2025-10-01", "2025-12-31", "2025-11-09", "2025-07-01", "2025-08-09"},
		{UnitYear, "2024-02-29", "2024-01-01", "2024-12-31", "2024-02-29", "2023-01-01", "2023-02-28"},
		{UnitYear, "2025-12-31", "2025-01-01", "2025-12-31", "2025-12-31", "2024-01-01", "2024-12-31"},
		{UnitWeek, "2025-10-26", "2025-10-20", "2025-10-26", "2025-10-22", "2025-10-13", "2025-10-15"},
		{UnitWeek, "2025-10-20", "2025-10-20", "2025-10-26", "2025-10-26", "2025-10-13", "2025-10-19"},
		{UnitDays, "2025-10-31", "2025-10-02", "2025-10-31", "2025-10-31", "2025-09-02", "2025-10-01"},
	} {
		p := c.unit.Around(dayOf(t, c.day))
		if want := (book.Period{From: dayOf(t, c.from), To: dayOf(t, c.to)}); p != want {
			t.Errorf("%d around %s: %s to %s", c.unit, c.day, p.From, p.To)
		}
		b := c.unit.SameDays(p, dayOf(t, c.upTo))
		if want := (book.Period{From: dayOf(t, c.beforeFrom), To: dayOf(t, c.beforeTo)}); b != want {
			t.Errorf("%d up to %s is held against %s to %s", c.unit, c.upTo, b.From, b.To)
		}
	}
}
