package sample

import "zhangfang/app/book"

// MatchRow is an entry as a member of a match: a row of `export matches`.
type MatchRow struct {
	MatchID  string
	Leg      book.Leg
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

func ratio(part, whole int) float64 {
	if whole == 0 {
		return 1
	}
	return float64(part) / float64(whole)
}

// Found counts the planted faults of a type that surfaced under it.
type Found struct{ Planted, Found int }

// Score is how a result stands against the truth; see DESIGN 7.
type Score struct {
	Sales       Hits // pairs of the sales leg; matches of state auto and confirmed count
	Keyed       Hits // of these, the true pairs that share a key; Claimed is not counted
	Tellable    Hits // the true pairs that are in no group of indistinct rows; Claimed is not counted
	Payouts     Hits // bank credits explained by exactly the right rows, short ones left out
	Faults      map[book.ExceptionType]Found
	FalseAlarms []ExceptionRow // live exceptions that nothing planted explains
	Rows        int            // records in the shop's files

	// Examples, at most maxExamples each.
	WrongPairs    []Pair
	MissedPairs   []Pair
	WrongCredits  []string // bank serial numbers
	MissedCredits []string
	MissedFaults  []Fault
}

const maxExamples = 50

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
func Grade(t *Truth, matches []MatchRow, exceptions []ExceptionRow) *Score {
	s := &Score{Rows: t.Rows(), Faults: map[book.ExceptionType]Found{}}
	groups := matchesOf(matches)
	s.gradeSales(t, groups[book.LegSales])
	s.gradePayouts(t, groups[book.LegPayouts])
	s.gradeFaults(t, exceptions)
	return s
}

// sides is the rows of a match.
type sides [2][]*MatchRow

// matchesOf puts the rows of the matches that count together, by leg, in the
// order in which the matches first appear.
func matchesOf(rows []MatchRow) map[book.Leg][]*sides {
	out := map[book.Leg][]*sides{}
	byID := map[string]*sides{}
	for i := range rows {
		r := &rows[i]
		if r.State == book.MatchSuggested {
			continue
		}
		m := byID[r.MatchID]
		if m == nil {
			m = &sides{}
			byID[r.MatchID] = m
			out[r.Leg] = append(out[r.Leg], m)
		}
		m[r.Side] = append(m[r.Side], r)
	}
	return out
}

// example keeps a few of what went wrong.
func example[T any](list []T, v T) []T {
	if len(list) < maxExamples {
		list = append(list, v)
	}
	return list
}
