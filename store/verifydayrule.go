package store

import (
	"context"
	"encoding/json"
	"maps"
	"slices"

	"zhangfang/app/book"
)

// ruled remembers the rule that a line says a channel has.
func (v *verifier) ruled(l *book.AuditLine) {
	var about dayRuleSubject
	if err := json.Unmarshal([]byte(l.Subject), &about); err != nil {
		v.fault("audit line %d cannot be read: %v", l.Seq, err)
		return
	}
	v.rules[about.Channel] = about
}

// dayRules checks that channels cut their days as the newest lines about them say.
func (v *verifier) dayRules(ctx context.Context) error {
	all, err := channels(ctx, v.conn)
	if err != nil {
		return err
	}
	for _, c := range all {
		told, ok := v.rules[c.ID]
		if ok && (c.DayRule().ZoneName() != told.Zone || c.Cutoff.String() != told.Cutoff) {
			v.fault("the days of channel %s are not cut as the audit chain recorded it", c.Name)
		}
		if !ok && !c.DayRule().Plain() {
			v.fault("the days of channel %s end at %s of %s, and the audit chain does not say so", c.Name, c.Cutoff, c.DayRule().ZoneName())
		}
		v.cut[c.ID] = &cutRows{channel: c.Name, rule: c.DayRule()}
	}
	return nil
}

// cutRows is the rows of a channel that are not on the days that its rule gives them.
type cutRows struct {
	channel string
	rule    book.DayRule
	wrong   int
	first   book.EntryID
}

// onItsDay checks that a row is on the business day that its channel's rule gives it.
func (v *verifier) onItsDay(e *book.Entry) {
	c := v.cut[e.Channel]
	if c == nil || e.Stated == 0 && c.rule.Plain() {
		return
	}
	placed := book.Entry{At: e.At, Day: e.Day, Stated: e.Stated}
	c.rule.Place(&placed)
	if placed.Day == e.Day && placed.Stated == e.Stated {
		return
	}
	if c.wrong++; c.wrong == 1 {
		c.first = e.ID
	}
}

// daysApart tells of the rows that are not on their days.
func (v *verifier) daysApart() {
	for _, id := range slices.Sorted(maps.Keys(v.cut)) {
		if c := v.cut[id]; c.wrong > 0 {
			v.fault("%d entries of channel %s, the first is %d, are not on the days that its rule gives them", c.wrong, c.channel, c.first)
		}
	}
}
