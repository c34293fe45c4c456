package picked

import (
	"strings"

	"zhangfang/app/book"
)

// maxVoid is how many days after a row another may take it back.
const maxVoid = 60

// cancelPass sets aside the pairs of one side that cancel each other: a row and its
// reversal, which the other side does not have. A reversal that the other side has
// too (money sent back) is a movement like any other.
func (w *work) cancelPass() {
	for side := range w.items {
		s := book.Side(side)
		w.cancels(s, func(o, v int32) int {
			a, b := &w.items[s][o], &w.items[s][v]
			said, ref, keyed := voids(b), sharedRef(a, b, w.model.common) != "", sameKey(a, b)
			named := w.sameName(s, o, v)
			switch {
			case keyed && (said || !voids(a)):
				return 4
			case said && ref && named:
				return 3
			case said && named:
				return 2
			case said && ref:
				return 1
			}
			return 0
		}, func(o, v int32) {
			w.cancel(s, book.MatchAuto, 0.99, o, v)
		})
	}
}

// lastCancelPass suggests the pairs of leftovers of one party that cancel each
// other although nothing says so.
func (w *work) lastCancelPass() {
	for side := range w.items {
		s := book.Side(side)
		w.cancels(s, func(o, v int32) int {
			if w.sameName(s, o, v) {
				return 1
			}
			return 0
		}, func(o, v int32) {
			w.cancel(s, book.MatchSuggested, 0.6, o, v)
		})
	}
}

// cancels finds for each row that the other side lacks the row which it takes back:
// of the opposite amount, not after it, and of those that rank the highest the
// latest. A rank of 0 is none.
func (w *work) cancels(side book.Side, rank func(o, v int32) int, found func(o, v int32)) {
	byAmount := map[book.Minor][]int32{}
	rows := w.open(side)
	for _, i := range rows {
		byAmount[w.items[side][i].amount] = append(byAmount[w.items[side][i].amount], i)
	}
	across := w.daysByAmount(side.Other())
	for _, v := range rows {
		it := &w.items[side][v]
		if it.done || it.amount == 0 || w.hasAcross(side, it, across) {
			continue
		}
		best, at := 0, int32(-1)
		for _, o := range byAmount[-it.amount] {
			first := &w.items[side][o]
			if first.done || first.day > it.day+1 || it.day-first.day > maxVoid || first.instead || !w.allowed(both(side, []int32{o, v}, nil)) {
				continue
			}
			if n := rank(o, v); n > 0 && n >= best {
				best, at = n, o
			}
		}
		if at >= 0 {
			found(at, v)
		}
	}
}

// daysByAmount maps the amounts of the open rows of a side to their days.
func (w *work) daysByAmount(side book.Side) map[book.Minor][]book.Day {
	out := map[book.Minor][]book.Day{}
	for _, i := range w.open(side) {
		it := &w.items[side][i]
		out[it.amount] = append(out[it.amount], it.day)
	}
	return out
}

// hasAcross tells whether the other side has a row of the amount at a usual lag.
func (w *work) hasAcross(side book.Side, it *item, days map[book.Minor][]book.Day) bool {
	for _, d := range days[it.amount] {
		lag := int(d - it.day)
		if side == book.Right {
			lag = -lag
		}
		if lag >= w.model.least-2 && lag <= w.model.most+2 {
			return true
		}
	}
	return false
}

func (w *work) cancel(side book.Side, state book.MatchState, score float64, o, v int32) {
	a := &w.items[side][o]
	facts := []book.Fact{fact("cancels", a.money(), a.day.String())}
	if no := sharedRef(a, &w.items[side][v], w.model.common); no != "" {
		facts = append(facts, fact("number_same", no))
	}
	w.match(book.RuleCancel, state, score, both(side, []int32{o, v}, nil), facts...)
}

// voids tells whether a row says that it takes another back.
func voids(it *item) bool {
	if it.instead {
		return false
	}
	for _, w := range it.words {
		switch w.script {
		case latin:
			switch w.text {
			case "VOID", "VOIDED", "REVERSAL", "REVERSED", "REVERSE", "CANCELLED", "CANCELED", "CANCELLATION":
				return true
			}
		case han:
			if containsAny(w.text, "作废", "红字", "红冲", "冲销", "冲回", "冲正", "撤销", "取消") {
				return true
			}
		}
	}
	return false
}

func containsAny(text string, list ...string) bool {
	for _, s := range list {
		if strings.Contains(text, s) {
			return true
		}
	}
	return false
}

// sameKey tells whether one key is the other with something added, as CHK-12-V to
// CHK-12.
func sameKey(a, b *item) bool {
	x, y := a.row.Key, b.row.Key
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(x) < leastRef+1 || !strings.HasPrefix(y, x) {
		return false
	}
	rest := y[len(x):]
	return rest == "" || rest[0] < '0' || rest[0] > '9'
}

// sameName tells whether two rows of one side name the same party.
func (w *work) sameName(side book.Side, i, j int32) bool {
	a, b := w.items[side][i].name, w.items[side][j].name
	if a < 0 || b < 0 {
		return false
	}
	return a == b || alike(w.names[side][a], w.names[side][b])
}
