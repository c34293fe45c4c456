package reconcile

import (
	"cmp"
	"slices"

	"zhangfang/app/book"
)

// A damaged number counts by itself where the amounts are equal, the rows are near
// in time, and no other row across fits nearly as well as either of the two.
const nearKeyMargin = 0.05

// nearPair is two rows whose numbers may be one, damaged.
type nearPair struct {
	left, right int32
	score       float64
	number      string // the payment's, as found
}

// nearKeyPass matches rows of equal amount and near time whose numbers are nearly
// the same: cut off, prefixed, rounded by a spreadsheet, with two characters
// swapped or one changed, or standing in a text. Pairs that are not sure are kept
// for nearKeyOffers and nearRefundOffers.
func (w *work) nearKeyPass() {
	w.nearly = w.nearPairs()
	for _, p := range w.mutual(w.nearly) {
		if p.score >= w.limits.auto {
			w.propose(book.RuleNearKey, p.score, []int32{p.left}, []int32{p.right}, w.nearFacts(&p)...)
			w.flush()
		}
	}
}

// nearKeyOffers suggests of the sales with damaged numbers that are left those of
// which each is clearly the other's best.
func (w *work) nearKeyOffers() { w.offerNear(false) }

// nearRefundOffers is nearKeyOffers for refunds, once those are matched of whose
// sales both numbers are known.
func (w *work) nearRefundOffers() { w.offerNear(true) }

func (w *work) offerNear(refunds bool) {
	var left []nearPair
	for _, p := range w.nearly {
		if isRefund(&w.rows[p.left]) == refunds && w.free(int(p.left)) && w.free(int(p.right)) {
			left = append(left, p)
		}
	}
	for _, p := range w.mutual(left) {
		if score := min(p.score, 0.8); score >= w.limits.suggest {
			w.offer(book.RuleNearKey, score, []int32{p.left}, []int32{p.right}, w.nearFacts(&p)...)
			w.flush()
		}
	}
}

func (w *work) nearFacts(p *nearPair) []book.Fact {
	return append(w.pairFacts(p.left, p.right), fact("near_number", w.rows[p.left].Key, p.number))
}

// mutual picks the pairs of which each row is the other's best and ahead of any
// other by the margin, in order of time.
func (w *work) mutual(pairs []nearPair) []nearPair {
	type rank struct{ best, second float64 }
	ranks := map[int32]rank{}
	for _, p := range pairs {
		for _, i := range []int32{p.left, p.right} {
			r := ranks[i]
			ranks[i] = rank{max(r.best, p.score), max(r.second, min(r.best, p.score))}
		}
	}
	clear := func(i int32, score float64) bool {
		r := ranks[i]
		return score == r.best && score-r.second >= nearKeyMargin
	}
	var out []nearPair
	for _, p := range pairs {
		if clear(p.left, p.score) && clear(p.right, p.score) {
			out = append(out, p)
		}
	}
	slices.SortFunc(out, func(a, b nearPair) int { return cmp.Or(w.byTime(a.left, b.left), w.byTime(a.right, b.right)) })
	return out
}

// nearPairs finds the pairs across of equal amount whose numbers are alike. The
// numbers of the side with fewer rows are filed by their parts, and looked up by
// the parts of the others: what is alike has a part in common.
func (w *work) nearPairs() []nearPair {
	var sides [2][]numbered
	for _, side := range []book.Side{book.Right, book.Left} { // payments without a counterpart are rare
		if sides[side] = w.numbered(side); len(sides[side]) == 0 {
			return nil
		}
	}
	few := book.Left
	if len(sides[book.Right]) < len(sides[book.Left]) {
		few = book.Right
	}
	filed := map[part][]numbered{}
	for _, x := range sides[few] {
		x.parts(func(p part) { filed[p] = append(filed[p], x) })
	}
	best := map[[2]int32]nearPair{}
	for _, x := range sides[few.Other()] {
		x.parts(func(p part) {
			if found := filed[p]; len(found) <= crowd { // parts that so many share tell nothing
				for _, y := range found {
					w.compareNumbers(best, few, y, x)
				}
			}
		})
	}
	out := make([]nearPair, 0, len(best))
	for _, p := range best {
		out = append(out, p)
	}
	return out
}

