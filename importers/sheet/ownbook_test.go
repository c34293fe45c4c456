package sheet_test

import (
	"fmt"
	"testing"

	"github.com/xuri/excelize/v2"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
	"zhangfang/importers/bill/billtest"
	"zhangfang/importers/sheet"
)

// workbook is a workbook of one sheet.
func workbook(t *testing.T, rows ...[]any) []byte {
	t.Helper()
	x := excelize.NewFile()
	defer x.Close()
	for i, row := range rows {
		if err := x.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &row); err != nil {
			t.Fatal(err)
		}
	}
	b, err := x.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestOwnCommaInWorkbook: a decimal comma is how texts are written, not numbers.
func TestOwnCommaInWorkbook(t *testing.T) {
	p := taught("天,号,钱\n", book.RoleBank, "date=天", "txn_no=号", "amount=钱")
	p.Amounts = book.AmountComma
	data := workbook(t, []any{"天", "号", "钱"}, []any{"2025-10-01", "T1", "1.234,50"}, []any{"2025-10-01", "T2", 1234.5}, []any{"2025-10-01", "T3", 7},
		[]any{"2025-10-01", "T4", 0.125}, []any{"2025-10-01", "T5", 1.125}, []any{"2025-10-01", "T6", "1.125"}, []any{"2025-10-01", "T7", "1.234.567"})
	r := billtest.Read(t, []bill.Format{sheet.Own(p)}, data, bill.Options{})
	r.Check(t,
		"2 deposit at=2025-10-01 txn=T1 gross=123450 amount=123450 fee=0",
		"3 deposit at=2025-10-01 txn=T2 gross=123450 amount=123450 fee=0",
		"4 deposit at=2025-10-01 txn=T3 gross=700 amount=700 fee=0",
		"5 deposit at=2025-10-01 txn=T4 gross=13 amount=13 fee=0",
		"8 deposit at=2025-10-01 txn=T7 gross=123456700 amount=123456700 fee=0")
	if len(r.Problems) != 2 || r.Problems[0].Code != "amount_unclear" || r.Problems[1].Line != 7 {
		t.Errorf("what may be either: %v", r.Problems)
	}
}
