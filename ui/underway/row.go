package underway

import (
	"cmp"
	"slices"

	"zhangfang/app/book"
	"zhangfang/assets"
	"zhangfang/ui/kit/draw"
	"zhangfang/ui/kit/words"
)

// Row is money that is not at the bank, in words.
type Row struct {
	Channel   string // with its terminal, where that is paid by itself
	Day       string // of the sales, or of the withdrawal
	What      string // the rows it is the net of, or that it is a withdrawal
	Net       string
	Arrived   string // "" while nothing did
	Rest      string
	Due       string // with the weekday
	Band      string
	Estimated bool
	State     string
	Tone      draw.Tone
	id        book.EntryID
}

// How money that is not at the bank stands: its state, or what keeps one from
// saying so.
const (
	standShort  = "short"  // a part arrived: a settlement_short, not late money
	standUnseen = "unseen" // past its band, but no bank statement covers that yet
)

// stand tells how it stands by a day. What no statement covers is not late: it
// waits for a file.
func (o *Owed) stand(asOf book.Day) string {
	switch {
	case o.State == stateInTransit:
		return stateInTransit
	case o.ArrivedOn != 0:
		return standShort
	}
	switch seen := min(asOf, o.BankSeen); {
	case seen > o.MissingAfter:
		return stateMissing
	case seen > o.LateAfter:
		return stateLate
	}
	return standUnseen
}

func standTone(stand string) draw.Tone {
	switch stand {
	case stateInTransit:
		return draw.ToneUnderway
	case stateMissing:
		return draw.ToneException
	case standUnseen:
		return draw.ToneNeutral
	}
	return draw.ToneSuggestion
}

func standText(t *assets.Text, stand string) string {
	switch stand {
	case standShort, standUnseen:
		return t.T("underway.stand_" + stand)
	}
	return t.T("transit." + stand)
}

func makeRow(t *assets.Text, o *Owed, channel string, asOf book.Day) Row {
	stand := o.stand(asOf)
	r := Row{
		Channel:   withTerminal(channel, o.Terminal),
		Day:       words.DayShort(o.Day),
		What:      t.T("underway.withdrawal"),
		Net:       words.Amount(o.Net, o.Currency),
		Rest:      words.Amount(o.Rest, o.Currency),
		Due:       words.DayWeek(t, o.Due),
		Band:      words.PeriodShort(book.Period{From: o.From, To: o.LateAfter}),
		Estimated: o.Estimated,
		State:     standText(t, stand),
		Tone:      standTone(stand),
		id:        o.Row,
	}
	if o.Entry == 0 {
		r.What = t.Count("underway.rows", o.Rows, words.Number(o.Rows))
	}
	if o.Arrived != 0 {
		r.Arrived = words.Amount(o.Arrived, o.Currency)
	}
	if o.Estimated {
		r.Due = t.T("underway.about", r.Due)
	}
	return r
}

func withTerminal(channel, terminal string) string {
	if terminal == "" {
		return channel
	}
	return channel + " · " + terminal
}

// order is how the list is sorted; the zero order is worst first.
type order struct {
	by   string // "channel", "day", "net", "arrived", "rest", "due", "state"
	desc bool
}

func (o order) sorted(waiting []*Owed, names map[book.ChannelID]string) []*Owed {
	out := slices.Clone(waiting)
	slices.SortStableFunc(out, worstFirst)
	compare := o.compare(names)
	if compare == nil {
		return out
	}
	slices.SortStableFunc(out, func(a, b *Owed) int {
		if o.desc {
			a, b = b, a
		}
		return compare(a, b)
	})
	return out
}

// rank puts the states worst first.
var rank = map[string]int{stateMissing: 0, stateLate: 1, stateInTransit: 2}

func worstFirst(a, b *Owed) int {
	return cmp.Or(cmp.Compare(rank[a.State], rank[b.State]), cmp.Compare(a.Due, b.Due), cmp.Compare(b.Rest, a.Rest), cmp.Compare(a.Row, b.Row))
}

func (o order) compare(names map[book.ChannelID]string) func(a, b *Owed) int {
	switch o.by {
	case "channel":
		return func(a, b *Owed) int {
			return cmp.Or(cmp.Compare(names[a.Channel], names[b.Channel]), cmp.Compare(a.Terminal, b.Terminal))
		}
	case "day":
		return func(a, b *Owed) int { return cmp.Compare(a.Day, b.Day) }
	case "net":
		return func(a, b *Owed) int { return cmp.Compare(a.Net, b.Net) }
	case "arrived":
		return func(a, b *Owed) int { return cmp.Compare(a.Arrived, b.Arrived) }
	case "rest":
		return func(a, b *Owed) int { return cmp.Compare(a.Rest, b.Rest) }
	case "due":
		return func(a, b *Owed) int { return cmp.Compare(a.Due, b.Due) }
	case "state":
		return worstFirst
	}
	return nil
}
