package upkeep

import (
	"context"
	"fmt"
	"iter"

	"zhangfang/app/book"
	"zhangfang/app/report"
	"zhangfang/app/transit"
)

// transitRows is what every channel owes the bank, arrived or not: a row for the
// net of a day or a withdrawal.
func (s *Service) transitRows(ctx context.Context) iter.Seq2[[]report.Value, error] {
	channels, err := s.book.Channels(ctx)
	names := make(map[book.ChannelID]string, len(channels))
	for _, c := range channels {
		names[c.ID] = c.Name
	}
	var all []transit.Expectation
	if err == nil {
		all, err = s.judged.Transit(ctx)
	}
	rows := func(yield func(*transit.Expectation, error) bool) {
		if err != nil {
			yield(nil, fmt.Errorf("payouts: %w", err))
			return
		}
		for i := range all {
			if !yield(&all[i], nil) {
				return
			}
		}
	}
	return each(rows, func(row []report.Value, e *transit.Expectation) []report.Value {
		entry, arrived := report.Value{}, report.Value{}
		if e.Entry != 0 {
			entry = number(int64(e.Entry))
		}
		if e.ArrivedOn != 0 {
			arrived = report.Text(e.ArrivedOn.String())
		}
		return append(row, report.Text(names[e.Channel]), report.Text(e.Terminal), report.Text(e.Day.String()), entry, report.Count(e.Rows),
			report.Text(string(e.Currency)), report.Amount(e.Net, e.Currency), report.Amount(e.Arrived, e.Currency), report.Amount(e.Rest(), e.Currency),
			report.Text(e.State.String()), report.Text(e.Due.String()), report.Text(e.LateAfter.String()), report.Text(e.MissingAfter.String()),
			arrived, report.Count(e.AgeDays), report.Text(yesNo(e.Estimated)))
	})
}

func yesNo(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}

// feeRows is every payment and refund that a rate card covers, with what it should
// have cost.
func (s *Service) feeRows(ctx context.Context) iter.Seq2[[]report.Value, error] {
	checker, err := s.judged.FeeChecker(ctx)
	wrong := map[book.EntryID]book.Minor{} // what should have been charged instead
	if err == nil {
		var lines []book.ExceptionLine
		lines, err = s.judged.Exceptions(ctx, book.ExceptionQuery{Types: []book.ExceptionType{book.FeeMismatch}, Resolved: true})
		for i := range lines {
			wrong[lines[i].Entry] = lines[i].Expected
		}
	}
	return func(yield func([]report.Value, error) bool) {
		if err != nil {
			yield(nil, fmt.Errorf("rate cards: %w", err))
			return
		}
		var row []report.Value
		for e, err := range s.book.ExportEntries(ctx) {
			if err != nil {
				yield(nil, err)
				return
			}
			r := feeRow(e)
			x, ok := checker.Expected(&r)
			if !ok {
				continue
			}
			expected, ok := wrong[e.ID]
			if !ok {
				expected = e.Fee // its card explains it, or, of a refund, its payment
			}
			row = append(row[:0], number(int64(e.ID)), report.Text(e.ChannelName), report.Text(e.Method), report.Text(e.Kind.String()))
			row = append(origin(row, e), report.Text(e.Day.String()), report.Amount(e.Gross, e.Currency), report.Amount(e.Amount, e.Currency),
				report.Amount(e.Fee, e.Currency), report.Amount(expected, e.Currency), report.Amount(e.Fee-expected, e.Currency),
				report.Text(string(e.Currency)), report.Text(x.Card.Rate.String()), report.Text(x.Card.State.String()))
			if !yield(row, nil) {
				return
			}
		}
	}
}

// claimRows is every payment and refund that cost too much, as the channel is to
// see it: by group, the most money first.
func (s *Service) claimRows(ctx context.Context) iter.Seq2[[]report.Value, error] {
	groups, err := s.judged.FeeClaims(ctx, book.ExceptionQuery{})
	return func(yield func([]report.Value, error) bool) {
		if err != nil {
			yield(nil, fmt.Errorf("claims: %w", err))
			return
		}
		var row []report.Value
		for _, g := range groups {
			for i := range g.Lines {
				x := &g.Lines[i]
				row = append(row[:0], report.Text(g.ChannelName), report.Text(g.Month.From.String()[:len("2006-01")]), report.Text(x.OrderNo),
					report.Text(x.TxnNo), report.Text(x.RefundNo), report.Text(x.Day.String()), report.Amount(x.Actual, x.Currency),
					report.Amount(x.Expected, x.Currency), report.Amount(x.Difference().Minor, x.Currency), report.Text(string(x.Currency)),
					report.Text(x.File), number(int64(x.Line)))
				if !yield(row, nil) {
					return
				}
			}
		}
	}
}

// feeRow is an entry as fees look at it.
func feeRow(e *book.EntryLine) book.Row {
	return book.Row{
		ID: e.ID, Gross: e.Gross, Amount: e.Amount, Fee: e.Fee, Currency: e.Currency, Channel: e.Channel, Day: e.Day, Role: e.Role, Kind: e.Kind,
		Status: e.Status, Text: &book.RowText{Method: e.Method, Terminal: e.Terminal, Card: e.Card},
	}
}
