package bank_test

import (
	"testing"

	"zhangfang/app/book"
	"zhangfang/importers/bank"
	"zhangfang/importers/bill"
	"zhangfang/importers/bill/billtest"
)

const icbc = "明细查询文件下载\n\n卡号: 1234****9876,\"卡别名: \"\n\n" +
	"交易日期,摘要,交易场所,钞/汇,交易金额(收入),交易金额(支出),记账金额(收入),记账金额(支出),记账币种,余额,对方户名\n" +
	"2025-10-02     \t,\"跨行汇款      \t\",\"         \t\",钞   \t,\"-      \t\",\"-       \t\",\"1,234.56   \t\",\"      \t\",人民币   \t,\"11,234.56 \t\",\"财付通支付科技有限公司   \t\",\n" +
	"2025-10-03     \t,\"消费      \t\",\"超市     \t\",钞   \t,\"-      \t\",\"-       \t\",\"      \t\",\"13.40   \t\",人民币   \t,\"xx,yyyy.zz \t\",\"     \t\",\n" +
	" \n人民币合计,,,,,,\"1,234.56  \t\",\"13.40  \t\",\n"

func TestPadded(t *testing.T) {
	r := billtest.Read(t, bank.Formats(), []byte(icbc), bill.Options{})
	r.Check(t,
		"6 deposit at=2025-10-02 gross=123456 amount=123456 fee=0 balance=1123456 party=财付通支付科技有限公司 memo=跨行汇款",
		"7 expense at=2025-10-03 gross=-1340 amount=-1340 fee=0 memo=消费 超市",
	)
	if r.Summary.Source.Account != "1234****9876" || len(r.Summary.Notes) != 0 || !r.Entries[0].Keyless {
		t.Errorf("summary %+v", r.Summary)
	}
}

func TestLayouts(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string
	}{
		{"招行：收入 and 支出, tabs within quotes", "# 招商银行交易记录\n# 账    号: [一卡通:6214****5555   招商银行]\n# 起始日期: [20251001]   终止日期: [20251031]\n\n交易日期,交易时间,收入,支出,余额,交易类型,交易备注\n\"\t20251001\",\"\t13:53:41\",\"\",\"1.00\",\"99.00\",\"\t转账\",\"\t货款\"\n# 收入合计: 0 笔\n",
			[]string{"6 expense at=2025-10-01T13:53:41+08:00 gross=-100 amount=-100 fee=0 balance=9900 memo=货款"}},
		{"建行对公：借 is out", "账号,账户名称,币种,记账日期,摘要,借方发生额/元(支取),贷方发生额/元(收入),余额,对方户名\n62001,某店,人民币,2025-10-01,货款,0.00,100.00,100.00,某公司\n62001,某店,人民币,2025-10-02,采购,30.00,0.00,70.00,某厂\n",
			[]string{"2 deposit at=2025-10-01 gross=10000 amount=10000 fee=0 balance=10000 party=某公司 memo=货款",
				"3 expense at=2025-10-02 gross=-3000 amount=-3000 fee=0 balance=7000 party=某厂 memo=采购"}},
		{"农行：signed, short rows, time without colons", "交易日期,交易时间,交易摘要,交易金额,本次余额,对手信息,日 志 号,交易渠道,交易附言\n20251001,053026,转存,+10000.00,11000.00,老农,369396693,超级网银,转账\n20251003,,正常还款,-12.50,10987.50,--,0000000000\n",
			[]string{"2 deposit at=2025-10-01T05:30:26+08:00 txn=369396693 gross=1000000 amount=1000000 fee=0 balance=1100000 party=老农 memo=转存 转账 超级网银",
				"3 expense at=2025-10-03 gross=-1250 amount=-1250 fee=0 balance=1098750 memo=正常还款"}},
		{"交行：a direction beside the amount", "序号,交易日期,交易时间,交易类型,借贷,交易金额,余额,对方账号,对方户名,交易地点,摘要\n1,2025-03-25,04:25:57,存款利息,贷 Cr,2.33,44.13,27,利息,批处理\n2,2025-04-12,10:29:34,还款,借 Dr,9.31,34.82,51,老交,其他\n",
			[]string{"2 deposit at=2025-03-25T04:25:57+08:00 gross=233 amount=233 fee=0 balance=4413 party=利息 memo=批处理",
				"3 expense at=2025-04-12T10:29:34+08:00 gross=-931 amount=-931 fee=0 balance=3482 party=老交 memo=其他"}},
		{"中行对公：payer and payee", "查询账号[ Inquirer account number ],1234567890123\n交易类型[ Transaction Type ]|付款人名称[ Payer's Name ]|收款人名称[ Payee's Name ]|交易日期[ Transaction Date ]|交易时间[ Transaction time ]|交易金额[ Trade Amount ]|交易后余额[ After-transaction balance ]|交易流水号[ Transaction reference number ]|用途[ Purpose ]\n来账|甲公司|本店|20251003|09:10:11|+267.10|2,719,648.72|SN1|货款\n往账|本店|乙公司|20251005|101112|-50.00|2,719,598.72|SN2|租金\n",
			[]string{"3 deposit at=2025-10-03T09:10:11+08:00 txn=SN1 gross=26710 amount=26710 fee=0 balance=271964872 party=甲公司 memo=货款",
				"4 expense at=2025-10-05T10:11:12+08:00 txn=SN2 gross=-5000 amount=-5000 fee=0 balance=271959872 party=乙公司 memo=租金"}},
		{"a date and a time in one cell", "交易时间,借方发生额（支取）,贷方发生额（收入）,余额,对方户名,摘要\n20260801 15:24:03,,88.00,88.00,某某,收款\n",
			[]string{"2 deposit at=2026-08-01T15:24:03+08:00 gross=8800 amount=8800 fee=0 balance=8800 party=某某 memo=收款"}},
		{"English", "Date,Description,Debit,Credit,Balance,Reference No\n2025-10-01,Deposit,,100.00,100.00,A1\n2025-10-02,Rent,40.00,,60.00,A2\n",
			[]string{"2 deposit at=2025-10-01 txn=A1 gross=10000 amount=10000 fee=0 balance=10000 memo=Deposit",
				"3 expense at=2025-10-02 txn=A2 gross=-4000 amount=-4000 fee=0 balance=6000 memo=Rent"}},
		{"no other party", "交易日期,摘要,交易金额,余额\n2025-10-01,结息,0.35,100.35\n",
			[]string{"2 deposit at=2025-10-01 gross=35 amount=35 fee=0 balance=10035 memo=结息"}},
		{"the day last", "Date,Description,Debit,Credit,Balance\n03/10/2025,Deposit,,100.00,100.00\n31/10/2025,Rent,40.00,,60.00\n",
			[]string{"2 deposit at=2025-10-03 gross=10000 amount=10000 fee=0 balance=10000 memo=Deposit",
				"3 expense at=2025-10-31 gross=-4000 amount=-4000 fee=0 balance=6000 memo=Rent"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := billtest.Read(t, bank.Formats(), []byte(tt.text), bill.Options{})
			r.Check(t, tt.want...)
			if len(r.Problems) > 0 {
				t.Error(r.Problems)
			}
		})
	}
}

