package learn

import "zhangfang/app/book"

// The numbers follow Midday V2 (peers.md §3.1), but for matching without asking,
// where this program asks for more: twenty confirmations and 98 %.
const (
	minDecided = 20 // decided suggestions before scores teach anything
	minEach    = 5  // of them confirmed, and declined

	gridFrom, gridTo = 25, 90 // the scores tried for suggestions, in hundredths
	prior            = 0.60   // from where suggestions are made untaught
	blend            = 0.65   // the share of what was learned, against the prior
	suggestFrom      = 0.55   // bounds of the result
	suggestTo        = 0.85

	autoFrom, autoTo = 88, 97 // the scores tried for matching without asking, in hundredths
	minConfirmed     = 20     // confirmed at or above it
	minAccuracy      = 98     // per cent of those decided at or above it
)

// scored is a decided suggestion.
type scored struct {
	score     float64
	confirmed bool
}

// threshold reads from which scores the leg may suggest, and match by itself, out
// of the suggestions that were confirmed and declined.
func (t *teacher) threshold() []book.Lesson {
	l := book.Lesson{Kind: book.LessonThreshold, Leg: t.leg}
	var cases []int
	for i := range t.cases {
		a := t.cases[i].Decision.Action
		if t.cases[i].Score > 0 && (a == book.Confirm || a == book.Decline) {
			cases = append(cases, i)
		}
	}
	cases = t.remembered(&l, cases)
	decided := make([]scored, len(cases))
	for k, i := range cases {
		decided[k] = scored{t.cases[i].Score, t.cases[i].Decision.Action == book.Confirm}
	}
	l.For, l.Against = above(decided, 0)
	l.Suggest, l.Weight = suggestFit(decided)
	if l.Auto = autoFit(decided); l.Auto > 0 {
		yes, no := above(decided, l.Auto)
		l.Weight = max(l.Weight, share(yes, no))
	}
	if l.Suggest == 0 && l.Auto == 0 {
		return nil
	}
	t.sign(&l, cases)
	return []book.Lesson{l}
}

// above counts the suggestions from a score on that were confirmed and declined.
func above(decided []scored, from float64) (confirmed, declined int) {
	for _, s := range decided {
		switch {
		case s.score < from:
		case s.confirmed:
			confirmed++
		default:
			declined++
		}
	}
	return confirmed, declined
}

// suggestFit is the score from which suggestions would have been right most often
// with fewest missed (the best F1, the lower score of equals), drawn towards the
// prior; with that F1. Both are 0 where too little was decided.
func suggestFit(decided []scored) (from, f1 float64) {
	all, none := above(decided, 0)
	if all+none < minDecided || all < minEach || none < minEach {
		return 0, 0
	}
	best := 0.0
	for grid := gridFrom; grid <= gridTo; grid++ {
		score := float64(grid) / 100
		yes, no := above(decided, score)
		if f := 2 * float64(yes) / float64(yes+no+all); f > f1 {
			best, f1 = score, f
		}
	}
	return min(max(blend*best+(1-blend)*prior, suggestFrom), suggestTo), f1
}

// autoFit is the lowest score from which nearly all was confirmed; 0 where too
// little was.
func autoFit(decided []scored) float64 {
	for grid := autoFrom; grid <= autoTo; grid++ {
		score := float64(grid) / 100
		yes, no := above(decided, score)
		if yes >= minConfirmed && 100*yes >= minAccuracy*(yes+no) {
			return score
		}
	}
	return 0
}

func share(yes, no int) float64 { return float64(yes) / float64(yes+no) }
