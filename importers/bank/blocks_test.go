package bank_test

import (
	"context"
	"strings"
	"testing"

	"zhangfang/importers/bank"
	"zhangfang/importers/bill"
	"zhangfang/importers/bill/billtest"
)

// block is an account of a HISQRY export.
func block(account, debits, credits string, rows ...string) string {
	return "查询账号[ Inquirer account number ]|" + account + "|\n总笔数[ Total number ]|2|\n" +
		"借方发生总笔数[ Total Numbers of Debited Payments ]|1|\n借方发生总额[ Total Debit Amount of Payments ]|" + debits + "|\n" +
		"贷方发生总笔数[ Total Numbers of Credited Payments ]|1|\n贷方发生总额[ Total Credit Amount of Payments ]|" + credits + "|\n" +
		"查询时间范围[ Time Range ]|20251001-20251031|\n" +
		"交易类型[ Transaction Type ]|业务类型[ Business type ]|付款人名称[ Payer's Name ]|收款人名称[ Payee's Name ]|交易日期[ Transaction Date ]|交易时间[ Transaction time ]|交易货币[ Trade Currency ]|交易金额[ Trade Amount ]|交易后余额[ After-transaction balance ]|交易流水号[ Transaction reference number ]|凭证号码|摘要|用途|交易附言|备注\n" +
		strings.Join(rows, "\n") + "\n\n"
}

var history = block("600000000001", "1,000.00", "267.10",
	"来账|小额普通|甲\"公司|本店|20251003|091011|CNY|+267.10|1,267.10|SN1||货款|||", "往账|跨行汇款|本店|乙,公司|20251005|10:11:12|CNY|-1,000.00|267.10|SN2|||租金||") +
	block("700000000001", "30.00", "20.00",
		"来账|小额普通|丙公司|本店|20251003|091011|USD|+20.00|50.00|SN1|||||", "往账|跨行汇款|本店|丁公司|20251005|101112|USD|-30.00|20.00|SN2|||||")

// parts reads every part of a document.
func parts(t *testing.T, text string) map[string]billtest.Result {
	t.Helper()
	ctx := context.Background()
	doc, err := bill.Open(ctx, billtest.File("f", []byte(text)), bill.Options{}, bank.Unfolders()...)
	if err != nil {
		t.Fatal(err)
	}
	defer doc.Close()
	out := map[string]billtest.Result{}
	for i, v := range doc.Views() {
		fm := bank.Formats()[0]
		rows, err := doc.Rows(i)
		if err != nil {
			t.Fatal(err)
		}
		var r billtest.Result
		r.Summary, r.Err = fm.Read(ctx, rows, fm.Detect(v.Head, 0), bill.Options{}, func(row *bill.Row) error {
			r.Entries = append(r.Entries, row.Entries...)
			return nil
		})
		out[v.Name] = r
	}
	return out
}

// TestHistory: accounts below each other are read apart, each with its totals.
func TestHistory(t *testing.T) {
	for name, text := range map[string]string{"UTF-8": history, "GBK": string(billtest.GBK(t, history))} {
		t.Run(name, func(t *testing.T) {
			got := parts(t, text)
			first, second := got["****0001"], got["****0001-2"]
			first.Check(t,
				"9 deposit at=2025-10-03T09:10:11+08:00 txn=SN1 gross=26710 amount=26710 fee=0 balance=126710 party=甲\"公司 memo=货款 小额普通",
				"10 expense at=2025-10-05T10:11:12+08:00 txn=SN2 gross=-100000 amount=-100000 fee=0 balance=26710 party=乙,公司 memo=租金 跨行汇款")
			second.Check(t,
				"20 deposit at=2025-10-03T09:10:11+08:00 txn=SN1 gross=2000 amount=2000 fee=0 USD balance=5000 party=丙公司 memo=小额普通",
				"21 expense at=2025-10-05T10:11:12+08:00 txn=SN2 gross=-3000 amount=-3000 fee=0 USD balance=2000 party=丁公司 memo=跨行汇款")
			for account, r := range map[string]billtest.Result{"600000000001": first, "700000000001": second} {
				s := r.Summary
				if s.Source.Account != account || len(s.Notes) != 0 || s.Covers.From.String() != "2025-10-01" || s.Covers.To.String() != "2025-10-31" {
					t.Errorf("%s: %+v", account, s)
				}
			}
		})
	}
}

