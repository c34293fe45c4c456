package fees

import (
	"slices"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"

	"zhangfang/app/book"
)

// Of an account with far too many rows the same ones are kept in any order, and every
// refund with its payment.
func TestReaderKeepsTheSameRows(t *testing.T) {
	const n = 2 * plenty
	rows := make([]book.Row, 0, n+n/10)
	for i := range n {
		r := by(pay(i+1, day("2025-01-01")+book.Day(i%300), book.Minor(1000+i%977), book.Minor(6+i%977/200)), []string{"零钱", "信用卡"}[i%2])
		r.Key = strconv.Itoa(1_000_000 + i)
		rows = append(rows, r)
		if i%10 == 0 {
			r.ID, r.Kind, r.Amount, r.Gross, r.Fee = r.ID+n, book.KindRefund, -r.Amount, -r.Gross, 0
			rows = append(rows, r)
		}
	}
	kept := func() (sales, refunds []uint32) {
		var r Reader
		for i := range rows {
			r.Look(&rows[i])
		}
		a := r.accounts[seat{channel: 1, currency: book.CNY}]
		for _, s := range a.sales {
			sales = append(sales, s.hash)
		}
		for _, g := range a.refunds {
			refunds = append(refunds, g.hash)
		}
		slices.Sort(sales)
		slices.Sort(refunds)
		return sales, refunds
	}
	sales, refunds := kept()
	if all := len(sales) + len(refunds); all > plenty || all < plenty/3 || len(refunds) == 0 {
		t.Fatalf("%d payments and %d refunds are kept", len(sales), len(refunds))
	}
	for _, hash := range refunds {
		if _, ok := slices.BinarySearch(sales, hash); !ok {
			t.Fatal("a refund without its payment is kept")
		}
	}
	slices.Reverse(rows)
	again, refundsAgain := kept()
	if diff := cmp.Diff([][]uint32{sales, refunds}, [][]uint32{again, refundsAgain}); diff != "" {
		t.Error("backwards other rows are kept")
	}
}
