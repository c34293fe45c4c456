package fees

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"zhangfang/app/book"
)

func taken(ch book.ChannelID, d book.Day, rows int, amount, fee book.Minor) book.ChannelDay {
	return book.ChannelDay{Channel: ch, Day: d, Kind: book.KindPayment, Currency: book.CNY, Rows: rows, Amount: amount, Fee: fee}
}

func TestEffective(t *testing.T) {
	d := day("2025-09-30")
	refund := taken(1, d, 3, -50_00, -30)
	refund.Kind = book.KindRefund
	days := []book.ChannelDay{
		taken(2, d, 1, 100_00, 50), taken(1, d+1, 2, 300_00, 180), refund, taken(1, d, 5, 1000_00, 600), taken(1, d+2, 1, 100_00, 61),
		taken(3, d, 0, 0, 0), taken(4, d, 1, math.MaxInt64, 1), taken(4, d, 1, 1, 1),
	}
	line := func(r Rate) string {
		return fmt.Sprint(r.Channel, " ", r.Period.From, " ", r.Rows, " ", r.Fee, " ", r.Rate)
	}
	tests := []struct {
		name string
		got  []Rate
		want []string
	}{
		{"days", Effective(days), []string{"1 2025-09-30 5 600 0.006", "1 2025-10-01 2 180 0.006", "1 2025-10-02 1 61 0.0061", "2 2025-09-30 1 50 0.005"}},
		{"months", EffectiveMonths(days), []string{"1 2025-09-01 5 600 0.006", "1 2025-10-01 3 241 0.006025", "2 2025-09-01 1 50 0.005"}},
	}
	for _, tt := range tests {
		var got []string
		for _, r := range tt.got {
			got = append(got, line(r))
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
}

// A week of the agreed rates never drifts, whatever the mix; a changed rate does
// as soon as it outweighs the days before.
func TestDrifts(t *testing.T) {
	first := day("2025-10-01")
	days := func(s *shop) (out []book.ChannelDay) {
		for _, r := range s.rows {
			out = append(out, taken(r.Channel, r.Day, 1, r.Amount, r.Fee))
		}
		return out
	}
	big := func(s *shop) func() book.Minor { return func() book.Minor { return s.price() * 4 } }
	dear := with(credit, func(c *book.RateCard) { c.Rate = rate("0.009") })
	tests := []struct {
		name  string
		fill  func(s *shop)
		cards []book.RateCard
		want  book.Day // the first day that drifts; 0: none
	}{
		{"as agreed", func(s *shop) { s.sell(wechat, first, 20, 20, s.price) }, []book.RateCard{wechat}, 0},
		{"any mix of card types", func(s *shop) { s.sell(credit, first, 10, 20, s.price); s.sell(debit, first+10, 10, 20, big(s)) }, []book.RateCard{debit, credit}, 0},
		{"fixed part", func(s *shop) { s.sell(stripe, first, 20, 20, s.price) }, []book.RateCard{stripe}, 0},
		{"minimum", func(s *shop) { s.sell(least, first, 20, 20, func() book.Minor { return 1_00 }) }, []book.RateCard{least}, 0},
		{"cap", func(s *shop) { s.sell(debit, first, 20, 20, func() book.Minor { return 9000_00 }) }, []book.RateCard{debit}, 0},
		{"a dearer rate", func(s *shop) { s.sell(credit, first, 10, 20, big(s)); s.sell(dear, first+10, 5, 20, big(s)) }, []book.RateCard{debit, credit}, first + 10},
		{"a dearer rate that was agreed", func(s *shop) { s.sell(credit, first, 10, 20, big(s)); s.sell(dear, first+10, 5, 20, big(s)) },
			[]book.RateCard{with(credit, func(c *book.RateCard) { c.Valid.To = first + 9 }), with(dear, func(c *book.RateCard) { c.Valid.From = first + 10 })}, 0},
		{"no card", func(s *shop) { s.sell(wechat, first, 20, 20, s.price) }, []book.RateCard{with(wechat, func(c *book.RateCard) { c.Channel = 9 })}, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := newShop(t, 11)
			tt.fill(s)
			var got book.Day
			if list := Drifts(days(s), tt.cards); len(list) > 0 {
				got = list[0].Day
				if d := list[0]; d.Low > d.High || d.Fee >= d.Low && d.Fee <= d.High {
					t.Errorf("drift %+v", d)
				}
			}
			if tt.want == 0 && got != 0 || tt.want != 0 && (got < tt.want || got > tt.want+4) {
				t.Errorf("drifts on %v, want %v", got, tt.want)
			}
		})
	}
}
