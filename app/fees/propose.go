package fees

import (
	"cmp"
	"maps"
	"slices"

	"zhangfang/app/book"
)

// Reader reads rate cards from rows that come one after the other: it keeps no more of
// them than it needs.
type Reader struct {
	accounts map[seat]*account
}

// Look takes in a row, which may change afterwards.
func (r *Reader) Look(row *book.Row) {
	if !book.MovesMoney(row.Kind, row.Status, row.Amount) || row.Status == book.StatusReversed {
		return
	}
	k := seat{channel: row.Channel, currency: row.Currency}
	a := r.accounts[k]
	if a == nil {
		if r.accounts == nil {
			r.accounts = map[seat]*account{}
		}
		a = &account{seat: k, places: map[string]int32{}}
		r.accounts[k] = a
	}
	a.look(row)
}

// Propose is the rate cards that the rows say, in the state proposed and without an ID:
// for each channel and currency the rates that its payments were charged, each from the
// day it is first seen on. It names methods only where these differ, or where there
// is but one. A card rests on 20 payments with a fee or more, of which it explains
// nine tenths or more to the cent; where the payments do not say which rate it was
// (one price only, say), where nothing was charged, or where a method's rate
// cannot be told, there is none, since rows will be checked against it.
//
// A rate that changes at a day and stays, for 20 payments on three days, is a card
// of its own; the last one is valid until further notice. What the channel reckons
// on is found by trying (see book.FeeBase).
//
// Of an account with far more payments than tell its rates some are looked at.
//
// Agreed cards are not changed: a card is left out, or cut to the days that they
// leave, where they explain as many payments as it does. Proposed ones among cards
// do not count: the result takes their place. It does not depend on the order of
// rows or cards.
func (r *Reader) Propose(cards []book.RateCard) []book.RateCard {
	agreed := NewChecker(slices.DeleteFunc(slices.Clone(cards), func(c book.RateCard) bool { return c.State != book.CardAgreed }))
	accounts := slices.SortedFunc(maps.Values(r.accounts), func(a, b *account) int {
		return cmp.Or(cmp.Compare(a.channel, b.channel), cmp.Compare(a.currency, b.currency))
	})
	var out []book.RateCard
	for _, a := range accounts {
		found := a.read(book.FeeOnAmount)
		if fits, coupons := fitsOf(found), a.coupons(); coupons >= enough && len(a.sales)-fits > coupons/2 {
			if other := a.read(book.FeeOnGross); fitsOf(other) > fits {
				found = other
			}
		}
		for _, p := range found {
			if c, ok := p.beside(agreed); ok {
				out = append(out, c)
			}
		}
	}
	return out
}

// proposal is a card with the payments it was read from.
type proposal struct {
	book.RateCard
	stretch
}

func fitsOf(list []proposal) (n int) {
	for _, p := range list {
		n += p.Fits
	}
	return n
}

// beside is the card as far as the agreed cards leave anything to propose.
func (p *proposal) beside(agreed *Checker) (card book.RateCard, ok bool) {
	l := agreed.line(seat{p.Channel, p.Currency, p.Method})
	var free []seen
	own, theirs := 0, 0
	for _, s := range p.rows {
		c := l.on(s.day)
		if c == nil {
			free = append(free, s)
			continue
		}
		if c.explains(s.amount, s.fee) {
			theirs++
		}
		if p.explains(s.amount, s.fee) {
			own++
		}
	}
	switch {
	case len(free) == len(p.rows) || own > theirs && !p.agrees(l):
		return p.RateCard, true
	case len(free) < enough:
		return book.RateCard{}, false
	}
	cut := *p
	cut.rows = free
	cut.Valid.From = free[0].day
	if last := cut.last(); last < p.last() {
		cut.Valid.To = last
	}
	cut.Rows, cut.Fits = len(free), p.count(free)
	return cut.RateCard, cut.holds()
}

// agrees tells whether the agreed cards on the payments' first and last day say
// what the proposal says, but for the rounding.
func (p *proposal) agrees(l line) bool {
	for _, d := range [...]book.Day{p.first(), p.last()} {
		if c := l.on(d); c != nil && !(c.Rate.Equal(p.Rate) && c.Fixed == p.Fixed && c.Min == p.Min && c.Cap == p.Cap) {
			return false
		}
	}
	return true
}
