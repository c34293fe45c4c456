package reconcile

import (
	"slices"
	"testing"

	"zhangfang/app/book"
)

// Money of one currency explains none of another's.
func TestLinkedSalesAddUpByCurrency(t *testing.T) {
	for name, c := range map[string]struct {
		rows func(s *shop) (left, right []book.EntryID)
		want []string
	}{
		"a hundred of each": {func(s *shop) (left, right []book.EntryID) {
			return ids(s.order("A1", "10:00:00", 10000, dollars)), ids(s.pay(weChat, "", "10:00:00", 10000))
		}, []string{"confirmed manual [1]~[2]", "! amount_mismatch 1/2 10000->0", "! amount_mismatch 2/1 0->10000"}},
		"the difference is in one of two": {func(s *shop) (left, right []book.EntryID) {
			left = ids(s.order("A1", "10:00:00", 10000, dollars), s.order("A2", "10:00:00", 5000))
			return left, ids(s.pay(weChat, "", "10:00:00", 4900), s.pay(weChat, "", "10:00:00", 10000, dollars))
		}, []string{"confirmed manual [1 2]~[3 4]", "! amount_mismatch 3/1 5000->4900"}},
		"equal in both": {func(s *shop) (left, right []book.EntryID) {
			left = ids(s.order("A1", "10:00:00", 10000, dollars), s.order("A2", "10:00:00", 5000))
			return left, ids(s.pay(weChat, "", "10:00:00", 5000), s.pay(weChat, "", "10:00:00", 10000, dollars))
		}, []string{"confirmed manual [1 2]~[3 4]"}},
	} {
		t.Run(name, func(t *testing.T) {
			s := newShop()
			left, right := c.rows(s)
			s.p.Decisions = []book.Decision{{ID: 1, Action: book.Confirm, Leg: book.LegSales, Left: left, Right: right}}
			got := s.solve(book.LegSales)
			got.want(t, c.want...)
			for _, x := range got.exceptions {
				if r := s.rows[x.Entry-1]; x.Currency != r.Currency || !slices.Contains(x.Evidence[1].Args, money(x.Actual-x.Expected, x.Currency)) {
					t.Errorf("%+v is about row %+v", x, r)
				}
			}
		})
	}
}

func TestNet(t *testing.T) {
	for _, c := range []struct {
		leg  book.Leg
		row  book.Row
		want book.Minor
	}{
		{book.LegSales, book.Row{Role: book.RolePayments, Kind: book.KindPayment, Amount: 1000, Fee: 6}, 1000},
		{book.LegPayouts, book.Row{Role: book.RolePayments, Kind: book.KindPayment, Amount: 1000, Fee: 6}, 994},
		{book.LegPayouts, book.Row{Role: book.RolePayments, Kind: book.KindRefund, Amount: -1000, Fee: -6}, -994},
		{book.LegPayouts, book.Row{Role: book.RoleWallet, Kind: book.KindWithdrawal, Amount: -1000}, 1000},
		{book.LegPayouts, book.Row{Role: book.RoleBank, Kind: book.KindDeposit, Amount: 990}, 990},
	} {
		if got := Net(c.leg, &c.row); got != c.want {
			t.Errorf("%s of %+v: %d, want %d", c.leg, c.row, got, c.want)
		}
	}
}
