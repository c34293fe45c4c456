package review

import (
	"context"
	"slices"
	"strings"

	"zhangfang/app/book"
	"zhangfang/app/reconcile"
)

// Disposal is what a person does about exceptions: how far they have come, why,
// and how they were disposed of.
type Disposal struct {
	State book.ExceptionState
	Note  string
	book.Work
}

// stateAfter is the state that a way of disposing of an exception leaves it in.
func stateAfter(how book.Resolution, state book.ExceptionState) book.ExceptionState {
	switch how {
	case book.HowAccepted, book.HowWrittenOff, book.HowCorrected, book.HowLinked:
		return book.ExceptionResolved
	case book.HowClaimed, book.HowExpected:
		return book.ExceptionWaiting
	}
	return state
}

// Preview is what disposing of exceptions would do.
type Preview struct {
	Lines   []book.ExceptionLine // those that it would decide
	Sums    []book.Money         // the sizes of their differences added up, by currency
	Refused []Refusal
}

// Refusal is an exception that is not decided with the others, and why.
type Refusal struct {
	Line    book.ExceptionLine
	Problem *book.Problem
}

// PreviewDisposal tells what Dispose would do to the exceptions of some keys.
func (s *Service) PreviewDisposal(ctx context.Context, keys []string, d Disposal) (Preview, error) {
	var out Preview
	settings, err := s.Settings(ctx)
	if err != nil {
		return out, err
	}
	day, err := s.AsOf(ctx)
	if err != nil {
		return out, err
	}
	lines, err := s.Exceptions(ctx, book.ExceptionQuery{Resolved: true})
	if err != nil {
		return out, err
	}
	wanted := make(map[string]bool, len(keys))
	for _, k := range keys {
		wanted[k] = true
	}
	for _, x := range lines {
		if !wanted[x.Key()] {
			continue
		}
		delete(wanted, x.Key())
		p := d.refuses(&x.Exception, &settings, day)
		if p == nil && len(keys) > 1 && stateAfter(d.How, d.State) == book.ExceptionResolved && x.Difference().Minor.Abs() >= settings.ReviewLimit {
			p = &book.Problem{Code: "review_each", Args: []string{plainWithSign(settings.ReviewLimit, x.Currency)}}
		}
		if p != nil {
			out.Refused = append(out.Refused, Refusal{x, p})
			continue
		}
		out.Lines = append(out.Lines, x)
		size := x.Difference()
		size.Minor = size.Minor.Abs() // what is too much does not make up for what is too little
		if err := addTo(&out.Sums, size); err != nil {
			return out, err
		}
	}
	for _, k := range keys {
		if wanted[k] { // later rows took its cause away
			delete(wanted, k)
			out.Refused = append(out.Refused, Refusal{Problem: &book.Problem{Code: "exception_gone"}})
		}
	}
	return out, nil
}

// refuses tells why an exception cannot be disposed of like this; nil when it can.
func (d *Disposal) refuses(x *book.Exception, settings *Settings, day book.Day) *book.Problem {
	size := x.Difference().Minor.Abs()
	switch {
	case stateAfter(d.How, d.State) == book.ExceptionResolved && strings.TrimSpace(d.Note) == "":
		return &book.Problem{Code: "note_missing"} // it is what the auditor reads
	case d.How == book.HowWrittenOff && !x.IsLoss():
		return &book.Problem{Code: "not_a_loss"}
	case d.How == book.HowWrittenOff && size > settings.WriteOffLimit:
		return &book.Problem{Code: "write_off_limit", Args: []string{plainWithSign(size, x.Currency), plainWithSign(settings.WriteOffLimit, x.Currency)}}
	case d.How == book.HowExpected && d.Until <= day:
		return &book.Problem{Code: "until_missing", Args: []string{day.String()}}
	case d.How == book.HowCorrected && d.Correct == 0:
		return &book.Problem{Code: "correct_missing"}
	}
	return nil
}

