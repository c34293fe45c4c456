package overview

import (
	"strconv"
	"strings"

	"zhangfang/app/book"
	"zhangfang/app/monthly"
	"zhangfang/assets"
	"zhangfang/ui/kit/draw"
	"zhangfang/ui/kit/words"
)

// Item is a figure that is held against the one before.
type Item uint8

// The figures, in the order of the table.
const (
	ItemSales Item = iota
	ItemRefunds
	ItemFees
	ItemNet
	ItemArrived
	ItemRows // how many payments: a count, not money
	items
)

var itemCodes = [items]string{"sales", "refunds", "fees", "net", "arrived", "rows"}

// Change is a figure with how it moved, or why that cannot be told.
type Change struct {
	Value string
	Moved string // "+6.2%", or that there is nothing to hold it against
	Tone  draw.Tone
	Tip   string // what it was held against, and how much that was, or what is missing
}

// Line is a figure of the table: the newest day and the period.
type Line struct {
	Item      Item
	Name      string
	Help      string // what the figure is
	Day, Span Change
}

// Table holds the newest day and the period against the ones before.
type Table struct {
	Heads [4]string // of the day, what it is held against, the period, what that is held against
	Lines []Line
}

func table(t *assets.Text, d *data, cur book.Currency, today book.Day) Table {
	o := &d.o
	if o.UpTo == 0 {
		return noFigures(t, d)
	}
	out := Table{Heads: [4]string{
		dayName(t, o.UpTo, today), t.T("overview.than_weekday", t.T("weekday."+weekday(o.UpTo))),
		shortName(t, d.unit, o.Period), t.T("overview.than_" + unitCode(d.unit)),
	}}
	for i := range items {
		out.Lines = append(out.Lines, Line{
			Item: i, Name: t.T("overview.item_" + itemCodes[i]), Help: t.T("overview.help_" + itemCodes[i]),
			Day: change(t, &o.Day, i, cur), Span: change(t, &o.Span, i, cur),
		})
	}
	return out
}

// noFigures is the table of a period that no file of sales covers.
func noFigures(t *assets.Text, d *data) Table {
	none := Change{Value: "–", Tip: t.T("overview.no_sales")}
	out := Table{Heads: [4]string{"", "", shortName(t, d.unit, d.o.Period), ""}}
	for i := range items {
		out.Lines = append(out.Lines, Line{Item: i, Name: t.T("overview.item_" + itemCodes[i]), Help: t.T("overview.help_" + itemCodes[i]), Day: none, Span: none})
	}
	return out
}

// dayName is "昨天" with its date, or the date with its weekday.
func dayName(t *assets.Text, d, today book.Day) string {
	switch d {
	case today:
		return t.T("overview.today_on", words.DayShort(d))
	case today - 1:
		return t.T("overview.yesterday_on", words.DayShort(d))
	}
	return words.DayWeek(t, d)
}

func (i Item) of(s monthly.Sums) book.Minor {
	return [items]book.Minor{s.Sales, s.Refunds, s.Fees, s.Net, s.Arrived, book.Minor(s.SaleRows)}[i]
}

// text is a value of the figure as it is shown.
func (i Item) text(m book.Minor, cur book.Currency) string {
	if i == ItemRows {
		return words.Number(int(m))
	}
	return words.Amount(m, cur)
}

// change tells a figure against the one before, or why it cannot be.
func change(t *assets.Text, c *monthly.Comparison, i Item, cur book.Currency) Change {
	now, before := c.Of(cur)
	missing := c.Missing
	if i == ItemArrived {
		missing = c.BankMissing
		if c.Now.From == c.Now.To && holds(missing, c.Now.To) {
			return Change{Value: "–", Tip: t.T("overview.no_statement", words.DayWeek(t, c.Now.To))}
		}
	}
	out := Change{Value: i.text(i.of(now), cur), Moved: t.T("overview.nothing_to_compare")}
	was := i.of(before)
	switch {
	case len(missing) > 0:
		out.Tip = t.T("overview.compare_missing", gapText(t, missing))
	case was == 0:
		out.Tip = t.T("overview.compare_zero", words.PeriodShort(c.Before))
	default:
		if i == ItemRefunds || was > 0 && i.of(now) >= 0 { // a share of a loss would be no growth
			out.Moved, out.Tone = moved(i.of(now), was)
		}
		if i == ItemRefunds || i == ItemFees {
			out.Tone = draw.ToneNeutral // more of them may only mean more sales
		}
		out.Tip = t.T("overview.compared", words.PeriodShort(c.Before), i.text(was, cur), words.PeriodShort(c.Now))
		if n, m := c.Now.Days(), c.Before.Days(); n != m {
			out.Tip += " " + t.T("overview.compared_days", strconv.Itoa(n), strconv.Itoa(m))
		}
	}
	return out
}

// moved is how far a figure is from the one before: "+6.2%". What fell is no fault:
// only growth has a colour.
func moved(now, was book.Minor) (string, draw.Tone) {
	diff, err := now.Add(-was)
	if err != nil || was == 0 {
		return "–", draw.ToneNeutral
	}
	if was < 0 {
		diff = -diff // more refunds are more
	}
	percent := words.RefundPercent(diff, was.Abs())
	if diff.Abs() >= was.Abs() { // decimals of a doubling tell nothing
		whole, _, _ := strings.Cut(percent, ".")
		percent = whole + "%"
	}
	if diff > 0 {
		return "+" + percent, draw.ToneMatched
	}
	return percent, draw.ToneNeutral
}

func holds(gaps []book.Gap, day book.Day) bool {
	for _, g := range gaps {
		if g.Period.Has(day) {
			return true
		}
	}
	return false
}

// mostGaps bounds the gaps that a sentence names.
const mostGaps = 3

func gapText(t *assets.Text, gaps []book.Gap) string {
	var parts []string
	for _, g := range gaps[:min(len(gaps), mostGaps)] {
		parts = append(parts, t.T("overview.gap", g.Channel, words.PeriodShort(g.Period)))
	}
	if len(gaps) > mostGaps {
		parts = append(parts, "…")
	}
	return strings.Join(parts, t.T("overview.and"))
}

func weekday(d book.Day) string { return string(rune('0' + int(d.Weekday()))) }
