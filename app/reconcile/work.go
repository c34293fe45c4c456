package reconcile

import (
	"cmp"
	"slices"
	"strconv"

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

	saleOf map[string]int32 // order number -> the payment that amount and time found for it
}

func newWork(leg book.Leg, rows []book.Row, p *Parameters, yield func(*book.Outcome) bool) *work {
	return &work{context: p.context(), leg: leg, rows: rows, done: make([]bool, len(rows)), yield: yield, saleOf: map[string]int32{}}
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
	return cmp.Or(cmp.Compare(x.At, y.At), cmp.Compare(x.Day, y.Day), cmp.Compare(x.ID, y.ID))
}

// decided takes what people confirmed or wrote off out of the pool. Rows that
// are gone, or taken by an earlier decision, are left out of it.
func (w *work) decided() {
	if len(w.confirms) == 0 {
		return
	}
	named := map[book.EntryID]int32{}
	for _, d := range w.confirms {
		for _, ids := range [][]book.EntryID{d.Left, d.Right} {
			for _, id := range ids {
				named[id] = -1
			}
		}
	}
	for i := range w.rows {
		if _, ok := named[w.rows[i].ID]; ok {
			named[w.rows[i].ID] = int32(i)
		}
	}
	find := func(ids []book.EntryID) []int32 {
		var out []int32
		for _, id := range ids {
			if i := named[id]; i >= 0 && !w.done[i] && !slices.Contains(out, i) {
				out = append(out, i)
			}
		}
		return out
	}
	for _, d := range w.confirms {
		left, right := find(d.Left), find(d.Right)
		rule := book.RuleManual
		switch {
		case len(left)+len(right) == 0:
			continue
		case d.Action == book.WriteOff:
			rule = book.RuleWriteOff
		case len(left) == 0 || len(right) == 0:
			continue // what is left of it explains nothing
		}
		w.addMatch(rule, book.MatchConfirmed, 1, left, right, nil)
		w.settle(left...)
		w.settle(right...)
		w.flush()
	}
}

func fact(code string, args ...string) book.Fact { return book.Fact{Code: code, Args: args} }

func money(m book.Minor, c book.Currency) string { return book.Money{Minor: m, Currency: c}.Plain() }

func seconds(n int64) string { return strconv.FormatInt(n, 10) }
