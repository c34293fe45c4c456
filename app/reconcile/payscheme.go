package reconcile

import "zhangfang/app/book"

// A channel may end its day at another hour than midnight, or pay each terminal by
// itself. Which it does is read from the bank: where the nets of whole days do not
// come, and those cut otherwise do, on enough days around and more than speak
// against it, the days are cut so. Where the owner said when the day ends, whole days
// are those; what the bank says otherwise of some of them counts all the same, so that
// a rule takes nothing apart of what no row of it moves.

// scheme is how a channel cuts what it owes.
type scheme struct {
	cutoff     int // hour at which the day ends; up to noon it is that of the next morning; 0: midnight
	byTerminal bool
}

// How many days around a day are looked at, and how many must fit.
const (
	schemeDays    = 12
	cutoffFits    = 5
	terminalsFits = 3
)

// schemes lists the ways of cutting that are tried beside whole days.
func schemes() []scheme {
	out := []scheme{{byTerminal: true}}
	for _, hour := range []int{23, 22, 21, 20, 19, 18, 1, 2, 3, 4, 5, 6} {
		out = append(out, scheme{cutoff: hour})
	}
	return out
}

// moves is how many days later than its calendar day the scheme counts an hour.
func (s scheme) moves(hour int) book.Day {
	switch {
	case s.cutoff >= 12 && hour >= s.cutoff:
		return 1
	case s.cutoff < 12 && hour < s.cutoff:
		return -1
	}
	return 0
}

func (s scheme) enough() int {
	if s.byTerminal {
		return terminalsFits
	}
	return cutoffFits
}

// regroup cuts anew the days of channels that cut them otherwise.
func (w *payouts) regroup() {
	defer w.indexDays()
	if len(w.credits) == 0 {
		return
	}
	amounts := map[sum][]*credit{}
	for i := range w.credits {
		c := &w.credits[i]
		k := sum{c.amount, c.currency}
		amounts[k] = append(amounts[k], c)
	}
	all := w.owed
	w.owed = make([]*owed, 0, len(all))
	for from := 0; from < len(all); {
		to := from + 1
		for to < len(all) && all[to].Channel == all[from].Channel && all[to].Currency == all[from].Currency {
			to++
		}
		w.regroupDays(all[from:to], amounts)
		from = to
	}
	w.inOrder()
}

// regroupDays cuts the days of a channel, in order, as each of them is paid.
func (w *payouts) regroupDays(days []*owed, amounts map[sum][]*credit) {
	s := study{w: w, days: days, amounts: amounts}
	picked := s.pick()
	if picked == nil {
		w.owed = append(w.owed, days...)
		return
	}
	nets := netting{w: w, byKey: map[netKey]*owed{}}
	for k, o := range days {
		for _, i := range o.rows {
			key := netKey{o.Channel, o.Currency, "", o.Day}
			if picked[k].cutoff != 0 {
				day, hour := w.clock(i)
				key.day = day + picked[k].moves(hour)
			}
			if picked[k].byTerminal {
				key.terminal = terminalOf(&w.rows[i])
			}
			nets.add(i, key, picked[k].cutoff)
		}
	}
}

// clock is the day and the hour of a row by the clock, before a cut-off moves it; noon
// of its day where the time is not known.
func (w *payouts) clock(i int32) (book.Day, int) {
	r := &w.rows[i]
	if !fine(r.Precision) {
		return r.Day, 12
	}
	if ch := w.channels[r.Channel]; ch != nil && !ch.DayRule().Plain() {
		t := book.Instant{Unix: r.At}.In(ch.Zone)
		return book.DayOf(t), t.Hour()
	}
	return r.Day, int(((r.At+shanghai)%daySeconds+daySeconds)%daySeconds) / 3600
}

func terminalOf(r *book.Row) string {
	if r.Text == nil {
		return ""
	}
	return r.Text.Terminal
}

// study finds out how the days of a channel are cut.
type study struct {
	w       *payouts
	days    []*owed
	amounts map[sum][]*credit
	plain   []bool              // the net of the whole day came
	hours   [][3][24]book.Minor // of each day, by the day before, the same and the next of the clock
}

