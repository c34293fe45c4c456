package review

import (
	"context"
	"slices"

	"zhangfang/app/book"
	"zhangfang/app/reconcile/learn"
	"zhangfang/app/reconcile/remark"
)

// Classified is what a bank line is, and who says so.
type Classified struct {
	Class  book.Class
	Lesson *book.Lesson // what the owner taught; nil where a rule read it
	Owner  bool         // the owner said it of this very line
}

// Classify records what bank lines are; what the owner says of a party once is
// known of its other lines.
func (s *Service) Classify(ctx context.Context, ids []book.EntryID, class book.Class) (book.Decision, error) {
	if len(ids) == 0 || !slices.Contains(book.Classes, class) {
		return book.Decision{}, &book.Problem{Code: "nothing_picked"}
	}
	ids = slices.Clone(ids)
	slices.Sort(ids)
	return s.act(ctx, book.Decision{Action: book.Classify, Leg: book.LegPayouts, Right: slices.Compact(ids), Class: class})
}

// Classes tells what some bank lines are; those of which nothing is known are left out.
func (s *Service) Classes(ctx context.Context, ids []book.EntryID) (map[book.EntryID]Classified, error) {
	decisions, err := s.book.Decisions(ctx, book.LegPayouts)
	if err != nil {
		return nil, err
	}
	lessons, err := s.lessons(ctx, book.LegPayouts, decisions)
	if err != nil {
		return nil, err
	}
	own := map[book.EntryID]book.Class{}
	for _, d := range decisions {
		if d.Action == book.Classify {
			for _, id := range d.Right {
				own[id] = d.Class
			}
		}
	}
	lines, err := s.book.EntryLines(ctx, ids)
	if err != nil {
		return nil, err
	}
	classify := learn.Classifier(lessons)
	out := make(map[book.EntryID]Classified, len(lines))
	for i := range lines {
		l := &lines[i]
		if l.Role != book.RoleBank {
			continue
		}
		if class, ok := own[l.ID]; ok {
			out[l.ID] = Classified{Class: class, Owner: true}
			continue
		}
		class, lesson := classify(remark.Read(l.Counterparty, l.Memo, l.Day), l.Memo)
		if class != book.ClassNone {
			out[l.ID] = Classified{Class: class, Lesson: lesson}
		}
	}
	return out, nil
}
