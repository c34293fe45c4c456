package sheet_test

import (
	"testing"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
	"zhangfang/importers/bill/billtest"
	"zhangfang/importers/sheet"
)

const english = "id,date,description,amount,reference,balance\n" +
	"G1,2025-10-01,Deposit of Monday,\"1,200.50\",INV-7,1200.50\n" +
	"G2,2025-10-02,Rent,(300.00),,900.50\n"

func TestEnglish(t *testing.T) {
	r := billtest.Read(t, sheet.Formats(), []byte(english), bill.Options{})
	r.Check(t,
		"2 deposit at=2025-10-01 order=INV-7 txn=G1 gross=120050 amount=120050 fee=0 balance=120050 memo=Deposit of Monday",
		"3 expense at=2025-10-02 txn=G2 gross=-30000 amount=-30000 fee=0 balance=90050 memo=Rent",
	)
	if r.Summary.Source != (book.Source{Provider: "ledger", Stream: "entries", Role: book.RoleLedger}) {
		t.Errorf("source %+v", r.Summary.Source)
	}
}

func TestRoles(t *testing.T) {
	tests := []struct {
		role     book.Role
		want     string
		provider string
	}{
		{book.RoleBank, "2 deposit at=2025-10-01 order=INV-7 txn=G1 gross=120050 amount=120050 fee=0 balance=120050 memo=Deposit of Monday", "bank"},
		{book.RolePayments, "2 payment paid at=2025-10-01 order=INV-7 txn=G1 gross=120050 amount=120050 fee=0 balance=120050 memo=Deposit of Monday", "pos"},
		{book.RoleOrders, "2 order paid at=2025-10-01 order=INV-7 gross=120050 amount=120050 fee=0 balance=120050 memo=Deposit of Monday", "shop"},
		{book.RoleWallet, "2 other at=2025-10-01 order=INV-7 txn=G1 gross=120050 amount=120050 fee=0 balance=120050 memo=Deposit of Monday", "ledger"},
	}
	for _, tt := range tests {
		r := billtest.Read(t, sheet.Formats(), []byte(english), bill.Options{Role: tt.role})
		if got := r.Lines()[0]; got != tt.want {
			t.Errorf("%v:\n got %s\nwant %s", tt.role, got, tt.want)
		}
		if s := r.Summary.Source; s.Provider != tt.provider || s.Role != tt.role {
			t.Errorf("%v: source %+v", tt.role, s)
		}
	}
}

func TestOwnBooks(t *testing.T) {
	const text = "日期,凭证字号,摘要,借方金额,贷方金额,余额\n2025-10-01,记-1,收微信提现,500.00,,500.00\n2025-10-02,记-2,付货款,,200.00,300.00\n"
	r := billtest.Read(t, sheet.Formats(), []byte(text), bill.Options{})
	r.Check(t,
		"2 deposit at=2025-10-01 txn=记-1 gross=50000 amount=50000 fee=0 balance=50000 memo=收微信提现",
		"3 expense at=2025-10-02 txn=记-2 gross=-20000 amount=-20000 fee=0 balance=30000 memo=付货款",
	)
}

func TestDebitOrCredit(t *testing.T) {
	const text = "Date,Label,Debit,Credit\n2025-10-01,x,5.00,\n"
	if r := billtest.Read(t, sheet.Formats(), []byte(text), bill.Options{}); book.CodeOf(r.Err) != "debit_credit_unclear" {
		t.Errorf("got %v", r.Err)
	}
	for role, want := range map[book.Role]book.Minor{book.RoleLedger: 500, book.RoleBank: -500} {
		r := billtest.Read(t, sheet.Formats(), []byte(text), bill.Options{Role: role})
		if len(r.Entries) != 1 || r.Entries[0].Amount != want {
			t.Errorf("%v: %v", role, r.Lines())
		}
	}
}

func TestTwins(t *testing.T) {
	const text = "日期,摘要,金额\n2025-10-01,咖啡,-18\n2025-10-01,咖啡,-18\n"
	r := billtest.Read(t, sheet.Formats(), []byte(text), bill.Options{})
	if len(r.Entries) != 2 || !r.Entries[0].Keyless || r.Entries[0].Ident != r.Entries[1].Ident {
		t.Errorf("%v", r.Lines())
	}
}

// TestSeveralAccounts: a sheet is one account's, since the numbers of two may be
// the same.
func TestSeveralAccounts(t *testing.T) {
	const text = "日期,流水号,账户,摘要,金额\n2025-10-01,1,现金,甲,5\n2025-10-01,1,微信,乙,7\n2025-10-02,2,现金,丙,9\n2025-10-02,3,,丁,9\n"
	for _, head := range []string{"", "账号:1001\n"} {
		r := billtest.Read(t, sheet.Formats(), []byte(head+text), bill.Options{})
		if len(r.Entries) != 3 || len(r.Problems) != 1 || r.Problems[0].Code != "other_account" || r.Problems[0].Cell != "账户" {
			t.Errorf("%v %v", r.Lines(), r.Problems)
		}
	}
}

func FuzzRead(f *testing.F) { billtest.Fuzz(f, sheet.Formats(), english) }
