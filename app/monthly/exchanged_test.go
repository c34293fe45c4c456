package monthly

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"zhangfang/app/book"
	"zhangfang/assets"
)

// What was sold in one currency and came in another is not taken off what the channel
// owes in its own: it stands in suspense, and says why.
func TestMoneyThatWasExchanged(t *testing.T) {
	text, err := assets.NewText("en")
	if err != nil {
		t.Fatal(err)
	}
	day := book.NewDay(2025, time.October, 5)
	paypal := book.Channel{ID: 1, Role: book.RolePayments, Name: "PayPal"}
	bank := book.Channel{ID: 2, Role: book.RoleBank, Name: "Bank"}
	b := bookkeeper{text: text, byID: map[book.ChannelID]book.Channel{}, channels: []book.Channel{paypal, bank}}
	vouchers, err := b.vouchers([]book.ChannelDay{
		{Channel: paypal.ID, Day: day, Kind: book.KindPayment, Currency: "USD", Rows: 1, Amount: 10000},
		{Channel: bank.ID, Day: day, Kind: book.KindDeposit, Currency: book.CNY, Rows: 2, Amount: 75000},
	}, []book.Arrival{
		{Bank: bank.ID, Day: day, From: paypal.ID, Currency: book.CNY, Sold: "USD", Amount: 70000, Rows: 1},
		{Bank: bank.ID, Day: day, From: paypal.ID, Currency: book.CNY, Sold: book.CNY, Amount: 3000, Rows: 1},
	})
	if err != nil || len(vouchers) != 2 {
		t.Fatal(vouchers, err)
	}
	want := []book.Posting{
		{Use: book.UseBank, Amount: 75000, Memo: text.T("journal.memo.credits", "Bank", day.String())},
		{Use: book.UseClearing, Amount: -3000, Memo: text.T("journal.memo.arrived", "PayPal", day.String())},
		{Use: book.UseSuspense, Amount: -70000, Memo: text.T("journal.memo.exchanged", "PayPal", day.String())},
		{Use: book.UseSuspense, Amount: -2000, Memo: text.T("journal.memo.unexplained", "Bank", day.String())},
	}
	if d := cmp.Diff(want, vouchers[1].Postings); d != "" {
		t.Error(d)
	}
}
