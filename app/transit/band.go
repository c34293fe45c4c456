package transit

import "zhangfang/app/book"

// The band of a channel until its delays are learned: due the next working day,
// late after three more working days, missing after seven (DESIGN 4). A learned
// band is never tighter than two working days.
const (
	lateWorkdays     = 3
	leastWorkdays    = 2
	missingAfterLate = 4 // working days from late to missing
)

// A band is wider than that of DESIGN 4 only where so many arrivals, and at least
// one in so many by weight, lie past it: a few that were held up move nothing.
const (
	oftenArrivals = 5
	oftenPart     = 20
)

// days is when money of one day should come.
type days struct{ from, due, late, missing book.Day }

// band is the days for the money of a day. A learned band ends a working day after
// the day by which 99 % came, within bounds: at least two working days after the
// due day; at most what DESIGN 4 gives from the due day learned or from the terms,
// whichever is later, unless the channel often takes longer; and with fewer than
// thirty arrivals not before what the terms give. So a credit within the band of
// DESIGN 4 is only ever late for a channel of thirty arrivals that all but
// never takes so long.
func (m *Model) band(h *habit, day book.Day) days {
	byTerms := m.workdays(m.after(day, h.prior.Days, h.prior.Natural), lateWorkdays)
	d := days{due: m.after(day, h.usual.Days, h.usual.Natural), late: byTerms}
	d.from = d.due
	if h.source == SourceLearned {
		d.from = min(d.due, m.after(day, h.least, h.delay.natural))
		d.late = m.workdays(m.after(day, h.most, h.delay.natural), 1)
		if !h.loose {
			d.late = min(d.late, max(m.workdays(d.due, lateWorkdays), byTerms))
		}
		d.late = max(d.late, m.workdays(d.due, leastWorkdays))
		if h.arrivals < provenArrivals {
			d.late = max(d.late, byTerms)
		}
	}
	d.missing = m.workdays(d.late, missingAfterLate)
	return d
}

// oftenPast tells whether a payer takes longer than the band of DESIGN 4 allows so
// often that this is its way. Days that came together, as those of a holiday do,
// are one arrival.
func (m *Model) oftenPast(h *habit, list []settled) bool {
	type arrival struct {
		weight int64
		past   bool
	}
	came := map[book.Day]arrival{}
	for _, s := range list {
		if !tellsDelay(s.Settlement) {
			continue
		}
		byTerms := m.after(s.Day, h.prior.Days, h.prior.Natural)
		due := m.after(s.Day, h.usual.Days, h.usual.Natural)
		a := came[s.ArrivedOn]
		came[s.ArrivedOn] = arrival{max(a.weight, s.weight), a.past || s.ArrivedOn > m.workdays(max(due, byTerms), lateWorkdays)}
	}
	var past int
	var weight, all int64
	for _, a := range came {
		all += a.weight
		if a.past {
			past++
			weight += a.weight
		}
	}
	return past >= oftenArrivals && weight*oftenPart >= all
}
