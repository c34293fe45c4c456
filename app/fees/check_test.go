package fees

import (
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"zhangfang/app/book"
)

var (
	wechat = agreed(book.RateCard{Rate: rate("0.006"), Rounding: book.RoundHalfUp})
	low    = agreed(book.RateCard{Rate: rate("0.0038")})
	debit  = agreed(book.RateCard{Rate: rate("0.005"), Cap: 20_00, Method: "借记卡"})
	credit = agreed(book.RateCard{Rate: rate("0.006"), Method: "贷记卡"})
	stripe = agreed(book.RateCard{Rate: rate("0.029"), Fixed: 30, Refund: book.RefundFeeKept})
	least  = agreed(book.RateCard{Rate: rate("0.006"), Min: 10})
)

func with(c book.RateCard, change func(*book.RateCard)) book.RateCard {
	change(&c)
	return c
}

func TestExpected(t *testing.T) {
	d := day("2025-10-08")
	charged := with(wechat, func(c *book.RateCard) { c.Refund = book.RefundFeeCharged })
	tests := []struct {
		name           string
		card           book.RateCard
		row            book.Row
		fee, low, high book.Minor
	}{
		{"WeChat Pay", wechat, pay(1, d, 260_00, 0), 156, 156, 156},
		{"half a fen up", wechat, pay(1, d, 2_50, 0), 2, 2, 2},
		{"less than half a fen", wechat, pay(1, d, 82, 0), 0, 0, 0},
		{"a half to even", with(wechat, func(c *book.RateCard) { c.Rounding = book.RoundHalfEven }), pay(1, d, 7_50, 0), 4, 4, 4},
		{"down", with(wechat, func(c *book.RateCard) { c.Rounding = book.RoundDown }), pay(1, d, 9_99, 0), 5, 5, 5},
		{"up", with(wechat, func(c *book.RateCard) { c.Rounding = book.RoundUp }), pay(1, d, 1_01, 0), 1, 1, 1},
		{"any rounding", low, pay(1, d, 10_20, 0), 4, 3, 4},
		{"any rounding of a whole fee", low, pay(1, d, 100_00, 0), 38, 38, 38},
		{"debit card below its cap", debit, by(pay(1, d, 3999_99, 0), "借记卡"), 20_00, 19_99, 20_00},
		{"debit card above it", debit, by(pay(1, d, 90000_00, 0), "借记卡"), 20_00, 20_00, 20_00},
		{"credit card", credit, by(pay(1, d, 50_00, 0), "贷记卡"), 30, 30, 30},
		{"rate and fixed part", stripe, pay(1, d, 10_00, 0), 59, 59, 59},
		{"minimum", least, pay(1, d, 1_00, 0), 10, 10, 10},
		{"refund, returned", wechat, refunded(1, d, -260_00, 0), -156, -157, -155},
		{"refund, kept", stripe, refunded(1, d, -10_00, 0), 0, 0, 0},
		{"refund, charged", charged, refunded(1, d, -260_00, 0), 156, 156, 156},
		{"refund of a capped fee, payment unknown", debit, by(refunded(1, d, -100_00, 0), "借记卡"), -50, -51, 1},
		{"refund of a minimum, payment unknown", least, refunded(1, d, -1_00, 0), -10, -11, 1},
		{"void, whatever the policy", stripe, voided(refunded(1, d, -10_00, 0)), -59, -60, -58},
		{"paid by coupons", stripe, pay(1, d, 0, 0), 0, 0, 30},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			e, ok := NewChecker([]book.RateCard{tt.card}).Expected(&tt.row)
			if !ok || e.Fee != tt.fee || e.Low != tt.low || e.High != tt.high {
				t.Errorf("got %v %d in [%d, %d], want %d in [%d, %d]", ok, e.Fee, e.Low, e.High, tt.fee, tt.low, tt.high)
			}
		})
	}
}

func voided(r book.Row) book.Row {
	r.Status = book.StatusReversed
	return r
}