func TestHistoryTotals(t *testing.T) {
	r := readAll(t, []byte(block("1234567890123", "50.00", "267.10", "来账||甲|本店|20251003|091011|CNY|+267.10|267.10|SN1|||||")), bill.Options{})
	if got := strings.Join(r.Codes(), " "); got != "totals totals totals" {
		t.Errorf("a missing row is not seen: %v", r.Summary.Notes)
	}
}

// A comma may cut the cells as well, in quotes.
func TestHistoryCommas(t *testing.T) {
	const text = "\"查询账号[ Inquirer account number ]\",\"600000000001\t\"\n总笔数,1\n" +
		"交易类型[ a ],付款人名称[ b ],收款人名称[ c ],交易日期[ d ],交易金额[ e ],交易后余额[ f ]\n" +
		"\"来账\",\"甲, \"\"乙\"\" 公司\t\",\"本店\",\"20251003\t\",\"+1,267.10\",\"2,719,648.72\"\n往账,本店,丙,20251004,+5.00,1.00\n"
	r := readAll(t, []byte(text), bill.Options{})
	r.Check(t, `4 deposit at=2025-10-03 gross=126710 amount=126710 fee=0 balance=271964872 party=甲, "乙" 公司`)
	if len(r.Problems) != 1 || r.Problems[0].Code != bill.CodeSigns {
		t.Errorf("money that goes out as plus: %v", r.Problems)
	}
	if r.Summary.Source.Account != "600000000001" {
		t.Errorf("%+v", r.Summary.Source)
	}
}

const tdText = "05/03/2025,COFFEE, 1 CUP,1.96,,13.04\n"

func TestTD(t *testing.T) {
	const text = "05/13/2025,COFFEE,1.96,,13.04\n05/02/2025,\"PAY, MSP\",,5.00,15.00\n\n05/01/2025,RENT,10.00,,10.00\n"
	r := readAll(t, []byte(text), bill.Options{})
	r.Check(t,
		"1 expense at=2025-05-13 gross=-196 amount=-196 fee=0 CAD balance=1304 memo=COFFEE",
		"2 deposit at=2025-05-02 gross=500 amount=500 fee=0 CAD balance=1500 memo=PAY, MSP",
		"4 expense at=2025-05-01 gross=-1000 amount=-1000 fee=0 CAD balance=1000 memo=RENT")
	if got := strings.Join(r.Codes(), " "); got != bank.NoteMoney+" "+bank.NoteHeadless {
		t.Errorf("notes %v", r.Summary.Notes)
	}
	for _, other := range []string{
		tdText,                             // six cells
		"13/05/2025,COFFEE,1.96,,13.04\n",  // the day first
		"05/13/2025,COFFEE,1.96,1,13.04\n", // in and out
		"05/13/2025,COFFEE,1.96,,\n",       // no balance
		"日期,摘要,支出,收入,余额\n",
	} {
		if r := readAll(t, []byte(other), bill.Options{}); r.Err == nil && r.Summary.Format == "bank.td" {
			t.Errorf("%q is taken for TD", other)
		}
	}
}

func TestBMO(t *testing.T) {
	const text = "Following data is valid as of 20251001\n\n\nFirst Bank Card,Transaction Type,Date Posted, Transaction Amount,Description\n\n" +
		"'5678653123124124',CREDIT,20250501,0.01,[DN]DIV  \n'5678653123124124',DEBIT,20250518,-68.32,[CW]MOB \n'5678653123124124',DEBIT,20250518,68.32,[CW]MOB \n'5678653123129999',DEBIT,20250518,-1,x\n"
	r := readAll(t, []byte(text), bill.Options{})
	r.Check(t,
		"6 deposit at=2025-05-01 gross=1 amount=1 fee=0 CAD memo=[DN]DIV card=4124",
		"7 expense at=2025-05-18 gross=-6832 amount=-6832 fee=0 CAD memo=[CW]MOB card=4124")
	if len(r.Problems) != 2 || r.Problems[0].Code != bill.CodeSigns || r.Problems[1].Code != bank.CodeOtherAccount {
		t.Errorf("refused %v", r.Problems)
	}
	if r.Summary.Source.Account != "****4124" || r.Summary.Currency != "CAD" {
		t.Errorf("%+v", r.Summary)
	}
}

func FuzzUnfold(f *testing.F) {
	for _, s := range []string{history, tdText, "05/13/2025,COFFEE,1.96,,13.04\n", "查询账号,1\n\"付款人名称\",收款人名称,交易金额\n\"a"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		r := readAll(t, data, bill.Options{})
		for _, e := range r.Entries {
			if e.Day == 0 || e.Ident == 0 || e.Line == 0 {
				t.Errorf("half an entry: %+v", e)
			}
		}
	})
}
