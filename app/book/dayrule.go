package book

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Cutoff is the time of the clock at which a business day ends, in minutes after
// midnight; 0 is midnight itself, written 24:00. From noon on the day ends on its own
// date: with 23:00 what is later belongs to the day after. Before noon it ends on the
// next date: with 02:00 what is earlier belongs to the day before. So a day always
// ends at the time nearest to its midnight.
type Cutoff uint16

// The parts of a day, in minutes.
const (
	noonMinute = 12 * 60
	dayMinutes = 24 * 60
)

// ParseCutoff reads a time from "00:01" to "24:00", which "00:00" is the same as.
// Problem "channel_cutoff" (A: the text).
func ParseCutoff(s string) (Cutoff, error) {
	wrong := &Problem{Code: "channel_cutoff", Args: []string{s}}
	hour, minute, ok := strings.Cut(strings.ReplaceAll(strings.TrimSpace(s), "：", ":"), ":")
	if !ok || len(hour) == 0 || len(hour) > 2 || len(minute) != 2 {
		return 0, wrong
	}
	h, err := strconv.ParseUint(hour, 10, 16)
	if err != nil {
		return 0, wrong
	}
	m, err := strconv.ParseUint(minute, 10, 16)
	if err != nil || m > 59 || h*60+m > dayMinutes {
		return 0, wrong
	}
	return Cutoff((h*60 + m) % dayMinutes), nil
}

// String is "23:00", "24:00" for midnight.
func (c Cutoff) String() string {
	if c == 0 {
		c = dayMinutes
	}
	return fmt.Sprintf("%02d:%02d", c/60, c%60)
}

// moves is how many days the business day of a minute of the clock is after its date.
func (c Cutoff) moves(minute int) Day {
	switch {
	case c >= noonMinute && minute >= int(c):
		return 1
	case c < noonMinute && minute < int(c):
		return -1
	}
	return 0
}

// DayRule says which business day a moment of a channel belongs to: the clock of a
// zone, nil for China's, and the time at which the day ends. The zero rule is that of
// nearly every channel: a day is what its files call one.
type DayRule struct {
	Zone   *time.Location
	Cutoff Cutoff
}

// NewDayRule is the rule of a zone of the IANA database, "" for China's, and a
// cut-off as ParseCutoff reads it. Problems "channel_zone" (A: the name) and
// "channel_cutoff".
func NewDayRule(zone, cutoff string) (DayRule, error) {
	var r DayRule
	var err error
	if r.Zone, err = LoadZone(zone); err != nil {
		return r, err
	}
	r.Cutoff, err = ParseCutoff(cutoff)
	return r, err
}

// LoadZone is a zone by its name in the IANA database, China's for "". Problem
// "channel_zone" (A: the name).
func LoadZone(name string) (*time.Location, error) {
	if name = strings.TrimSpace(name); name == "" || name == Shanghai.String() {
		return Shanghai, nil
	}
	loc, err := time.LoadLocation(name)
	if err != nil || name == time.Local.String() { // which another machine takes for its own
		return nil, &Problem{Code: "channel_zone", Args: []string{name}, Err: err}
	}
	return loc, nil
}

// ZoneName is the name of the rule's zone.
func (r DayRule) ZoneName() string { return r.zone().String() }

// Plain tells whether days are what the files call days: those of China's calendar,
// or of an account whose bank names them.
func (r DayRule) Plain() bool { return r.Cutoff == 0 && r.ZoneName() == Shanghai.String() }

// Equal tells whether two rules are the same.
func (r DayRule) Equal(o DayRule) bool { return r.Cutoff == o.Cutoff && r.ZoneName() == o.ZoneName() }

// DayOf is the business day of a moment that its file counts to the day stated. A
// plain rule, or a moment that is known to the day alone, leaves it there.
func (r DayRule) DayOf(at Instant, stated Day) Day {
	if r.Plain() || !at.Timed() {
		return stated
	}
	t := at.In(r.zone())
	return DayOf(t) + r.Cutoff.moves(t.Hour()*60+t.Minute())
}

