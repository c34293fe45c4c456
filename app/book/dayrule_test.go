package book_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"zhangfang/app/book"
)

func TestCutoff(t *testing.T) {
	for text, want := range map[string]string{"24:00": "24:00", "00:00": "24:00", "23:00": "23:00", " 2：30 ": "02:30", "0:01": "00:01", "23:59": "23:59"} {
		c, err := book.ParseCutoff(text)
		if err != nil || c.String() != want {
			t.Errorf("%q is %s (%v), want %s", text, c, err, want)
		}
	}
	for _, text := range []string{"", "24:01", "25:00", "12", "12:60", "-1:00", "12:5", "a:00", "+1:00"} {
		if c, err := book.ParseCutoff(text); book.CodeOf(err) != "channel_cutoff" {
			t.Errorf("%q is %s (%v)", text, c, err)
		}
	}
}

func TestLoadZone(t *testing.T) {
	for _, name := range []string{"", "Asia/Shanghai", "Europe/Berlin", "UTC"} {
		if _, err := book.LoadZone(name); err != nil {
			t.Errorf("%q: %v", name, err)
		}
	}
	for _, name := range []string{"Local", "CST", "Mars/Olympus", "../etc/passwd"} {
		if _, err := book.LoadZone(name); book.CodeOf(err) != "channel_zone" {
			t.Errorf("%q: %v", name, err)
		}
	}
}

func rule(t *testing.T, zone, cutoff string) book.DayRule {
	t.Helper()
	r, err := book.NewDayRule(zone, cutoff)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestBusinessDay(t *testing.T) {
	const utc, date = "2006-01-02 15:04:05", "2025-10-02"
	for _, c := range []struct{ zone, cutoff, at, day string }{
		{"", "24:00", "2025-10-02 15:59:59", "2025-10-02"}, // as the file says
		{"", "23:00", "2025-10-02 14:59:59", "2025-10-02"}, // 22:59:59 in China
		{"", "23:00", "2025-10-02 15:00:00", "2025-10-03"},
		{"", "02:00", "2025-10-01 17:59:59", "2025-10-01"}, // 01:59:59 of the 2nd
		{"", "02:00", "2025-10-01 18:00:00", "2025-10-02"},
		{"", "12:00", "2025-10-02 03:59:59", "2025-10-02"},
		{"", "12:00", "2025-10-02 04:00:00", "2025-10-03"},
		{"America/Los_Angeles", "24:00", "2025-10-02 06:59:59", "2025-10-01"}, // UTC-7 in summer
		{"America/Los_Angeles", "24:00", "2025-10-02 07:00:00", "2025-10-02"},
		{"America/Los_Angeles", "24:00", "2025-12-02 07:59:59", "2025-12-01"}, // UTC-8 in winter
		{"Europe/Berlin", "23:00", "2025-10-02 21:00:00", "2025-10-03"},
	} {
		at, err := time.Parse(utc, c.at)
		if err != nil {
			t.Fatal(err)
		}
		stated := book.DayOf(at.In(book.Shanghai))
		if day := rule(t, c.zone, c.cutoff).DayOf(book.At(at, book.PrecisionSecond), stated); day.String() != c.day {
			t.Errorf("%s %s: %s is of %s, want %s", c.zone, c.cutoff, c.at, day, c.day)
		}
	}
	day, _ := book.ParseDay(date)
	for _, at := range []book.Instant{{}, book.At(day.Time(), book.PrecisionDay)} {
		if got := rule(t, "America/Los_Angeles", "02:00").DayOf(at, day); got != day {
			t.Errorf("a day without a time became %s", got)
		}
	}
}

// A day known to the day alone is told as that day in every zone.
func TestADayIsTheSameInEveryZone(t *testing.T) {
	day := book.At(time.Date(2025, 10, 2, 0, 0, 0, 0, book.Shanghai), book.PrecisionDay)
	for _, name := range []string{"", "America/Los_Angeles", "Pacific/Auckland"} {
		zone, err := book.LoadZone(name)
		if err != nil {
			t.Fatal(err)
		}
		if got := day.Format(zone); got != "2025-10-02" {
			t.Errorf("%s: %s", name, got)
		}
	}
}

// Whatever rules an entry went through, the last alone says its day; and its day has a
// part of the day that its file states.
func TestPlacingForgetsFormerRules(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		at := time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(rapid.IntRange(0, 2*366*86400).Draw(t, "second")) * time.Second)
		e := book.Entry{At: book.At(at, book.PrecisionSecond), Day: book.DayOf(at.In(book.Shanghai))}
		stated := e.Day
		draw := func(label string) book.DayRule {
			zone, err := book.LoadZone(rapid.SampledFrom([]string{"", "America/Los_Angeles", "Europe/Berlin", "Pacific/Kiritimati", "Asia/Kathmandu"}).Draw(t, label))
			if err != nil {
				t.Fatal(err)
			}
			return book.DayRule{Zone: zone, Cutoff: book.Cutoff(rapid.IntRange(0, 1439).Draw(t, label+" cut-off"))}
		}
		last := draw("last")
		want := e
		last.Place(&want)
		before := draw("before")
		before.Place(&e)
		last.Place(&e)
		if e != want {
			t.Fatalf("%+v, want %+v", e, want)
		}
		if days := last.FileDays(e.Day); !days.Has(stated) || days.Days() > 3 {
			t.Fatalf("the files of %s are those of %v, not %s", e.Day, days, stated)
		}
		plain := book.DayRule{}
		if plain.Place(&e); e.Day != stated || e.Stated != 0 {
			t.Fatalf("back on %s, stated %s", e.Day, stated)
		}
	})
}

