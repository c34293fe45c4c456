package fees

import (
	"strings"

	"zhangfang/app/book"
	"zhangfang/assets"
	"zhangfang/ui/kit/words"
)

// GroupRow is what a channel took too much in a month, in words.
type GroupRow struct {
	Channel    string
	Month      string
	Card       string // the terms that should have been kept to
	Count      string
	Charged    string
	Expected   string
	Difference string
}

// LineRow is one fee that was too high.
type LineRow struct {
	Day        string
	Number     string // the order's, else the channel's
	Charged    string
	Expected   string
	Difference string
	key        string // of its exception
}

func groupRows(t *assets.Text, claims []Claim) []GroupRow {
	out := make([]GroupRow, len(claims))
	for i := range claims {
		c := &claims[i]
		out[i] = GroupRow{
			Channel: c.Name, Month: words.MonthName(t, c.Month), Card: strings.Join(words.FactTexts(t, c.Card), " · "),
			Count: words.Number(len(c.Lines)), Charged: words.Amount(c.Charged, c.Currency), Expected: words.Amount(c.Expected, c.Currency),
			Difference: words.Amount(c.Difference, c.Currency),
		}
	}
	return out
}

func lineRows(lines []book.ExceptionLine) []LineRow {
	out := make([]LineRow, len(lines))
	for i := range lines {
		x := &lines[i]
		out[i] = LineRow{
			Day: words.DayShort(x.Day), Number: x.OrderNo, Charged: words.Amount(x.Actual, x.Currency), Expected: words.Amount(x.Expected, x.Currency),
			Difference: words.Amount(x.Difference().Minor, x.Currency), key: x.Key(),
		}
		if out[i].Number == "" {
			out[i].Number = x.TxnNo
		}
	}
	return out
}
