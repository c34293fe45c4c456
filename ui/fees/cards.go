package fees

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"zhangfang/app/book"
	"zhangfang/assets"
	"zhangfang/ui/kit/draw"
	"zhangfang/ui/kit/words"
)

// Kind says who stands behind a line of the rate cards.
type Kind uint8

// The kinds.
const (
	KindAgreed   Kind = iota
	KindProposed      // read from the data and used until the owner says otherwise
	KindNew           // read from the data, not in the book
	KindChange        // KindNew, where another rate is in the book for the same payments
)

// CardRow is a rate card in words.
type CardRow struct {
	Kind    Kind
	State   string
	Tone    draw.Tone
	Channel string
	Method  string
	Rate    string // "0.60%"
	Terms   string // fixed part / minimum / cap; "" where there are none
	Valid   string
	Basis   string // where it comes from
	Says    string // what a proposal says, in one sentence; else Basis
	card    book.RateCard
}

// cardRows lists proposals first, then the cards of the book by channel, method
// and day.
func (p *Presenter) cardRows() []CardRow {
	var out []CardRow
	for i := range p.proposals {
		c := &p.proposals[i]
		if p.left[termsKey(c)] || slices.ContainsFunc(p.data.cards, func(x book.RateCard) bool { return termsKey(&x) == termsKey(c) }) {
			continue
		}
		out = append(out, p.cardRow(c, before(p.data.cards, c)))
	}
	cards := slices.Clone(p.data.cards)
	slices.SortStableFunc(cards, func(a, b book.RateCard) int {
		return cmp.Or(cmp.Compare(a.State, b.State), cmp.Compare(a.Channel, b.Channel), strings.Compare(a.Method, b.Method), cmp.Compare(b.Valid.From, a.Valid.From))
	})
	for i := range cards {
		out = append(out, p.cardRow(&cards[i], nil))
	}
	return out
}

// termsKey is what makes two cards say the same.
func termsKey(c *book.RateCard) string {
	return fmt.Sprintf("%d %s %q %s %s", c.Channel, c.Currency, c.Method, priceKey(c), c.Valid.From)
}

// priceKey is what makes two cards cost the same.
func priceKey(c *book.RateCard) string { return fmt.Sprint(c.Rate, c.Fixed, c.Min, c.Cap) }

// before is the card in the book that a proposal would take the place of: the one
// for the same payments on its first day, an agreed one rather than another.
func before(cards []book.RateCard, c *book.RateCard) *book.RateCard {
	var best *book.RateCard
	for i := range cards {
		x := &cards[i]
		if x.Channel != c.Channel || x.Currency != c.Currency || x.Method != c.Method && x.Method != "" || !x.Valid.Has(c.Valid.From) {
			continue
		}
		if best == nil || cmp.Or(cmp.Compare(x.State, best.State), cmp.Compare(len(x.Method), len(best.Method)), cmp.Compare(x.Valid.From, best.Valid.From)) > 0 {
			best = x
		}
	}
	return best
}

func (p *Presenter) cardRow(c, was *book.RateCard) CardRow {
	t := p.deps.Text
	r := CardRow{
		Channel: p.data.name(c.Channel), Method: words.MethodName(t, c.Method), Rate: book.RatePercent(c.Rate), Terms: termsShort(c), Valid: validText(t, c.Valid), card: *c,
	}
	if r.Method == "" {
		r.Method = t.T("fees.any_method")
	}
	switch {
	case c.State == book.CardAgreed:
		r.Kind, r.State, r.Tone = KindAgreed, t.T("fees.state_agreed"), draw.ToneMatched
		r.Basis = t.T("fees.by_owner")
	case c.ID != 0:
		r.Kind, r.State, r.Tone = KindProposed, t.T("fees.state_proposed"), draw.ToneSuggestion
	case was != nil:
		r.Kind, r.State, r.Tone = KindChange, t.T("fees.state_change"), draw.ToneException
	default:
		r.Kind, r.State, r.Tone = KindNew, t.T("fees.state_new"), draw.ToneSuggestion
	}
	if c.Rows > 0 {
		r.Basis = t.Count("fees.read_from", c.Rows, words.Number(c.Rows), words.Number(c.Fits))
	}
	r.Says = r.Basis
	switch r.Kind {
	case KindChange:
		r.Says = t.T("fees.says_change", c.Valid.From.String(), priceText(t, c), priceText(t, was), r.Basis)
	case KindProposed, KindNew:
		r.Says = r.Basis + t.T("fees.says_check")
	}
	return r
}

func termsText(t *assets.Text, c *book.RateCard) string {
	var parts []string
	for _, x := range []struct {
		code string
		m    book.Minor
	}{{"fees.fixed", c.Fixed}, {"fees.min", c.Min}, {"fees.cap", c.Cap}} {
		if x.m != 0 {
			parts = append(parts, t.T(x.code, words.Amount(x.m, c.Currency)))
		}
	}
	return strings.Join(parts, " · ")
}

// termsShort is fixed part, minimum and cap as the head of the column names them.
func termsShort(c *book.RateCard) string {
	if c.Fixed == 0 && c.Min == 0 && c.Cap == 0 {
		return ""
	}
	parts := make([]string, 0, 3)
	for _, m := range [...]book.Minor{c.Fixed, c.Min, c.Cap} {
		if m == 0 {
			parts = append(parts, "–")
			continue
		}
		parts = append(parts, words.Amount(m, c.Currency))
	}
	return strings.Join(parts, " / ")
}

// priceText is all that a card takes.
func priceText(t *assets.Text, c *book.RateCard) string {
	if terms := termsText(t, c); terms != "" {
		return book.RatePercent(c.Rate) + " · " + terms
	}
	return book.RatePercent(c.Rate)
}

func validText(t *assets.Text, p book.Period) string {
	switch {
	case p.From == 0 && p.To == 0:
		return t.T("fees.always")
	case p.To == 0:
		return t.T("fees.since", p.From.String())
	case p.From == 0:
		return t.T("fees.until", p.To.String())
	}
	return p.From.String() + " – " + p.To.String()
}

// cardKey tells rate cards apart, over an edit too: by their number in the book,
// and those that are not in it by what they say.
func cardKey(c *book.RateCard) string {
	if c.ID != 0 {
		return fmt.Sprint(c.ID)
	}
	return termsKey(c)
}

// cardAt is the place of the chosen card; where that has gone, the place it had.
func (p *Presenter) cardAt(rows []CardRow) int {
	if i := slices.IndexFunc(rows, func(r CardRow) bool { return cardKey(&r.card) == p.card }); i >= 0 {
		return i
	}
	if p.card == "" {
		return min(0, len(rows)-1)
	}
	return min(p.state.Card, len(rows)-1)
}

// PickCard chooses a line of the rate cards.
func (p *Presenter) PickCard(i int) {
	if i >= 0 && i < len(p.state.Cards) && i != p.state.Card {
		p.state.Card, p.card = i, cardKey(&p.state.Cards[i].card)
	}
}
