package picked

import "zhangfang/app/book"

// Signs are taken as opposite when this many amounts that are alone on both sides
// agree with the sign turned, and hardly any agree as they are.
const leastTurned = 12

// faceSigns finds out whether the right side writes money in as minus, as the
// books of the other party of an account do, and turns its amounts if so.
func (w *work) faceSigns() {
	same := w.aloneOnBoth(1)
	turned := w.aloneOnBoth(-1)
	w.turned = turned >= leastTurned && turned > 10*same
	if w.turned {
		for _, i := range w.part[book.Right] {
			w.items[book.Right][i].amount *= -1
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
