package fees

import (
	"cmp"
	"slices"

	"zhangfang/app/book"
)

// Checker knows what a row should cost by a book's rate cards. It does not change
// and may be shared.
type Checker struct {
	cards map[seat][]*priced // each in order of precedence within a state
}

// seat is where a card stands: what it is for, but for the days.
type seat struct {
	channel  book.ChannelID
	currency book.Currency
	method   string
}

// priced is a card with its terms made ready.
type priced struct {
	book.RateCard
	tariff
}

// NewChecker makes a Checker of the cards. Of the cards for a row's day an agreed
// one goes before a proposed one, then one that names the row's method before one
// that names none, then the one that begins last. A card that no channel can have
// (terms below zero, a rate of more than 18 digits) is left out.
func NewChecker(cards []book.RateCard) *Checker {
	c := &Checker{cards: map[seat][]*priced{}}
	for _, card := range cards {
		if t, ok := tariffOf(&card); ok {
			k := seat{card.Channel, card.Currency, card.Method}
			c.cards[k] = append(c.cards[k], &priced{card, t})
		}
	}
	for _, list := range c.cards {
		slices.SortFunc(list, func(a, b *priced) int {
			return cmp.Or(cmp.Compare(b.State, a.State), cmp.Compare(b.Valid.From, a.Valid.From), cmp.Compare(a.ID, b.ID))
		})
	}
	return c
}

// line is the cards for rows of one channel, currency and method, in order of
// precedence.
type line []*priced

// line puts the cards that name the method and those that name none together.
func (c *Checker) line(k seat) line {
	own := c.cards[k]
	if k.method == "" {
		return own
	}
	k.method = ""
	out := slices.Concat(own, c.cards[k])
	slices.SortStableFunc(out, func(a, b *priced) int { return cmp.Compare(b.State, a.State) })
	return out
}

// on is the card of a day, or nil.
func (l line) on(d book.Day) *priced {
	for _, p := range l {
		if p.Valid.Has(d) {
			return p
		}
	}
	return nil
}

// finder finds cards for rows, and remembers the lines it made. Rows of a channel
// mostly follow each other.
type finder struct {
	*Checker
	lines map[seat]line
	last  seat
	found line
}

func (c *Checker) finder() *finder { return &finder{Checker: c, lines: map[seat]line{}} }

// line is the line of cards for a row.
func (f *finder) line(r *book.Row) line {
	k := seatOf(r)
	if k == f.last {
		return f.found
	}
	l, known := f.lines[k]
	if !known {
		l = f.Checker.line(k)
		f.lines[k] = l
	}
	f.last, f.found = k, l
	return l
}

// card is the card for a row, or nil.
func (f *finder) card(r *book.Row) *priced { return f.line(r).on(r.Day) }

func seatOf(r *book.Row) seat {
	k := seat{channel: r.Channel, currency: r.Currency}
	if r.Text != nil {
		k.method = r.Text.Method
	}
	return k
}
