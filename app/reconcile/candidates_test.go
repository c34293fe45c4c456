package reconcile

import (
	"testing"
	"time"

	"zhangfang/app/book"
)

func TestCandidatesOfAnOrder(t *testing.T) {
	s := newShop()
	s.order("S20251013000017", "10:00:00", 5000, by("微信支付"))
	exact := s.pay(weChat, "", "10:00:20", 5000)
	near := s.pay(weChat, "S2025101300", "10:08:00", 4990)
	other := s.pay(aliPay, "", "10:00:30", 5000)
	s.add(weChat, book.KindRefund, "", day1, "10:00:20", 5000)                    // a refund is no candidate
	s.pay(weChat, "", "10:00:20", 5000, func(r *book.Row) { r.Currency = "USD" }) // nor is other money
	far := s.add(weChat, book.KindPayment, "", day1+9, "10:00:20", 77)            // nor what agrees in nothing
	declined := s.pay(weChat, "", "10:00:21", 5000)                               // nor what was declined
	s.p.Decisions = []book.Decision{{Action: book.Decline, Left: []book.EntryID{1}, Right: []book.EntryID{declined}}}
	got := Candidates(book.LegSales, s.rows[0], s.rows[1:], &s.p)
	var ids []book.EntryID
	for _, c := range got {
		ids = append(ids, c.Entry)
		if c.Entry == far || c.Score > 1 || c.Score < leastScore || len(c.Evidence) == 0 {
			t.Errorf("%+v", c)
		}
	}
	if len(ids) != 3 || ids[0] != near && ids[0] != exact || ids[2] != other {
		t.Fatalf("%v, want %d and %d before %d", ids, exact, near, other)
	}
	for _, c := range got {
		if c.Entry == near && (c.Difference.Minor != -10 || c.Lag != 8*time.Minute || !c.LagKnown) {
			t.Errorf("%+v", c)
		}
	}
}

// A day's net comes as one row with a negative id.
func TestCandidatesOfADayNet(t *testing.T) {
	s := newShop()
	right := s.credit(day1+1, 4970, "财付通 商户结算款")
	late := s.credit(day1+6, 4970, "财付通 商户结算款")
	wrong := s.credit(day1+1, 4970, "支付宝")
	row := book.Row{ID: -77, Channel: weChat, Role: book.RolePayments, Kind: book.KindPayment, Day: day1, Amount: 4970, Currency: book.CNY,
		At: s.rows[0].At, Precision: book.PrecisionDay}
	got := Candidates(book.LegPayouts, row, s.rows, &s.p)
	if len(got) != 3 || got[0].Entry != right || got[1].Entry != late || got[2].Entry != wrong {
		t.Fatalf("%+v", got)
	}
	if got[0].Difference.Minor != 0 || got[0].Lag != 24*time.Hour {
		t.Errorf("%+v", got[0])
	}
	back := Candidates(book.LegPayouts, s.rows[0], []book.Row{row}, &s.p)
	if len(back) != 1 || back[0].Entry != -77 || back[0].Score != got[0].Score {
		t.Errorf("%+v", back)
	}
}
