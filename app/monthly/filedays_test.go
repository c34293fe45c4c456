package monthly

import (
	"slices"
	"testing"
	"time"

	"zhangfang/app/book"
)

// TestTheFilesThatHoldAMonth: by the rule of the channel, those of the days around it
// too; a bank abroad tells the days of the place where it is.
func TestTheFilesThatHoldAMonth(t *testing.T) {
	october := book.Month(2025, time.October)
	first, last := october.From, october.To
	days := func(from, to book.Day) book.Gap {
		return book.Gap{Channel: "店", Period: book.Period{From: from, To: to}}
	}
	for name, c := range map[string]struct {
		role         book.Role
		zone, cutoff string
		gaps         []book.Period
		covered      book.Period
		want         []book.Gap
	}{
		"midnight": {role: book.RolePayments, cutoff: "24:00", covered: october, gaps: []book.Period{{From: first - 1, To: first - 1}}},
		"the evening before": {role: book.RolePayments, cutoff: "23:00", gaps: []book.Period{{From: first - 1, To: first - 1}},
			covered: book.Period{From: first - 9, To: last}, want: []book.Gap{days(first-1, first-1)}},
		"the night behind":     {role: book.RolePayments, cutoff: "02:00", covered: october, want: []book.Gap{days(last+1, last+1)}},
		"the west coast":       {role: book.RolePayments, zone: "America/Los_Angeles", cutoff: "24:00", covered: october, want: []book.Gap{days(last+1, last+1)}},
		"its mornings":         {role: book.RolePayments, zone: "America/Los_Angeles", cutoff: "11:00", covered: october, want: []book.Gap{days(last+1, last+2)}},
		"a bank there":         {role: book.RoleBank, zone: "America/Los_Angeles", cutoff: "24:00", covered: october},
		"a bank's mornings":    {role: book.RoleBank, zone: "America/Los_Angeles", cutoff: "11:00", covered: october, want: []book.Gap{days(last+1, last+1)}},
		"a bank of China's":    {role: book.RoleBank, cutoff: "24:00", covered: october},
		"a bank until evening": {role: book.RoleBank, cutoff: "23:00", covered: book.Period{From: first - 1, To: last}},
	} {
		rule, err := book.NewDayRule(c.zone, c.cutoff)
		if err != nil {
			t.Fatal(err)
		}
		st := book.ChannelStatus{Channel: book.Channel{Name: "店", Role: c.role, Zone: rule.Zone, Cutoff: rule.Cutoff}, Covered: c.covered, Gaps: c.gaps}
		if got := missing([]book.ChannelStatus{st}, october, october.To+behind); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}
