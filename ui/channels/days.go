package channels

import (
	"zhangfang/app/book"
	"zhangfang/app/pull"
	"zhangfang/ui/kit/figure"
	"zhangfang/ui/kit/words"
)

// stripDays is how many days a strip shows: those up to yesterday, or as many further
// back.
const stripDays = 31

// Stream is one kind of bill of a connection with its latest days.
type Stream struct {
	Name   string // in words
	Days   []figure.DayState
	Remark string // of the days that want something
	stream string
	first  book.Day
	pulls  map[book.Day]book.Pull
}

// streams lists a connection's kinds of bills with what became of each day.
func (p *Presenter) streams(st *pull.Status, d pull.Driver) []Stream {
	if d == nil {
		return nil
	}
	first := p.firstShown(&st.Connection)
	var out []Stream
	for _, s := range d.Streams() {
		x := Stream{Name: p.streamName(d.Provider(), s.Name), stream: s.Name, first: first, pulls: map[book.Day]book.Pull{}}
		for _, pulled := range st.Days {
			if pulled.Stream == s.Name {
				x.pulls[pulled.Day] = pulled
			}
		}
		in, none, wanted := 0, 0, 0
		for day := first; day < first+stripDays; day++ {
			pulled, tried := x.pulls[day]
			state := dayState(pulled.State, tried)
			if day >= st.Connection.From {
				wanted++
				switch state {
				case figure.DayCovered:
					in++
				case figure.DayNone:
					none++
				}
			}
			x.Days = append(x.Days, state)
		}
		x.Remark = p.deps.Text.Count("channels.days_in", wanted, words.Number(in))
		if none > 0 {
			x.Remark += " · " + p.deps.Text.Count("channels.days_none", none)
		}
		out = append(out, x)
	}
	return out
}

func (p *Presenter) streamName(provider, stream string) string {
	return p.deps.Text.T("channels.stream_" + provider + "_" + stream)
}

// dayState is how a day of a stream is drawn: in, without a bill, on its way, wanting
// the owner, or not asked for.
func dayState(s book.PullState, tried bool) figure.DayState {
	if !tried {
		return figure.DayAhead
	}
	switch s {
	case book.PullDone:
		return figure.DayCovered
	case book.PullEmpty, book.PullNever:
		return figure.DayNone
	case book.PullWaiting:
		return figure.DayPartial
	}
	return figure.DayMissing
}

// Picked is a day of a strip that the owner pointed at, in words.
type Picked struct {
	Text  string
	Aside bool // its bill waits in the view of imports
	day   book.Day
}

// Day tells what became of a day of a stream.
func (p *Presenter) Day(card, stream, i int) (Picked, bool) {
	if card < 0 || card >= len(p.state.Cards) || stream < 0 || stream >= len(p.state.Cards[card].Streams) {
		return Picked{}, false
	}
	t, s := p.deps.Text, &p.state.Cards[card].Streams[stream]
	day := s.first + book.Day(i)
	pulled, tried := s.pulls[day]
	head := s.Name + " " + words.DayWeek(t, day)
	switch {
	case !tried && day < p.cards[card].Connection.From:
		return Picked{Text: t.T("channels.day_before", head), day: day}, true
	case !tried:
		return Picked{Text: t.T("channels.day_untried", head), day: day}, true
	}
	state := "pull." + string(pulled.State)
	if pull.NeedsOwner(&pulled) {
		state = "pull.failed_owner"
	}
	text := t.T("channels.day_tried", head, t.T(state), WhenText(t, pulled.At, p.deps.Now()))
	if !pulled.Next.IsZero() {
		text += t.T("channels.day_next", WhenText(t, pulled.Next, p.deps.Now()))
	}
	if pulled.Problem != nil {
		text += t.T("channels.day_why", words.ProblemText(t, pulled.Problem))
	}
	return Picked{Text: text, Aside: pulled.State == book.PullAside, day: day}, true
}
