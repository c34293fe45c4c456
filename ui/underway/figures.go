package underway

import (
	"strconv"

	"zhangfang/app/book"
	"zhangfang/assets"
	"zhangfang/ui/kit/draw"
	"zhangfang/ui/kit/words"
)

// Figure is a key figure: what it is, how much, and a line about it.
type Figure struct {
	Title string
	Value string
	Tone  draw.Tone
	Note  string
	Short string // in place of the note where there is no room; may be empty
}

// sum is how many payouts, and how much of them is not at the bank.
type sum struct {
	count  int
	amount book.Minor
	past   book.Minor // of amount, in transit and past the due day
	unseen book.Minor // of amount, what no bank statement tells of yet
	oldest int        // days
}

func (s *sum) add(o *Owed, asOf book.Day) {
	s.count++
	s.amount = plus(s.amount, o.Rest)
	s.oldest = max(s.oldest, o.AgeDays)
	if o.State == stateInTransit && asOf > o.Due {
		s.past = plus(s.past, o.Rest)
	}
	if o.stand(asOf) == standUnseen {
		s.unseen = plus(s.unseen, o.Rest)
	}
}

// figures are the sums of what is not at the bank, in one currency.
func figures(t *assets.Text, waiting []*Owed, asOf book.Day, cur book.Currency, today book.Day) [4]Figure {
	sums := map[string]*sum{stateInTransit: {}, stateLate: {}, stateMissing: {}}
	for _, o := range waiting {
		sums[o.State].add(o, asOf)
	}
	return [4]Figure{
		inTransitFigure(t, sums[stateInTransit], cur),
		nextFigure(t, waiting, asOf, cur, today),
		overdueFigure(t, stateLate, draw.ToneSuggestion, sums[stateLate], cur),
		overdueFigure(t, stateMissing, draw.ToneException, sums[stateMissing], cur),
	}
}

func inTransitFigure(t *assets.Text, s *sum, cur book.Currency) Figure {
	f := Figure{Title: t.T("underway.in_transit"), Value: words.Amount(s.amount, cur), Tone: draw.ToneUnderway}
	switch {
	case s.count == 0:
		f.Tone, f.Note = draw.ToneNeutral, t.T("underway.nothing")
	case s.past > 0:
		f.Short = count(t, s.count)
		f.Note = f.Short + " · " + t.T("underway.past_due", words.Amount(s.past, cur))
	default:
		f.Note = count(t, s.count)
	}
	return f
}

// nextFigure is what is due on the day after as-of, or says which day is next.
func nextFigure(t *assets.Text, waiting []*Owed, asOf book.Day, cur book.Currency, today book.Day) Figure {
	due := map[book.Day]*sum{}
	var next book.Day
	for _, o := range waiting {
		if o.State != stateInTransit || o.Due <= asOf {
			continue
		}
		if due[o.Due] == nil {
			due[o.Due] = &sum{}
		}
		due[o.Due].add(o, asOf)
		if next == 0 || o.Due < next {
			next = o.Due
		}
	}
	f := Figure{Title: t.T("underway.due_on", words.DayWeek(t, asOf+1)), Value: words.Amount(0, cur)}
	switch asOf + 1 - today {
	case 0:
		f.Title = t.T("underway.due_today", words.DayWeek(t, asOf+1))
	case 1:
		f.Title = t.T("underway.due_tomorrow", words.DayWeek(t, asOf+1))
	}
	switch s := due[asOf+1]; {
	case s != nil:
		f.Value, f.Note = words.Amount(s.amount, cur), count(t, s.count)
	case next != 0:
		f.Note = t.T("underway.next_due", words.DayWeek(t, next), words.Amount(due[next].amount, cur))
	default:
		f.Note = t.T("underway.nothing_due")
	}
	return f
}

func overdueFigure(t *assets.Text, state string, tone draw.Tone, s *sum, cur book.Currency) Figure {
	f := Figure{Title: t.T("underway.figure_" + state), Value: words.Amount(s.amount, cur), Tone: tone}
	if s.count == 0 {
		f.Tone, f.Note = draw.ToneNeutral, t.T("underway.none_"+state)
		return f
	}
	f.Note = count(t, s.count) + " · " + t.Count("underway.oldest", s.oldest)
	if s.unseen > 0 {
		f.Note = t.T("underway.unseen_part", words.Amount(s.unseen, cur))
		f.Short = t.T("underway.unseen_short")
	}
	return f
}

func count(t *assets.Text, n int) string { return t.Count("underway.payouts", n, words.Number(n)) }

// track tells in one sentence how far forecasts of the past were off.
func track(t *assets.Text, errors []Horizon, cur book.Currency) string {
	var own []Horizon
	for _, h := range errors {
		if h.Currency == cur {
			own = append(own, h)
		}
	}
	percent := func(h Horizon) string { return strconv.FormatFloat(h.Error*100, 'f', 0, 64) + "%" }
	switch len(own) {
	case 0:
		return ""
	case 1:
		return t.T("underway.track_one", percent(own[0]))
	}
	near, far := own[0], own[len(own)-1]
	return t.T("underway.track", strconv.Itoa(near.To), percent(near), strconv.Itoa(far.From)+"–"+strconv.Itoa(far.To), percent(far))
}
