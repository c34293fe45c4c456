package fees

import (
	"cmp"
	"slices"
	"strings"

	"zhangfang/app/book"
)

// ClaimGroup is what a channel took too much in a month by one rate card: a part of
// the list that goes to the channel. Amounts are fees in minor units of Currency.
type ClaimGroup struct {
	Channel     book.ChannelID
	ChannelName string
	Card        []book.Fact // the terms, as the evidence of the lines tells them
	Month       book.Period
	Currency    book.Currency
	Count       int
	Charged     book.Minor
	Expected    book.Minor
	Difference  book.Minor // Charged - Expected, more than zero
	Lines       []book.ExceptionLine
}

// Claim groups fee mismatches by channel, card, month and currency, most money first
// within a currency, the lines of a group likewise. Only fees that were too high are
// claimed; other exceptions, and fees too low, are left out. A group whose sums
// would leave the range is continued in another one.
func Claim(lines []book.ExceptionLine) []ClaimGroup {
	var own []claimed
	for i := range lines {
		l := &lines[i]
		if d, err := l.Actual.Sub(l.Expected); l.Type == book.FeeMismatch && err == nil && d > 0 {
			own = append(own, claimed{l, claimOf(l), d})
		}
	}
	slices.SortFunc(own, func(a, b claimed) int {
		return cmp.Or(a.claim.compare(b.claim), cmp.Compare(b.money, a.money), cmp.Compare(a.Day, b.Day), cmp.Compare(a.Entry, b.Entry))
	})
	var out []ClaimGroup
	for i, l := range own {
		if n := len(out); n == 0 || own[i-1].claim != l.claim || !out[n-1].add(l.ExceptionLine) {
			g := ClaimGroup{Channel: l.Channel, ChannelName: l.ChannelName, Card: terms(l.Evidence), Month: monthOf(l.Day), Currency: l.Currency}
			g.add(l.ExceptionLine)
			out = append(out, g)
		}
	}
	slices.SortStableFunc(out, func(a, b ClaimGroup) int {
		return cmp.Or(cmp.Compare(a.Currency, b.Currency), cmp.Compare(b.Difference, a.Difference))
	})
	return out
}

// add takes a line into the group, unless its sums would leave the range.
func (g *ClaimGroup) add(l *book.ExceptionLine) bool {
	charged, err1 := g.Charged.Add(l.Actual)
	expected, err2 := g.Expected.Add(l.Expected)
	difference, err3 := charged.Sub(expected)
	if err1 != nil || err2 != nil || err3 != nil {
		return false
	}
	g.Count++
	g.Charged, g.Expected, g.Difference = charged, expected, difference
	g.Lines = append(g.Lines, *l)
	return true
}

// claimed is a line with the group it belongs to.
type claimed struct {
	*book.ExceptionLine
	claim
	money book.Minor
}

// claim is what the lines of a group have in common.
type claim struct {
	channel  book.ChannelID
	currency book.Currency
	terms    string
	month    book.Day
}

func claimOf(l *book.ExceptionLine) claim {
	var text strings.Builder
	for _, f := range terms(l.Evidence) {
		text.WriteString(f.Code + "\x00" + strings.Join(f.Args, "\x00") + "\x01")
	}
	return claim{l.Channel, l.Currency, text.String(), monthOf(l.Day).From}
}

func (c claim) compare(d claim) int {
	return cmp.Or(cmp.Compare(c.channel, d.channel), cmp.Compare(c.currency, d.currency), cmp.Compare(c.terms, d.terms), cmp.Compare(c.month, d.month))
}

// terms are the facts that say what the card is.
func terms(evidence []book.Fact) (out []book.Fact) {
	for _, f := range evidence {
		switch f.Code {
		case factCard, factBounds, factMethod:
			out = append(out, f)
		}
	}
	return out
}
