package channels

import (
	"zhangfang/app/book"
	"zhangfang/app/pull"
)

// firstShown is the first day on the strips of a connection.
func (p *Presenter) firstShown(c *book.Connection) book.Day {
	return p.today() - stripDays*book.Day(1+p.back[c.ID])
}

// Span is the days that the strips of a card show, and whether there are others.
type Span struct {
	Text           string // "2025-10-23 – 2025-11-22"; "" where there are no others
	Earlier, Later bool
}

func (p *Presenter) span(c *book.Connection) Span {
	first := p.firstShown(c)
	s := Span{Earlier: c.From < first, Later: p.back[c.ID] > 0}
	if s.Earlier || s.Later {
		s.Text = first.String() + " – " + (first + stripDays - 1).String()
	}
	return s
}

// Turn shows the days before those on the strips of a card, or after them.
func (p *Presenter) Turn(i int, earlier bool) {
	c, ok := p.connection(i)
	if !ok {
		return
	}
	switch s := p.span(&c); {
	case earlier && s.Earlier:
		p.back[c.ID]++
	case !earlier && s.Later:
		p.back[c.ID]--
	default:
		return
	}
	p.show()
}

// Reach is every day that a connection may have pulled: from its first one, or as far
// as the provider goes back, to yesterday. false where there is none yet.
func (p *Presenter) Reach(i int) (days book.Period, ok bool) {
	c, ok := p.connection(i)
	days = book.Period{From: max(c.From, p.Oldest(i)), To: p.today() - 1}
	return days, ok && days.From <= days.To
}

// Oldest is the first day that the provider of a card still has the bills of.
func (p *Presenter) Oldest(i int) book.Day {
	if c, ok := p.connection(i); ok {
		if d := p.driver(c.Provider); d != nil {
			return p.today() - book.Day(farthest(d))
		}
	}
	return p.today()
}

// PullDays pulls days once more, also those that are in and those that the provider
// had no bill for.
func (p *Presenter) PullDays(i int, days book.Period) { p.pull(i, days) }

// ReadDays reads a first and a last day as a person writes them. wrong is "from" or
// "to", whichever is no day that the provider of a card may still have; else "".
func (p *Presenter) ReadDays(i int, from, to string) (days book.Period, wrong string) {
	first, ok := readDay(from)
	if !ok || first < p.Oldest(i) || first >= p.today() {
		return days, "from"
	}
	last, ok := readDay(to)
	if !ok || last < first || last >= p.today() {
		return days, "to"
	}
	return book.Period{From: first, To: last}, ""
}

// farthest is how many days back a provider has the bills of all of its streams.
func farthest(d pull.Driver) int {
	back := 0
	for _, s := range d.Streams() {
		if back == 0 || s.Back < back {
			back = s.Back
		}
	}
	return back
}

// bills counts a connection's bills, and the days that the provider had none at all
// for.
func bills(st *pull.Status) (in, none int) {
	empty := map[book.Day]bool{}
	for i := range st.Days {
		d := &st.Days[i]
		was, seen := empty[d.Day]
		empty[d.Day] = (was || !seen) && (d.State == book.PullEmpty || d.State == book.PullNever)
		if d.State == book.PullDone {
			in++
		}
	}
	for _, is := range empty {
		if is {
			none++
		}
	}
	return in, none
}