func TestNothingExpected(t *testing.T) {
	d := day("2025-10-08")
	ended := with(wechat, func(c *book.RateCard) { c.Valid = book.Period{From: d - 9, To: d - 1} })
	failed := pay(1, d, 100_00, 0)
	failed.Status = book.StatusFailed
	dollars := pay(1, d, 100_00, 0)
	dollars.Currency = "USD"
	other := pay(1, d, 100_00, 0)
	other.Channel = 2
	deposit := pay(1, d, 100_00, 0)
	deposit.Kind = book.KindDeposit
	tests := []struct {
		name string
		card book.RateCard
		row  book.Row
	}{
		{"card ended", ended, pay(1, d, 100_00, 0)},
		{"failed", wechat, failed},
		{"voided payment", wechat, voided(pay(1, d, 100_00, 0))},
		{"another currency", wechat, dollars},
		{"another channel", wechat, other},
		{"another method", debit, by(pay(1, d, 100_00, 0), "外卡")},
		{"no method", debit, pay(1, d, 100_00, 0)},
		{"not a payment", wechat, deposit},
		{"a refund that brings money", wechat, refunded(1, d, 100_00, 0)},
		{"a rate below zero", with(wechat, func(c *book.RateCard) { c.Rate = rate("-0.006") }), pay(1, d, 100_00, 0)},
		{"a rate too long", with(wechat, func(c *book.RateCard) { c.Rate = rate("0.0061234567890123456789") }), pay(1, d, 100_00, 0)},
		{"a fee out of range", with(wechat, func(c *book.RateCard) { c.Rate = rate("700") }), pay(1, d, math.MaxInt64, 0)},
		{"the smallest amount", wechat, refunded(1, d, math.MinInt64, 0)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := NewChecker([]book.RateCard{tt.card})
			if e, ok := c.Expected(&tt.row); ok {
				t.Errorf("expects %+v", e)
			}
			tt.row.Fee = 12345
			if got := c.Check([]book.Row{tt.row}); len(got) != 0 {
				t.Errorf("raises %+v", got)
			}
		})
	}
}

// The agreed card goes first, then the one that names the method, then the newer.
func TestPrecedence(t *testing.T) {
	d := day("2025-10-08")
	card := func(id book.RateCardID, method string, from book.Day, state book.CardState) book.RateCard {
		return book.RateCard{ID: id, Channel: 1, Currency: book.CNY, Method: method, Valid: book.Period{From: from}, Rate: rate("0.01"), State: state}
	}
	tests := []struct {
		name  string
		cards []book.RateCard
		want  book.RateCardID
	}{
		{"agreed before proposed", []book.RateCard{card(1, "花呗", d, book.CardProposed), card(2, "", 0, book.CardAgreed)}, 2},
		{"named before unnamed", []book.RateCard{card(1, "", d, book.CardAgreed), card(2, "花呗", 0, book.CardAgreed)}, 2},
		{"newer before older", []book.RateCard{card(1, "", d-9, book.CardAgreed), card(2, "", d-3, book.CardAgreed), card(3, "", d+1, book.CardAgreed)}, 2},
		{"first of equals", []book.RateCard{card(2, "", d, book.CardAgreed), card(1, "", d, book.CardAgreed)}, 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := by(pay(1, d, 100_00, 0), "花呗")
			if e, ok := NewChecker(tt.cards).Expected(&r); !ok || e.Card.ID != tt.want {
				t.Errorf("card %d (%v), want %d", e.Card.ID, ok, tt.want)
			}
		})
	}
}

