package picked

import (
	"math"
	"slices"

	"zhangfang/app/book"
)

// item is a row as this leg looks at it.
type item struct {
	row     *book.Row
	amount  book.Minor // in the sign of the left side of the work
	day     book.Day
	words   []word
	refs    []string // numbers that may be references
	party   string   // its name as lessons know it; only where they speak of any
	instead bool     // it says that it replaces another row
	name    int32    // index of its name among those of the side; noName where it names nobody
	kind    int32    // what its text says beside the name, as a number within its side
	kept    bool     // in a pair that is worth a suggestion: no looser pass may take it
	done    bool     // in an outcome already
}

// noName is the name of a row that names nobody.
const noName int32 = -1

// text is what the row says; never nil.
func (it *item) text() book.RowText {
	if it.row.Text == nil {
		return book.RowText{}
	}
	return *it.row.Text
}

// work is one run over one leg: its rows by side, what was learned of them, and
// the outcome under way. Rows are named by their index within their side. Whichever
// side of the leg the statement is, it is the left one here: see turn.
type work struct {
	leg   book.Leg
	rules rules
	items [2][]item
	part  [2][]int32 // the rows of the currency under way

	swapped  bool                   // the statement is the right side of the leg
	opposite map[book.Currency]bool // the right side writes money in as minus
	names    [2][]string
	terse    book.Side // the side whose texts hold little more than the name
	known    *names
	model    *model
	summed   [2]float64 // sums that are sure, by the side of the one row
	cautious bool       // sums are still sought: a doubtful pair may yet be a part of one
	weak     []proposal // pairs worth a suggestion, once stronger passes are through

	out   book.Outcome
	ids   []book.EntryID // arena of the members of out's matches
	yield func(*book.Outcome) bool
	ended bool // the caller wants no more
}

// open lists the rows of a side of the currency under way that are in no outcome.
func (w *work) open(side book.Side) []int32 {
	var out []int32
	for _, i := range w.part[side] {
		if !w.items[side][i].done {
			out = append(out, i)
		}
	}
	return out
}

// flush hands the outcome over and begins another on the same memory.
func (w *work) flush() {
	o := &w.out
	if len(o.Rows) == 0 {
		return
	}
	if !w.ended && !w.yield(o) {
		w.ended = true
	}
	o.Rows, o.Matches, o.Exceptions, o.Open, w.ids = o.Rows[:0], o.Matches[:0], o.Exceptions[:0], o.Open[:0], w.ids[:0]
}

// members copies the rows' ids into the arena, in ascending order, and settles them.
func (w *work) members(side book.Side, rows []int32) []book.EntryID {
	if len(rows) == 0 {
		return nil
	}
	from := len(w.ids)
	for _, i := range rows {
		it := &w.items[side][i]
		it.done = true
		w.ids = append(w.ids, it.row.ID)
		w.out.Rows = append(w.out.Rows, it.row.ID)
	}
	out := w.ids[from:len(w.ids):len(w.ids)]
	slices.Sort(out)
	return out
}

// match adds a match of rows by side, settles them, and hands the block over. The
// rows of a suggestion stay open.
func (w *work) match(rule book.Rule, state book.MatchState, score float64, rows [2][]int32, facts ...book.Fact) {
	if state != book.MatchConfirmed && len(rows[0]) > 0 && len(rows[1]) > 0 && w.opposite[w.items[0][rows[0][0]].row.Currency] {
		facts = append(facts, fact("signs_opposite"))
	}
	m := book.Match{Leg: w.leg, Rule: rule, State: state, Score: math.Round(score*scoreDigits) / scoreDigits, Evidence: facts}
	left, right := w.turn(book.Left), w.turn(book.Right)
	m.Left = w.members(left, rows[left])
	m.Right = w.members(right, rows[right])
	w.out.Matches = append(w.out.Matches, m)
	if state == book.MatchSuggested {
		w.leave(left, book.OpenSuggested, m.Left)
		w.leave(right, book.OpenSuggested, m.Right)
	}
	w.flush()
}

// scoreDigits makes scores end with the fourth decimal: further ones say nothing.
const scoreDigits = 1e4

func (w *work) leave(side book.Side, why book.OpenReason, ids []book.EntryID) {
	for _, id := range ids {
		w.out.Open = append(w.out.Open, book.Open{Leg: w.leg, Side: w.turn(side), Entry: id, Why: why})
	}
}

// leftovers leaves open what no pass explained: it waits for a file, or for a
// person. On a leg that the owner picked nothing says that it must have a
// counterpart.
func (w *work) leftovers() {
	for side := range w.items {
		s := book.Side(side)
		for _, i := range w.open(s) {
			w.leave(s, book.OpenWaiting, w.members(s, []int32{i}))
			w.flush()
		}
	}
}

// both puts a row of each side together.
func both(side book.Side, one []int32, many []int32) (rows [2][]int32) {
	rows[side], rows[side.Other()] = one, many
	return rows
}
