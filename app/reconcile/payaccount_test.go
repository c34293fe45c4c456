package reconcile

import (
	"testing"

	"zhangfang/app/book"
)

// account is a channel of payments whose bill is that of the whole account.
func (s *shop) account(provider, account string) book.ChannelID {
	id := s.channel(book.RolePayments, provider, account)
	s.p.Channels[id-1].Stream = book.StreamAccount
	return id
}

func TestAccountsPayByTheirWithdrawals(t *testing.T) {
	tablePayouts(t, map[string]payCase{
		"a withdrawal, not the day's net": {func(s *shop) {
			paypal := s.account("paypal", "p")
			s.sold(paypal, day1, 5000)
			s.add(paypal, book.KindWithdrawal, "", day1, "18:00:00", -4000)
			s.said(day1+1, 4000, "PayPal", "")
		}, []string{"auto withdrawal [2]~[3]"}},
		"no withdrawal, nothing is owed": {func(s *shop) {
			s.sold(s.account("paypal", "p"), day1, 5000)
			s.said(day1+1, 5000, "PayPal", "")
		}, []string{"! unexplained_credit 2/0 0->5000", "open 2 exception"}},
		"two accounts without a number do not stand for each other": {func(s *shop) {
			a, b := s.account("paypal", ""), s.account("paypal", "")
			s.add(a, book.KindWithdrawal, "", day1, "18:00:00", -4000)
			s.add(b, book.KindWithdrawal, "", day1, "18:00:00", -3000)
			s.said(day1+1, 4000, "PayPal", "")
			s.said(day1+1, 3000, "PayPal", "")
		}, []string{"auto withdrawal [1]~[3]", "auto withdrawal [2]~[4]"}},
		"the wallet of the account goes before": {func(s *shop) {
			s.add(s.account("paypal", "p"), book.KindWithdrawal, "", day1, "18:00:00", -4000)
			s.add(s.channel(book.RoleWallet, "paypal", "p"), book.KindWithdrawal, "", day1, "18:00:00", -4000)
			s.said(day1+1, 4000, "PayPal", "")
		}, []string{"auto withdrawal [2]~[3]"}},
		"so does the account before a list of what it paid": {func(s *shop) {
			listed := s.channel(book.RolePayments, "stripe", "s")
			account := s.account("stripe", "s")
			s.sold(listed, day1, 4000)
			s.add(account, book.KindWithdrawal, "", day1, "18:00:00", -4000)
			s.said(day1+1, 4000, "Stripe", "")
		}, []string{"auto withdrawal [2]~[3]"}},
		"but not where it has no bill": {func(s *shop) {
			listed := s.channel(book.RolePayments, "stripe", "s")
			s.covers(s.account("stripe", "s"), day1+10, day1+20)
			s.sold(listed, day1, 4000)
			s.said(day1+1, 4000, "Stripe", "")
		}, []string{"auto day_net [1]~[2]"}},
	})
}

// TestAccountsSell: on the sales leg an account's rows are payments, and its
// withdrawals, fees and transfers take no part.
func TestAccountsSell(t *testing.T) {
	s := newShop()
	paypal := s.account("paypal", "p")
	s.order("A1", "10:00:00", 5000)
	s.pay(paypal, "A1", "10:00:05", 5000)
	s.add(paypal, book.KindWithdrawal, "", day1, "18:00:00", -4000)
	s.add(paypal, book.KindFee, "", day1, "18:00:00", -30)
	s.add(paypal, book.KindTransfer, "", day1, "18:00:00", -100)
	got := s.solve(book.LegSales)
	if len(got.matches) != 1 || len(got.exceptions)+len(got.open) != 0 {
		t.Error(got)
	}
}
