package reconcile

import (
	"slices"
	"testing"

	"zhangfang/app/book"
	"zhangfang/app/calendar"
	"zhangfang/app/transit"
)

func link(id book.DecisionID, left, right []book.EntryID) book.Decision {
	return book.Decision{ID: id, Action: book.Confirm, Leg: book.LegPayouts, Left: left, Right: right}
}

func ids(id ...book.EntryID) []book.EntryID { return id }

// What joins a day after some of it was linked is owed as any other money.
func TestWhatJoinsALinkedDayIsOwed(t *testing.T) {
	s := newShop()
	a := s.sold(weChat, day1, 10000)
	b := s.sold(weChat, day1, 5000)
	c := s.credit(day1+1, 10000, "财付通")
	s.p.Decisions = []book.Decision{link(1, ids(a), ids(c))}
	got := s.solve(book.LegPayouts)
	got.want(t, "confirmed manual [1]~[3]", "open 2 in_transit")
	want := book.Settlement{Channel: weChat, Day: day1, Currency: book.CNY, Net: 15000, Rows: 2, Arrived: 10000, BankSeen: day1 + 25}
	if !slices.Equal(got.settlements, []book.Settlement{want}) {
		t.Errorf("settlements %+v", got.settlements)
	}
	model := transit.Learn(got.settlements, nil, calendar.New())
	missing := model.Exceptions(got.settlements, day1+60)
	if len(missing) != 1 || missing[0].Type != book.SettlementMissing || missing[0].Expected != 15000 || missing[0].Actual != 10000 {
		t.Errorf("exceptions %+v", missing)
	}

	s.credit(day1+2, 5000, "财付通")
	got = s.solve(book.LegPayouts)
	got.want(t, "confirmed manual [1]~[3]", "auto day_net [2]~[4]")
	want.Arrived, want.ArrivedOn = 15000, day1+2
	if !slices.Equal(got.settlements, []book.Settlement{want}) {
		t.Errorf("settlements %+v", got.settlements)
	}

	s.p.Decisions = append(s.p.Decisions, book.Decision{ID: 2, Action: book.WriteOff, Leg: book.LegPayouts, Left: ids(b)})
	s.solve(book.LegPayouts).want(t, "confirmed manual [1]~[3]", "confirmed write_off [2]~[]", "open 4 exception", "! unexplained_credit 4/0 0->5000")
}

func TestLinkedPayouts(t *testing.T) {
	for name, c := range map[string]struct {
		rows func(*shop) []book.Decision
		want []string
	}{
		"two of a day, each with less": {func(s *shop) []book.Decision {
			a, b := s.sold(weChat, day1, 10000), s.sold(weChat, day1, 20000)
			c, d := s.credit(day1+1, 9000, "财付通"), s.credit(day1+2, 18000, "财付通")
			return []book.Decision{link(1, ids(a), ids(c)), link(2, ids(b), ids(d))}
		}, []string{"confirmed manual [1]~[3]", "confirmed manual [2]~[4]", "! settlement_short 0/3 30000->27000"}},
		"more than it owes, which is not the rest of the day": {func(s *shop) []book.Decision {
			a := s.sold(weChat, day1, 10000)
			s.sold(weChat, day1, 5000)
			return []book.Decision{link(1, ids(a), ids(s.credit(day1+1, 12000, "财付通")))}
		}, []string{"confirmed manual [1]~[3]", "open 2 in_transit", "! settlement_short 0/3 10000->12000"}},
		"with a day of refunds": {func(s *shop) []book.Decision {
			a, b := s.sold(weChat, day1, 10000), s.add(weChat, book.KindRefund, "", day1+1, "12:00:00", -2000)
			return []book.Decision{link(1, ids(a, b), ids(s.credit(day1+2, 8000, "财付通")))}
		}, []string{"confirmed manual [1 2]~[3]"}},
	} {
		t.Run(name, func(t *testing.T) {
			s := newShop()
			s.p.Decisions = c.rows(s)
			s.solve(book.LegPayouts).want(t, c.want...)
		})
	}
}