// Dispose records what a person does about some exceptions, in one act that one
// undo takes back. Where a single one is refused, all are. Problems "note_missing",
// "write_off_limit", "until_missing", "correct_missing", "nothing_picked".
func (s *Service) Dispose(ctx context.Context, keys []string, d Disposal) ([]book.Decision, error) {
	preview, err := s.PreviewDisposal(ctx, keys, d)
	switch {
	case err != nil:
		return nil, err
	case len(preview.Refused) > 0:
		return nil, preview.Refused[0].Problem
	case len(preview.Lines) == 0:
		return nil, &book.Problem{Code: "nothing_picked"}
	}
	decisions := make([]book.Decision, len(preview.Lines))
	for i := range preview.Lines {
		x := &preview.Lines[i]
		decisions[i] = book.Decision{
			Action: book.SetState, Leg: x.Leg, Exception: x.Key(), State: stateAfter(d.How, d.State), Note: d.Note, Work: d.Work,
		}
		decisions[i].About = x.Difference().Minor
		files := slices.Concat(x.Files, d.Files) // what was attached stays
		slices.Sort(files)
		decisions[i].Files = slices.Compact(files)
	}
	return s.record(ctx, decisions)
}

// SetException records how far an exception has come, with a note. A resolved one
// needs the note. Problem "note_missing".
func (s *Service) SetException(ctx context.Context, key string, state book.ExceptionState, note string) (book.Decision, error) {
	done, err := s.Dispose(ctx, []string{key}, Disposal{State: state, Note: note})
	if err != nil {
		return book.Decision{}, err
	}
	return done[0], nil
}

// History is the life of an exception, oldest step first.
func (s *Service) History(ctx context.Context, key string) ([]book.ExceptionEvent, error) {
	return s.book.ExceptionEvents(ctx, key)
}

// Attach keeps a file as evidence; Work.Files then names it. Problem
// "attachment_too_big".
func (s *Service) Attach(ctx context.Context, name string, data []byte) (book.Attachment, error) {
	return s.book.Attach(ctx, name, data, s.now())
}

// Attachments lists attached files without their bytes.
func (s *Service) Attachments(ctx context.Context, ids []book.AttachmentID) ([]book.Attachment, error) {
	return s.book.Attachments(ctx, ids)
}

// AttachmentData is the bytes of an attached file.
func (s *Service) AttachmentData(ctx context.Context, id book.AttachmentID) ([]byte, error) {
	return s.book.AttachmentData(ctx, id)
}

// mayWriteOff refuses rows that are worth more than the owner's limit: what is left
// between the two sides, or the sizes of the rows of one side. Problem
// "write_off_limit".
func (s *Service) mayWriteOff(ctx context.Context, leg book.Leg, left, right []book.EntryID) error {
	settings, err := s.Settings(ctx)
	if err != nil {
		return err
	}
	lines, err := s.EntryLines(ctx, slices.Concat(left, right))
	if err != nil {
		return err
	}
	oneSided := len(left) == 0 || len(right) == 0
	var sums []book.Money
	for i := range lines {
		row := rowOf(&lines[i])
		m := book.Money{Minor: reconcile.Net(leg, &row), Currency: row.Currency}
		switch {
		case oneSided:
			m.Minor = m.Minor.Abs()
		case slices.Contains(right, row.ID):
			m.Minor = -m.Minor
		}
		if err := addTo(&sums, m); err != nil {
			return err
		}
	}
	for _, sum := range sums {
		if size := sum.Minor.Abs(); size > settings.WriteOffLimit {
			return &book.Problem{Code: "write_off_limit", Args: []string{plainWithSign(size, sum.Currency), plainWithSign(settings.WriteOffLimit, sum.Currency)}}
		}
	}
	return nil
}

// plainWithSign is an amount for a sentence, with its currency.
func plainWithSign(m book.Minor, c book.Currency) string {
	return book.Money{Minor: m, Currency: c}.Plain() + " " + string(c)
}

// addTo adds money to the sum of its currency.
func addTo(sums *[]book.Money, m book.Money) error {
	for i := range *sums {
		if (*sums)[i].Currency == m.Currency {
			sum, err := (*sums)[i].Add(m)
			(*sums)[i] = sum
			return err
		}
	}
	*sums = append(*sums, m)
	return nil
}
