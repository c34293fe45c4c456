package monthly

import (
	"context"
	"fmt"

	"zhangfang/app/book"
	"zhangfang/app/transit"
)

// Owed is money that is not at the bank.
type Owed struct {
	Channel  book.ChannelID // the payments channel that it was sold through
	Currency book.Currency
	Day      book.Day // of the sales
	Due      book.Day
	Rest     book.Minor
	State    string // "in_transit", "late", "missing"
}

// Age sums what is not at the bank by the days since it was sold.
type Age struct {
	Currency  book.Currency
	From, To  int // To is -1 where there is no end
	InTransit book.Minor
	Late      book.Minor
	Missing   book.Minor
}

// Coming is what should reach the bank on a day; four times in five it is between
// Low and High. Sold is the part that is sold already.
type Coming struct {
	Day                       book.Day
	Currency                  book.Currency
	Expected, Low, High, Sold book.Minor
}

// Underway is what is on its way to the bank, whatever period one looks at.
type Underway struct {
	AsOf     book.Day // the latest day that any stream of the payouts covers; 0: none
	Owed     []Owed
	Ages     []Age
	Forecast []Coming
}

// forecastDays is how far ahead arrivals are foretold.
const forecastDays = 14

// Underway tells what the channels picked, all where none is, still owe, and what
// should arrive on the next days.
func (s *Service) Underway(ctx context.Context, channels []book.ChannelID) (Underway, error) {
	g := gathering{pick: channels, f: &book.MonthFigures{}}
	m, err := s.payouts(ctx, &g)
	if err != nil {
		return Underway{}, fmt.Errorf("what is under way: %w", err)
	}
	out := Underway{AsOf: m.asOf}
	var settlements []book.Settlement
	var expected []transit.Expectation
	for _, x := range m.expected {
		c := m.payer(x.Channel)
		if !g.picked(c.ID) && !g.picked(x.Channel) {
			continue
		}
		settlements, expected = append(settlements, x.Settlement), append(expected, x)
		switch x.State {
		case transit.InTransit, transit.Late, transit.Missing:
			out.Owed = append(out.Owed, Owed{Channel: c.ID, Currency: x.Currency, Day: x.Day, Due: x.Due, Rest: x.Rest(), State: x.State.String()})
		}
	}
	for _, b := range transit.Ageing(expected, m.asOf) {
		a := Age{Currency: b.Currency, From: b.From, To: b.To, Late: b.Late.Amount, Missing: b.Missing.Amount}
		if a.InTransit, err = b.NotDue.Amount.Add(b.Due.Amount); err != nil {
			return out, fmt.Errorf("what is under way: %w", err)
		}
		out.Ages = append(out.Ages, a)
	}
	if m.asOf != 0 {
		for _, f := range m.model.Forecast(settlements, m.asOf, forecastDays) {
			out.Forecast = append(out.Forecast, Coming{f.Day, f.Currency, f.Expected, f.Low, f.High, f.Sold})
		}
	}
	return out, nil
}

// paid is every payout, judged as of the latest day that payouts are known of.
type paid struct {
	asOf     book.Day
	channels []book.Channel
	statuses []book.ChannelStatus
	model    *transit.Model
	expected []transit.Expectation
}

func (m *paid) payer(id book.ChannelID) book.Channel {
	for _, c := range m.channels {
		if c.ID == id {
			return payer(c, m.channels)
		}
	}
	return book.Channel{ID: id}
}

// payouts judges every payout of the book, not those of a period alone.
func (s *Service) payouts(ctx context.Context, g *gathering) (m paid, err error) {
	if m.channels, err = s.book.Channels(ctx); err != nil {
		return m, err
	}
	if m.statuses, err = s.book.Statuses(ctx); err != nil {
		return m, err
	}
	for _, st := range m.statuses {
		switch st.Role {
		case book.RolePayments, book.RoleWallet, book.RoleBank:
			m.asOf = max(m.asOf, st.Covered.To)
		}
	}
	settlements, err := s.book.Settlements(ctx)
	if err != nil {
		return m, err
	}
	terms, err := s.terms(ctx, m.channels)
	if err != nil {
		return m, err
	}
	m.model = transit.Learn(settlements, terms, s.china)
	m.expected = make([]transit.Expectation, len(settlements))
	for i, x := range settlements {
		m.expected[i] = m.model.Judge(x, m.asOf)
	}
	return m, nil
}
