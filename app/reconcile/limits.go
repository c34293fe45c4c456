package reconcile

import "zhangfang/app/book"

// Scores from which on the sales leg offers a pair, and from which on it counts by
// itself, until decisions have taught others.
const (
	suggestFrom = 0.4
	autoFrom    = 0.85
)

// limits are the scores from which on a leg offers a pair, and from which on the
// pair counts by itself.
type limits struct{ suggest, auto float64 }

// limitsOf takes each limit that decisions taught about the sales leg, or the
// standing one; what is not worth offering does not count by itself.
func limitsOf(lessons []book.Lesson) limits {
	out := limits{suggestFrom, autoFrom}
	for i := range lessons {
		l := &lessons[i]
		if l.Kind != book.LessonThreshold || l.Leg != book.LegSales {
			continue
		}
		if l.Suggest > 0 {
			out.suggest = l.Suggest
		}
		if l.Auto > 0 {
			out.auto = l.Auto
		}
	}
	out.auto = max(out.auto, out.suggest)
	return out
}

// propose adds a match that counts by itself or waits for a decision, by its
// score; false when the score is too low for either.
//
// All passes without a common number end here or in offer.
func (w *work) propose(rule book.Rule, score float64, left, right []int32, facts ...book.Fact) bool {
	switch {
	case score < w.limits.suggest:
		return false
	case w.swallows(left, right):
	case score >= w.limits.auto:
		w.match(rule, score, left, right, facts...)
	default:
		w.suggest(rule, score, left, right, facts...)
	}
	return true
}

// offer adds a match that waits for a decision whatever its score and the limits:
// rows that nobody can tell apart neither count by themselves nor lack a counterpart.
// False when it is not for this run to say.
func (w *work) offer(rule book.Rule, score float64, left, right []int32, facts ...book.Fact) bool {
	if w.swallows(left, right) {
		return false
	}
	w.suggest(rule, score, left, right, facts...)
	return true
}