func TestRefusals(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"a card bill", "交易日期,交易摘要,交易金额\n2025-10-01,消费,15.90\n", "undetected"},
		{"dates that read both ways", "Date,Description,Debit,Credit,Balance\n03/10/2025,Deposit,,100.00,100.00\n", bill.CodeDateOrder},
		{"a second account below", "交易日期,收入,支出,余额\n2025-10-01,1,,1\n交易日期,收入,支出,余额\n2025-10-01,1,,1\n", bill.CodeTables},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := billtest.Read(t, bank.Formats(), []byte(tt.text), bill.Options{})
			if got := book.CodeOf(r.Err); got != tt.want {
				t.Errorf("got %v, want %s", r.Err, tt.want)
			}
		})
	}
}

func TestRowProblems(t *testing.T) {
	const text = "交易日期,收入,支出,余额,对方户名\n" +
		"2025-10-01,5.00,5.00,0,甲\n2025-10-01,,,0,甲\n2025-10-01,\"1300,00\",,0,甲\n2025-13-01,1,,0,甲\n2025-10-01,,1,0,甲\n2025-10-01,,-1,0,甲\n,1,,0,甲\n2025-10-01,1,,0,甲,乙\n"
	r := billtest.Read(t, bank.Formats(), []byte(text), bill.Options{})
	want := []string{bill.CodeBothSides, bill.CodeMissing, bill.CodeAmount, bill.CodeDate, bill.CodeSigns, bill.CodeMissing, bill.CodeManyCells}
	if len(r.Problems) != len(want) || len(r.Entries) != 1 {
		t.Fatalf("%v %v", r.Problems, r.Lines())
	}
	for i, p := range r.Problems {
		if p.Code != want[i] {
			t.Errorf("%d: %v, want %s", i, p, want[i])
		}
	}
}

// TestBalance: an own book's debit is money in, and its balance shows it.
func TestBalance(t *testing.T) {
	const text = "Date,Description,Debit,Credit,Balance\n2025-10-01,a,100.00,,100.00\n2025-10-02,b,50.00,,150.00\n2025-10-03,c,,30.00,120.00\n"
	r := billtest.Read(t, bank.Formats(), []byte(text), bill.Options{})
	if codes := r.Codes(); len(codes) != 1 || codes[0] != bill.NoteBalance {
		t.Errorf("notes %v", codes)
	}
}

func TestForcedRole(t *testing.T) {
	const text = "date,description,amount\n2025-10-01,x,-5.00\n"
	r := billtest.Read(t, bank.Formats(), []byte(text), bill.Options{Role: book.RoleBank})
	r.Check(t, "2 expense at=2025-10-01 gross=-500 amount=-500 fee=0 memo=x")
}

func FuzzRead(f *testing.F) { billtest.Fuzz(f, bank.Formats(), icbc) }
