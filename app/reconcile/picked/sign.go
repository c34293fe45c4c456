package picked

import "zhangfang/app/book"

// Signs are taken as opposite when this many amounts that are alone on both sides
// agree with the sign turned, and hardly any agree as they are.
const leastTurned = 12

// faceSigns finds out in which currencies the right side writes money in as minus,
// as the books of the other party of an account do, and turns its amounts there.
func (w *work) faceSigns() {
	w.opposite = map[book.Currency]bool{}
	for _, part := range w.byCurrency() {
		w.part = part
		same, turned := w.aloneOnBoth(1), w.aloneOnBoth(-1)
		if turned < leastTurned || turned <= 10*same {
			continue
		}
		for _, i := range part[book.Right] {
			it := &w.items[book.Right][i]
			it.amount *= -1
			w.opposite[it.row.Currency] = true
		}
	}
}

// aloneOnBoth counts the amounts that one row of each side has.
func (w *work) aloneOnBoth(sign book.Minor) int {
	n := 0
	left, right := w.alone(book.Left, 1), w.alone(book.Right, sign)
	for amount := range left {
		if _, ok := right[amount]; ok {
			n++
		}
	}
	return n
}

// alone maps the amounts that one row alone has to that row.
func (w *work) alone(side book.Side, sign book.Minor) map[book.Minor]int32 {
	out := make(map[book.Minor]int32, len(w.part[side]))
	for _, i := range w.part[side] {
		amount := sign * w.items[side][i].amount
		if _, seen := out[amount]; seen {
			out[amount] = -1
			continue
		}
		out[amount] = i
	}
	for amount, i := range out {
		if i < 0 {
			delete(out, amount)
		}
	}
	return out
}
