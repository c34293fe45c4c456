package learn

import "zhangfang/app/book"

const (
	// aliasLead is by how many the confirmations of two names must lead the faded
	// declines, so that one slip teaches nothing.
	aliasLead = 2
	// leastWeight is the weight under which a declined pair is forgotten: that of a
	// single decline after 120 days.
	leastWeight = 1.0 / 16
)

// pair is the two names of a decision, left and right.
type pair struct{ left, right string }

// verdicts are the cases, in order, that confirmed and that declined something.
type verdicts struct{ confirmed, declined []int }

// names reads which names are one party and which are not. Rows of the payouts leg
// name customers, not who pays: there is nothing to learn of their names.
func (t *teacher) names() []book.Lesson {
	if t.leg == book.LegPayouts {
		return nil
	}
	var lessons []book.Lesson
	for p, v := range t.pairs() {
		if l, ok := t.alias(p, v); ok {
			lessons = append(lessons, l)
		}
		if l, ok := t.notAlias(p, v); ok {
			lessons = append(lessons, l)
		}
	}
	return lessons
}

// pairs are the decisions on rows that name one party on either side, two names
// that differ.
func (t *teacher) pairs() map[pair]*verdicts {
	pairs := map[pair]*verdicts{}
	for i := range t.cases {
		c := &t.cases[i]
		if c.Decision.Action != book.Confirm && c.Decision.Action != book.Decline {
			continue
		}
		p := pair{party(c.Left), party(c.Right)}
		if p.left == "" || p.right == "" || p.left == p.right {
			continue
		}
		v := pairs[p]
		if v == nil {
			v = &verdicts{}
			pairs[p] = v
		}
		if c.Decision.Action == book.Confirm {
			v.confirmed = append(v.confirmed, i)
		} else {
			v.declined = append(v.declined, i)
		}
	}
	return pairs
}

func (t *teacher) alias(p pair, v *verdicts) (book.Lesson, bool) {
	l := book.Lesson{Kind: book.LessonAlias, Leg: t.leg, Subject: p.left, Value: p.right}
	yes, no := t.remembered(&l, v.confirmed), t.remembered(&l, v.declined)
	against := t.weight(no)
	if float64(len(yes))-against < aliasLead {
		return l, false
	}
	l.For, l.Against, l.Weight = len(yes), len(no), sure(float64(len(yes)), against)
	t.sign(&l, yes, no)
	return l, true
}

// notAlias holds the names of a declined pair apart, until they are confirmed or
// the decline has faded.
func (t *teacher) notAlias(p pair, v *verdicts) (book.Lesson, bool) {
	l := book.Lesson{Kind: book.LessonNotAlias, Leg: t.leg, Subject: p.left, Value: p.right}
	declined := v.declined
	if n := len(v.confirmed); n > 0 {
		declined = after(declined, v.confirmed[n-1])
	}
	declined = t.remembered(&l, declined)
	l.For, l.Weight = len(declined), min(t.weight(declined), 1)
	if l.Weight < leastWeight {
		return l, false
	}
	t.sign(&l, declined)
	return l, true
}

// after leaves of the cases those that come after another.
func after(cases []int, other int) []int {
	for i, c := range cases {
		if c > other {
			return cases[i:]
		}
	}
	return nil
}
