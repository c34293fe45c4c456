package bank_test

import (
	"testing"

	"zhangfang/app/book"
	"zhangfang/importers/bank"
	"zhangfang/importers/bill"
	"zhangfang/importers/bill/billtest"
)

const (
	cmbCard = "招商银行信用卡对账单（个人消费卡账户 2025年01月）（补）\n交易日,记账日,交易摘要,人民币金额,卡号末四位,交易地金额\n" +
		",12/29,掌上生活还款,\"-1,200.00\",0123,-1200.00\n12/30,01/02,超市,56.78,0123,56.78\n01/03,01/04,退货-超市,-3.90,0123,-3.90(CN)\n"
	hsbcCard = "Transaction date,Post date,Description,Billing amount,Billing currency,Transaction status,Merchant name,Country / region,Area / district,Credit / Debit\n" +
		"03/04/2025,04/04/2025,QR SHOP CN,\"-1,099.14\"\t,CNY,POSTED,SHOP,CHINA,CHN,DEBIT\n02/04/2025,,SALES: CAFE,\"-20.00\",HKD,PENDING,CAFE,HK,HK,DEBIT\n01/04/2025,01/04/2025,PAYMENT - THANK YOU,\"3,266.16\",CNY,POSTED,,,,CREDIT\n"
)

func TestCards(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string
	}{
		{"招商 by mail: no year, spending is plus", cmbCard, []string{
			"3 transfer at=2024-12-29 gross=120000 amount=120000 fee=0 memo=掌上生活还款 card=0123",
			"4 expense at=2024-12-30 gross=-5678 amount=-5678 fee=0 memo=超市 card=0123",
			"5 other at=2025-01-03 gross=390 amount=390 fee=0 memo=退货-超市 card=0123",
		}},
		{"招商 online: not booked yet", "\t交易日期,\t记账日期,\t交易摘要,\t交易地点,\t卡号末四位,\t人民币金额,\t交易地金额\n\t2025-03-31,\t尚未入账,\t某店,\tCN,\"0123\",\t￥4.70,\"4.70\"\n", []string{
			"2 expense processing at=2025-03-31 gross=-470 amount=-470 fee=0 memo=某店 card=0123",
		}},
		{"中行: two columns, two currencies", "中国银行信用卡账单(2025年01月)\n交易日,银行记账日,卡号后四位,交易描述,存入,支出,币种\n2024-12-13,12/14,4260,公交CHN,,50.00,CNY\n2024-12-20,2024-12-20,,存款利息,0.01,,CNY\n2024-12-22,2024-12-24,2875,SOFTJPN,,3.72,USD\n", []string{
			"3 expense at=2024-12-13 gross=-5000 amount=-5000 fee=0 memo=公交CHN card=4260",
			"4 other at=2024-12-20 gross=1 amount=1 fee=0 memo=存款利息",
			"5 expense at=2024-12-22 gross=-372 amount=-372 fee=0 USD memo=SOFTJPN card=2875",
		}},
		{"广发", "交易日期,入账日期,交易摘要,交易金额,交易货币,入账金额,入账货币\n2025/01/05,2025/01/06,（消费）甲,2.20,美元,15.90,人民币\n2024/12/25,2024/12/26,（还款）乙,-80.68,人民币,-80.68,人民币\n", []string{
			"2 expense at=2025-01-05 gross=-1590 amount=-1590 fee=0 memo=（消费）甲",
			"3 transfer at=2024-12-25 gross=8068 amount=8068 fee=0 memo=（还款）乙",
		}},
		{"中信, as a sheet keeps the card", "本期账单明细(人民币)\n交易日期,入账日期,交易描述,卡末四位,交易币种,结算币种,交易金额,结算金额\n20250109,20250110,支付宝－某店,668,CNY,CNY,5.90,5.90\n", []string{
			"3 expense at=2025-01-09 gross=-590 amount=-590 fee=0 memo=支付宝－某店 card=0668",
		}},
		{"交行: words, no signs", "交易日期,记账日期,交易说明,交易币种/金额,入账币种/金额\n2025-01-10,2025-01-10,退货 甲,CNY 123.18,CNY 123.18\n2025-01-29,2025-01-29,信用卡还款 乙,CNY13.50,CNY13.50\n2025-01-18,2025-01-18,消费 丙,JPY 1000.00,CNY 49.85\n", []string{
			"2 other at=2025-01-10 gross=12318 amount=12318 fee=0 memo=退货 甲",
			"3 transfer at=2025-01-29 gross=1350 amount=1350 fee=0 memo=信用卡还款 乙",
			"4 expense at=2025-01-18 gross=-4985 amount=-4985 fee=0 memo=消费 丙",
		}},
		{"汇丰: the day first, whatever the days", hsbcCard, []string{
			"2 expense at=2025-04-03 gross=-109914 amount=-109914 fee=0 party=SHOP memo=QR SHOP CN",
			"3 expense processing at=2025-04-02 gross=-2000 amount=-2000 fee=0 HKD party=CAFE memo=SALES: CAFE",
			"4 transfer at=2025-04-01 gross=326616 amount=326616 fee=0 memo=PAYMENT - THANK YOU",
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := readAll(t, []byte(tt.text), bill.Options{})
			r.Check(t, tt.want...)
			if len(r.Problems) > 0 {
				t.Error(r.Problems)
			}
			if src := r.Summary.Source; src.Role != book.RoleBank || src.Stream != "card" {
				t.Errorf("source %+v", src)
			}
		})
	}
}

