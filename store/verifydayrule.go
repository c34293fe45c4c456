package store

import (
	"context"
	"encoding/json"

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
		if !ok && c.Cutoff != 0 {
			v.fault("the days of channel %s end at %s, and the audit chain does not say so", c.Name, c.Cutoff)
		}
	}
	return nil
}