// FileDays is the days of China's calendar that a business day has a part of: those
// of the files that hold it.
func (r DayRule) FileDays(d Day) Period {
	if r.Plain() {
		return Period{From: d, To: d}
	}
	from, to := r.Bounds(d)
	return Period{From: DayOf(from.In(Shanghai)), To: DayOf(to.Add(-time.Second).In(Shanghai))}
}

// Bounds is when a business day begins and when the next one does, in the rule's zone:
// at the first moment that DayOf counts to it, also where the clock is put on or back
// over the cut-off.
func (r DayRule) Bounds(d Day) (from, to time.Time) { return r.begins(d), r.begins(d + 1) }

func (r DayRule) begins(d Day) time.Time {
	if r.Cutoff >= noonMinute {
		d--
	}
	y, m, day := d.Time().Date()
	want := int(r.Cutoff)
	t := time.Date(y, m, day, want/60, want%60, 0, 0, r.zone())
	start, end := t.ZoneBounds()
	switch {
	case t.Hour()*60+t.Minute() == want && t.Day() == day:
		// The same time of the clock may have come before it was put back.
		_, was := start.Add(-time.Second).Zone()
		_, is := t.Zone()
		if first := t.Add(time.Duration(is-was) * time.Second); !start.IsZero() && first.Before(start) {
			return first
		}
		return t
	case t.Before(start.Add(noonMinute * time.Minute)):
		return start // the clock was put on over the cut-off
	default:
		return end
	}
}

func (r DayRule) zone() *time.Location {
	if r.Zone == nil {
		return Shanghai
	}
	return r.Zone
}

// Place gives an entry its business day by the rule, from the day that its file
// states. It may be placed again by another rule.
func (r DayRule) Place(e *Entry) {
	stated := e.StatedDay()
	e.Day, e.Stated = r.DayOf(e.At, stated), 0
	if e.Day != stated {
		e.Stated = stated
	}
}

// StatedDay is the day to which its file counts an entry.
func (e *Entry) StatedDay() Day {
	if e.Stated != 0 {
		return e.Stated
	}
	return e.Day
}

// DayRule is how the channel's business days are cut.
func (c *Channel) DayRule() DayRule { return DayRule{c.Zone, c.Cutoff} }

// FileDays is the days of the channel's files that hold a business day: those of China's
// calendar, but of a bank, whose statements have the days of the place where it is,
// those of the rule's zone.
func (c *Channel) FileDays(d Day) Period {
	rule := c.DayRule()
	if c.Role != RoleBank {
		return rule.FileDays(d)
	}
	from, to := rule.Bounds(d)
	return Period{From: DayOf(from), To: DayOf(to.Add(-time.Second))}
}

// DayRuleChange is what giving a channel another rule comes to.
type DayRuleChange struct {
	Channel Channel // as it is
	To      DayRule
	Rows    int      // of the channel
	Timed   int      // of these, those whose time is known, so that they can move at all
	Later   int      // rows that move to a later day
	Earlier int      // rows that move to an earlier day
	Months  []Period // that lose, gain or move a row, oldest first
	Closed  []Period // of these the closed ones: with any, the change is refused
}

// Refusal is why the change cannot be made: Problem "day_rule_closed" (A: the closed
// months, of many the first and the last); nil where it can.
func (c *DayRuleChange) Refusal() error {
	if len(c.Closed) == 0 {
		return nil
	}
	month := func(p Period) string { return p.From.String()[:len("2006-01")] }
	months := month(c.Closed[0])
	if last := len(c.Closed) - 1; last > 0 {
		months += " – " + month(c.Closed[last])
	}
	return &Problem{Code: "day_rule_closed", Args: []string{months}}
}

// Moved is how many rows move to another day.
func (c *DayRuleChange) Moved() int { return c.Later + c.Earlier }
