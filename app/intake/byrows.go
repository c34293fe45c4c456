package intake

import (
	"context"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

// trace is what a row tells of the channel that it is from.
type trace struct {
	day  book.Day
	sure bool // two accounts do not have it by chance: it has a number, or the balance after it
}

// byRows finds the only channel that a file proves to be a part of, and how many of
// its rows prove it: they are there as they stand in the file, and no row is missing
// there of the days that the channel covers. One row alike is no proof: a fee of the
// same day and amount is in the statements of many accounts. That an account, which a
// file names, is that of a channel without one takes more: two such rows, and none
// missing of a day that the channel has anything of.
func (s *Service) byRows(ctx context.Context, o *observation, choices []book.Channel, role book.Role) (found book.Channel, rows int, err error) {
	var traces []trace
	var covers map[book.ChannelID][]book.Coverage
	for _, c := range choices {
		alike, err := s.alike(ctx, o, c.ID)
		if err != nil || alike == nil {
			if err != nil {
				return book.Channel{}, 0, err
			}
			continue
		}
		if traces == nil {
			if traces, err = tracesOf(ctx, o, role); err == nil {
				covers, err = s.coverage(ctx)
			}
			if err != nil {
				return book.Channel{}, 0, err
			}
		}
		named := o.summary.Source.Account != "" && c.Account == ""
		switch n := proofs(traces, alike, covers[c.ID], named); {
		case n > 0 && rows > 0:
			return book.Channel{}, 0, nil // rows that several hold prove nothing
		case n > 0:
			found, rows = c, n
		}
	}
	return found, rows, nil
}

// alike tells which entries of a file a channel holds as they stand there; nil: none.
func (s *Service) alike(ctx context.Context, o *observation, id book.ChannelID) (same []bool, err error) {
	idents := make([]uint64, len(o.marks))
	for i, m := range o.marks {
		idents[i] = m.Ident
	}
	held, err := s.book.Held(ctx, id, idents)
	if err != nil {
		return nil, err
	}
	for i, m := range o.marks {
		if h, ok := held[m.Ident]; ok && h.Digest == m.Digest {
			if same == nil {
				same = make([]bool, len(o.marks))
			}
			same[i] = true
		}
	}
	return same, nil
}

// tracesOf reads a file once more for what observing did not keep of its entries.
func tracesOf(ctx context.Context, o *observation, role book.Role) ([]trace, error) {
	traces := make([]trace, 0, len(o.marks))
	_, err := readAs(ctx, o.file, o.own, bill.Options{Role: role}, func(row *bill.Row) error {
		if row.Problem != nil {
			return nil
		}
		for i := range row.Entries {
			e := &row.Entries[i]
			traces = append(traces, trace{e.Day, !e.Keyless || e.Balance != nil})
		}
		return nil
	})
	if err == nil && len(traces) != len(o.marks) {
		err = &book.Problem{Code: "file_changed", File: o.file.Name}
	}
	return traces, err
}

// coverage is what standing batches cover, by channel.
func (s *Service) coverage(ctx context.Context) (map[book.ChannelID][]book.Coverage, error) {
	batches, err := s.book.Batches(ctx)
	if err != nil {
		return nil, err
	}
	all := map[book.ChannelID][]book.Coverage{}
	for i := range batches {
		if b := &batches[i]; b.Undone.IsZero() {
			all[b.Channel] = append(all[b.Channel], b.Covers)
		}
	}
	return all, nil
}

// proofs counts the rows that prove a file to be a part of a channel; 0 where one is
// not there that would have to be, or there are too few to tell an account by.
func proofs(traces []trace, alike []bool, covers []book.Coverage, named bool) int {
	n := 0
	must := map[book.Day]bool{} // by day, whether the channel would have its rows
	for i, t := range traces {
		if alike[i] {
			if t.sure {
				n++
			}
			continue
		}
		covered, known := must[t.day]
		if !known {
			all, part := book.CoversDay(covers, t.day)
			covered = all || named && part
			must[t.day] = covered
		}
		if covered {
			return 0
		}
	}
	if named && n < 2 {
		return 0
	}
	return n
}
