package bank

import (
	"cmp"
	"slices"
	"strconv"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

// gaps finds the places where the running balance proves that rows are missing,
// whatever the order of the rows: every row goes from one balance to the next, so
// that of a whole statement each balance is left as often as it is reached, but
// for the first and the last.
type gaps struct {
	rows   int
	blind  bool // a row has no balance, or is refused
	open   map[point]int
	lineOf map[point]int32
}

// point is a balance of the account, or of its part in one currency.
type point struct {
	money   book.Currency
	balance book.Minor
}

// NoteGap tells where the balance proves that rows are missing. A: places, B: the
// balance at the first of them, C: the balance with which the rows go on. It holds
// nothing, as a gap before a file does not.
const NoteGap = "balance_gap"

func newGaps() gaps { return gaps{open: map[point]int{}, lineOf: map[point]int32{}} }

// add counts a row.
func (g *gaps) add(r *bill.Record, e *bill.Entry) {
	g.rows++
	g.blind = g.blind || e.Balance == nil || r.Problem != nil
	if g.blind {
		return
	}
	g.move(point{e.Currency, *e.Balance - e.Amount}, -1, e.Line)
	g.move(point{e.Currency, *e.Balance}, 1, e.Line)
}

// move counts a balance as reached (+1) or left (-1). Those that even out are
// forgotten, so that a whole statement leaves two.
func (g *gaps) move(p point, by int, line int32) {
	if g.open[p] += by; g.open[p] == 0 {
		delete(g.open, p)
		delete(g.lineOf, p)
		return
	}
	g.lineOf[p] = line
}

// end notes the gaps. A statement with a gap at every fourth row is a selection,
// or its balance is no running one, and nothing is missing of it.
func (g *gaps) end(s *bill.Summary) {
	if g.blind {
		return
	}
	ends, starts, monies := 0, 0, map[book.Currency]bool{}
	for p, n := range g.open {
		monies[p.money] = true
		ends, starts = ends+max(n, 0), starts+max(-n, 0)
	}
	missing := ends - len(monies)
	if missing <= 0 || missing*4 > g.rows {
		return
	}
	stops, goesOn, line := g.first()
	s.Notes = append(s.Notes, book.Note{Code: NoteGap, Line: int(line), Args: []string{
		strconv.Itoa(missing), stops.Plain(), goesOn.Plain(),
	}})
}

// first is the first gap in the file: the balance at which the rows stop, that
// with which they go on, and the line behind the gap.
func (g *gaps) first() (stops, goesOn book.Money, line int32) {
	var ends, starts []point
	for p, n := range g.open {
		if n > 0 {
			ends = append(ends, p)
		} else {
			starts = append(starts, p)
		}
	}
	byLine := func(a, b point) int {
		return cmp.Or(cmp.Compare(g.lineOf[a], g.lineOf[b]), cmp.Compare(a.balance, b.balance))
	}
	slices.SortFunc(ends, byLine)
	slices.SortFunc(starts, byLine)
	end, start := ends[0], starts[len(starts)-1]
	if len(starts) > 1 {
		start = starts[1]
	}
	if len(ends) > 1 && g.lineOf[ends[0]] < g.lineOf[starts[0]] { // newest first
		end, start = ends[1], starts[0]
	}
	return book.Money{Minor: end.balance, Currency: end.money}, book.Money{Minor: start.balance, Currency: start.money},
		max(g.lineOf[end], g.lineOf[start])
}
