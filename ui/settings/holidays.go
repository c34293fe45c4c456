package settings

import (
	"strconv"

	"zhangfang/app/book"
	"zhangfang/ui/kit"
)

// HolidayRow is days on which banks do other than the weekday says, in words.
type HolidayRow struct {
	Days, What, Count string
}

// Years are the years whose holidays can be looked at: the last, this and the next.
func (p *Presenter) Years() []string {
	this := p.clock().Year()
	return []string{strconv.Itoa(this - 1), strconv.Itoa(this), strconv.Itoa(this + 1)}
}

// SetYear brings the holidays of a year into sight, by its place in Years.
func (p *Presenter) SetYear(i int) {
	p.holidays = p.deps.Holidays(p.clock().Year() - 1 + i)
	p.changed(PartCalendar)
}

// HolidayCount is how many runs of days there are.
func (p *Presenter) HolidayCount() int { return len(p.holidays) }

// Holiday is the run of days at a place of the list.
func (p *Presenter) Holiday(i int) (HolidayRow, bool) {
	if i < 0 || i >= len(p.holidays) {
		return HolidayRow{}, false
	}
	t, h := p.deps.Text, p.holidays[i]
	days := kit.DayWeek(t, h.From)
	if h.To != h.From {
		days += " – " + kit.DayWeek(t, h.To)
	}
	what := "settings.bank_off"
	if h.Working {
		what = "settings.bank_open"
	}
	n := int(h.To-h.From) + 1
	return HolidayRow{days, t.T(what), t.Count("settings.bank_days", n)}, true
}

// Estimated tells whether the holidays in sight were not announced when this program
// was made, so that only the statutory days are known.
func (p *Presenter) Estimated() bool {
	return len(p.holidays) > 0 && isEstimated(p.holidays)
}

func isEstimated(all []book.Holiday) bool {
	for _, h := range all {
		if h.Estimated {
			return true
		}
	}
	return false
}
