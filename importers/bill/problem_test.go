package bill_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

func TestFooterNote(t *testing.T) {
	for _, c := range []struct {
		got, want book.Note
	}{
		{bill.FooterNote("笔数", "66", "65"), book.Note{Code: "totals", Args: []string{"笔数", "66", "65"}, Suspicious: true}},
		{bill.FooterNote("期末余额", "1O0.00", ""), book.Note{Code: "total_unread", Args: []string{"期末余额", "1O0.00"}, Suspicious: true}},
	} {
		if d := cmp.Diff(c.want, c.got); d != "" {
			t.Error(d)
		}
	}
}
