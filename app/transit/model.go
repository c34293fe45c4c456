package transit

import (
	"zhangfang/app/book"
	"zhangfang/app/calendar"
)

// How many arrivals it takes to go by them at all, and to be stricter than DESIGN 4.
const (
	enoughArrivals = 15
	provenArrivals = 30
)

// Source says where the day comes from on which money is due.
type Source uint8

// The sources.
const (
	SourceDefault  Source = iota // nothing known: the next working day
	SourceContract               // what the owner says was agreed
	SourceLearned                // what the channel does
)

var sourceNames = []string{"default", "contract", "learned"}

// String is the stable code of the source, the tail of the translation "delay.<code>".
func (s Source) String() string {
	if int(s) < len(sourceNames) {
		return sourceNames[s]
	}
	return "?"
}

// Model is when each channel, and each terminal that is paid by itself, brings its
// money to the bank: learned from what arrived, on top of the terms agreed. It is
// a function of what Learn was given; it is safe for concurrent use.
type Model struct {
	china  *calendar.China
	terms  map[book.ChannelID]Terms
	habits map[payer]*habit
}

// payer is who pays: a channel, or a terminal of one. With no terminal it stands
// for all terminals of a channel together.
type payer struct {
	channel  book.ChannelID
	terminal string
}

// habit is how a payer pays.
type habit struct {
	payer
	source   Source
	prior    Terms // agreed, or else the next working day
	usual    Terms // the delay by which money is due
	arrivals int   // settlements that arrived and show a delay
	late     int   // of arrivals, those past their band
	loose    bool  // its band may be wider than that of DESIGN 4
	delay    *delay
	least    int // days in which 5 % has come
	most     int // days in which 99 % has come
}

// Learn makes the model of a book: of each channel and terminal the delay from the
// day of the sales to the day of the credit, in working days or in days of any
// kind, whichever fits better. Newer settlements weigh more. With fewer than
// fifteen arrivals a terminal goes by its channel, and a channel by its terms. The
// order of the settlements does not matter.
func Learn(settlements []book.Settlement, terms map[book.ChannelID]Terms, china *calendar.China) *Model {
	m := &Model{china: china, terms: terms, habits: map[payer]*habit{}}
	lists := map[payer][]*book.Settlement{}
	for i := range settlements {
		s := &settlements[i]
		if s.Net <= 0 {
			continue
		}
		p := payer{s.Channel, s.Terminal}
		lists[p] = append(lists[p], s)
		if p.terminal != "" {
			p.terminal = ""
			lists[p] = append(lists[p], s)
		}
	}
	for p, list := range lists {
		m.habits[p] = m.learn(p, weigh(list))
	}
	return m
}

func (m *Model) learn(p payer, list []settled) *habit {
	h := m.unlearned(p)
	for _, s := range list {
		if tellsDelay(s.Settlement) {
			h.arrivals++
		}
	}
	if h.arrivals >= enoughArrivals {
		h.setDelay(m.tighter(list, h.prior))
		h.source = SourceLearned
		h.usual = Terms{Days: h.delay.within(50), Natural: h.delay.natural, Known: h.prior.Known}
		h.loose = m.oftenPast(h, list)
	} else {
		h.setDelay(m.measure(list, h.prior, h.prior.Natural))
	}
	for _, s := range list {
		b := m.band(h, s.Day)
		switch {
		case tellsDelay(s.Settlement) && s.ArrivedOn > b.late:
			h.late++
		case s.ArrivedOn == 0 && s.BankSeen > b.missing:
			h.delay.never += s.weight
		}
	}
	return h
}

// unlearned is the habit of a payer that nothing is known of but its terms.
func (m *Model) unlearned(p payer) *habit {
	h := &habit{payer: p, prior: nextWorkday}
	if t := m.terms[p.channel]; t.Known {
		t.Days = min(max(t.Days, 0), longest)
		h.prior, h.source = t, SourceContract
	}
	h.usual = h.prior
	h.setDelay(m.measure(nil, h.prior, h.prior.Natural))
	return h
}

func (h *habit) setDelay(d *delay) {
	h.delay, h.least, h.most = d, d.within(5), d.within(99)
}

// habitOf is what is known of who pays: of the terminal where enough came from it,
// else of its channel.
func (m *Model) habitOf(channel book.ChannelID, terminal string) *habit {
	own := m.habits[payer{channel, terminal}]
	if own == nil || own.source != SourceLearned {
		if all := m.habits[payer{channel, ""}]; all != nil {
			own = all
		}
	}
	if own == nil {
		return m.unlearned(payer{channel, terminal})
	}
	return own
}
