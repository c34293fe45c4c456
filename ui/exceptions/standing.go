package exceptions

import (
	"slices"

	"zhangfang/app/book"
)

// standing is what stands after some steps in the life of an exception: the newest
// decision that was not undone, and the evidence in sight.
type standing struct {
	last  book.ExceptionEvent
	files []book.AttachmentID
}

// standingAfter walks the steps. What one decision brought stays in sight when a later
// one brings none; only a decision that changes nothing but the files takes some away.
func standingAfter(events []book.ExceptionEvent) (s standing) {
	undone := map[book.DecisionID]bool{}
	for i := range events {
		if events[i].What == stepUndone {
			undone[events[i].Decision] = true
		}
	}
	for i := range events {
		if e := &events[i]; e.What == stepDecided && !undone[e.Decision] {
			s.take(e)
		}
	}
	return s
}

func (s *standing) take(e *book.ExceptionEvent) {
	hidden := func(id book.AttachmentID) bool { return !slices.Contains(s.files, id) }
	if s.stays(e) && len(e.Files) < len(s.files) && !slices.ContainsFunc(e.Files, hidden) {
		s.files = nil
	}
	s.files = slices.Concat(s.files, e.Files)
	slices.Sort(s.files)
	s.files = slices.Compact(s.files)
	s.last = *e
}

// stays tells whether a decision leaves everything as it is but the evidence.
func (s *standing) stays(e *book.ExceptionEvent) bool {
	a, b := &e.Work, &s.last.Work
	return e.State == s.last.State && e.Note == s.last.Note &&
		a.How == b.How && a.Until == b.Until && a.Correct == b.Correct && a.Person == b.Person
}

// changedFiles is what the last of some steps, a decision, brought and took away.
func changedFiles(events []book.ExceptionEvent) (brought, taken []book.AttachmentID) {
	n := len(events) - 1
	before, after := standingAfter(events[:n]), standingAfter(events)
	return without(after.files, before.files), without(before.files, after.files)
}

func without(ids, others []book.AttachmentID) []book.AttachmentID {
	return slices.DeleteFunc(slices.Clone(ids), func(id book.AttachmentID) bool { return slices.Contains(others, id) })
}
