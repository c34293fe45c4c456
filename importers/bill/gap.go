package bill

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/shopspring/decimal"

	"zhangfang/app/book"
)

// Gaps finds the places where the running balance proves that rows are missing,
// whatever the order of the rows: every row goes from one balance to the next, so
// that of whole rows each balance is left as often as it is reached, but for the
// first and the last.
type Gaps struct {
	rows  int
	blind bool // a row has no balance, or is refused
	run   run  // the rows read last, as far as one follows the other
	down  bool // they run down in time, the newest first
	open  map[point]end
}

// run is rows of which each goes on from the one before, up or down in time. Most
// files are one, and cost no look-up.
type run struct {
	money    book.Currency
	from, to book.Minor
	first    place // of the row that leaves from
	last     place // of the row that reaches to
	any      bool
}

// point is a balance of the account, or of its part in one currency.
type point struct {
	money   book.Currency
	balance book.Minor
}

// place is where in the file a row stands.
type place struct {
	line int32
	day  book.Day
}

// end is how often a balance was reached more than left, and where it was last.
type end struct {
	place
	more int
}

// NoteGap tells where the balance proves that rows are missing: see Gap. It holds
// nothing, as a gap before a file does not.
const NoteGap = "balance_gap"

// Gap is the first place in a file where the balance does not run on. As a note it
// is A: places, B: Stops, C: GoesOn, D: currency, then the two days.
type Gap struct {
	Places   int        // where rows are missing, this one among them
	Stops    book.Minor // the balance after the rows before the gap
	GoesOn   book.Minor // the balance before the rows behind it
	Currency book.Currency
	Since    book.Day // of the row before the gap
	Day      book.Day // of the row behind it
}

// Missing is the sum of the rows that are missing.
func (g *Gap) Missing() (book.Minor, error) { return g.GoesOn.Sub(g.Stops) }

// Add counts a row of a file.
func (g *Gaps) Add(r *Record, e *Entry) {
	g.blind = g.blind || r.Problem != nil
	g.AddEntry(&e.Entry)
}

// AddEntry counts a row.
func (g *Gaps) AddEntry(e *book.Entry) {
	g.rows++
	g.blind = g.blind || e.Balance == nil
	if g.blind {
		return
	}
	from, to, at := *e.Balance-e.Amount, *e.Balance, place{e.Line, e.Day}
	r := &g.run
	up := r.any && r.money == e.Currency && r.to == from
	down := r.any && r.money == e.Currency && r.from == to
	if up && down {
		up = !g.down // there and back again: as the rows before went
	}
	switch {
	case up:
		r.to, r.last, g.down = to, at, false
	case down:
		r.from, r.first, g.down = from, at, true
	default:
		g.close()
		g.run = run{e.Currency, from, to, at, at, true}
	}
}

// close counts the ends of the run.
func (g *Gaps) close() {
	if r := g.run; r.any {
		g.move(point{r.money, r.from}, -1, r.first)
		g.move(point{r.money, r.to}, 1, r.last)
	}
	g.run = run{}
}

// move counts a balance as reached (+1) or left (-1). Those that even out are
// forgotten, so that whole rows leave two.
func (g *Gaps) move(p point, by int, at place) {
	more := g.open[p].more + by
	if more == 0 {
		delete(g.open, p)
		return
	}
	if g.open == nil {
		g.open = map[point]end{}
	}
	g.open[p] = end{at, more}
}

// Bridges tells whether the rows counted run on from one to the next over a gap
// that a file had. Rows without a balance prove nothing, and neither do rows that
// end where the gap begins or begin where it ends.
func (g *Gaps) Bridges(x *Gap) bool {
	g.close()
	stops, goesOn := g.open[point{x.Currency, x.Stops}], g.open[point{x.Currency, x.GoesOn}]
	return !g.blind && g.rows > 0 && g.missing()[x.Currency] <= 0 && stops.more <= 0 && goesOn.more >= 0
}

// missing counts the gaps of each currency.
func (g *Gaps) missing() map[book.Currency]int {
	out := map[book.Currency]int{}
	for p, e := range g.open {
		if _, ok := out[p.money]; !ok {
			out[p.money] = -1
		}
		out[p.money] += max(e.more, 0)
	}
	return out
}

// End notes the gaps. A statement with a gap at every fourth row is a selection,
// or its balance is no running one, and nothing is missing of it.
func (g *Gaps) End(s *Summary) {
	if g.blind {
		return
	}
	g.close()
	places, where := 0, book.Currency("")
	for c, n := range g.missing() {
		if places += n; n > 0 && (where == "" || c < where) {
			where = c
		}
	}
	if where == "" || places*4 > g.rows {
		return
	}
	gap, line := g.first(where)
	gap.Places = places
	s.Notes = append(s.Notes, book.Note{Code: NoteGap, Line: int(line), Args: gap.args()})
}

// first is the first gap of a currency in the file, and the line behind it.
func (g *Gaps) first(c book.Currency) (Gap, int32) {
	var ends, starts []point
	for p, e := range g.open {
		switch {
		case p.money != c:
		case e.more > 0:
			ends = append(ends, p)
		default:
			starts = append(starts, p)
		}
	}
	byLine := func(a, b point) int {
		return cmp.Or(cmp.Compare(g.open[a].line, g.open[b].line), cmp.Compare(a.balance, b.balance))
	}
	slices.SortFunc(ends, byLine)
	slices.SortFunc(starts, byLine)
	stops, goesOn := ends[0], starts[len(starts)-1]
	if len(starts) > 1 {
		goesOn = starts[1]
	}
	if len(ends) > 1 && g.open[ends[0]].line < g.open[starts[0]].line { // newest first
		stops, goesOn = ends[1], starts[0]
	}
	before, behind := g.open[stops], g.open[goesOn]
	return Gap{
		Stops: stops.balance, GoesOn: goesOn.balance, Currency: c,
		Since: min(before.day, behind.day), Day: max(before.day, behind.day),
	}, max(before.line, behind.line)
}

func (g *Gap) args() []string {
	plain := func(m book.Minor) string { return book.Money{Minor: m, Currency: g.Currency}.Plain() }
	return []string{strconv.Itoa(g.Places), plain(g.Stops), plain(g.GoesOn), string(g.Currency), g.Since.String(), g.Day.String()}
}

// GapOf reads what End wrote; false of any other note.
func GapOf(n book.Note) (Gap, bool) {
	if n.Code != NoteGap || len(n.Args) != 6 {
		return Gap{}, false
	}
	g := Gap{Currency: book.Currency(n.Args[3])}
	ok := true
	keep := func(err error) { ok = ok && err == nil }
	minor := func(s string) book.Minor {
		d, err := decimal.NewFromString(s)
		keep(err)
		m, exact, err := book.FromDecimal(d, g.Currency)
		keep(err)
		ok = ok && exact
		return m
	}
	day := func(s string) book.Day {
		d, err := book.ParseDay(s)
		keep(err)
		return d
	}
	places, err := strconv.Atoi(n.Args[0])
	keep(err)
	g.Places, g.Stops, g.GoesOn, g.Since, g.Day = places, minor(n.Args[1]), minor(n.Args[2]), day(n.Args[4]), day(n.Args[5])
	return g, ok
}
