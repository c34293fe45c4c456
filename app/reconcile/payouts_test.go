package reconcile

import (
	"math"
	"testing"

	"zhangfang/app/book"
)

func (s *shop) credit(d book.Day, amount book.Minor, text string) book.EntryID {
	return s.add(bank, book.KindDeposit, "", d, "10:00:00", amount, memo(text))
}

func TestPayouts(t *testing.T) {
	for name, c := range map[string]struct {
		rows func(*shop)
		want []string
	}{
		"the net of a day, the next day": {func(s *shop) {
			s.pay(weChat, "A1", "10:00:00", 5000, fee(30))
			s.pay(weChat, "A2", "11:00:00", 3000, fee(18))
			s.add(weChat, book.KindRefund, "A1", day1, "12:00:00", -1000, fee(-6))
			s.credit(day1+1, 6958, "财付通 商户结算款")
		}, []string{"auto day_net [1 2 3]~[4]"}},
		"a weekend in one credit": {func(s *shop) {
			for k := range 3 {
				s.add(terminal, book.KindPayment, "", day1+book.Day(k), "10:00:00", book.Minor(1000*(k+1)))
			}
			s.credit(day1+3, 6000, "POS清算")
		}, []string{"auto day_net [1 2 3]~[4]"}},
		"a day of refunds comes off the next day's money": {func(s *shop) {
			s.add(weChat, book.KindRefund, "", day1, "10:00:00", -1000)
			s.add(weChat, book.KindPayment, "", day1+1, "10:00:00", 5000)
			s.credit(day1+2, 4000, "财付通")
		}, []string{"auto day_net [1 2]~[3]"}},
		"equal nets of days in a row": {func(s *shop) {
			for k := range 3 {
				s.add(weChat, book.KindPayment, "", day1+book.Day(k), "10:00:00", 5000)
			}
			for k := range 3 {
				s.credit(day1+book.Day(k+1), 5000, "财付通")
			}
		}, []string{"auto day_net [1]~[4]", "auto day_net [2]~[5]", "auto day_net [3]~[6]"}},
		"the day that the acquirer states": {func(s *shop) {
			s.add(terminal, book.KindPayment, "", day1, "10:00:00", 5000, func(r *book.Row) { r.Settles = day1 + 4 })
			s.credit(day1+1, 5000, "银联")
			s.credit(day1+4, 5000, "银联")
		}, []string{"auto day_net [1]~[3]", "! unexplained_credit 2/0 0->5000", "open 2 exception"}},
		"a credit that names nobody, and two channels of one net": {func(s *shop) {
			s.pay(weChat, "", "10:00:00", 5000)
			s.pay(terminal, "", "10:00:00", 5000)
			s.credit(day1+1, 5000, "入账")
		}, []string{"suggested day_net [1]~[3]", "! ambiguous 3/1 5000->5000", "open 1 suggested", "open 2 in_transit", "open 3 suggested"}},
		"short by much, but the text names the day": {func(s *shop) {
			s.add(weChat, book.KindPayment, "", day1, "10:00:00", 50000)
			s.add(weChat, book.KindPayment, "", day1+1, "10:00:00", 50000)
			s.credit(day1+3, 40000, "财付通 20251013 商户结算款")
		}, []string{"auto day_net [1]~[3]", "! settlement_short 0/3 50000->40000", "open 2 in_transit"}},
		"one missing, one short: the credit is of the day that was due": {func(s *shop) {
			s.add(weChat, book.KindPayment, "", day1, "10:00:00", 52000)
			s.add(weChat, book.KindPayment, "", day1+2, "10:00:00", 50000)
			s.credit(day1+3, 49000, "财付通")
		}, []string{"auto day_net [2]~[3]", "! settlement_short 0/3 50000->49000", "open 1 in_transit"}},
		"a voided payment is not in the net": {func(s *shop) {
			s.pay(terminal, "", "10:00:00", 5000)
			s.pay(terminal, "", "11:00:00", 3000)
			s.add(terminal, book.KindRefund, "", day1, "11:01:00", -3000, status(book.StatusReversed))
			s.pay(terminal, "", "12:00:00", 900, status(book.StatusReversed))
			s.credit(day1+1, 5000, "银联")
		}, []string{"auto day_net [1 2 3]~[5]"}},
		"a credit whose bills are not in yet": {func(s *shop) {
			s.covers(weChat, day1-5, day1-1)
			s.credit(day1+1, 777, "财付通")
		}, []string{"open 1 waiting"}},
		"a withdrawal, not the day's net": {func(s *shop) {
			s.pay(aliPay, "A1", "10:00:00", 5000)
			s.add(aliWallet, book.KindWithdrawal, "", day1, "18:00:00", -4000)
			s.credit(day1, 4000, "支付宝 提现")
		}, []string{"auto withdrawal [2]~[3]"}},
		"not there yet": {func(s *shop) { s.pay(weChat, "A1", "10:00:00", 5000) }, []string{"open 1 in_transit"}},
		"no bank statement at all": {func(s *shop) {
			delete(s.p.Coverage, bank)
			s.pay(weChat, "A1", "10:00:00", 5000)
		}, []string{"open 1 waiting"}},
		"a little less than the net": {func(s *shop) {
			s.pay(weChat, "A1", "10:00:00", 50000)
			s.credit(day1+1, 49900, "财付通")
		}, []string{"auto day_net [1]~[2]", "! settlement_short 0/2 50000->49900"}},
		"a credit that nothing explains": {func(s *shop) { s.credit(day1+1, 777, "转账 张三") },
			[]string{"! unexplained_credit 1/0 0->777", "open 1 exception"}},
		"interest needs no explanation": {func(s *shop) { s.credit(day1+1, 12, "结息") }, nil},
		"another channel's credit of the same amount": {func(s *shop) {
			s.pay(weChat, "A1", "10:00:00", 5000)
			s.pay(terminal, "", "10:00:00", 5000)
			s.credit(day1+1, 5000, "银联 商户清算")
		}, []string{"auto day_net [2]~[3]", "open 1 in_transit"}},
	} {
		t.Run(name, func(t *testing.T) {
			s := newShop()
			c.rows(s)
			got := s.solve(book.LegPayouts)
			got.want(t, c.want...)
			for _, r := range s.rows {
				if got.rows[r.ID] != 1 {
					t.Errorf("row %d stands in %d outcomes", r.ID, got.rows[r.ID])
				}
			}
		})
	}
}