func (w *work) compareNumbers(best map[[2]int32]nearPair, side book.Side, a, b numbered) {
	if side == book.Right {
		a, b = b, a
	}
	key := [2]int32{a.row, b.row}
	if _, known := best[key]; known && !b.quoted {
		return
	}
	like := 0.0
	switch {
	case !b.quoted:
		like = likeness(a.number, b.number)
	case a.number == b.number:
		like = likeQuoted
	}
	if score := like * w.nearInTime(a.row, b.row); score > best[key].score && w.compatible(&w.rows[a.row], &w.rows[b.row]) && w.allowed(a.row, b.row) {
		best[key] = nearPair{a.row, b.row, score, b.number}
	}
}

// nearInTime weighs how near a payment lies to an order, 0 to 1. A refund without
// a date may be paid out long after its sale.
func (w *work) nearInTime(order, payment int32) float64 {
	a, b := &w.rows[order], &w.rows[payment]
	days := b.Day - a.Day
	switch lag, known := lagOf(a, b); {
	case isRefund(a) && !known && days >= 0 && days <= refundDays:
		return 0.98
	case days < -1 || days > 1:
		return 0
	case known && max(lag, -lag) <= wideWindow:
		return 1
	}
	return 0.97
}

// numbered is a number of an undecided row: its order number, or one that stands
// in its text.
type numbered struct {
	row      int32
	number   string
	value    book.Minor
	currency book.Currency
	refund   bool
	quoted   bool
}

// numbered lists the numbers of a side, in the order of the rows. What was billed
// before a discount counts as the payment's amount too. Of the numbers in a text
// only those count that an order has: others are dates, counters and the channel's
// own, of which there may be more than rows.
func (w *work) numbered(of book.Side) []numbered {
	var out []numbered
	for i := range w.rows {
		r := &w.rows[i]
		side, ok := sideOf(r)
		if !w.free(i) || !ok || side != of || r.Status == book.StatusReversed || side == book.Left && (neverPaid(r) || w.methodOf(r).none) {
			continue
		}
		x := numbered{row: int32(i), value: r.Amount, currency: r.Currency, refund: isRefund(r)}
		x.quoted = side == book.Right && r.Key == ""
		for _, x.number = range numbersOf(r, x.quoted) {
			if len(x.number) < minNearKey || x.quoted && !w.isOrdered(x.number) {
				continue
			}
			out = append(out, x)
			if side == book.Right && r.Gross != r.Amount {
				billed := x
				billed.value = r.Gross
				out = append(out, billed)
			}
		}
	}
	return out
}

// isOrdered tells whether a number is that of an order, or its refund, that nothing
// explained when this was first asked.
func (w *work) isOrdered(number string) bool {
	if w.ordered == nil {
		w.ordered = map[string]bool{}
		for i := range w.rows {
			if side, ok := sideOf(&w.rows[i]); ok && side == book.Left && w.free(i) {
				w.ordered[w.rows[i].Key] = true
			}
		}
	}
	return w.ordered[number]
}

// numbersOf is a row's order number, or those that stand in its text.
func numbersOf(r *book.Row, quoted bool) []string {
	switch {
	case !quoted:
		return []string{r.Key}
	case r.Text == nil || r.Text.Memo == "" && r.Text.TxnNo == "":
		return nil
	}
	return numbersIn(r.Text.Memo + " " + r.Text.TxnNo)
}

// part is a piece of a number by which it is filed, beside the amount.
type part struct {
	value    book.Minor
	currency book.Currency
	refund   bool
	kind     uint8
	length   int // of the number, where the damage keeps it
	text     string
}

// Kinds of parts.
const (
	startPart uint8 = iota // survives what is cut off or added at the end
	endPart                // survives what is cut off or added at the start
	headPart               // one half survives a slip in the other
	tailPart
	sheetPart // the digits that a spreadsheet keeps at least
)

// parts tells the pieces of which one survives any damage that likeness knows.
func (x *numbered) parts(file func(part)) {
	p := part{value: x.value, currency: x.currency, refund: x.refund}
	put := func(kind uint8, length int, text string) {
		p.kind, p.length, p.text = kind, length, text
		file(p)
	}
	if mantissa, exponent, ok := scientific(x.number); ok {
		put(sheetPart, exponent+1, mantissa[:2])
		return
	}
	s := bare(x.number)
	n := len(s)
	if n < minNearKey {
		return
	}
	for _, long := range []int{minNearKey, longNearKey} {
		if n >= long {
			put(startPart, 0, s[:long])
			put(endPart, 0, s[n-long:])
		}
	}
	put(headPart, n, s[:n/2-1])
	put(tailPart, n, s[n/2+1:])
	if n > sheetDigits && digits(s) {
		put(sheetPart, n, s[:2])
	}
}
