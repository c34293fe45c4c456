package calendar

import (
	"sync"
	"testing"
	"time"
)

func day(t testing.TB, s string) int32 {
	t.Helper()
	d, err := time.Parse(time.DateOnly, s)
	if err != nil {
		t.Fatal(err)
	}
	return int32(d.Unix() / 86400)
}

func show(d int32) string { return date(d).Format(time.DateOnly) }

func TestWorkday(t *testing.T) {
	tests := []struct {
		from, to           string
		working, estimated bool
	}{
		{"2025-09-28", "2025-09-30", true, false},  // a Sunday worked for the holidays that follow
		{"2025-10-01", "2025-10-08", false, false}, // National Day and Mid-Autumn
		{"2025-10-09", "2025-10-11", true, false},  // the last a worked Saturday
		{"2025-10-12", "2025-10-12", false, false},
		{"2026-01-01", "2026-01-03", false, false},
		{"2026-01-04", "2026-01-04", true, false},
		{"2026-02-14", "2026-02-14", true, false}, // Spring Festival 2026
		{"2026-02-15", "2026-02-23", false, false},
		{"2026-02-28", "2026-02-28", true, false},
		{"2026-12-31", "2026-12-31", true, false},

		// Past the table. Lunar new year 2027 is 6 February, a Saturday.
		{"2027-01-01", "2027-01-01", false, true},
		{"2027-02-04", "2027-02-04", true, true},
		{"2027-02-05", "2027-02-08", false, true},
		{"2027-02-09", "2027-02-09", true, true},
		{"2027-04-05", "2027-04-05", false, true}, // Qingming
		{"2027-06-09", "2027-06-09", false, true}, // Dragon Boat
		{"2027-09-15", "2027-09-15", false, true}, // Mid-Autumn
		{"2027-10-01", "2027-10-03", false, true},
		{"2027-10-04", "2027-10-04", true, true},
		{"2050-10-01", "2050-10-03", false, true},
		{"1995-10-03", "1995-10-03", false, true}, // before the table
	}
	c := New()
	for _, tt := range tests {
		for d := day(t, tt.from); d <= day(t, tt.to); d++ {
			working, estimated := c.Workday(d)
			if working != tt.working || estimated != tt.estimated {
				t.Errorf("%s: working %v, estimated %v; want %v, %v", show(d), working, estimated, tt.working, tt.estimated)
			}
		}
	}
}

func TestNextWorkday(t *testing.T) {
	tests := []struct {
		from string
		n    int
		want string
	}{
		{"2025-09-30", 1, "2025-10-09"},
		{"2025-09-27", 1, "2025-09-28"},
		{"2025-10-09", 3, "2025-10-13"}, // 10, the worked Saturday 11, 13
		{"2025-10-24", 1, "2025-10-27"},
		{"2025-10-24", 7, "2025-11-04"},
		{"2025-12-31", 1, "2026-01-04"},
		{"2025-10-04", 0, "2025-10-04"},
	}
	c := New()
	for _, tt := range tests {
		if got := c.AddWorkdays(day(t, tt.from), tt.n); show(got) != tt.want {
			t.Errorf("%s + %d = %s, want %s", tt.from, tt.n, show(got), tt.want)
		}
	}
}

func TestHoliday(t *testing.T) {
	tests := []struct {
		from, to string
		want     bool
	}{
		{"2025-09-28", "2025-09-30", false}, // the Sunday is worked
		{"2025-10-01", "2025-10-08", true},  // the weekend inside it too
		{"2025-10-09", "2025-10-19", false}, // a worked Saturday, and plain weekends
		{"2026-02-15", "2026-02-23", true},
		{"2027-10-01", "2027-10-03", true}, // past the table: statutory days
		{"2027-10-04", "2027-10-10", false},
	}
	c := New()
	for _, tt := range tests {
		for d := day(t, tt.from); d <= day(t, tt.to); d++ {
			if got := c.Holiday(d); got != tt.want {
				t.Errorf("%s: %v, want %v", show(d), got, tt.want)
			}
		}
	}
}

// Counting working days undoes adding them, also from a day that is none.
func TestWorkdays(t *testing.T) {
	c := New()
	for from := day(t, "2025-09-20"); from < day(t, "2025-10-20"); from++ {
		for n := range 12 {
			if got := c.Workdays(from, c.AddWorkdays(from, n)); got != n {
				t.Errorf("%s: %d working days after it are counted as %d", show(from), n, got)
			}
		}
	}
	if got := c.Workdays(day(t, "2025-09-30"), day(t, "2025-10-08")); got != 0 {
		t.Errorf("National Day has %d working days", got)
	}
	if got := c.Workdays(day(t, "2025-10-10"), day(t, "2025-10-09")); got != 0 {
		t.Errorf("%d working days backwards", got)
	}
}

// A wild day in a file must not hang or panic.
func TestFarDays(t *testing.T) {
	c := New()
	for _, d := range []int32{0, -1, -800_000, 1 << 20, 1 << 30, -1 << 30} {
		if next := c.NextWorkday(d); next <= d || next > d+12 {
			t.Errorf("next working day of %d is %d", d, next)
		}
	}
}

// Every announced year agrees with the statutory days as far as they were the
// same then: since 2025 all thirteen are days off.
func TestStatutoryAgreesWithTable(t *testing.T) {
	c := New()
	for _, number := range []int{2025, 2026} {
		for _, d := range statutory(number) {
			if working, estimated := c.Workday(int32(d.Unix() / 86400)); working || estimated {
				t.Errorf("%s: working %v, estimated %v", d.Format(time.DateOnly), working, estimated)
			}
		}
	}
}

func TestConcurrent(t *testing.T) {
	c := New()
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for d := day(t, "2020-01-01"); d < day(t, "2032-01-01"); d += 7 {
				c.NextWorkday(d)
			}
		})
	}
	wg.Wait()
}

func BenchmarkNextWorkday(b *testing.B) {
	c := New()
	from := day(b, "2025-01-01")
	for i := range b.N {
		c.NextWorkday(from + int32(i%700))
	}
}
