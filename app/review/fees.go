package review

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"strconv"

	"zhangfang/app/book"
	"zhangfang/app/fees"
)

// withFees adds to each outcome the fees that are not as agreed. In a full run a
// channel that has no rate card yet gets the one that its rows keep to, as a
// proposal; a part of the rows could propose what the whole would not.
func (s *Service) withFees(ctx context.Context, rows []book.Row, full bool, outcomes iter.Seq[*book.Outcome]) ([]book.RateCard, iter.Seq[*book.Outcome], error) {
	cards, err := s.book.RateCards(ctx)
	if err != nil {
		return nil, nil, err
	}
	var first []book.RateCard
	if full {
		if first, err = s.firstCards(ctx, rows, cards); err != nil {
			return nil, nil, err
		}
	}
	wrong := fees.NewChecker(append(cards, first...)).Check(rows)
	if len(wrong) == 0 {
		return first, outcomes, nil
	}
	return first, func(yield func(*book.Outcome) bool) {
		for o := range outcomes {
			for _, id := range o.Rows {
				if x, ok := wrong[id]; ok {
					o.Exceptions = append(o.Exceptions, x)
				}
			}
			if !yield(o) {
				return
			}
		}
	}, nil
}

// findsCards tells whether a channel of which some rows were touched, and that has
// no rate card yet, now has rows enough to read one from: then all of its rows are
// to be measured.
func (s *Service) findsCards(ctx context.Context, touched []book.Row) (bool, error) {
	cards, err := s.book.RateCards(ctx)
	if err != nil {
		return false, err
	}
	settings, err := s.book.Settings(ctx)
	if err != nil {
		return false, err
	}
	var sides [2][]book.ChannelID
	for i := range touched {
		r := &touched[i]
		if r.Role == book.RolePayments && r.Fee != 0 && settings[settingNoCard(r.Channel)] == "" && !slices.Contains(sides[book.Right], r.Channel) &&
			!slices.ContainsFunc(cards, func(c book.RateCard) bool { return c.Channel == r.Channel }) {
			sides[book.Right] = append(sides[book.Right], r.Channel)
		}
	}
	if len(sides[book.Right]) == 0 {
		return false, nil
	}
	rows, err := s.book.Rows(ctx, book.RowScope{Leg: book.LegSales, Channels: sides})
	if err != nil {
		return false, err
	}
	first, err := s.firstCards(ctx, rows, cards)
	return len(first) > 0, err
}

// firstCards proposes cards for the channels that have none, but for those whose
// last card the owner took away.
func (s *Service) firstCards(ctx context.Context, rows []book.Row, cards []book.RateCard) ([]book.RateCard, error) {
	settings, err := s.book.Settings(ctx)
	if err != nil {
		return nil, err
	}
	without := func(r *book.Row) bool {
		return r.Role == book.RolePayments && settings[settingNoCard(r.Channel)] == "" &&
			!slices.ContainsFunc(cards, func(c book.RateCard) bool { return c.Channel == r.Channel })
	}
	var reader fees.Reader
	last, take := book.ChannelID(0), false
	for i := range rows {
		r := &rows[i]
		if r.Channel != last {
			last, take = r.Channel, without(r)
		}
		if take {
			reader.Look(r)
		}
	}
	return reader.Propose(cards), nil
}

// settingNoCard names the setting by which a channel is to have no rate card.
func settingNoCard(ch book.ChannelID) string { return "no_rate_card." + strconv.Itoa(int(ch)) }

// ProposeRateCards reads from the rows of the whole book which rates its channels
// keep to; what a card in the book says already is left out.
func (s *Service) ProposeRateCards(ctx context.Context) ([]book.RateCard, error) {
	cards, err := s.book.RateCards(ctx)
	if err != nil {
		return nil, err
	}
	channels, err := s.book.Channels(ctx)
	if err != nil {
		return nil, err
	}
	var paid []book.ChannelID // orders tell nothing of fees, and are half of the book
	for i := range channels {
		if channels[i].Role == book.RolePayments {
			paid = append(paid, channels[i].ID)
		}
	}
	if len(paid) == 0 {
		return nil, nil
	}
	var reader fees.Reader // a million rows at once would be a hundred megabytes
	if err := s.book.EachRow(ctx, book.RowScope{Leg: book.LegSales, Channels: [2][]book.ChannelID{book.Right: paid}}, reader.Look); err != nil {
		return nil, fmt.Errorf("propose rate cards: %w", err)
	}
	return reader.Propose(cards), nil
}

// FeeChecker measures fees by the book's rate cards.
func (s *Service) FeeChecker(ctx context.Context) (*fees.Checker, error) {
	cards, err := s.book.RateCards(ctx)
	return fees.NewChecker(cards), err
}

// EffectiveRates is what channels really took of what they brought, by channel and
// day, over a period.
func (s *Service) EffectiveRates(ctx context.Context, p book.Period) ([]fees.Rate, error) {
	days, err := s.book.ChannelDays(ctx, p)
	return fees.Effective(days), err
}

// FeeClaims is the open fee differences of a query, in groups to send to the
// channels.
func (s *Service) FeeClaims(ctx context.Context, q book.ExceptionQuery) ([]fees.ClaimGroup, error) {
	q.Types = []book.ExceptionType{book.FeeMismatch}
	lines, err := s.Exceptions(ctx, q)
	return fees.Claim(lines), err
}
