package review

import (
	"context"

	"zhangfang/app/book"
)

// PutOff records that open rows of a leg are out of sight until a day by the clock,
// and why. Matching goes on with them. Problems "nothing_picked", "until_missing".
func (s *Service) PutOff(ctx context.Context, leg book.Leg, left, right []book.EntryID, until book.Day, note string) (book.Decision, error) {
	d := book.Decision{Action: book.Later, Leg: leg, Note: note, Work: book.Work{Until: until}}
	var err error
	if d.Left, d.Right, err = s.expandBoth(ctx, left, right); err != nil {
		return d, err
	}
	switch today := s.today(); {
	case len(d.Left)+len(d.Right) == 0:
		return d, &book.Problem{Code: "nothing_picked"}
	case until <= today:
		return d, &book.Problem{Code: "until_missing", Args: []string{today.String()}}
	}
	return s.act(ctx, d)
}

// today is the day of the clock.
func (s *Service) today() book.Day { return book.DayOf(s.now().In(book.Shanghai)) }

// PutOffRows is the rows of a leg that are out of sight today, each with the
// decision that put it off. A day's net stands for its rows where all of them are.
func (s *Service) PutOffRows(ctx context.Context, leg book.Leg) (map[book.EntryID]book.Decision, error) {
	all, err := s.book.Decisions(ctx, leg)
	if err != nil {
		return nil, err
	}
	out := map[book.EntryID]book.Decision{}
	for _, d := range all { // a later one is the last word
		if d.Action != book.Later {
			continue
		}
		left := d.Left
		if leg == book.LegPayouts && len(left) > 0 {
			if left, err = s.asNets(ctx, left); err != nil {
				return nil, err
			}
		}
		for _, ids := range [][]book.EntryID{left, d.Right} {
			for _, id := range ids {
				delete(out, id)
				if d.Until > s.today() {
					out[id] = d
				}
			}
		}
	}
	return out, nil
}
