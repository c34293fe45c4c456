package reconcile

import (
	"testing"

	"zhangfang/app/book"
)

// A business day is whole once files reach into all days that it has a part of.
func TestFilesOfABusinessDay(t *testing.T) {
	first, last := book.NewDay(2025, 10, 5), book.NewDay(2025, 10, 9)
	for _, c := range []struct {
		zone, cutoff string
		from, to     book.Day // that are whole
	}{
		{"", "24:00", first - 1, last + 1}, // what files call a day is one
		{"", "23:00", first + 1, last},
		{"", "02:00", first, last - 1},
		{"America/Los_Angeles", "24:00", first, last - 1},
		{"America/Los_Angeles", "21:00", first, last - 1},
		{"Asia/Tokyo", "01:00", first, last}, // midnight in China
		{"Pacific/Auckland", "24:00", first + 1, last},
	} {
		rule, err := book.NewDayRule(c.zone, c.cutoff)
		if err != nil {
			t.Fatal(err)
		}
		files := []book.Coverage{{Period: book.Period{From: first, To: last}}}
		ch := newChannel(book.Channel{Zone: rule.Zone, Cutoff: rule.Cutoff}, files)
		for d := first - 1; d <= last+1; d++ {
			if got, want := ch.holds(d), d >= c.from && d <= c.to; got != want {
				t.Errorf("%s %s: the files of %s to %s hold %s: %v", c.zone, c.cutoff, first, last, d, got)
			}
		}
	}
}

// Money that is other than what the files hold of a business day is neither short nor
// unexplained while the rest of the day is in a file that is not in yet.
func TestMoneyOfADayThatIsNotWholeWaits(t *testing.T) {
	until := func(cutoff string, sold book.Minor) func(*shop) {
		return func(s *shop) {
			rule, err := book.NewDayRule("", cutoff)
			if err != nil {
				panic(err)
			}
			s.p.Channels[terminal-1].Cutoff = rule.Cutoff
			s.covers(terminal, day1-5, day1)
			s.sold(terminal, day1, sold)
			s.credit(day1+1, 9900, "拉卡拉")
		}
	}
	tablePayouts(t, map[string]payCase{
		"short of a whole day":      {until("24:00", 10000), []string{"! settlement_short 0/2 10000->9900", "auto day_net [1]~[2]"}},
		"less than what is there":   {until("02:00", 10000), []string{"open 1 in_transit", "open 2 waiting"}},
		"unexplained by whole days": {until("24:00", 500), []string{"! unexplained_credit 2/0 0->9900", "open 1 in_transit", "open 2 exception"}},
		"more than what is there":   {until("02:00", 500), []string{"open 1 in_transit", "open 2 waiting"}},
	})
}
