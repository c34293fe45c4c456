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
