package review

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"zhangfang/app/book"
	"zhangfang/app/calendar"
)

// shelf is the part of a book that tells what payouts wait for: a channel whose
// days 27 to 31 of October are paid to a bank known through the 30th.
type shelf struct {
	Book
	settlements []book.Settlement
	reasons     map[book.EntryID]book.OpenReason
	match       *book.Match
	lines       []book.EntryLine
}

func (s *shelf) Settlements(context.Context) ([]book.Settlement, error) { return s.settlements, nil }

func (s *shelf) SettlementRows(_ context.Context, ch book.ChannelID, day book.Day, _ book.Currency, _ string) (ids []book.EntryID, _ error) {
	for _, l := range s.lines {
		if l.Channel == ch && l.Day == day {
			ids = append(ids, l.ID)
		}
	}
	return ids, nil
}

func (s *shelf) Settings(context.Context) (map[string]string, error) { return nil, nil }

func (s *shelf) Channels(context.Context) ([]book.Channel, error) {
	return []book.Channel{{ID: 1, Role: book.RolePayments}, {ID: 2, Role: book.RoleBank}}, nil
}

func (s *shelf) Coverage(context.Context) (map[book.ChannelID][]book.Coverage, error) {
	return map[book.ChannelID][]book.Coverage{1: {{Period: book.Month(2025, time.October)}}}, nil
}

func (s *shelf) EntryIDs(context.Context, book.EntryQuery) ([]book.EntryID, error) {
	return []book.EntryID{90, 91}, nil
}

func (s *shelf) EntryLines(_ context.Context, ids []book.EntryID) (out []book.EntryLine, _ error) {
	for _, l := range s.lines {
		if slices.Contains(ids, l.ID) {
			out = append(out, l)
		}
	}
	return out, nil
}

func (s *shelf) OpenReasons(_ context.Context, _ book.Leg, ids []book.EntryID) (map[book.EntryID]book.OpenReason, error) {
	out := map[book.EntryID]book.OpenReason{}
	for _, id := range ids {
		if why, ok := s.reasons[id]; ok {
			out[id] = why
		}
	}
	return out, nil
}

func (s *shelf) MatchOf(_ context.Context, _ book.Leg, id book.EntryID) (*book.Match, error) {
	if s.match == nil || !slices.Contains(s.match.Right, id) {
		return nil, nil
	}
	m := *s.match
	return &m, nil
}

func TestOpenReasonsOfPayouts(t *testing.T) {
	day := func(n int) book.Day { return book.NewDay(2025, time.October, n) }
	net := func(n int) book.EntryID { return netID(&book.Settlement{Channel: 1, Day: day(n), Currency: book.CNY}) }
	owed := func(n int, bankSeen book.Day) book.Settlement {
		return book.Settlement{Channel: 1, Day: day(n), Currency: book.CNY, Net: 1000, Rows: 1, BankSeen: bankSeen}
	}
	seen := day(30)
	arrived, withdrawal := owed(28, seen), owed(21, day(31))
	arrived.Arrived, arrived.ArrivedOn, withdrawal.Entry = 1000, day(29), 7
	s := New(&shelf{
		settlements: []book.Settlement{owed(27, seen), arrived, owed(20, seen), owed(30, seen), owed(31, 0), owed(14, day(15)), withdrawal},
		reasons:     map[book.EntryID]book.OpenReason{90: book.OpenSuggested, 91: book.OpenException, 7: book.OpenInTransit, 8: book.OpenWaiting},
		match:       &book.Match{Leg: book.LegPayouts, State: book.MatchSuggested, Left: []book.EntryID{55}, Right: []book.EntryID{90}},
		lines: []book.EntryLine{{Entry: book.Entry{ID: 55, Channel: 1, Day: day(27), Currency: book.CNY},
			Role: book.RolePayments}},
	}, time.Now, calendar.New())
	got, err := s.OpenReasons(context.Background(), book.LegPayouts,
		[]book.EntryID{net(27), net(28), net(20), net(30), net(31), net(14), 7, 8, 91})
	want := map[book.EntryID]book.OpenReason{
		net(27): book.OpenSuggested, // for the credit 90
		net(20): book.OpenException, // late, as the bank shows
		net(30): book.OpenInTransit,
		net(31): book.OpenWaiting, // no statement at all
		net(14): book.OpenWaiting, // long due, but the statement ends before
		7:       book.OpenException,
		8:       book.OpenWaiting,
		91:      book.OpenException,
	}
	if d := cmp.Diff(want, got); d != "" || err != nil {
		t.Error(d, err)
	}
	for id, due := range map[book.EntryID]book.Day{net(30): day(31), net(28): 0, 8: 0, 7: day(22)} {
		if got, ok, err := s.DueOf(context.Background(), id); got != due || ok != (due != 0) || err != nil {
			t.Errorf("row %d is due %s %v %v, want %s", id, got, ok, err, due)
		}
	}
}
