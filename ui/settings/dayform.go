package settings

import (
	"context"
	"errors"
	"strings"
	"time"

	"zhangfang/app/book"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/words"
)

// DayForm is the rule for the business days of a channel while it is being changed:
// when its day ends, by the clock of which zone, and what of that would come.
type DayForm struct {
	Channel book.Channel // as it is
	Zone    string       // chosen, by its name in the IANA database
	Cutoff  string       // as typed
	Zones   []Zone       // found
	Says    string       // what would move, or what is wrong
	Wrong   bool         // it cannot be saved so

	presenter *Presenter
	changed   func()
	looking   kit.Lane
}

// DayForm begins to change the rule of the channel at a place of the list; changed is
// called whenever something else is to be shown. Look looks for the first time.
func (p *Presenter) DayForm(i int, changed func()) (*DayForm, bool) {
	if i < 0 || i >= len(p.statuses) {
		return nil, false
	}
	c := p.statuses[i].Channel
	f := &DayForm{Channel: c, Zone: c.DayRule().ZoneName(), Cutoff: c.Cutoff.String(), presenter: p, changed: changed}
	f.looking.Run = p.deps.Run
	f.Zones = zonesLike(p.deps.Text, "", p.clock())
	return f, true
}

// Find lists the zones that have a text in their name.
func (f *DayForm) Find(text string) {
	f.Zones = zonesLike(f.presenter.deps.Text, text, f.presenter.clock())
	f.changed()
}

// PickZone chooses the zone at a place of Zones.
func (f *DayForm) PickZone(i int) {
	if i >= 0 && i < len(f.Zones) && f.Zones[i].ID != f.Zone {
		f.Zone = f.Zones[i].ID
		f.Look()
	}
}

// SetCutoff takes in what was typed.
func (f *DayForm) SetCutoff(text string) {
	if text != f.Cutoff {
		f.Cutoff = text
		f.Look()
	}
}

// ZoneText is the zone that is chosen, in words.
func (f *DayForm) ZoneText() string {
	z, _ := zoneOf(f.presenter.deps.Text, f.Zone, f.presenter.clock())
	return z.Name
}

// Picked is the place of the chosen zone in Zones; -1 where it was not found.
func (f *DayForm) Picked() int {
	for i, z := range f.Zones {
		if z.ID == f.Zone {
			return i
		}
	}
	return -1
}

func (f *DayForm) rule() (book.DayRule, error) { return book.NewDayRule(f.Zone, f.Cutoff) }

// Example tells from when to when a day is, this month's second; "" while the time is
// none.
func (f *DayForm) Example() string {
	rule, err := f.rule()
	if err != nil {
		return ""
	}
	const minute = "01-02 15:04"
	y, m, _ := f.presenter.clock().In(book.Shanghai).Date()
	day := book.NewDay(y, m, 2)
	from, to := rule.Bounds(day)
	t := f.presenter.deps.Text
	if rule.ZoneName() == book.Shanghai.String() {
		return t.T("settings.day_example", words.DayShort(day), from.Format(minute), to.Format(minute))
	}
	china := func(at time.Time) string { return at.In(book.Shanghai).Format(minute) }
	return t.T("settings.day_example_abroad", words.DayShort(day), from.Format(minute), to.Format(minute), china(from)+" – "+china(to))
}

// Look looks what would move.
func (f *DayForm) Look() {
	t := f.presenter.deps.Text
	rule, err := f.rule()
	if err != nil {
		f.looking.Stop()
		f.says(words.Sentence(t, err), true)
		return
	}
	f.says(t.T("settings.day_looking"), false)
	var plan book.DayRuleChange
	f.looking.Do(func(ctx context.Context) (err error) {
		plan, err = f.presenter.deps.Review.PlanDayRule(ctx, f.Channel.ID, rule)
		return err
	}, func(err error) {
		switch {
		case errors.Is(err, context.Canceled):
		case err != nil:
			f.says(words.Sentence(t, err), true)
		default:
			f.says(f.moves(&plan), len(plan.Closed) > 0)
		}
	})
}

func (f *DayForm) says(text string, wrong bool) {
	f.Says, f.Wrong = text, wrong
	f.changed()
}

// moves tells what would move.
func (f *DayForm) moves(c *book.DayRuleChange) string {
	t := f.presenter.deps.Text
	switch {
	case len(c.Closed) > 0:
		return words.Sentence(t, c.Refusal())
	case c.Moved() == 0 && c.Rows > 0 && c.Timed == 0:
		return t.T("settings.day_untimed")
	case c.Moved() == 0:
		return t.T("settings.day_none")
	}
	var parts []string
	if c.Later > 0 {
		parts = append(parts, t.Count("settings.day_later", c.Later, words.Number(c.Later)))
	}
	if c.Earlier > 0 {
		parts = append(parts, t.Count("settings.day_earlier", c.Earlier, words.Number(c.Earlier)))
	}
	months := words.MonthName(t, c.Months[0])
	if last := len(c.Months) - 1; last > 0 {
		months += " – " + words.MonthName(t, c.Months[last])
	}
	return t.T("settings.day_moves", strings.Join(parts, t.T("settings.day_and")), months)
}

// Close ends what is being looked at.
func (f *DayForm) Close() { f.looking.Stop() }

// Save gives the channel the rule; an undo gives the former one back. It answers what
// is wrong, "" for nothing.
func (f *DayForm) Save() string {
	rule, err := f.rule()
	switch {
	case f.Wrong:
		return f.Says
	case err != nil:
		return words.Sentence(f.presenter.deps.Text, err)
	}
	f.Close()
	if former := f.Channel.DayRule(); !former.Equal(rule) {
		f.presenter.setDayRule(&f.Channel, rule, func() { f.presenter.setDayRule(&f.Channel, former, nil) })
	}
	return ""
}

// setDayRule gives a channel a rule and says so, with a way back; nil for none.
func (p *Presenter) setDayRule(c *book.Channel, to book.DayRule, back func()) {
	t := p.deps.Text
	var done book.DayRuleChange
	p.write(func(ctx context.Context) (err error) {
		done, err = p.deps.Review.SetDayRule(ctx, c.ID, to)
		return err
	}, func() {
		undo := ""
		if back != nil {
			undo = t.T("kit.undo")
		}
		p.deps.Toast(t.Count("settings.did_day", done.Moved(), c.Name, p.ruleText(to), words.Number(done.Moved())), undo, back)
	})
}

// ruleText is a rule in a line: when the day ends, and by the clock of which place.
func (p *Presenter) ruleText(r book.DayRule) string {
	z, _ := zoneOf(p.deps.Text, r.ZoneName(), p.clock())
	return p.deps.Text.T("settings.zone_text", r.Cutoff.String(), z.Name)
}