func TestPayoutsTellsSettlements(t *testing.T) {
	s := newShop()
	s.pay(weChat, "A1", "10:00:00", 5000)
	s.add(weChat, book.KindPayment, "A2", day1+1, "10:00:00", 3000)
	s.credit(day1+2, 8000, "财付通")
	got := s.solve(book.LegPayouts).settlements
	if len(got) != 2 || got[0].Arrived != 5000 || got[1].Arrived != 3000 || got[0].ArrivedOn != day1+2 || got[0].BankSeen != day1+25 {
		t.Errorf("settlements %+v", got)
	}
}

func TestPayoutsHonoursDecisions(t *testing.T) {
	s := newShop()
	a := s.pay(weChat, "A1", "10:00:00", 5000)
	b := s.pay(weChat, "A2", "11:00:00", 3000)
	c := s.credit(day1+1, 8000, "财付通")
	more := s.credit(day1+1, 9000, "转账")
	ids := func(id ...book.EntryID) []book.EntryID { return id }
	for name, x := range map[string]struct {
		d       book.Decision
		arrived book.Minor
		want    []string
	}{
		"linked with more than it owes": {book.Decision{Action: book.Confirm, Left: ids(a, b), Right: ids(more)}, 8000,
			[]string{"! settlement_short 0/4 8000->9000", "! unexplained_credit 3/0 0->8000", "confirmed manual [1 2]~[4]", "open 3 exception"}},
		"declined": {book.Decision{Action: book.Decline, Left: ids(a, b), Right: ids(c)}, 0,
			[]string{"! unexplained_credit 3/0 0->8000", "open 1 in_transit", "open 2 in_transit", "open 3 exception", "! unexplained_credit 4/0 0->9000", "open 4 exception"}},
		"confirmed": {book.Decision{Action: book.Confirm, Left: ids(a, b), Right: ids(c)}, 8000, []string{"confirmed manual [1 2]~[3]", "! unexplained_credit 4/0 0->9000", "open 4 exception"}},
		"confirmed before the other row came": {book.Decision{Action: book.Confirm, Left: ids(a), Right: ids(c)}, 8000,
			[]string{"confirmed manual [1]~[3]", "open 2 in_transit", "! unexplained_credit 4/0 0->9000", "open 4 exception"}},
		"written off": {book.Decision{Action: book.WriteOff, Left: ids(a, b)}, 0,
			[]string{"confirmed write_off [1 2]~[]", "! unexplained_credit 3/0 0->8000", "open 3 exception", "! unexplained_credit 4/0 0->9000", "open 4 exception"}},
		"rows that are gone": {book.Decision{Action: book.Confirm, Left: ids(77), Right: ids(c)}, 8000, []string{"auto day_net [1 2]~[3]", "! unexplained_credit 4/0 0->9000", "open 4 exception"}},
	} {
		t.Run(name, func(t *testing.T) {
			s.p.Decisions = []book.Decision{x.d}
			got := s.solve(book.LegPayouts)
			got.want(t, x.want...)
			if len(got.settlements) != 1 || got.settlements[0].Arrived != x.arrived {
				t.Errorf("settlements %+v", got.settlements)
			}
		})
	}
}

// Of a day paid by batches one settlement is told; while a batch of it is missing,
// it has not arrived.
func TestPayoutsTellADayOfBatchesOnce(t *testing.T) {
	s := newShop()
	s.sold(terminal, day1, 50000, batching("B2025101301"))
	s.sold(terminal, day1, 30000, batching("B2025101302"))
	s.credit(day1+1, 30000, "拉卡拉 批次号 B2025101302")
	want := book.Settlement{Channel: terminal, Day: day1, Currency: book.CNY, Net: 80000, Rows: 2, Arrived: 30000, BankSeen: day1 + 25}
	if got := s.solve(book.LegPayouts).settlements; len(got) != 1 || got[0] != want {
		t.Errorf("one of two batches: %+v", got)
	}
	s.credit(day1+3, 50000, "拉卡拉 批次号 B2025101301")
	want.Arrived, want.ArrivedOn = 80000, day1+3
	if got := s.solve(book.LegPayouts).settlements; len(got) != 1 || got[0] != want {
		t.Errorf("both: %+v", got)
	}
}

// A day whose sum is out of range loses no row, and is told of nothing.
func TestPayoutsBeyondTheRangeOfMoney(t *testing.T) {
	s := newShop()
	s.sold(weChat, day1, math.MaxInt64)
	s.sold(weChat, day1, 5)
	s.sold(weChat, day1+1, 5000)
	s.credit(day1+2, 5000, "财付通")
	got := s.solve(book.LegPayouts)
	got.want(t, "auto day_net [3]~[4]", "open 1 waiting", "open 2 waiting")
	if len(got.settlements) != 1 {
		t.Errorf("settlements %+v", got.settlements)
	}
}
