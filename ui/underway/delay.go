package underway

import (
	"strconv"
	"strings"

	"zhangfang/app/book"
	"zhangfang/assets"
	"zhangfang/ui/kit/words"
)

// DelayRow is how long a channel takes to reach the bank, in words.
type DelayRow struct {
	Channel string
	Usual   string // "T+1 · 1 个工作日"
	Basis   string // where that comes from
	Band    string // in which nearly all comes
	Late    string // "2 / 38"
	Agreed  string
	Learned bool
	terms   string
	id      book.ChannelID
	name    string // of the channel, without a terminal
}

func delayRow(t *assets.Text, d *Delay, channel string) DelayRow {
	r := DelayRow{
		Channel: withTerminal(channel, d.Terminal),
		Usual:   termsText(t, d.Usual),
		Learned: d.Source == "learned",
		Agreed:  d.Agreed,
		terms:   d.Agreed,
		id:      d.Channel,
		name:    channel,
	}
	switch {
	case r.Learned:
		r.Basis = t.Count("underway.learned_from", d.Arrivals, words.Number(d.Arrivals))
		r.Band = bandText(t, d)
	case d.Arrivals > 0:
		r.Basis = t.T("delay."+d.Source) + " · " + t.Count("underway.too_few", d.Arrivals)
	default:
		r.Basis = t.T("delay." + d.Source)
	}
	if d.Arrivals > 0 {
		r.Late = words.Number(d.Late) + " / " + words.Number(d.Arrivals)
	}
	if d.Agreed == "" {
		r.Agreed = t.T("underway.not_agreed")
	}
	return r
}

// bandText is the days in which nearly all of a channel's money comes.
func bandText(t *assets.Text, d *Delay) string {
	days := strconv.Itoa(d.From)
	if d.To != d.From {
		days += "–" + strconv.Itoa(d.To)
	}
	if d.Natural {
		return t.Count("underway.natural_days", d.To, days)
	}
	return t.Count("underway.working_days", d.To, days)
}

// termsText is "T+1" with what that means.
func termsText(t *assets.Text, terms string) string {
	count, days, ok := strings.Cut(terms, "+")
	if !ok {
		return terms
	}
	n, err := strconv.Atoi(days)
	switch {
	case err != nil:
		return terms
	case n == 0:
		return terms + " · " + t.T("underway.same_day")
	case count == "D":
		return terms + " · " + t.Count("underway.in_natural", n)
	}
	return terms + " · " + t.Count("underway.in_working", n)
}

// Counts of days that terms may be in, in the order of the terms dialog.
const (
	countNone = iota
	countWorking
	countNatural
)

// splitTerms parts "T+1" for the dialog.
func splitTerms(terms string) (count int, days string) {
	kind, days, ok := strings.Cut(terms, "+")
	switch {
	case !ok:
		return countNone, "1"
	case kind == "D":
		return countNatural, days
	}
	return countWorking, days
}

// mostDays is the longest delay that can be agreed on.
const mostDays = 30

// joinTerms is the terms that the dialog's answers make; ok is false where the
// days are no number from 0 to 30.
func joinTerms(count int, days string) (terms string, ok bool) {
	if count == countNone {
		return "", true
	}
	n, err := strconv.Atoi(days)
	if err != nil || n < 0 || n > mostDays {
		return "", false
	}
	if count == countNatural {
		return "D+" + strconv.Itoa(n), true
	}
	return "T+" + strconv.Itoa(n), true
}
