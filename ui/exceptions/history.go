package exceptions

import (
	"slices"
	"strings"

	"zhangfang/app/book"
	"zhangfang/assets"
	"zhangfang/ui/kit/words"
)

// Step is a step in the life of an exception, in words.
type Step struct {
	When string
	What string
	Note string // why; "" for none
}

// The steps of book.ExceptionEvent.
const (
	stepDecided = "decided"
	stepUndone  = "undone"
	stepClosed  = "closed"
)

// steps tells the life of an exception, newest first. What it closed by itself
// with is told by the match that its row is in now.
func steps(t *assets.Text, x *book.ExceptionLine, a *about) []Step {
	events := a.history
	out := make([]Step, 0, len(events))
	for i := len(events) - 1; i >= 0; i-- {
		e := &events[i]
		s := Step{Note: e.Note, What: t.T("exceptions.step_" + e.What)}
		if !e.At.IsZero() {
			s.When = words.WhenFull(book.At(e.At, book.PrecisionMinute), nil)
		}
		if e.What == stepDecided {
			s.What = decidedText(t, events[:i+1], a.files, x.Currency)
			if e.Person != "" {
				s.What = e.Person + " · " + s.What
			}
		}
		if e.What == stepClosed && i == len(events)-1 {
			s.Note = closedWhy(t, a.match, x.Currency)
		}
		out = append(out, s)
	}
	return out
}

// decidedText is what a person did with the last of some steps: how or to which state;
// where that stayed, which evidence came or went, or that the note changed.
func decidedText(t *assets.Text, events []book.ExceptionEvent, files []book.Attachment, cur book.Currency) string {
	n := len(events) - 1
	e, last := &events[n], before(events[:n])
	brought, taken := changedFiles(events)
	what := howText(t, &e.Work, cur)
	switch stayed := e.State == last.State && e.How == last.How; {
	case stayed && len(brought) > 0:
		return t.T("exceptions.step_attached", names(t, files, brought))
	case stayed && len(taken) > 0:
		return t.T("exceptions.step_detached", names(t, files, taken))
	case stayed && e.Note != last.Note:
		return t.T("exceptions.step_noted")
	case what == "":
		return t.T("xstate." + e.State.String())
	}
	return what
}

// before is the step that the last of some events led to; an exception that
// nothing was done about is open.
func before(events []book.ExceptionEvent) *book.ExceptionEvent {
	if len(events) == 0 {
		return &book.ExceptionEvent{}
	}
	return &events[len(events)-1]
}

// names lists files by name.
func names(t *assets.Text, files []book.Attachment, ids []book.AttachmentID) string {
	var out []string
	for _, f := range files {
		if slices.Contains(ids, f.ID) {
			out = append(out, f.Name)
		}
	}
	return strings.Join(out, t.T("exceptions.list"))
}

// howText is how an exception was disposed of, with what goes with it; "" where
// only its state changed.
func howText(t *assets.Text, w *book.Work, cur book.Currency) string {
	switch w.How {
	case book.HowNone:
		return ""
	case book.HowExpected:
		return t.T("how.expected", w.Until.String())
	case book.HowCorrected:
		return t.T("how.corrected", words.Amount(w.Correct, cur))
	}
	return t.T("how." + string(w.How))
}

// closedWhy is why an exception closed by itself.
func closedWhy(t *assets.Text, match *book.Match, c book.Currency) string {
	if match == nil || match.State == book.MatchSuggested {
		return t.T("exceptions.closed_why")
	}
	return strings.Join(append([]string{words.RuleText(t, match.Rule)}, words.FactTexts(t, words.InMoney(match.Evidence, c))...), t.T("exceptions.and"))
}

// closedItself tells whether the last step of an exception was not a person's.
func closedItself(events []book.ExceptionEvent) bool {
	return len(events) > 0 && events[len(events)-1].What == stepClosed
}
