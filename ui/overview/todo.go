package overview

import (
	"strconv"

	"zhangfang/app/book"
	"zhangfang/assets"
	"zhangfang/ui/kit"
)

// Todo is an open exception as a row: what it is, in words, how much, since
// when, and what can be done.
type Todo struct {
	Chip   string
	Tone   kit.Tone
	Text   string
	Amount string
	Since  string
	Urgent bool
	Action string
	Target Target
}

// Target is where the action of a row leads: to its rows on *Reconcile* where a
// counterpart can be picked by hand, else to the exception.
type Target struct {
	Reconcile bool
	Leg       book.Leg
	Entry     book.EntryID
	Exception string // its key
}

func todo(t *assets.Text, x *book.ExceptionLine) Todo {
	out := Todo{
		Chip:   kit.ExceptionName(t, x.Type),
		Tone:   kit.ExceptionTone(x.Type),
		Text:   kit.ExceptionText(t, x),
		Amount: kit.Amount(x.Difference().Minor.Abs(), x.Currency),
		Since:  since(t, x),
		Urgent: x.Severity == book.High,
		Action: t.T("overview.act."+actionOf(x.Type)) + " ›",
		Target: Target{Leg: x.Leg, Entry: x.Entry, Exception: x.Key()},
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

// since tells the age, or the state where someone works on it already.
func since(t *assets.Text, x *book.ExceptionLine) string {
	switch {
	case x.State != book.ExceptionOpen:
		return t.T("xstate." + x.State.String())
	case x.Age <= 0:
		return t.T("overview.today")
	}
	return t.Count("overview.days_old", x.Age)
}

func weekday(d book.Day) string { return strconv.Itoa(int(d.Weekday())) }
