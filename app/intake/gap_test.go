package intake_test

import (
	"slices"
	"testing"

	"zhangfang/app/book"
	"zhangfang/app/intake"
)

// A file that begins days after all that came before is told with the days between;
// one that fills them up is not.
func TestAGapBeforeAFileIsTold(t *testing.T) {
	d := newDesk(t)
	for _, x := range []struct {
		week int
		want []string // the days of the gap
	}{{1, nil}, {2, nil}, {6, []string{"2025-10-04", "2025-10-06"}}, {4, nil}, {9, []string{"2025-10-08", "2025-10-09"}}} {
		r := d.bringAs(intake.Options{Role: book.RoleBank, Channel: "银行"}, d.write("周.csv", weekly(x.week, "CNY")))[0]
		var got []string
		for _, n := range r.Notes {
			if n.Code == "gap_before" {
				got = n.Args
			}
		}
		if r.State != book.ReceiptApplied || !slices.Equal(got, x.want) {
			t.Errorf("day %d: %s, gap %v, want %v", x.week+1, r.State, got, x.want)
		}
	}
}