// A business day begins at the first second that is counted to it, on the days on which
// the clock is put on or back too.
func TestADayBeginsWhereItsFirstMomentIs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		zone, err := book.LoadZone(rapid.SampledFrom([]string{"", "America/New_York", "Europe/Berlin", "America/Havana", "Australia/Lord_Howe", "Asia/Kathmandu"}).Draw(t, "zone"))
		if err != nil {
			t.Fatal(err)
		}
		rule := book.DayRule{Zone: zone, Cutoff: book.Cutoff(rapid.IntRange(0, 1439).Draw(t, "cut-off"))}
		if rapid.Bool().Draw(t, "at night") {
			rule.Cutoff %= 240
		}
		day := book.NewDay(2025, 1, 1) + book.Day(rapid.IntRange(0, 730).Draw(t, "day"))
		if _, at := book.DayOf(day.Time()).Time().In(zone).ZoneBounds(); !at.IsZero() && rapid.Bool().Draw(t, "of a change") {
			day = book.DayOf(at.In(zone)) + book.Day(rapid.IntRange(-1, 1).Draw(t, "near"))
		}
		from, to := rule.Bounds(day)
		if next, _ := rule.Bounds(day + 1); !next.Equal(to) {
			t.Fatalf("%s ends at %s, the next begins at %s", day, to, next)
		}
		counted := func(at time.Time) book.Day {
			return rule.DayOf(book.At(at, book.PrecisionMinute), book.DayOf(at.In(book.Shanghai)))
		}
		if got := counted(from); got != day {
			t.Fatalf("%s at %s begins at %s, which is of %s", day, rule.Cutoff, from, got)
		}
		for k := 1; k <= 180; k++ {
			if at := from.Add(-time.Duration(k) * time.Minute); counted(at) >= day {
				t.Fatalf("%s at %s begins at %s, and %s is of it", day, rule.Cutoff, from, at)
			}
		}
	})
}

func TestADayBeginsWhereTheClockIsChanged(t *testing.T) {
	for _, c := range []struct{ zone, cutoff, day, want string }{
		{"America/New_York", "02:30", "2026-03-08", "2026-03-08T03:00:00-04:00"}, // there is no 02:30
		{"America/New_York", "01:30", "2026-11-01", "2026-11-01T01:30:00-04:00"}, // and comes again
		{"Australia/Lord_Howe", "01:30", "2025-04-06", "2025-04-06T01:30:00+11:00"},
		{"America/Havana", "24:00", "2025-03-09", "2025-03-09T01:00:00-04:00"},
		{"", "23:00", "2025-10-01", "2025-09-30T23:00:00+08:00"},
	} {
		rule, err := book.NewDayRule(c.zone, c.cutoff)
		if err != nil {
			t.Fatal(err)
		}
		day, err := book.ParseDay(c.day)
		if err != nil {
			t.Fatal(err)
		}
		if from, _ := rule.Bounds(day); from.Format(time.RFC3339) != c.want {
			t.Errorf("%s, %s: %s begins at %s, want %s", c.zone, c.cutoff, c.day, from.Format(time.RFC3339), c.want)
		}
	}
}
