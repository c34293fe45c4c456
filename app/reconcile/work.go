package reconcile

import (
	"cmp"
	"slices"

	"zhangfang/app/book"
)

// work is one run over one leg: the rows, what is decided of them, and the
// outcome under way. Rows are named by their index.
type work struct {
	*context
	leg   book.Leg
	rows  []book.Row
	done  []bool // the row is in an outcome already
	out   book.Outcome
	ids   []book.EntryID // arena of the members of out's matches
	yield func(*book.Outcome) bool
	ended bool // the caller wants no more

	paidBy  []int32         // of each row: the payment of a sale matched 1:1, plus one; 0 for none
	taken   []bool          // rows that the passes without a common number are done with
	clocks  *clocks         // of terminals, as sure pairs tell them
	nearly  []nearPair      // pairs with damaged numbers
	ordered map[string]bool // see isOrdered
}

func newWork(leg book.Leg, rows []book.Row, p *Parameters, yield func(*book.Outcome) bool) *work {
	return &work{context: p.context(), leg: leg, rows: rows, done: make([]bool, len(rows)), taken: make([]bool, len(rows)), yield: yield}
}

// settle names the rows that the outcome under way decides.
func (w *work) settle(rows ...int32) {
	for _, i := range rows {
		w.done[i] = true
		w.out.Rows = append(w.out.Rows, w.rows[i].ID)
	}
}

// flush hands the outcome over and begins another on the same memory.
func (w *work) flush() {
	o := &w.out
	if len(o.Rows) == 0 && len(o.Settlements) == 0 {
		return
	}
	if !w.ended && !w.yield(o) {
		w.ended = true
	}
	o.Rows, o.Matches, o.Exceptions = o.Rows[:0], o.Matches[:0], o.Exceptions[:0]
	o.Open, o.Settlements = o.Open[:0], o.Settlements[:0]
	w.ids = w.ids[:0]
}

// members copies the rows' ids into the arena, in ascending order.
func (w *work) members(rows []int32) []book.EntryID {
	if len(rows) == 0 {
		return nil
	}
	from := len(w.ids)
	for _, i := range rows {
		w.ids = append(w.ids, w.rows[i].ID)
	}
	out := w.ids[from:len(w.ids):len(w.ids)]
	if len(out) > 1 {
		slices.Sort(out)
	}
	return out
}

// match adds a match that counts and settles its rows.
func (w *work) match(rule book.Rule, score float64, left, right []int32, facts ...book.Fact) {
	w.addMatch(rule, book.MatchAuto, score, left, right, facts)
	w.settle(left...)
	w.settle(right...)
}

// suggest adds a match that waits for a decision; its rows are open and settled.
func (w *work) suggest(rule book.Rule, score float64, left, right []int32, facts ...book.Fact) {
	w.addMatch(rule, book.MatchSuggested, score, left, right, facts)
	w.open(book.Left, book.OpenSuggested, left...)
	w.open(book.Right, book.OpenSuggested, right...)
}

func (w *work) addMatch(rule book.Rule, state book.MatchState, score float64, left, right []int32, facts []book.Fact) {
	w.out.Matches = append(w.out.Matches, book.Match{Leg: w.leg, Rule: rule, State: state, Score: score, Evidence: facts,
		Left: w.members(left), Right: w.members(right)})
	if w.paidBy != nil && state != book.MatchSuggested && len(left) == 1 && len(right) == 1 {
		w.paidBy[left[0]] = right[0] + 1
	}
}

// open leaves rows open for a reason and settles them.
func (w *work) open(side book.Side, why book.OpenReason, rows ...int32) {
	for _, i := range rows {
		w.out.Open = append(w.out.Open, book.Open{Leg: w.leg, Side: side, Entry: w.rows[i].ID, Why: why})
	}
	w.settle(rows...)
}

// raise adds an exception about a row. other is the row across, -1 when unknown.
func (w *work) raise(t book.ExceptionType, row, other int32, expected, actual book.Minor, facts ...book.Fact) {
	r := &w.rows[row]
	x := book.Exception{Type: t, Leg: w.leg, Channel: r.Channel, Entry: r.ID, Day: r.Day, Expected: expected, Actual: actual,
		Currency: r.Currency, Evidence: facts}
	if other >= 0 {
		x.Other = w.rows[other].ID
	}
	w.out.Exceptions = append(w.out.Exceptions, x)
}

// byTime orders rows by time, then id: by content, so that the order of input
// never matters.
func (w *work) byTime(a, b int32) int {
	x, y := &w.rows[a], &w.rows[b]
	return cmp.Or(cmp.Compare(w.moment(x), w.moment(y)), cmp.Compare(x.ID, y.ID))
}
