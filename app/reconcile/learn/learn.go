// Package learn reads lessons out of decisions: which names are one party, which
// are not, who pays for a channel, what a party's lines are, and from which score
// a leg may suggest and match by itself.
//
// It is a function of the standing decisions and their rows and keeps nothing: who
// undoes a decision unlearns what it taught. Time is that of the decisions; what
// fades, fades towards the newest of them. The method follows Midday's (peers.md
// §3.1): aliases from two confirmations on, declines that fade, thresholds by a
// sweep with a minimum of evidence.
package learn

import (
	"cmp"
	"math"
	"slices"
	"time"

	"zhangfang/app/book"
	"zhangfang/app/reconcile/remark"
)

// Case is a decision with the rows it was about, as they stand now.
type Case struct {
	Decision    book.Decision
	Left, Right []book.Row
	Score       float64 // of the suggestion that it decided; 0 where it decided none
}

// From reads the lessons of a leg out of its cases, Forget decisions among them,
// in order of kind, subject and value. Cases of other legs and undone ones are
// passed over; their order does not matter.
func From(leg book.Leg, cases []Case) []book.Lesson {
	t := newTeacher(leg, cases)
	lessons := slices.Concat(t.names(), t.payers(), t.classes(), t.threshold())
	slices.SortFunc(lessons, func(a, b book.Lesson) int {
		return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Subject, b.Subject), cmp.Compare(a.Value, b.Value))
	})
	return lessons
}

// teacher has the standing cases of a leg, the oldest first.
type teacher struct {
	leg    book.Leg
	cases  []Case
	forgot map[string]int // by key of a lesson, the last case that forgot it
	newest time.Time
}

func newTeacher(leg book.Leg, cases []Case) *teacher {
	t := &teacher{leg: leg, forgot: map[string]int{}}
	for _, c := range cases {
		if c.Decision.Undone.IsZero() && (c.Decision.Leg == leg || c.Decision.Action == book.Forget) {
			t.cases = append(t.cases, c)
		}
	}
	slices.SortStableFunc(t.cases, func(a, b Case) int {
		return cmp.Or(a.Decision.At.Compare(b.Decision.At), cmp.Compare(a.Decision.ID, b.Decision.ID))
	})
	for i := range t.cases {
		d := &t.cases[i].Decision
		if d.Action == book.Forget {
			t.forgot[d.Lesson] = i
		}
		t.newest = d.At
	}
	return t
}

// remembered leaves of the cases those after the lesson was last forgotten.
func (t *teacher) remembered(l *book.Lesson, cases []int) []int {
	last, ok := t.forgot[l.Key()]
	if !ok {
		return cases
	}
	i, _ := slices.BinarySearch(cases, last+1)
	return cases[i:]
}

// halfLife is the time in which what a decision says loses half its weight.
const halfLife = 30 * 24 * time.Hour

// weight is the faded number of cases: each counts 1 when it is the newest
// decision of all, and half as much for every half-life before that.
func (t *teacher) weight(cases []int) (sum float64) {
	for _, i := range cases {
		age := t.newest.Sub(t.cases[i].Decision.At)
		sum += math.Exp2(-age.Hours() / halfLife.Hours())
	}
	return sum
}

// sign puts the last of the cases under the lesson.
func (t *teacher) sign(l *book.Lesson, cases ...[]int) {
	last := slices.Max(slices.Concat(cases...))
	l.Last, l.At = t.cases[last].Decision.ID, t.cases[last].Decision.At
}

// sure is how sure a lesson is that a number of decisions speak for and some
// against: Laplace's rule of succession, 3/4 for two without a third.
func sure(yes, no float64) float64 { return (yes + 1) / (yes + no + 2) }

// party is the one counterparty that the rows of a side name; "" where they name
// none, or several.
func party(rows []book.Row) string {
	name := ""
	for i := range rows {
		text := rows[i].Text
		if text == nil {
			continue
		}
		switch n := remark.Counterparty(text.Counterparty, text.Memo); {
		case n == "" || n == name:
		case name != "":
			return ""
		default:
			name = n
		}
	}
	return name
}
