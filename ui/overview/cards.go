package overview

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"

	"zhangfang/app/book"
	"zhangfang/assets"
	"zhangfang/ui/kit/draw"
	"zhangfang/ui/kit/words"
)

// Card is a key figure: what it is, how much, and a line about it, whose last
// part may have a colour of its own.
type Card struct {
	Title string
	Help  string // what the figure is
	Value string
	Tone  draw.Tone
	Note  string
	Extra string // after the note
	Mood  draw.Tone
	Short string // in place of note and extra where there is no room; may be empty
}

// The cards, in their order.
const (
	cardSales = iota
	cardArrived
	cardUnderway
	cardOpen
	cards
)

// salesCard is the newest day's sales against the same weekday a week before.
func salesCard(t *assets.Text, d *data, cur book.Currency, today book.Day) Card {
	day := d.o.UpTo
	c := Card{Title: t.T("overview.sales"), Help: t.T("overview.help_sales"), Value: words.Amount(0, cur), Note: t.T("overview.no_sales")}
	if day == 0 {
		return c
	}
	c.Title = t.T("overview.sales_on", words.DayWeek(t, day))
	if day == today-1 {
		c.Title = t.T("overview.sales_yesterday")
	}
	now, _ := d.o.Day.Of(cur)
	c.Value = words.Amount(now.Sales, cur)
	c.Note = t.Count("overview.rows", now.SaleRows, words.Number(now.SaleRows))
	if x := change(t, &d.o.Day, ItemSales, cur); x.Moved != t.T("overview.nothing_to_compare") {
		c.Extra, c.Mood = t.T("overview.against", t.T("weekday."+weekday(day)), x.Moved), x.Tone
		c.Short = c.Extra
	} else {
		c.Extra, c.Mood = x.Moved, draw.ToneNeutral
	}
	return c
}

// arrivedCard is what of the period's sales reached the bank, against what is due.
func arrivedCard(t *assets.Text, d *data, cur book.Currency) Card {
	var arrived, due, late book.Minor
	for _, c := range d.o.Channels {
		if c.Currency == cur {
			arrived, late = plus(arrived, c.Arrived), plus(late, c.Late)
			due = plus(plus(due, c.Arrived), plus(c.Transit, c.Late))
		}
	}
	c := Card{
		Title: t.T("overview.arrived_of", periodName(t, d.unit, d.o.Period)), Help: t.T("overview.help_arrived_of"),
		Value: words.Amount(arrived, cur), Note: t.T("overview.due", words.Amount(due, cur)),
	}
	if late > 0 {
		c.Extra, c.Mood = t.T("overview.late", words.Amount(late, cur)), draw.ToneException
		c.Short = c.Extra
	}
	return c
}

// underwayCard is what is on its way now, and what is expected on which days.
func underwayCard(t *assets.Text, d *data, cur book.Currency, today book.Day) Card {
	var sum, late book.Minor
	due := map[book.Day]book.Minor{}
	for _, o := range d.underway.Owed {
		switch {
		case o.Currency != cur:
		case o.State != stateInTransit:
			late = plus(late, o.Rest)
		default:
			sum = plus(sum, o.Rest)
			if o.Due > d.underway.AsOf {
				due[o.Due] = plus(due[o.Due], o.Rest)
			}
		}
	}
	c := Card{Title: t.T("overview.underway"), Help: t.T("overview.help_underway"), Value: words.Amount(sum, cur), Tone: draw.ToneUnderway}
	var parts []string
	for _, day := range firstDays(due, 2) {
		parts = append(parts, t.T("overview.expected", dayWord(t, day, today), words.Amount(due[day], cur)))
	}
	switch {
	case len(parts) > 0:
		c.Note, c.Short = strings.Join(parts, " · "), parts[0]
	case sum == 0:
		c.Tone, c.Note = draw.ToneNeutral, t.T("overview.nothing_underway")
	default:
		c.Note = t.T("overview.underway_note")
	}
	if late > 0 && len(parts) < 2 {
		c.Extra, c.Mood = t.T("overview.late_all", words.Amount(late, cur)), draw.ToneException
		c.Short = t.T("overview.late_all_short", words.Amount(late, cur))
	}
	return c
}

// stateInTransit is monthly.Owed's state of money that is not late.
const stateInTransit = "in_transit"

// firstDays is the first n days of a map, in order.
func firstDays(of map[book.Day]book.Minor, n int) []book.Day {
	out := slices.Sorted(maps.Keys(of))
	return out[:min(n, len(out))]
}

// openCard counts what needs a decision by severity, and tells the time left of the
// most urgent.
func openCard(t *assets.Text, open []book.ExceptionLine, now time.Time) Card {
	c := Card{
		Title: t.T("overview.open"), Help: t.T("overview.help_open"),
		Value: t.Count("overview.rows", len(open), words.Number(len(open))),
	}
	if len(open) == 0 {
		c.Tone, c.Note = draw.ToneMatched, t.T("overview.all_clear")
		return c
	}
	c.Tone = draw.ToneException
	var bySeverity [3]int
	for i := range open {
		bySeverity[open[i].Severity]++
	}
	var parts []string
	for i, n := range bySeverity {
		if n > 0 {
			parts = append(parts, t.T("severity."+book.Severity(i).String())+" "+words.Number(n))
		}
	}
	c.Note = strings.Join(parts, " · ")
	if first := open[0].Deadline; !first.IsZero() {
		left, tone := timeLeft(t, first, now)
		c.Extra, c.Mood = t.T("overview.most_urgent", left), tone
		c.Short = parts[0] + " · " + left
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
	return words.DayWeek(t, d)
}

// plus adds amounts that are for the eye alone; a sum out of range is as large as
// can be.
func plus(a, b book.Minor) book.Minor {
	sum, err := a.Add(b)
	if err != nil {
		return book.Minor(1<<63 - 1)
	}
	return sum
}

// currencies lists those that the period has sales in, most rows first; the yuan
// where there are none. Figures are never sums across currencies.
func currencies(d *data) []book.Currency {
	rows := map[book.Currency]int{}
	var out []book.Currency
	add := func(cur book.Currency, n int) {
		if _, ok := rows[cur]; !ok {
			out = append(out, cur)
		}
		rows[cur] += n
	}
	for _, c := range d.o.Channels {
		add(c.Currency, c.SaleRows)
	}
	for _, o := range d.underway.Owed {
		add(o.Currency, 0)
	}
	if len(out) == 0 {
		return []book.Currency{book.CNY}
	}
	slices.SortFunc(out, func(a, b book.Currency) int { return cmp.Or(cmp.Compare(rows[b], rows[a]), cmp.Compare(a, b)) })
	return out
}
