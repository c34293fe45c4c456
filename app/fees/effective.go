package fees

import (
	"cmp"
	"slices"

	"github.com/shopspring/decimal"

	"zhangfang/app/book"
)

// Rate is what a channel's payments of a day or a month did cost.
type Rate struct {
	Channel  book.ChannelID
	Currency book.Currency
	Period   book.Period // one day, or a calendar month
	Rows     int
	Amount   book.Minor
	Fee      book.Minor
	Rate     decimal.Decimal // Fee / Amount to six places; 0.006 is 0.60 %
}

// Effective is the effective rate of each channel and day: the fees of payments over
// their amounts. Refunds are left out, since what comes back with them belongs to
// other days. In order of channel, currency and day; a day without payments, or
// with sums out of range, is left out.
func Effective(days []book.ChannelDay) []Rate {
	type slot struct {
		channel  book.ChannelID
		currency book.Currency
		from     book.Day
	}
	sums := map[slot]Rate{}
	broken := map[slot]bool{}
	for _, d := range days {
		if d.Kind != book.KindPayment {
			continue
		}
		p := book.Period{From: d.Day, To: d.Day}
		k := slot{d.Channel, d.Currency, p.From}
		r := sums[k]
		amount, err1 := r.Amount.Add(d.Amount)
		fee, err2 := r.Fee.Add(d.Fee)
		if err1 != nil || err2 != nil {
			broken[k] = true
			continue
		}
		sums[k] = Rate{d.Channel, d.Currency, p, r.Rows + d.Rows, amount, fee, decimal.Zero}
	}
	out := make([]Rate, 0, len(sums))
	for k, r := range sums {
		if r.Amount <= 0 || broken[k] {
			continue
		}
		r.Rate = decimal.NewFromInt(int64(r.Fee)).DivRound(decimal.NewFromInt(int64(r.Amount)), 6)
		out = append(out, r)
	}
	slices.SortFunc(out, func(a, b Rate) int {
		return cmp.Or(cmp.Compare(a.Channel, b.Channel), cmp.Compare(a.Currency, b.Currency), cmp.Compare(a.Period.From, b.Period.From))
	})
	return out
}

func monthOf(d book.Day) book.Period {
	t := d.Time()
	return book.Month(t.Year(), t.Month())
}