// pick is the scheme of each day; nil where all days are whole ones.
func (s *study) pick() []scheme {
	if s.days[0].Entry != 0 {
		return nil
	}
	unfit := 0
	s.plain = make([]bool, len(s.days))
	for k, o := range s.days {
		if s.plain[k] = s.came(o, o.Net); !s.plain[k] && o.Net > 0 {
			unfit++
		}
	}
	if unfit < terminalsFits {
		return nil
	}
	picked, best, any := make([]scheme, len(s.days)), make([]int, len(s.days)), false
	s.countHours()
	for _, x := range schemes() {
		for k, lead := range s.leads(x) {
			if lead > best[k] {
				best[k], picked[k], any = lead, x, true
			}
		}
	}
	if !any {
		return nil
	}
	return picked
}

// came tells whether a credit of exactly an amount may pay it for a day.
func (s *study) came(day *owed, amount book.Minor) bool {
	if amount <= 0 {
		return false
	}
	for _, c := range s.amounts[sum{amount, day.Currency}] {
		if s.w.fits(day, c) {
			return true
		}
	}
	return false
}

// countHours sums each day by the hour.
func (s *study) countHours() {
	s.hours = make([][3][24]book.Minor, len(s.days))
	for k, o := range s.days {
		for _, i := range o.rows {
			day, hour := s.w.clock(i)
			near := min(max(day-o.Day, -1), 1)
			s.hours[k][near+1][hour] += Net(book.LegPayouts, &s.w.rows[i]) // in range: the day's net is, and a wrong part would only fit nothing
		}
	}
}

// leads is by how many days around it a scheme is ahead of whole days, for each
// day; 0 where it is not, or where too few days speak for it.
func (s *study) leads(x scheme) []int {
	verdicts := make([]int, len(s.days)) // 1 for the scheme, -1 against it
	for k := range s.days {
		switch fits, other := s.fits(x, k); {
		case fits && other && !s.plain[k]:
			verdicts[k] = 1
		case !fits && other && s.plain[k]:
			verdicts[k] = -1
		}
	}
	leads := make([]int, len(s.days))
	for k, o := range s.days {
		enough, lead := 0, verdicts[k]*2*schemeDays // the day itself says most
		for j := k; j >= 0 && o.Day-s.days[j].Day <= schemeDays; j-- {
			enough, lead = enough+max(verdicts[j], 0), lead+verdicts[j]
		}
		for j := k + 1; j < len(s.days) && s.days[j].Day-o.Day <= schemeDays; j++ {
			enough, lead = enough+max(verdicts[j], 0), lead+verdicts[j]
		}
		if enough >= x.enough() {
			leads[k] = max(lead, 0)
		}
	}
	return leads
}

// fits tells whether what a day would be cut so came, and whether it differs from
// the whole day.
func (s *study) fits(x scheme, k int) (came, other bool) {
	if x.byTerminal {
		return s.terminalsCame(k)
	}
	o := s.days[k]
	var total book.Minor
	for j := max(k-1, 0); j < len(s.days) && s.days[j].Day <= o.Day+1; j++ {
		for near := range s.hours[j] {
			day := s.days[j].Day + book.Day(near) - 1
			for hour, part := range s.hours[j][near] {
				if day+x.moves(hour) == o.Day {
					total += part
				}
			}
		}
	}
	return s.came(o, total), total != o.Net
}

// terminalsCame tells whether the net of every terminal of a day came, and whether
// there is more than one.
func (s *study) terminalsCame(k int) (came, other bool) {
	nets := map[string]book.Minor{}
	for _, i := range s.days[k].rows {
		nets[terminalOf(&s.w.rows[i])] += Net(book.LegPayouts, &s.w.rows[i])
	}
	came = true
	for _, total := range nets {
		came = came && (total <= 0 || s.came(s.days[k], total))
	}
	return came && s.days[k].Net > 0, len(nets) > 1
}
