package fees

import (
	"math"

	"zhangfang/app/book"
	"zhangfang/assets"
	"zhangfang/ui/kit/chart"
	"zhangfang/ui/kit/draw"
	"zhangfang/ui/kit/words"
)

// Figure is a key figure: what it is, how much, and a line about it.
type Figure struct {
	Title string
	Value string
	Tone  draw.Tone
	Note  string
}

// figures tell the newest month's fees, what can be claimed, and which rates wait
// for the owner.
func figures(t *assets.Text, d *data, cards []CardRow) [4]Figure {
	cur := mainCurrency(d)
	return [4]Figure{feeFigure(t, d, cur), claimFigure(t, d, cur), proposedFigure(t, cards), agreedFigure(t, d)}
}

// mainCurrency is the one of most days: figures are never sums across currencies.
func mainCurrency(d *data) book.Currency {
	if seats := seatsOf(d.rates); len(seats) > 0 {
		return seats[0].currency
	}
	if len(d.claims) > 0 {
		return d.claims[0].Currency
	}
	return book.CNY
}

// feeFigure is what the newest month's sales and refunds did cost, and what share
// that is of sales less refunds: the share of overview and report.
func feeFigure(t *assets.Text, d *data, cur book.Currency) Figure {
	f := Figure{Title: t.T("fees.month"), Value: words.Amount(0, cur), Note: t.T("fees.no_payments")}
	if len(d.months) == 0 {
		return f
	}
	f.Title = t.T("fees.month_of", words.MonthName(t, d.months[0]))
	var fee, amount book.Minor
	for _, day := range d.figures {
		if day.Currency == cur {
			fee, amount = plus(fee, day.Fees), plus(amount, plus(day.Sales, day.Refunds))
		}
	}
	if amount > 0 {
		f.Value, f.Note = words.Amount(fee, cur), t.T("fees.of_payments", words.FeePercent(fee, amount))
	}
	return f
}

func claimFigure(t *assets.Text, d *data, cur book.Currency) Figure {
	f := Figure{Title: t.T("fees.claimable"), Note: t.T("fees.nothing_to_claim")}
	var sum book.Minor
	rows := 0
	for i := range d.claims {
		if d.claims[i].Currency == cur {
			sum = plus(sum, d.claims[i].Difference)
			rows += len(d.claims[i].Lines)
		}
	}
	f.Value = words.Amount(sum, cur)
	if rows > 0 {
		f.Tone, f.Note = draw.ToneSuggestion, t.Count("fees.rows", rows, words.Number(rows))
	}
	return f
}

func proposedFigure(t *assets.Text, cards []CardRow) Figure {
	f := Figure{Title: t.T("fees.to_check"), Note: t.T("fees.nothing_to_check")}
	n := 0
	for i := range cards {
		if cards[i].Kind != KindAgreed {
			n++
		}
	}
	f.Value = t.Count("fees.cards", n, words.Number(n))
	if n > 0 {
		f.Tone, f.Note = draw.ToneSuggestion, t.T("fees.check_contract")
	}
	return f
}

// agreedFigure counts agreed cards, and the channels that take fees without one.
func agreedFigure(t *assets.Text, d *data) Figure {
	has := map[book.ChannelID]bool{}
	n := 0
	for i := range d.cards {
		if d.cards[i].State == book.CardAgreed {
			n++
			has[d.cards[i].Channel] = true
		}
	}
	f := Figure{Title: t.T("fees.agreed"), Value: t.Count("fees.cards", n, words.Number(n)), Note: t.T("fees.all_agreed")}
	without := map[book.ChannelID]bool{}
	for _, k := range seatsOf(d.rates) {
		if !has[k.channel] {
			without[k.channel] = true
		}
	}
	if len(without) > 0 {
		f.Note = t.Count("fees.without", len(without), words.Number(len(without)))
	}
	return f
}

// Chart is the effective rate of a channel by day (0.006 is 0.60 %), with the
// rates agreed: the lowest and the highest of its cards on the day. Values become
// pixels.
type Chart struct {
	Labels, Tips    []string
	Real, Low, High []float64
	Several         bool // Low and High differ
	Note            string
}

func chartOf(t *assets.Text, d *data, k seat) Chart {
	byDay := map[book.Day]Rate{}
	var first, last book.Day
	for _, r := range d.rates {
		if (seat{r.Channel, r.Currency}) != k {
			continue
		}
		byDay[r.Day] = r
		if first == 0 || r.Day < first {
			first = r.Day
		}
		last = max(last, r.Day)
	}
	var c Chart
	for day := first; day <= last; day++ {
		c.Labels = append(c.Labels, words.DayShort(day))
		c.Tips = append(c.Tips, words.DayWeek(t, day))
		effective := math.NaN()
		if r, ok := byDay[day]; ok {
			effective = chart.Share(r.Fee, r.Amount)
		}
		low, high := agreedOn(d.cards, k, day)
		c.Several = c.Several || low < high
		c.Real, c.Low, c.High = append(c.Real, effective), append(c.Low, low), append(c.High, high)
	}
	r := byDay[last]
	c.Note = t.T("fees.latest", words.DayShort(last), words.FeePercent(r.Fee, r.Amount))
	return c
}

// agreedOn is the lowest and the highest rate agreed for a day; no number where
// nothing is agreed.
func agreedOn(cards []book.RateCard, k seat, day book.Day) (low, high float64) {
	low, high = math.NaN(), math.NaN()
	newest := map[string]*book.RateCard{}
	for i := range cards {
		c := &cards[i]
		if c.Channel != k.channel || c.Currency != k.currency || c.State != book.CardAgreed || !c.Valid.Has(day) {
			continue
		}
		if n := newest[c.Method]; n == nil || c.Valid.From > n.Valid.From {
			newest[c.Method] = c
		}
	}
	for _, c := range newest {
		v := c.Rate.InexactFloat64()
		if math.IsNaN(low) || v < low {
			low = v
		}
		if math.IsNaN(high) || v > high {
			high = v
		}
	}
	return low, high
}
