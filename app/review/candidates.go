package review

import (
	"context"
	"slices"

	"zhangfang/app/book"
	"zhangfang/app/reconcile"
)

// maxCandidates bounds what is shown beside a row.
const maxCandidates = 20

// Candidates ranks the open rows across that may explain a row, best first. What
// the engine suggests comes first, with all the rows it offers together.
func (s *Service) Candidates(ctx context.Context, leg book.Leg, id book.EntryID) ([]Candidate, error) {
	p, err := s.parameters(ctx, leg)
	if err != nil {
		return nil, err
	}
	row, side, err := s.row(ctx, sidesOf(leg, p.Channels), id)
	if err != nil {
		return nil, err
	}
	around := book.Period{From: row.Day - book.Day(p.Reach()), To: row.Day + book.Day(p.Reach())}
	others, err := s.openRows(ctx, leg, side.Other(), around)
	if err != nil {
		return nil, err
	}
	ranked := reconcile.Candidates(leg, row, others, p)
	suggested, err := s.suggestion(ctx, leg, id)
	if err != nil {
		return nil, err
	}
	return s.candidateLines(ctx, first(ranked, suggested, side), suggested, side)
}

// first cuts the ranked rows to what is shown; one that the engine suggests is
// never cut.
func first(ranked []reconcile.Candidate, suggested *book.Match, side book.Side) []reconcile.Candidate {
	out := ranked[:0]
	for i, r := range ranked {
		if i < maxCandidates || suggested != nil && slices.Contains(across(suggested, side), r.Entry) {
			out = append(out, r)
		}
	}
	return out
}

// row loads a row as matching sees it; a day's net is a row of its own.
func (s *Service) row(ctx context.Context, sides [2][]book.ChannelID, id book.EntryID) (book.Row, book.Side, error) {
	lines, err := s.EntryLines(ctx, []book.EntryID{id})
	if err != nil {
		return book.Row{}, 0, err
	}
	if len(lines) == 0 {
		return book.Row{}, 0, &book.Problem{Code: "row_gone"}
	}
	l := &lines[0]
	side := book.Left
	if slices.Contains(sides[book.Right], l.Channel) {
		side = book.Right
	}
	return rowOf(l), side, nil
}

func rowOf(l *book.EntryLine) book.Row {
	return book.Row{
		ID: l.ID, Key: l.Key(), At: l.At.Unix, Precision: l.At.Precision, Gross: l.Gross, Amount: l.Amount, Fee: l.Fee,
		Currency: l.Currency, Channel: l.Channel, Day: l.Day, Settles: l.Settles, Role: l.Role, Kind: l.Kind, Status: l.Status,
		Text: &book.RowText{Method: l.Method, Terminal: l.Terminal, Card: l.Card,
			Counterparty: l.Counterparty, Memo: l.Memo, TxnNo: l.TxnNo, Batching: l.Batching},
	}
}

func (s *Service) openRows(ctx context.Context, leg book.Leg, side book.Side, around book.Period) ([]book.Row, error) {
	ids, err := s.EntryIDs(ctx, book.EntryQuery{Leg: leg, Side: side, Show: book.ShowOpen, Period: around})
	if err != nil {
		return nil, err
	}
	lines, err := s.EntryLines(ctx, ids)
	if err != nil {
		return nil, err
	}
	rows := make([]book.Row, len(lines))
	for i := range lines {
		rows[i] = rowOf(&lines[i])
	}
	return rows, nil
}

// suggestion is the suggested match that a row is in, or nil.
func (s *Service) suggestion(ctx context.Context, leg book.Leg, id book.EntryID) (*book.Match, error) {
	m, err := s.MatchOf(ctx, leg, id)
	if err != nil || m == nil || m.State != book.MatchSuggested {
		return nil, err
	}
	return m, nil
}

// candidateLines puts the shown line beside each ranked row, the suggested first.
func (s *Service) candidateLines(ctx context.Context, ranked []reconcile.Candidate, suggested *book.Match, side book.Side) ([]Candidate, error) {
	ids := make([]book.EntryID, len(ranked))
	for i, r := range ranked {
		ids[i] = r.Entry
	}
	lines, err := s.EntryLines(ctx, ids)
	if err != nil {
		return nil, err
	}
	byID := make(map[book.EntryID]book.EntryLine, len(lines))
	for _, l := range lines {
		byID[l.ID] = l
	}
	out := make([]Candidate, 0, len(ranked))
	for _, r := range ranked {
		l, ok := byID[r.Entry]
		if !ok {
			continue
		}
		c := Candidate{EntryLine: l, Score: r.Score, Difference: r.Difference, Lag: r.Lag, LagKnown: r.LagKnown, Evidence: r.Evidence}
		if suggested != nil && slices.Contains(across(suggested, side), r.Entry) {
			c.Suggested, c.Left, c.Right = true, suggested.Left, suggested.Right
			c.Score = max(c.Score, suggested.Score)
			if len(suggested.Evidence) > 0 {
				c.Evidence = suggested.Evidence
			}
		}
		out = append(out, c)
	}
	out, err = s.withSuggested(ctx, out, suggested, side)
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(out, func(a, b Candidate) int {
		switch {
		case a.Suggested == b.Suggested:
			return 0
		case a.Suggested:
			return -1
		}
		return 1
	})
	return out, nil
}

// withSuggested adds the rows that the engine suggests for other reasons than those
// by which candidates are ranked.
func (s *Service) withSuggested(ctx context.Context, out []Candidate, suggested *book.Match, side book.Side) ([]Candidate, error) {
	if suggested == nil {
		return out, nil
	}
	missing := slices.DeleteFunc(slices.Clone(across(suggested, side)), func(id book.EntryID) bool {
		return slices.ContainsFunc(out, func(c Candidate) bool { return c.ID == id })
	})
	lines, err := s.EntryLines(ctx, missing)
	for _, l := range lines {
		out = append(out, Candidate{EntryLine: l, Score: suggested.Score, Evidence: suggested.Evidence, Suggested: true,
			Left: suggested.Left, Right: suggested.Right})
	}
	return out, err
}

func across(m *book.Match, side book.Side) []book.EntryID {
	if side == book.Left {
		return m.Right
	}
	return m.Left
}
