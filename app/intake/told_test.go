package intake_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"zhangfang/app/book"
)

func yuan(fen book.Minor) book.Money { return book.Money{Minor: fen, Currency: book.CNY} }

func TestChangedRowsAreTold(t *testing.T) {
	d := newDesk(t)
	d.bring(d.write("a.csv", sheetHead+"2025-10-01,菜,5.00,T1\n2025-10-01,瓜,6.00,T2\n2025-10-01,豆,7.00,T3\n"))
	r := d.bring(d.write("b.csv", sheetHead+"2025-10-01,豆子,7.00,T3\n2025-10-01,菜,4.50,T1\n2025-10-01,瓜,6.00,T2\n"))[0]
	want := []book.Change{
		{Line: 3, Number: "T1", Was: yuan(500), Is: yuan(450)},
		{Line: 2, Number: "T3", Was: yuan(700), Is: yuan(700)},
	}
	if d := cmp.Diff(want, r.Changes); d != "" || r.State != book.ReceiptApplied || r.Changed != 2 {
		t.Errorf("%s %+v", d, r)
	}
	if n := r.Notes[0]; n.Code != "changed_amounts" || !slices.Equal(n.Args, []string{"1", "-0.50 CNY"}) || n.Suspicious {
		t.Errorf("%+v", r.Notes)
	}
	r = d.bring(d.write("c.csv", sheetHead+"2025-10-01,菜,4.00,T1\n"+badRow))[0]
	if r.State != book.ReceiptHeld || len(r.Changes) != 1 || r.Changes[0].Was != yuan(450) || r.Changes[0].Is != yuan(400) {
		t.Errorf("held: %+v", r)
	}
}

func TestManyChangedRowsAreToldInPart(t *testing.T) {
	const many = 5000 // more than are looked up at a time
	sheet := func(fen int) string {
		var b strings.Builder
		b.WriteString(sheetHead)
		for i := range many {
			fmt.Fprintf(&b, "2025-10-01,菜,%d.%02d,T%d\n", fen/100, fen%100, i)
		}
		return b.String()
	}
	d := newDesk(t)
	d.bring(d.write("a.csv", sheet(500)))
	r := d.bring(d.write("b.csv", sheet(501)))[0]
	if r.Changed != many || len(r.Changes) != book.MaxChanges || !slices.Equal(r.Notes[0].Args, []string{"5000", "50.00 CNY"}) {
		t.Errorf("%d changed, %d told, %+v", r.Changed, len(r.Changes), r.Notes)
	}
}
