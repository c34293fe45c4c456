package sample

import (
	"zhangfang/app/book"
)

// MatchRow is an entry as a member of a match: a row of `export matches`.
type MatchRow struct {
	MatchID  string
	Leg      book.Leg
	Rule     book.Rule
	State    book.MatchState
	Side     book.Side
	Kind     book.Kind
	Provider string // of the entry's channel: "shop", "wechatpay", "alipay", "pos", "bank"
	Day      book.Day
	OrderNo  string
	TxnNo    string
	RefundNo string
}

// ExceptionRow is a row of `export exceptions`, a resolved one too.
type ExceptionRow struct {
	Type     book.ExceptionType
	State    book.ExceptionState
	Provider string // of the exception's channel
	Day      book.Day
	OrderNo  string
	TxnNo    string
	RefundNo string
	Expected book.Minor
	Actual   book.Minor
}

// LineRow is a bank line as the book classifies it.
type LineRow struct {
	TxnNo string
	Class book.Class
}

// Result is what a book says about a shop.
type Result struct {
	Matches    []MatchRow // the members of a match stand together or not, as they come
	Exceptions []ExceptionRow
	Lines      []LineRow
}

// Hits counts what was claimed, how much of it is right, and how much is true.
type Hits struct {
	True    int
	Claimed int
	Right   int
}

// Precision is the share of what was claimed that is right; 1 where nothing was.
func (h Hits) Precision() float64 { return ratio(h.Right, h.Claimed) }

// Recall is the share of what is true that was claimed; 1 where nothing is.
func (h Hits) Recall() float64 { return ratio(h.Right, h.True) }

// Wrong is how much was claimed that is not so.
func (h Hits) Wrong() int { return h.Claimed - h.Right }

func (h *Hits) add(o Hits) {
	h.True += o.True
	h.Claimed += o.Claimed
	h.Right += o.Right
}

func (h *Hits) count(found bool) {
	h.True++
	if found {
		h.Right++
	}
}

func ratio(part, whole int) float64 {
	if whole == 0 {
		return 1
	}
	return float64(part) / float64(whole)
}

// Pass names what one pass of a leg claims.
type Pass struct {
	Leg  book.Leg
	Rule book.Rule
}

// Found counts what was planted of a type, and how much of it surfaced as it should.
type Found struct {
	Planted int
	Found   int
	Exact   int // of Found, those with the right amounts; faults only
	False   int // live exceptions of the type that nothing planted explains
}

// Score is how a result stands against the truth; see DESIGN 7. Scores of several
// shops add up.
type Score struct {
	Sales       Hits // pairs of the sales leg; matches of state auto and confirmed count
	Keyed       Hits // of these, the true pairs that share a key; Claimed is not counted
	Tellable    Hits // the true pairs that are in no group of indistinct rows; Claimed is not counted
	Payouts     Hits // payouts explained by exactly the right rows, short ones left out
	Passes      map[Pass]Hits
	Faults      map[book.ExceptionType]Found
	Troubles    map[Trouble]Found // pairs, voids and payouts in trouble that were matched all the same
	Classes     map[book.Class]Found
	FalseAlarms []ExceptionRow // live exceptions that nothing planted explains
	Rows        int            // records in the shop's files

	// Examples, at most maxExamples each.
	WrongPairs    []Pair
	MissedPairs   []Pair
	WrongCredits  []string // bank serial numbers
	MissedCredits []Payout
	MissedFaults  []Fault
	MissedVoids   []Void
	WrongLines    []Line // with the class that they were given
}

const maxExamples = 50

func newScore(rows int) *Score {
	return &Score{
		Rows: rows, Passes: map[Pass]Hits{}, Faults: map[book.ExceptionType]Found{},
		Troubles: map[Trouble]Found{}, Classes: map[book.Class]Found{},
	}
}

// FaultsFound is the share of planted faults that surfaced under the right type.
func (s *Score) FaultsFound() float64 {
	var all Found
	for _, f := range s.Faults {
		all.Planted += f.Planted
		all.Found += f.Found
	}
	return ratio(all.Found, all.Planted)
}

// FalseAlarmShare is the false alarms as a share of the rows.
func (s *Score) FalseAlarmShare() float64 { return ratio(len(s.FalseAlarms), max(s.Rows, 1)) }

// Grade holds a result against the truth.
func Grade(t *Truth, r Result) *Score {
	s := newScore(t.Rows())
	groups := matchesOf(r.Matches)
	s.gradeSales(t, groups[book.LegSales])
	s.gradeVoids(t, groups[book.LegSales])
	s.gradePayouts(t, groups[book.LegPayouts])
	s.gradeFaults(t, r.Exceptions)
	s.gradeLines(t, r.Lines)
	return s
}

// gradeLines counts the bank lines whose class is right.
func (s *Score) gradeLines(t *Truth, lines []LineRow) {
	given := make(map[string]book.Class, len(lines))
	for _, l := range lines {
		given[book.NormalKey(l.TxnNo)] = l.Class
	}
	for _, l := range t.Lines {
		class := given[book.NormalKey(l.BankTxn)]
		count(s.Classes, l.Class, class == l.Class)
		if class != l.Class {
			s.WrongLines = example(s.WrongLines, Line{BankTxn: l.BankTxn, Class: class})
		}
	}
}

// count notes one more that was planted, and whether it was found.
func count[K comparable](all map[K]Found, key K, found bool) {
	f := all[key]
	f.Planted++
	if found {
		f.Found++
	}
	all[key] = f
}

// match is the rows of a match by side, and the pass that made it.
type match struct {
	rule  book.Rule
	sides [2][]*MatchRow
}

// matchesOf puts the rows of the matches that count together, by leg, in the
// order in which the matches first appear.
func matchesOf(rows []MatchRow) map[book.Leg][]*match {
	out := map[book.Leg][]*match{}
	byID := map[string]*match{}
	for i := range rows {
		r := &rows[i]
		if r.State == book.MatchSuggested {
			continue
		}
		m := byID[r.MatchID]
		if m == nil {
			m = &match{rule: r.Rule}
			byID[r.MatchID] = m
			out[r.Leg] = append(out[r.Leg], m)
		}
		m.sides[r.Side] = append(m.sides[r.Side], r)
	}
	return out
}

// claim notes what a match of a pass claims, and how much of it is right.
func (s *Score) claim(leg book.Leg, m *match, claimed, right int) {
	h := s.Passes[Pass{leg, m.rule}]
	h.Claimed += claimed
	h.Right += right
	s.Passes[Pass{leg, m.rule}] = h
}

// example keeps a few of what went wrong.
func example[T any](list []T, v ...T) []T {
	return append(list, v[:min(len(v), maxExamples-len(list))]...)
}
