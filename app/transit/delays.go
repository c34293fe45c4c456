package transit

import (
	"cmp"
	"slices"
	"strings"

	"zhangfang/app/book"
)

// Delay is how long a channel, or a terminal that is paid by itself, takes to
// bring its money to the bank.
type Delay struct {
	Channel  book.ChannelID
	Terminal string // "" for the whole channel
	Source   Source // where Usual comes from
	Agreed   Terms  // what the owner says was agreed; not Known: nothing
	Usual    Terms  // by which money is due: the median where learned
	From     int    // days in which 5 % has come, of the kind that Usual counts
	To       int    // days in which 99 % has come
	Arrivals int    // settlements that it was learned from, or would be
	Late     int    // of Arrivals, those past their band
}

// LateShare is the part of what arrived that came past its band, 0 to 1.
func (d *Delay) LateShare() float64 {
	if d.Arrivals == 0 {
		return 0
	}
	return float64(d.Late) / float64(d.Arrivals)
}

// Delays lists what was learned, by channel and terminal. A channel with terminals
// has a line of its own for all of them.
func (m *Model) Delays() []Delay {
	out := make([]Delay, 0, len(m.habits))
	for p, h := range m.habits {
		out = append(out, Delay{
			Channel: p.channel, Terminal: p.terminal, Source: h.source, Agreed: m.terms[p.channel], Usual: h.usual,
			From: h.least, To: h.most, Arrivals: h.arrivals, Late: h.late,
		})
	}
	slices.SortFunc(out, func(a, b Delay) int {
		return cmp.Or(cmp.Compare(a.Channel, b.Channel), strings.Compare(a.Terminal, b.Terminal))
	})
	return out
}
