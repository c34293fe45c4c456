package fees

import "zhangfang/app/book"

// trailing is how many days an effective rate is watched over.
const trailing = 7

// Drift is a day on which the fees of the seven days up to it lie outside what the
// cards can explain, whichever methods customers chose and however fees round.
type Drift struct {
	Channel   book.ChannelID
	Currency  book.Currency
	Day       book.Day
	Amount    book.Minor // payments of the seven days
	Fee       book.Minor // what they did cost
	Low, High book.Minor // what they may cost
}

// Drifts lists the days on which a channel's trailing effective rate leaves its
// cards, in order of channel, currency and day. Days that no card covers are not
// watched. Single wrong fees are Check's; this sees a rate that was changed.
func Drifts(days []book.ChannelDay, cards []book.RateCard) []Drift {
	byAccount := map[seat][]*priced{}
	for i := range cards {
		if t, ok := tariffOf(&cards[i]); ok {
			k := seat{channel: cards[i].Channel, currency: cards[i].Currency}
			byAccount[k] = append(byAccount[k], &priced{cards[i], t})
		}
	}
	var out []Drift
	var week []Drift // one a day, of one account, at most seven days
	for _, r := range Effective(days) {
		day := r.Period.From
		if n := len(week); n > 0 && (week[n-1].Channel != r.Channel || week[n-1].Currency != r.Currency) {
			week = nil
		}
		for len(week) > 0 && week[0].Day <= day-trailing {
			week = week[1:]
		}
		low, high, ok := reckon(byAccount[seat{channel: r.Channel, currency: r.Currency}], r)
		if !ok {
			continue
		}
		week = append(week, Drift{r.Channel, r.Currency, day, r.Amount, r.Fee, low, high})
		if d, ok := sum(week); ok && (d.Fee < d.Low || d.Fee > d.High) {
			out = append(out, d)
		}
	}
	return out
}

// reckon is the least and the most that a day's payments may cost by the cards of
// that day. A cap may spare nearly all of the fee where one payment was large, so
// no more than one cap is certain then.
func reckon(cards []*priced, r Rate) (low, high book.Minor, ok bool) {
	low = 1<<63 - 1
	for _, p := range cards {
		if !p.Valid.Has(r.Period.From) {
			continue
		}
		whole, _, inRange := p.share(r.Amount)
		rows := int64(r.Rows)
		if !inRange || rows > 1<<31 || max(p.fixed, p.min) > 1<<30 {
			return 0, 0, false
		}
		least := whole + rows*p.fixed - rows
		if p.cap > 0 {
			least = min(least, p.cap-rows)
		}
		low = min(low, book.Minor(max(least, 0)))
		high = max(high, book.Minor(whole+rows*(p.fixed+p.min+1)))
		ok = true
	}
	return low, high, ok
}

// sum adds the days of a week; its day is the last.
func sum(week []Drift) (d Drift, ok bool) {
	d = week[len(week)-1]
	for _, w := range week[:len(week)-1] {
		for _, add := range [...]struct {
			to *book.Minor
			m  book.Minor
		}{{&d.Amount, w.Amount}, {&d.Fee, w.Fee}, {&d.Low, w.Low}, {&d.High, w.High}} {
			s, err := add.to.Add(add.m)
			if err != nil {
				return Drift{}, false
			}
			*add.to = s
		}
	}
	return d, true
}
