package overview

import (
	"strings"

	"zhangfang/app/book"
	"zhangfang/assets"
	"zhangfang/ui/kit"
)

// Card is a key figure: what it is, how much, and a line about it, whose last
// part may have a colour of its own.
type Card struct {
	Title string
	Value string
	Tone  kit.Tone
	Note  string
	Extra string // after the note
	Mood  kit.Tone
	Short string // in place of note and extra where there is no room; may be empty
}

// salesCard is the newest day's sales against the same weekday a week before.
func salesCard(t *assets.Text, d data, cur book.Currency, today book.Day) Card {
	last := latest(d.figures.Days)
	if last == 0 {
		return Card{Title: t.T("overview.sales"), Value: kit.Amount(0, cur), Note: t.T("overview.no_sales")}
	}
	day := dayIn(d, last, cur)
	c := Card{
		Title: t.T("overview.sales_on", kit.DayWeek(t, last)),
		Value: kit.Amount(day.Sales, cur),
		Note:  t.Count("overview.rows", day.SaleRows, kit.Number(day.SaleRows)),
	}
	if last == today-1 {
		c.Title = t.T("overview.sales_yesterday")
	}
	before := dayIn(d, last-7, cur)
	if before.Sales == 0 {
		return c
	}
	diff := day.Sales - before.Sales
	change, mood := kit.RefundPercent(diff, before.Sales), kit.ToneNeutral
	if diff > 0 {
		change, mood = "+"+change, kit.ToneMatched
	}
	c.Extra = t.T("overview.against", t.T("weekday."+weekday(last)), change)
	c.Short = c.Extra
	c.Mood = mood
	return c
}

// arrivedCard is what of the month reached the bank, against what is due.
func arrivedCard(t *assets.Text, d data, cur book.Currency) Card {
	var arrived, due, late book.Minor
	for _, c := range d.figures.Channels {
		if c.Currency == cur {
			arrived += c.Arrived
			late += c.Late
			due += c.Arrived + c.Transit + c.Late
		}
	}
	c := Card{
		Title: t.T("overview.arrived"),
		Value: kit.Amount(arrived, cur),
		Note:  t.T("overview.due", kit.Amount(due, cur)),
	}
	if late > 0 {
		c.Extra, c.Mood = t.T("overview.late", kit.Amount(late, cur)), kit.ToneException
		c.Short = c.Extra
	}
	return c
}

// underwayCard is what is on its way, and what is expected on which days.
func underwayCard(t *assets.Text, d data, cur book.Currency, today book.Day) Card {
	var sum book.Minor
	for _, c := range d.figures.Channels {
		if c.Currency == cur {
			sum += c.Transit
		}
	}
	c := Card{Title: t.T("overview.underway"), Value: kit.Amount(sum, cur), Tone: kit.ToneUnderway}
	var parts []string
	for _, e := range nextDays(d, cur, 2) {
		parts = append(parts, t.T("overview.expected", dayWord(t, e.On, today), kit.Amount(e.Amount, cur)))
	}
	switch {
	case len(parts) > 0:
		c.Note, c.Short = strings.Join(parts, " · "), parts[0]
	case sum == 0:
		c.Tone, c.Note = kit.ToneNeutral, t.T("overview.nothing_underway")
	default:
		c.Note = t.T("overview.underway_note")
	}
	return c
}

// nextDays sums the expectations of the picked channels by day: the first n days
// that are not before as-of.
func nextDays(d data, cur book.Currency, n int) []Expected {
	var out []Expected
	for _, e := range d.expected {
		if e.Currency != cur || e.On <= d.figures.AsOf || d.channel != 0 && e.Channel != d.channel {
			continue
		}
		out = add(out, e)
	}
	return out[:min(n, len(out))]
}

// add keeps the list in the order of days, one item a day.
func add(list []Expected, e Expected) []Expected {
	at := 0
	for at < len(list) && list[at].On < e.On {
		at++
	}
	if at < len(list) && list[at].On == e.On {
		list[at].Amount += e.Amount
		return list
	}
	list = append(list, Expected{})
	copy(list[at+1:], list[at:])
	list[at] = Expected{On: e.On, Currency: e.Currency, Amount: e.Amount}
	return list
}

// openCard counts what needs a decision, and how long the oldest waits.
func openCard(t *assets.Text, open []book.ExceptionLine, cur book.Currency) Card {
	c := Card{Title: t.T("overview.open"), Value: t.Count("overview.rows", len(open), kit.Number(len(open)))}
	if len(open) == 0 {
		c.Tone, c.Note = kit.ToneMatched, t.T("overview.all_clear")
		return c
	}
	var sum book.Minor
	oldest := 0
	for i := range open {
		if open[i].Currency == cur {
			sum += open[i].Difference().Minor.Abs()
		}
		oldest = max(oldest, open[i].Age)
	}
	c.Tone = kit.ToneException
	c.Note = t.T("overview.open_sum", kit.Amount(sum, cur))
	if oldest > 0 {
		c.Extra = t.Count("overview.oldest", oldest)
		c.Mood, c.Short = kit.ToneException, c.Extra
	}
	return c
}

// dayWord is a near day in a word, any other as a date with its weekday.
func dayWord(t *assets.Text, d, today book.Day) string {
	switch d - today {
	case 0:
		return t.T("overview.today")
	case 1:
		return t.T("overview.tomorrow")
	}
	return kit.DayWeek(t, d)
}

// dayIn finds a day's figures in the month or the one before; zero where there
// are none.
func dayIn(d data, day book.Day, cur book.Currency) book.DayFigures {
	for _, list := range [][]book.DayFigures{d.figures.Days, d.before.Days} {
		for _, f := range list {
			if f.Day == day && f.Currency == cur {
				return f
			}
		}
	}
	return book.DayFigures{Day: day, Currency: cur}
}
