package fees

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"zhangfang/app/book"
)

func TestClaim(t *testing.T) {
	line := func(id book.EntryID, ch book.ChannelID, d string, expected, actual book.Minor, percent string) book.ExceptionLine {
		return book.ExceptionLine{ChannelName: fmt.Sprint("渠道", ch), Exception: book.Exception{
			Type: book.FeeMismatch, Channel: ch, Entry: id, Day: day(d), Expected: expected, Actual: actual, Currency: book.CNY,
			Evidence: []book.Fact{{Code: factCard, Args: []string{percent, ""}}, {Code: factExpected, Args: []string{"1.00", "0.01"}}},
		}}
	}
	other := line(9, 1, "2025-10-05", 0, 500, "0.60%")
	other.Type = book.AmountMismatch
	lines := []book.ExceptionLine{
		line(1, 1, "2025-10-05", 60, 80, "0.60%"),
		line(2, 1, "2025-10-31", 60, 160, "0.60%"),
		line(3, 1, "2025-11-01", 60, 90, "0.60%"),
		line(4, 1, "2025-10-05", 50, 60, "0.50%"),
		line(5, 2, "2025-10-05", 60, 960, "0.60%"),
		line(6, 1, "2025-10-06", -60, 0, "0.60%"), // a refund that brought nothing back
		line(7, 1, "2025-10-06", 60, 10, "0.60%"), // too little: not claimed
		line(8, 1, "2025-10-06", math.MinInt64, 1, "0.60%"),
		other,
	}
	told := func(groups []ClaimGroup) (out []string) {
		for _, g := range groups {
			s := fmt.Sprintf("%s %s %s %d: %d-%d=%d:", g.ChannelName, g.Card[0].Args[0], g.Month.From, g.Count, g.Charged, g.Expected, g.Difference)
			for _, l := range g.Lines {
				s += fmt.Sprint(" ", l.Entry)
			}
			out = append(out, s)
		}
		return out
	}
	groups := Claim(lines)
	want := []string{
		"渠道2 0.60% 2025-10-01 1: 960-60=900: 5",
		"渠道1 0.60% 2025-10-01 3: 240-60=180: 2 6 1",
		"渠道1 0.60% 2025-11-01 1: 90-60=30: 3",
		"渠道1 0.50% 2025-10-01 1: 60-50=10: 4",
	}
	if got := told(groups); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	slices.Reverse(lines)
	if got := told(Claim(lines)); !slices.Equal(got, want) {
		t.Errorf("in another order: %q", got)
	}
	huge := []book.ExceptionLine{line(1, 1, "2025-10-05", 0, math.MaxInt64, "0.60%"), line(2, 1, "2025-10-05", 0, 7, "0.60%")}
	groups = Claim(huge)
	if len(groups) != 2 || groups[0].Count != 1 || groups[1].Count != 1 {
		t.Errorf("sums out of range: %+v", groups)
	}
}
