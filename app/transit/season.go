package transit

import (
	"slices"

	"zhangfang/app/book"
)

// What the sales to come go by.
const (
	recentDays   = 8 * 7 // days that a weekday's sales are read from
	leastDays    = 7     // days of sales before any are foretold
	enoughDays   = 21    // days of sales from which each weekday speaks for itself
	idleDays     = 14    // days without a sale after which a channel is taken as given up
	aroundDays   = 28    // days on either side that a holiday is held against
	leastHoliday = 3     // holidays seen before they count
	asUsual      = 1000  // a holiday's sales against its weekday's, per thousand
	busiest      = 5 * asUsual
)

// season is how a payer sells over the week, in one currency.
type season struct {
	payer
	currency book.Currency
	nets     map[book.Day]book.Minor
	first    book.Day
	last     book.Day // the last day of a bill of the channel
	byDay    [7][]book.Minor
	all      []book.Minor
	fitful   bool // weekdays say nothing about whether anything is due
	holiday  int64
}

// toCome is the sales of the days that no bill covers yet, up to the last of the
// days ahead.
func (m *Model) toCome(list []book.Settlement, asOf book.Day, days int) []coming {
	var out []coming
	for _, s := range m.seasons(list, asOf) {
		h := m.habitOf(s.channel, s.terminal)
		from := s.last + 1
		if s.fitful {
			from = asOf + 1 // that nothing was due since is no sign of a missing bill
		}
		for d := from; d <= asOf+book.Day(days); d++ {
			c := coming{currency: s.currency}
			c.expected, c.maybe = s.of(d, m)
			if c.expected > 0 && m.chances(&c, h, d, 0, asOf, days) {
				out = append(out, c)
			}
		}
	}
	return out
}

// seasons reads what each payer sells; list is in order.
func (m *Model) seasons(list []book.Settlement, asOf book.Day) []*season {
	var out []*season
	last := map[book.ChannelID]book.Day{}
	for i := range list {
		s := &list[i]
		if s.Day > asOf {
			continue
		}
		p := payer{s.Channel, s.Terminal}
		if n := len(out); n == 0 || out[n-1].payer != p || out[n-1].currency != s.Currency {
			out = append(out, &season{payer: p, currency: s.Currency, nets: map[book.Day]book.Minor{}, first: s.Day})
		}
		of := out[len(out)-1]
		of.nets[s.Day] = plus(of.nets[s.Day], max(s.Net, 0))
		last[s.Channel] = max(last[s.Channel], s.Day)
	}
	return slices.DeleteFunc(out, func(s *season) bool {
		s.last = last[s.channel]
		if asOf-s.last > idleDays || s.last-s.first+1 < leastDays {
			return true
		}
		s.read(m, asOf)
		return false
	})
}

// read sums up the last eight weeks: each weekday for itself, holidays apart.
func (s *season) read(m *Model, asOf book.Day) {
	for d := max(s.first, s.last-recentDays+1); d <= s.last; d++ {
		net := s.nets[d]
		s.all = append(s.all, net)
		if !m.china.Holiday(int32(d)) {
			s.byDay[d.Weekday()] = append(s.byDay[d.Weekday()], net)
		}
	}
	if s.fitful = s.isFitful(); s.fitful {
		s.all = append(s.all, make([]book.Minor, max(asOf-s.last, 0))...)
	}
	s.holiday = s.holidays(m)
}

// isFitful tells whether money is due at anybody's will, as what an owner draws
// from a wallet is: on more than one day in five it is due where on that weekday
// it mostly is not, or the other way round. Over less than three weeks, whether it
// is due on fewer than half of the days.
func (s *season) isFitful() bool {
	due, odd := 0, 0
	for _, nets := range s.byDay {
		n := 0
		for _, net := range nets {
			if net > 0 {
				n++
			}
		}
		due += n
		odd += min(n, len(nets)-n)
	}
	if len(s.all) < enoughDays {
		return due*2 < len(s.all)
	}
	return odd*5 > len(s.all)
}

// holidays is how a holiday sells against the same weekday around it, per
// thousand: the median of those seen.
func (s *season) holidays(m *Model) int64 {
	var ratios []book.Minor
	for d := s.first; d <= s.last; d++ {
		if !m.china.Holiday(int32(d)) {
			continue
		}
		var around []book.Minor
		for o := d - aroundDays; o <= d+aroundDays; o += 7 {
			if o >= s.first && o <= s.last && !m.china.Holiday(int32(o)) {
				around = append(around, s.nets[o])
			}
		}
		if usual := median(around); usual > 0 {
			ratios = append(ratios, min(share(s.nets[d], asUsual, int64(usual)), busiest))
		}
	}
	if len(ratios) < leastHoliday {
		return asUsual
	}
	return int64(median(ratios))
}

// of is what a day ahead should bring, and what it may.
func (s *season) of(d book.Day, m *Model) (expected book.Minor, maybe []book.Minor) {
	if s.fitful {
		var sum book.Minor
		for _, net := range s.all {
			sum = plus(sum, net)
		}
		return sum / book.Minor(len(s.all)), s.all
	}
	maybe = s.byDay[d.Weekday()]
	if len(maybe) == 0 {
		maybe = s.all
	}
	expected = median(maybe)
	if s.holiday != asUsual && m.china.Holiday(int32(d)) {
		scaled := make([]book.Minor, len(maybe))
		for i, net := range maybe {
			scaled[i] = share(net, s.holiday, asUsual)
		}
		expected, maybe = share(expected, s.holiday, asUsual), scaled
	}
	return expected, maybe
}

// median is the middle of amounts, the lower of two; 0 of none.
func median(of []book.Minor) book.Minor {
	if len(of) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(of))
	return sorted[(len(sorted)-1)/2]
}
