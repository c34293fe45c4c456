package overview

import (
	"cmp"
	"slices"
	"time"

	"zhangfang/app/book"
	"zhangfang/assets"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/draw"
	"zhangfang/ui/kit/words"
)

// Todo is one thing to do: what it is, in words, how much, how long there is, and
// what can be done.
type Todo struct {
	Chip   string
	Tone   draw.Tone
	Text   string
	Amount string // "" where it is not about money
	Left   string // the time left, or that someone works on it already
	Mood   draw.Tone
	Action string
	Target Target
}

// Target is where the action of a row leads: to its rows on *Reconcile* where a
// counterpart can be picked by hand, to the import of a missing file, to the channels
// where one can be pulled, else to the exception.
type Target struct {
	Reconcile bool
	Import    bool
	Channels  bool
	Leg       book.Leg
	Entry     book.EntryID
	Exception string // its key
}

// pending is what is for the owner to deal with, most urgent first: by the time
// left, then by money.
func pending(all []book.ExceptionLine) []book.ExceptionLine {
	var out []book.ExceptionLine
	for _, x := range all {
		if kit.Pending(x.State) {
			out = append(out, x)
		}
	}
	slices.SortStableFunc(out, func(a, b book.ExceptionLine) int {
		if a.Deadline.IsZero() != b.Deadline.IsZero() {
			if a.Deadline.IsZero() {
				return 1
			}
			return -1
		}
		return cmp.Or(a.Deadline.Compare(b.Deadline), -cmp.Compare(a.Difference().Minor.Abs(), b.Difference().Minor.Abs()))
	})
	return out
}

func todo(t *assets.Text, x *book.ExceptionLine, now time.Time) Todo {
	out := Todo{
		Chip:   words.ExceptionName(t, x.Type),
		Tone:   kit.ExceptionTone(x.Type),
		Text:   words.ExceptionText(t, x),
		Amount: words.Amount(x.Difference().Minor.Abs(), x.Currency),
		Action: t.T("overview.act."+actionOf(x.Type)) + " ›",
		Target: Target{Leg: x.Leg, Entry: x.Entry, Exception: x.Key()},
	}
	switch {
	case x.State == book.ExceptionInReview:
		out.Left = t.T("xstate." + x.State.String())
	case !x.Deadline.IsZero():
		out.Left, out.Mood = timeLeft(t, x.Deadline, now)
	default:
		out.Left = since(t, x)
	}
	switch x.Type {
	case book.MissingPayment, book.MissingOrder, book.AmbiguousCandidates, book.UnexplainedCredit:
		out.Target.Reconcile = x.Entry != 0
	}
	return out
}

// actionOf names what a person does about a type of exception.
func actionOf(x book.ExceptionType) string {
	switch x {
	case book.SettlementLate, book.SettlementMissing, book.SettlementShort:
		return "trace"
	case book.DuplicateCharge:
		return "refund"
	case book.FeeMismatch:
		return "dispute"
	case book.MissingPayment, book.MissingOrder, book.AmbiguousCandidates, book.UnexplainedCredit:
		return "match"
	}
	return "look"
}

// pressing is how long before its deadline an exception begins to press.
const pressing = 2 * time.Hour

// timeLeft tells a deadline as the time left, red once it is over.
func timeLeft(t *assets.Text, deadline, now time.Time) (string, draw.Tone) {
	switch left := deadline.Sub(now); {
	case left < 0:
		return t.T("overview.over", words.SpanShort(t, -left)), draw.ToneException
	case left <= pressing:
		return t.T("overview.left", words.SpanShort(t, left)), draw.ToneException
	default:
		return t.T("overview.left", words.SpanShort(t, left)), draw.ToneNeutral
	}
}

// since tells how old an exception is that nothing presses.
func since(t *assets.Text, x *book.ExceptionLine) string {
	if x.Age <= 0 {
		return t.T("overview.today")
	}
	return t.Count("overview.days_old", x.Age)
}