func TestCardRefusals(t *testing.T) {
	const bocom = "交易日期,记账日期,交易说明,交易币种/金额,入账币种/金额\n"
	const boc = "交易日,银行记账日,卡号后四位,交易描述,存入,支出,币种\n"
	const hsbc = "Transaction date,Post date,Description,Billing amount,Billing currency,Transaction status,Merchant name,Credit / Debit\n"
	tests := []struct{ name, text, want string }{
		{"no year anywhere", "交易日,记账日,交易摘要,人民币金额,卡号末四位\n12/30,01/02,超市,56.78,0123\n", bank.CodeNoYear},
		{"no such day", "账单 2025年03月\n交易日,记账日,交易摘要,人民币金额,卡号末四位\n02/30,03/02,超市,56.78,0123\n", bill.CodeDate},
		{"no day at all", "交易日,记账日,交易摘要,人民币金额,卡号末四位\n,,超市,56.78,0123\n", bill.CodeMissing},
		{"an unknown word", bocom + "2025-01-10,2025-01-10,调账 甲,CNY 1.00,CNY 1.00\n", bill.CodeDirection},
		{"a sign where there is none", bocom + "2025-01-10,2025-01-10,消费 甲,CNY -1.00,CNY -1.00\n", bill.CodeSigns},
		{"no amount", bocom + "2025-01-10,2025-01-10,消费 甲,CNY 1.00,CNY\n", bill.CodeAmount},
		{"no currency", bocom + "2025-01-10,2025-01-10,消费 甲,CNY 1.00,12.00\n", bill.CodeCurrency},
		{"both sides", boc + "2025-01-10,2025-01-10,1234,甲,1.00,1.00,CNY\n", bill.CodeBothSides},
		{"neither side", boc + "2025-01-10,2025-01-10,1234,甲,,,CNY\n", bill.CodeMissing},
		{"a minus in a column", boc + "2025-01-10,2025-01-10,1234,甲,,-1.00,CNY\n", bill.CodeSigns},
		{"sign against word", hsbc + "31/01/2025,31/01/2025,x,5.00,CNY,POSTED,x,DEBIT\n", bill.CodeSigns},
		{"no such word", hsbc + "31/01/2025,31/01/2025,x,5.00,CNY,POSTED,x,C\n", bill.CodeDirection},
		{"an unknown state", hsbc + "31/01/2025,31/01/2025,x,5.00,CNY,DECLINED,x,CREDIT\n", bank.CodeCardState},
		{"the month first", hsbc + "01/31/2025,01/31/2025,x,5.00,CNY,POSTED,x,CREDIT\n", bill.CodeDate},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := readAll(t, []byte(tt.text), bill.Options{})
			if r.Err != nil || len(r.Problems) != 1 || r.Problems[0].Code != tt.want || len(r.Entries) != 0 {
				t.Errorf("%v %v %v", r.Err, r.Problems, r.Lines())
			}
		})
	}
}

// A bill without rows, and one that was cut within a row.
func TestCardEnds(t *testing.T) {
	r := readAll(t, []byte("账单 2025年03月\n交易日,记账日,交易摘要,人民币金额,卡号末四位\n"), bill.Options{})
	if r.Err != nil || r.Summary.Rows != 0 || r.Summary.Covers.From != 0 {
		t.Errorf("empty: %v %+v", r.Err, r.Summary)
	}
	r = readAll(t, []byte("账单 2025年03月\n交易日,记账日,交易摘要,人民币金额,卡号末四位\n03/01,03/02,超市,5.00,0123\n03/0"), bill.Options{})
	if len(r.Entries) != 1 || len(r.Problems) != 1 || r.Problems[0].Code != bill.CodeFewCells {
		t.Errorf("cut: %v %v", r.Problems, r.Lines())
	}
}

func FuzzCard(f *testing.F) { billtest.Fuzz(f, bank.Certain(), cmbCard, hsbcCard) }