func TestCheck(t *testing.T) {
	d := day("2025-10-08")
	old := with(wechat, func(c *book.RateCard) { c.ID, c.Valid = 1, book.Period{To: d - 1} })
	now := with(low, func(c *book.RateCard) { c.ID, c.Valid = 2, book.Period{From: d} })
	keyed := func(r book.Row, key string) book.Row { r.Key = key; return r }
	tests := []struct {
		name  string
		cards []book.RateCard
		rows  []book.Row
		want  map[book.EntryID]book.Minor // what was expected of the rows that are raised
	}{
		{"right", []book.RateCard{wechat}, []book.Row{pay(1, d, 100_00, 60)}, nil},
		{"too much", []book.RateCard{wechat}, []book.Row{pay(1, d, 100_00, 61)}, map[book.EntryID]book.Minor{1: 60}},
		{"too little", []book.RateCard{wechat}, []book.Row{pay(1, d, 100_00, 0)}, map[book.EntryID]book.Minor{1: 60}},
		{"rounded either way", []book.RateCard{low}, []book.Row{pay(1, d, 10_20, 3), pay(2, d, 10_20, 4), pay(3, d, 10_20, 5)}, map[book.EntryID]book.Minor{3: 4}},
		{"a refund a fen off", []book.RateCard{wechat}, []book.Row{refunded(1, d, -100_00, -59)}, nil},
		{"a refund that brings no fee back", []book.RateCard{wechat}, []book.Row{refunded(1, d, -100_00, 0)}, map[book.EntryID]book.Minor{1: -60}},
		{"a refund by the rate it was paid at", []book.RateCard{old, now}, []book.Row{refunded(1, d, -100_00, -60), refunded(2, d, -100_00, -38)}, nil},
		{"a refund of what was overcharged", []book.RateCard{wechat},
			[]book.Row{keyed(pay(1, d, 100_00, 90), "A"), keyed(refunded(2, d, -50_00, -45), "A")}, map[book.EntryID]book.Minor{1: 60}},
		{"a part of a capped fee", []book.RateCard{with(debit, func(c *book.RateCard) { c.Method = "" })},
			[]book.Row{keyed(pay(1, d, 8000_00, 20_00), "A"), keyed(refunded(2, d, -2000_00, -5_00), "A")}, nil},
		{"too little of a capped fee", []book.RateCard{with(debit, func(c *book.RateCard) { c.Method = "" })},
			[]book.Row{keyed(pay(1, d, 8000_00, 20_00), "A"), keyed(refunded(2, d, -2000_00, -2_00), "A")}, map[book.EntryID]book.Minor{2: -5_00}},
		{"two payments of a number say nothing", []book.RateCard{wechat},
			[]book.Row{keyed(pay(1, d, 100_00, 60), "A"), keyed(pay(2, d, 100_00, 60), "A"), keyed(refunded(3, d, -50_00, -45), "A")}, map[book.EntryID]book.Minor{3: -30}},
		{"kept", []book.RateCard{stripe}, []book.Row{refunded(1, d, -10_00, 0), refunded(2, d, -10_00, -59)}, map[book.EntryID]book.Minor{2: 0}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := map[book.EntryID]book.Minor{}
			for id, x := range NewChecker(tt.cards).Check(tt.rows) {
				got[id] = x.Expected
			}
			if tt.want == nil {
				tt.want = map[book.EntryID]book.Minor{}
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestException(t *testing.T) {
	d := day("2025-10-08")
	card := with(debit, func(c *book.RateCard) { c.State, c.Rows, c.Fits, c.Fixed = book.CardProposed, 200, 199, 5 })
	r := by(pay(7, d, 100_00, 80), "借记卡")
	got := NewChecker([]book.RateCard{card}).Check([]book.Row{r})[7]
	want := book.Exception{
		Type: book.FeeMismatch, Leg: book.LegSales, Channel: 1, Entry: 7, Day: d, Expected: 55, Actual: 80, Currency: book.CNY,
		Evidence: []book.Fact{
			{Code: "fee_card", Args: []string{"0.50%", "0.05"}},
			{Code: "fee_bounds", Args: []string{"", "20.00"}},
			{Code: "fee_method", Args: []string{"借记卡"}},
			{Code: "fee_expected", Args: []string{"100.00", "0.55"}},
			{Code: "fee_charged", Args: []string{"0.80%"}},
			{Code: "fee_proposed", Args: []string{"200", "199"}},
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	back := NewChecker([]book.RateCard{wechat}).Check([]book.Row{refunded(8, d, -100_00, 0)})[8]
	if len(back.Evidence) != 2 || back.Evidence[1].Code != factReturned || strings.Join(back.Evidence[1].Args, " ") != "100.00 0.60" {
		t.Errorf("evidence of a refund: %+v", back.Evidence)
	}
}

// What a channel reckons on is read with its card and stands on it, so that a few
// rows are measured as all of them.
func TestTheBaseStandsOnTheCard(t *testing.T) {
	s := newShop(t, 5)
	s.sell(wechat, day("2025-10-01"), 10, 30, s.price)
	for i := range s.rows { // the fee is that of what was billed; a coupon took a tenth
		if i%5 == 0 {
			s.rows[i].Amount -= s.rows[i].Gross / 10
		}
	}
	cards := propose(s.rows, nil)
	if len(cards) != 1 || cards[0].Base != book.FeeOnGross {
		t.Fatalf("proposed %+v", cards)
	}
	c := NewChecker(cards)
	if all, few := c.Check(s.rows), c.Check(s.rows[:10]); len(all)+len(few) != 0 {
		t.Errorf("%d and %d alarms", len(all), len(few))
	}
	if got := NewChecker([]book.RateCard{wechat}).Check(s.rows); len(got) == 0 {
		t.Error("on the amount there should be alarms")
	}
}
