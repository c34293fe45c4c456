package book

import (
	"fmt"
	"time"
)

// Day is a calendar day as days since 1970-01-01; 0 means "no day".
type Day int32

// DayOf is the day that t shows in its own location.
func DayOf(t time.Time) Day {
	y, m, d := t.Date()
	return Day(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

// NewDay is the day of a date.
func NewDay(year int, month time.Month, day int) Day {
	return DayOf(time.Date(year, month, day, 0, 0, 0, 0, time.UTC))
}

// ParseDay reads "2006-01-02".
func ParseDay(s string) (Day, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return 0, fmt.Errorf("day %q: %w", s, err)
	}
	return DayOf(t), nil
}

// Time is the start of the day in UTC, for its calendar fields.
func (d Day) Time() time.Time { return time.Unix(int64(d)*86400, 0).UTC() }

// String is "2006-01-02", or "" for no day.
func (d Day) String() string {
	if d == 0 {
		return ""
	}
	return d.Time().Format(time.DateOnly)
}

// Weekday is the day of the week.
func (d Day) Weekday() time.Weekday { return d.Time().Weekday() }

// Period is a run of days, both ends included; a zero end is open.
type Period struct{ From, To Day }

// Month is the period of a calendar month.
func Month(year int, month time.Month) Period {
	first := NewDay(year, month, 1)
	return Period{first, DayOf(first.Time().AddDate(0, 1, -1))}
}

// ParseMonth reads "2006-01".
func ParseMonth(s string) (Period, error) {
	t, err := time.Parse("2006-01", s)
	if err != nil {
		return Period{}, fmt.Errorf("month %q: %w", s, err)
	}
	return Month(t.Year(), t.Month()), nil
}

// Has tells whether the day lies in the period.
func (p Period) Has(d Day) bool {
	return (p.From == 0 || d >= p.From) && (p.To == 0 || d <= p.To)
}

// Days is the number of days of a closed period.
func (p Period) Days() int { return int(p.To-p.From) + 1 }

// Precision tells how finely a time is known.
type Precision uint8

// Precisions, finest first. PrecisionNone: no time at all.
const (
	PrecisionNone Precision = iota
	PrecisionSecond
	PrecisionMinute
	PrecisionDay
)

// Instant is a moment: Unix seconds (UTC) and how finely it is known. Of one that is
// known to the day alone it is the midnight in China at which the day begins, in
// whatever zone its channel counts.
type Instant struct {
	Unix      int64
	Precision Precision
}

// At is the instant of t, known to the precision.
func At(t time.Time, p Precision) Instant { return Instant{t.Unix(), p} }

// IsZero tells whether no time is known.
func (i Instant) IsZero() bool { return i.Precision == PrecisionNone }

// Timed tells whether the time of the day is known, to the minute at least.
func (i Instant) Timed() bool {
	return i.Precision == PrecisionSecond || i.Precision == PrecisionMinute
}

// In is the instant as a time in a zone.
func (i Instant) In(loc *time.Location) time.Time { return time.Unix(i.Unix, 0).In(loc) }

// Format is RFC 3339 with the zone's offset, or the date alone where only the
// day is known, or "" where nothing is.
func (i Instant) Format(loc *time.Location) string {
	switch i.Precision {
	case PrecisionNone:
		return ""
	case PrecisionDay:
		return i.In(Shanghai).Format(time.DateOnly)
	}
	return i.In(loc).Format(time.RFC3339)
}

// Shanghai is the zone of a channel until its owner says otherwise. China has
// had no daylight saving since 1991, so a fixed offset needs no zone database.
var Shanghai = time.FixedZone("Asia/Shanghai", 8*3600)
