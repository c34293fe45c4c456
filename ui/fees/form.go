package fees

import (
	"strings"

	"github.com/shopspring/decimal"

	"zhangfang/app/book"
)

// CardForm is what the dialog of a rate card holds, as written. Amounts are in
// major units (yuan), the rate in percent.
type CardForm struct {
	Channel         int // the place in Names
	Method, Rate    string
	Fixed, Min, Cap string
	From, To        string
	Rounding        book.Rounding
	Refund          book.RefundFee
	card            book.RateCard // that is edited
	payers          []book.Channel
}

// payers are the channels that take fees.
func (p *Presenter) payers() []book.Channel {
	var out []book.Channel
	for _, c := range p.data.channels {
		if c.Role == book.RolePayments || c.Role == book.RoleWallet {
			out = append(out, c)
		}
	}
	return out
}

// NewCard is the form of a card that the owner puts in.
func (p *Presenter) NewCard() CardForm {
	return CardForm{payers: p.payers()}
}

// EditCard is the form of a line of the rate cards.
func (p *Presenter) EditCard(i int) (CardForm, bool) {
	if !p.Can(i).Edit {
		return CardForm{}, false
	}
	c := p.state.Cards[i].card
	f := CardForm{
		Method: c.Method, Rate: strings.TrimSuffix(book.RatePercent(c.Rate), "%"), Fixed: plain(c.Fixed, c.Currency), Min: plain(c.Min, c.Currency),
		Cap: plain(c.Cap, c.Currency), From: c.Valid.From.String(), To: c.Valid.To.String(), Rounding: c.Rounding, Refund: c.Refund,
		card: c, payers: p.payers(),
	}
	for k, x := range f.payers {
		if x.ID == c.Channel {
			f.Channel = k
		}
	}
	return f, true
}

// Names are the channels to choose from.
func (f *CardForm) Names() []string {
	out := make([]string, len(f.payers))
	for i, c := range f.payers {
		out[i] = c.Name
	}
	return out
}

// Exists tells whether a card of the book, or one read from the data, is edited:
// its channel stays.
func (f *CardForm) Exists() bool { return f.card.Channel != 0 }

// read is the card that the form says, or the field that is wrong: "channel",
// "rate", "fixed", "min", "cap", "cap_min" (below the minimum), "from", "to" or
// "to_from" (before the first day).
func (f *CardForm) read() (c book.RateCard, wrong string) {
	c = f.card
	if !f.Exists() {
		if f.Channel < 0 || f.Channel >= len(f.payers) {
			return c, "channel"
		}
		c.Channel, c.Currency = f.payers[f.Channel].ID, f.payers[f.Channel].Currency
	}
	c.Method, c.Rounding, c.Refund = strings.TrimSpace(f.Method), f.Rounding, f.Refund
	rate, err := decimal.NewFromString(strings.TrimSpace(strings.TrimRight(strings.TrimSpace(f.Rate), "%％")))
	if err != nil || rate.IsNegative() || rate.GreaterThan(decimal.NewFromInt(100)) {
		return c, "rate"
	}
	c.Rate = rate.Shift(-2)
	for _, x := range []struct {
		field, text string
		to          *book.Minor
	}{{"fixed", f.Fixed, &c.Fixed}, {"min", f.Min, &c.Min}, {"cap", f.Cap, &c.Cap}} {
		var ok bool
		if *x.to, ok = readAmount(x.text, c.Currency); !ok {
			return c, x.field
		}
	}
	var fromOK, toOK bool
	c.Valid.From, fromOK = readDay(f.From)
	c.Valid.To, toOK = readDay(f.To)
	switch {
	case c.Cap > 0 && c.Cap < c.Min:
		return c, "cap_min"
	case !fromOK:
		return c, "from"
	case !toOK:
		return c, "to"
	case c.Valid.To != 0 && c.Valid.To < c.Valid.From:
		return c, "to_from"
	case c.Method != f.card.Method || priceKey(&c) != priceKey(&f.card):
		c.Rows, c.Fits = 0, 0 // the data says something else
	}
	return c, ""
}

// readAmount reads "0.10", "¥1,000" or nothing, which is zero.
func readAmount(s string, cur book.Currency) (book.Minor, bool) {
	s = strings.NewReplacer(",", "", "，", "", "¥", "", "￥", "", " ", "").Replace(s)
	if s == "" {
		return 0, true
	}
	d, err := decimal.NewFromString(s)
	if err != nil || d.IsNegative() {
		return 0, false
	}
	m, exact, err := book.FromDecimal(d, cur)
	return m, err == nil && exact
}

// plain is an amount for a field; nothing for zero.
func plain(m book.Minor, cur book.Currency) string {
	if m == 0 {
		return ""
	}
	return book.Money{Minor: m, Currency: cur}.Plain()
}
