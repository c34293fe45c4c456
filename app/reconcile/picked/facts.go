package picked

import (
	"strconv"
	"strings"

	"zhangfang/app/book"
)

func fact(code string, args ...string) book.Fact { return book.Fact{Code: code, Args: args} }

func money(m book.Minor, c book.Currency) string { return book.Money{Minor: m, Currency: c}.Plain() }

// money is the amount of a row as its channel has it, for a sentence.
func (it *item) money() string { return money(compared(it.row), it.row.Currency) }

// pairFacts is what speaks for a pair, beside what its pass found about the amount.
func (w *work) pairFacts(l, r int32, facts ...book.Fact) []book.Fact {
	a, b := &w.items[book.Left][l], &w.items[book.Right][r]
	if no := sharedRef(a, b, w.model.common); no != "" {
		facts = append(facts, fact("number_same", no))
	}
	switch bits, how := w.nameBits(l, r); {
	case how == nameAlias:
		left, right := w.turn(book.Left), w.turn(book.Right)
		facts = append(facts, fact("name_alias", w.shown(left, pick(left, l, r)), w.shown(right, pick(right, l, r))))
	case how == nameSame:
		facts = append(facts, fact("name_same", w.shown(w.terse, pick(w.terse, l, r))))
	case bits > 0:
		facts = append(facts, fact("name_like", w.shown(w.terse, pick(w.terse, l, r))))
	}
	if w.swapped {
		a, b = b, a
	}
	return append(facts, dayFact(a.day, b.day))
}

func pick(side book.Side, l, r int32) int32 {
	if side == book.Left {
		return l
	}
	return r
}

// dayFact tells how much later the right side of the leg has it than the left one.
func dayFact(left, right book.Day) book.Fact {
	if d := int(right - left); d < 0 {
		return fact("earlier_days", strconv.Itoa(-d))
	}
	return fact("later_days", strconv.Itoa(int(right-left)))
}

// shown is the name that a row gives, for a sentence.
func (w *work) shown(side book.Side, i int32) string {
	it := &w.items[side][i]
	t := it.text()
	switch {
	case t.Counterparty != "":
		return t.Counterparty
	case it.name < 0:
		return t.Memo
	}
	name := w.names[side][it.name]
	var parts []string
	for _, x := range it.words {
		if x.script == latin && strings.Contains(name, x.text) {
			parts = append(parts, x.text)
		}
	}
	if len(parts) == 0 {
		return name
	}
	return strings.Join(parts, " ")
}
