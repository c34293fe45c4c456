package bank_test

import (
	"slices"
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

// all are the formats of the family in the order in which they are tried.
func all() []bill.Format { return slices.Concat(bank.Certain(), bank.Formats()) }

func readAll(tb testing.TB, data []byte, opt bill.Options) billtest.Result {
	tb.Helper()
	return billtest.Read(tb, all(), data, opt, bank.Unfolders()...)
}

func TestLayouts(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string
	}{
		{"招行：收入 and 支出, tabs within quotes", "# 招商银行交易记录\n# 账    号: [一卡通:6214****5555   招商银行]\n# 起始日期: [20251001]   终止日期: [20251031]\n\n交易日期,交易时间,收入,支出,余额,交易类型,交易备注\n\"\t20251001\",\"\t13:53:41\",\"\",\"1.00\",\"99.00\",\"\t转账\",\"\t货款\"\n# 收入合计: 0 笔\n",
			[]string{"6 expense at=2025-10-01T13:53:41+08:00 gross=-100 amount=-100 fee=0 balance=9900 memo=货款 转账"}},
		{"建行对公：借 is out", "账号,账户名称,币种,记账日期,摘要,借方发生额/元(支取),贷方发生额/元(收入),余额,对方户名\n62001,某店,人民币,2025-10-01,货款,0.00,100.00,100.00,某公司\n62001,某店,人民币,2025-10-02,采购,30.00,0.00,70.00,某厂\n",
			[]string{"2 deposit at=2025-10-01 gross=10000 amount=10000 fee=0 balance=10000 party=某公司 memo=货款",
				"3 expense at=2025-10-02 gross=-3000 amount=-3000 fee=0 balance=7000 party=某厂 memo=采购"}},
		{"农行：signed, short rows, time without colons", "交易日期,交易时间,交易摘要,交易金额,本次余额,对手信息,日 志 号,交易渠道,交易附言\n20251001,053026,转存,+10000.00,11000.00,老农,369396693,超级网银,转账\n20251003,,正常还款,-12.50,10987.50,--,0000000000\n",
			[]string{"2 deposit at=2025-10-01T05:30:26+08:00 txn=369396693 gross=1000000 amount=1000000 fee=0 balance=1100000 party=老农 memo=转存 转账 超级网银",
				"3 expense at=2025-10-03 gross=-1250 amount=-1250 fee=0 balance=1098750 memo=正常还款"}},
		{"交行：a direction beside the amount", "序号,交易日期,交易时间,交易类型,借贷,交易金额,余额,对方账号,对方户名,交易地点,摘要\n1,2025-03-25,04:25:57,存款利息,贷 Cr,2.33,44.13,27,利息,批处理\n2,2025-04-12,10:29:34,还款,借 Dr,9.31,34.82,51,老交,其他\n",
			[]string{"2 deposit at=2025-03-25T04:25:57+08:00 gross=233 amount=233 fee=0 balance=4413 party=利息 memo=批处理 存款利息",
				"3 expense at=2025-04-12T10:29:34+08:00 gross=-931 amount=-931 fee=0 balance=3482 party=老交 memo=其他 还款"}},
		{"中行对公：payer and payee", "查询账号[ Inquirer account number ],1234567890123\n交易类型[ Transaction Type ]|付款人名称[ Payer's Name ]|收款人名称[ Payee's Name ]|交易日期[ Transaction Date ]|交易时间[ Transaction time ]|交易金额[ Trade Amount ]|交易后余额[ After-transaction balance ]|交易流水号[ Transaction reference number ]|用途[ Purpose ]\n来账|甲公司|本店|20251003|09:10:11|+267.10|2,719,648.72|SN1|货款\n往账|本店|乙公司|20251005|101112|-50.00|2,719,598.72|SN2|租金\n",
			[]string{"3 deposit at=2025-10-03T09:10:11+08:00 txn=SN1 gross=26710 amount=26710 fee=0 balance=271964872 party=甲公司 memo=货款",
				"4 expense at=2025-10-05T10:11:12+08:00 txn=SN2 gross=-5000 amount=-5000 fee=0 balance=271959872 party=乙公司 memo=租金"}},
		{"a date and a time in one cell", "交易时间,借方发生额（支取）,贷方发生额（收入）,余额,对方户名,摘要\n20260801 15:24:03,,88.00,88.00,某某,收款\n",
			[]string{"2 deposit at=2026-08-01T15:24:03+08:00 gross=8800 amount=8800 fee=0 balance=8800 party=某某 memo=收款"}},
		{"English", "Date,Description,Debit,Credit,Balance,Reference No\n2025-10-01,Deposit,,100.00,100.00,A1\n2025-10-02,Rent,40.00,,60.00,A2\n",
			[]string{"2 deposit at=2025-10-01 txn=A1 gross=10000 amount=10000 fee=0 balance=10000 memo=Deposit",
				"3 expense at=2025-10-02 txn=A2 gross=-4000 amount=-4000 fee=0 balance=6000 memo=Rent"}},
		{"工行 v2: details and accounts beside names", "卡号: 1234****9876,\n交易日期,摘要,交易详情,交易场所,交易国家或地区简称,钞/汇,交易金额(收入),交易金额(支出),交易币种,记账金额(收入),记账金额(支出),记账币种,余额,对方户名,对方账户\n2025-10-02\t,\"汇入\t\",货款,网银,CHN,钞,-,-,-,\"1,234.56\t\",,人民币,\"11,234.56\",某公司,62001\n",
			[]string{"3 deposit at=2025-10-02 gross=123456 amount=123456 fee=0 balance=1123456 party=某公司 memo=汇入 货款 网银"}},
		{"建行个人 as text: signed, text and place in one", "卡号/账号:,6217****1234\n序号,摘要,币别,钞汇,交易日期,交易金额,账户余额,交易地点/附言,对方账号与户名\n1,消费,人民币元,钞,20251001,-5.00,95.00,财付通-某店,2088/某店\n",
			[]string{"3 expense at=2025-10-01 gross=-500 amount=-500 fee=0 balance=9500 party=2088/某店 memo=消费 财付通-某店"}},
		{"建行 xls: 0 on the other side", "China Construction Bank\n币　　种：,美元\n账　　号：,6217001234567890123\n\n记账日          ,交易日期          ,交易时间    ,支出   ,收入  ,账户余额 ,摘要  ,对方账号  ,对方户名  ,交易地点 \n20250101,20250101,18:53:19,67,0,2176.91,消费,208833,某店,网上\n以上数据仅供参考|具体内容请以柜台为准\n",
			[]string{"6 expense at=2025-01-01T18:53:19+08:00 gross=-6700 amount=-6700 fee=0 USD balance=217691 party=某店 memo=消费 网上"}},
		{"浦发: all text", "账号,62170001,账户类型,借记卡,日期范围,20251201-20251231\n顺序号,交易日期,交易类型,存入金额,取出金额,余额,交易对手名称,交易对手账号,附言\n1,2025/12/03  14:06:51,网银转账,500.00,,500.00,某公司,1234,货款\n",
			[]string{"3 deposit at=2025-12-03T14:06:51+08:00 gross=50000 amount=50000 fee=0 balance=50000 party=某公司 memo=货款 网银转账"}},
		{"财资平台: an empty first column", "账户交易明细,,\n查询条件,,\n,交易时间,本方户名,本方账号,收入,支出,账户余额,对方户名,对方账号,币种,交易备注,交易类型\n,2025-10-01 09:00:00,本店,70010001,10.00,,110.00,某公司,1,人民币,货款,转入\n",
			[]string{"4 deposit at=2025-10-01T09:00:00+08:00 gross=1000 amount=1000 fee=0 balance=11000 party=某公司 memo=货款 转入"}},
		{"中行个人: dashes say nothing", "记账日期,记账时间,币别,金额,余额,交易名称,渠道,网点名称,附言,对方账户名,对方卡号/账号,对方开户行,借记卡号\n2025-01-30,17:57:11,人民币,-65.75,\"6,656.23\",无卡支付,线上,-------------------,----------,李四,6922******6555,-------------------,3741\n",
			[]string{"2 expense at=2025-01-30T17:57:11+08:00 gross=-6575 amount=-6575 fee=0 balance=665623 party=李四 memo=无卡支付 线上"}},
		{"a company's statement names its vouchers", "交易时间,借方发生额/元(支取),贷方发生额/元(收入),余额,币种,对方户名,对方账号,记账日期,摘要,备注,账户明细编号-交易流水号,凭证种类,凭证号\n20260801 15:24:03,0.00,88.00,88.00,人民币,某某,1,20260801,收款,,12-345,电汇,77\n",
			[]string{"2 deposit at=2026-08-01T15:24:03+08:00 txn=12-345 gross=8800 amount=8800 fee=0 balance=8800 party=某某 memo=收款"}},
		{"no other party", "交易日期,摘要,交易金额,余额\n2025-10-01,结息,0.35,100.35\n",
			[]string{"2 deposit at=2025-10-01 gross=35 amount=35 fee=0 balance=10035 memo=结息"}},
		{"the day last", "Date,Description,Debit,Credit,Balance\n03/10/2025,Deposit,,100.00,100.00\n31/10/2025,Rent,40.00,,60.00\n",
			[]string{"2 deposit at=2025-10-03 gross=10000 amount=10000 fee=0 balance=10000 memo=Deposit",
				"3 expense at=2025-10-31 gross=-4000 amount=-4000 fee=0 balance=6000 memo=Rent"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := readAll(t, []byte(tt.text), bill.Options{})
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

// TestStatedTotals: what stands below, above or under the columns is compared.
func TestStatedTotals(t *testing.T) {
	const cmb = "# 招商银行交易记录\n# 币    种: [人民币]\n交易日期,交易时间,收入,支出,余额,交易类型,交易备注\n20251001,13:53:41,5.00,,6.00,转账,甲\n20251002,13:53:41,,1.50,4.50,转账,乙\n"
	tests := []struct {
		name, foot string
		notes      int
	}{
		{"as they are", "# 收入合计: 1 笔，共 5.00 元\n# 支出合计: 1 笔，共 1.50 元\n", 0},
		{"in brackets", "# 收入合计: [5.00]\n# 支出合计: [1.50]\n", 0},
		{"another sum", "# 收入合计: 1 笔，共 7.00 元\n", 1},
		{"another number and sum", "# 支出合计: 2 笔，共 7.00 元\n", 2},
		{"交行对公", "借方交易笔数:,1,贷方交易笔数:,2\n", 1},
		{"农行对公", "汇总收入金额,\"1,005.00\",汇总支出金额,1.50\n", 1},
		{"words", "# 说明: 收入合计以柜台为准\n", 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := readAll(t, []byte(cmb+tt.foot), bill.Options{})
			if len(r.Entries) != 2 || len(r.Problems) != 0 || len(r.Summary.Notes) != tt.notes {
				t.Errorf("%v %v %v", r.Lines(), r.Problems, r.Summary.Notes)
			}
		})
	}
}

// TestAccounts: a sheet is one account, in the currency that stands above it.
func TestAccounts(t *testing.T) {
	const text = "交易日期,本方账号,收入,支出,余额\n2025-10-01,1001,1,,1\n2025-10-01,1002,1,,1\n2025-10-02,,1,,2\n"
	r := readAll(t, []byte(text), bill.Options{})
	if len(r.Entries) != 2 || len(r.Problems) != 1 || r.Problems[0].Code != bank.CodeOtherAccount || r.Summary.Source.Account != "1001" {
		t.Errorf("%v %v", r.Lines(), r.Problems)
	}
	r = readAll(t, []byte("币种：,天地币\n交易日期,收入,支出,余额\n2025-10-01,1,,1\n"), bill.Options{})
	if book.CodeOf(r.Err) != bank.CodeMoney {
		t.Errorf("a currency that is not known: %v", r.Err)
	}
}

func TestForcedRole(t *testing.T) {
	const text = "date,description,amount\n2025-10-01,x,-5.00\n"
	r := billtest.Read(t, bank.Formats(), []byte(text), bill.Options{Role: book.RoleBank})
	r.Check(t, "2 expense at=2025-10-01 gross=-500 amount=-500 fee=0 memo=x")
}

func FuzzRead(f *testing.F) { billtest.Fuzz(f, bank.Formats(), icbc) }
