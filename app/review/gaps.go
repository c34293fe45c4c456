package review

import (
	"context"
	"slices"
	"strconv"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

// gapExceptions is where the running balance of a standing file proves that rows
// are missing and no other file has brought them. The difference is the sum of the
// missing rows, taken away. Gaps of one day of a channel are one exception, that of
// the first file; its evidence names them all.
func (s *Service) gapExceptions(ctx context.Context) ([]book.ExceptionLine, error) {
	batches, err := s.book.Batches(ctx)
	if err != nil {
		return nil, err
	}
	batches = slices.DeleteFunc(batches, func(b book.Batch) bool { return !b.Undone.IsZero() })
	var out []book.ExceptionLine
	at := map[string]int{}                   // by key, in out
	for i := len(batches) - 1; i >= 0; i-- { // oldest first
		for _, note := range batches[i].Notes {
			gap, ok := bill.GapOf(note)
			if !ok {
				continue
			}
			switch bridged, err := s.bridged(ctx, batches, i, &gap); {
			case err != nil:
				return nil, err
			case bridged:
				continue
			}
			x, err := gapException(&batches[i], note.Line, &gap)
			if err != nil {
				return nil, err
			}
			if j, ok := at[x.Key()]; ok {
				out[j].Evidence = append(out[j].Evidence, x.Evidence...)
				continue
			}
			at[x.Key()] = len(out)
			out = append(out, x)
		}
	}
	return out, nil
}

func gapException(b *book.Batch, line int, gap *bill.Gap) (book.ExceptionLine, error) {
	missing, err := gap.Missing()
	if err != nil {
		return book.ExceptionLine{}, err
	}
	sum := book.Money{Minor: missing, Currency: gap.Currency}
	return book.ExceptionLine{
		File: b.File, Line: int32(line),
		Exception: book.Exception{
			Type: book.BalanceGap, Leg: book.LegPayouts, Channel: b.Channel, Day: gap.Day,
			Expected: gap.GoesOn, Actual: gap.Stops, Currency: gap.Currency,
			Evidence: []book.Fact{{Code: "balance_gap", Args: []string{
				b.File, strconv.Itoa(line), sum.Plain(), strconv.Itoa(gap.Places),
			}}},
		},
	}, nil
}

// bridged tells whether another file of the channel brought what the i-th lacks:
// the channel's rows about the gap then run on. Only where another file covers the
// gap are they looked at.
func (s *Service) bridged(ctx context.Context, batches []book.Batch, i int, gap *bill.Gap) (bool, error) {
	channel := batches[i].Channel
	other := func(b book.Batch) bool {
		return b.ID != batches[i].ID && b.Channel == channel &&
			(b.Covers.From == 0 || b.Covers.From <= gap.Day) && (b.Covers.To == 0 || b.Covers.To >= gap.Since)
	}
	if !slices.ContainsFunc(batches, other) {
		return false, nil
	}
	// A business day may be cut elsewhere than the file's: one more on either side.
	ids, err := s.book.EntryIDs(ctx, book.EntryQuery{
		Channels: []book.ChannelID{channel}, Period: book.Period{From: gap.Since - 1, To: gap.Day + 1},
	})
	if err != nil {
		return false, err
	}
	rows, err := s.book.EntryLines(ctx, ids)
	if err != nil {
		return false, err
	}
	var chain bill.Gaps
	for j := range rows {
		chain.AddEntry(&rows[j].Entry)
	}
	return chain.Bridges(gap), nil
}
