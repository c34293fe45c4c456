package settings

import (
	"context"
	"maps"
	"strconv"
	"strings"

	"zhangfang/app/book"
	"zhangfang/ui/kit/words"
)

// HolidayRow is days on which banks do other than the weekday says, in words.
type HolidayRow struct {
	Days, What, Count string
	Own               bool // the owner said so
}

// Years are the years whose holidays can be looked at: the last, this and the next.
func (p *Presenter) Years() []string {
	this := p.clock().Year()
	return []string{strconv.Itoa(this - 1), strconv.Itoa(this), strconv.Itoa(this + 1)}
}

// SetYear brings the holidays of a year into sight, by its place in Years.
func (p *Presenter) SetYear(i int) {
	p.year = i
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
	days := words.DayWeek(t, h.From)
	if h.To != h.From {
		days += " – " + words.DayWeek(t, h.To)
	}
	what := "settings.bank_off"
	if h.Working {
		what = "settings.bank_open"
	}
	count := t.Count("settings.bank_days", int(h.To-h.From)+1)
	if h.Own {
		count = t.T("settings.own_mark")
	}
	return HolidayRow{days, t.T(what), count, h.Own}, true
}

// AddOwn keeps a day on which the owner's banks do other than announced.
func (p *Presenter) AddOwn(text string, open bool) {
	day, err := book.ParseDay(strings.NewReplacer("/", "-", ".", "-", " ", "").Replace(text))
	if err != nil {
		p.deps.Toast(p.deps.Text.T("settings.own_bad"), "", nil)
		return
	}
	days := maps.Clone(p.own)
	if days == nil {
		days = map[book.Day]bool{}
	}
	days[day] = open
	p.saveOwn(days)
}

// RemoveOwn lets the run of days at a place of the list be as announced again, where
// the owner said otherwise.
func (p *Presenter) RemoveOwn(i int) {
	if x, ok := p.Holiday(i); !ok || !x.Own {
		return
	}
	days := maps.Clone(p.own)
	for day := p.holidays[i].From; day <= p.holidays[i].To; day++ {
		delete(days, day)
	}
	p.saveOwn(days)
}

func (p *Presenter) saveOwn(days map[book.Day]bool) {
	before := p.own
	p.write(func(ctx context.Context) error { return p.deps.Review.SaveOwnDays(ctx, days) }, func() {
		p.deps.Toast(p.deps.Text.T("settings.own_saved"), p.deps.Text.T("kit.undo"), func() {
			p.write(func(ctx context.Context) error { return p.deps.Review.SaveOwnDays(ctx, before) }, func() {})
		})
	})
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
