package picked

import (
	"cmp"
	"slices"

	"zhangfang/app/book"
)

// turn is the side of the work that a side of the leg is, and the other way round:
// the statement is always on the left of the work, so that which channel the owner
// named first changes nothing.
func (w *work) turn(side book.Side) book.Side {
	if w.swapped {
		return side.Other()
	}
	return side
}

// statementRight tells whether the statement is the right side of the leg: the side
// of the bank, or the one that is not the books; where roles do not say, the side
// with fewer rows, or shorter texts, or less money. Of sides that are alike in all
// that it is the channel with the lower number.
func statementRight(rows []book.Row, left, right []book.ChannelID) bool {
	l, r := shapeOf(rows, left), shapeOf(rows, right)
	return cmp.Or(
		cmp.Compare(l.books, r.books), cmp.Compare(l.rows, r.rows), cmp.Compare(l.text, r.text), cmp.Compare(l.money, r.money),
		slices.Compare(slices.Sorted(slices.Values(left)), slices.Sorted(slices.Values(right))),
	) > 0
}

// shape is what tells a statement from books.
type shape struct {
	books int // -1: rows of a bank, and none of books; 1: the other way round
	rows  int
	text  int // bytes
	money book.Minor
}

func shapeOf(rows []book.Row, channels []book.ChannelID) (s shape) {
	bank, books := 0, 0
	for i := range rows {
		r := &rows[i]
		if !slices.Contains(channels, r.Channel) {
			continue
		}
		switch r.Role {
		case book.RoleBank:
			bank = 1
		case book.RoleLedger:
			books = 1
		}
		s.rows++
		s.money += r.Amount.Abs() // may wrap around: any number will do that is the same every time
		if t := r.Text; t != nil {
			s.text += len(t.Counterparty) + len(t.Memo)
		}
	}
	s.books = books - bank
	return s
}

// amounts are what the left and the right side of the leg have for a pair, both in
// the sign of the left one.
func (w *work) amounts(l, r int32) (left, right book.Minor) {
	a, b := &w.items[book.Left][l], &w.items[book.Right][r]
	switch {
	case !w.swapped:
		return a.amount, b.amount
	case w.opposite[a.row.Currency]:
		return -b.amount, -a.amount
	}
	return b.amount, a.amount
}

// equalFact tells the amount of rows that have the same.
func (w *work) equalFact(code string, l, r int32) book.Fact {
	left, _ := w.amounts(l, r)
	return fact(code, money(left, w.items[book.Left][l].row.Currency))
}

// gapFact tells how much more the right side of the leg has for a pair.
func (w *work) gapFact(code string, l, r int32) book.Fact {
	left, right := w.amounts(l, r)
	return fact(code, money(right-left, w.items[book.Left][l].row.Currency))
}
