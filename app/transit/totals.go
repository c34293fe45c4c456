package transit

import (
	"cmp"
	"fmt"
	"slices"

	"zhangfang/app/book"
	"zhangfang/app/calendar"
)

// Total sums the settlements of a channel in one currency: Due = Arrived +
// InTransit + Late. More than the net that arrives for a settlement is not
// counted, nor is a net of zero or less.
type Total struct {
	Channel   book.ChannelID
	Currency  book.Currency
	Due       book.Minor
	Arrived   book.Minor
	InTransit book.Minor
	Late      book.Minor // past the band, the missing ones too
	Missing   book.Minor // of Late
}

// Totals sums settlements by channel and currency, in that order, as of a day.
// book.ErrOverflow when a sum leaves the range.
func Totals(settlements []book.Settlement, asOf book.Day, cal *calendar.China) ([]Total, error) {
	type key struct {
		channel  book.ChannelID
		currency book.Currency
	}
	sums := map[key]*Total{}
	for _, s := range settlements {
		e := Judge(s, asOf, cal)
		if e.State == NotExpected {
			continue
		}
		k := key{s.Channel, s.Currency}
		if sums[k] == nil {
			sums[k] = &Total{Channel: s.Channel, Currency: s.Currency}
		}
		if err := sums[k].add(&e); err != nil {
			return nil, fmt.Errorf("settlements of channel %d in %s: %w", s.Channel, s.Currency, err)
		}
	}
	out := make([]Total, 0, len(sums))
	for _, t := range sums {
		out = append(out, *t)
	}
	slices.SortFunc(out, func(a, b Total) int {
		return cmp.Or(cmp.Compare(a.Channel, b.Channel), cmp.Compare(a.Currency, b.Currency))
	})
	return out, nil
}

// add takes in one settlement. Due bounds all the other sums, so it alone is checked.
func (t *Total) add(e *Expectation) (err error) {
	if t.Due, err = t.Due.Add(e.Net); err != nil {
		return err
	}
	rest := e.Rest()
	t.Arrived += e.Net - rest
	switch e.State {
	case InTransit:
		t.InTransit += rest
	case Late:
		t.Late += rest
	case Missing:
		t.Late += rest
		t.Missing += rest
	}
	return nil
}
