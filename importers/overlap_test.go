package importers_test

import (
	"context"
	"testing"

	"zhangfang/importers"
	"zhangfang/importers/bill"
	"zhangfang/importers/bill/billtest"
)

// TestOverlap cuts a bill of every family into two that overlap: what both hold is
// known as the same, and nothing else is.
func TestOverlap(t *testing.T) {
	const mt940 = ":20:S\n:25:50010060/1234567\n:60F:C250930EUR1,\n"
	const camt = `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt><Acct><Id><IBAN>DE02</IBAN></Id></Acct>`
	tests := []struct{ format, head, row, tail string }{
		{"alipay.trade", alipayHead, "202509162200145886051%07d\t,M%[1]d\t,交易\t,牛奶,2025-09-16 10:55:16,2025-09-16 10:55:23,\t,\t,\t,\t,*水\t,%[3]d.10,%[3]d.10,0.00,0.00,0.00,0.00,0.00,,0.00\t,0.00,\t,-0.06,0.00,\r\n", "#导出时间：[2025年09月17日 05:46:49]\r\n"},
		{"alipay.account", "账务流水号,业务流水号,商户订单号,商品名称,发生时间,对方账号,收入金额（+元）,支出金额（-元）,账户余额（元）,交易渠道,业务类型,备注\n", "L%08d,B1,S1,牛奶,2025-09-%02d 10:00:00,a@b.c,%d.00,,100.00,支付宝,在线支付,\n", "#收入合计：0笔，共0.00元\n"},
		{"wechat.trade", wechatHead, "`2025-10-%02[2]d 10:00:00,`wx8,`1601959334,`0,`,`42000%08[1]d,`S%[1]d,`o,`NATIVE,`SUCCESS,`OTHERS,`CNY,`%[3]d.00,`0.00,`0,`0,`0.00,`0.00,`,`,`牛奶,`,`0.05000,`0.60%%,`%[3]d.00,`0.00,`\r\n", ""},
		{"wechat.account", "记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,收支金额(元),账户结余(元),资金变更提交申请人,备注,业务凭证号\n", "`2025-10-%02[2]d 10:00:00,`4200%08[1]d,`F%08[1]d,`交易,`交易,`收入,`%[3]d.00,`9.00,`system,`,`V%[1]d\n", ""},
		{"alipay.personal", "交易时间,交易分类,交易对方,对方账号,商品说明,收/支,金额,收/付款方式,交易状态,交易订单号,商家订单号,备注,\n", "2025-10-%02[2]d 10:00:00,日用百货,文具店,a@b.c,牛奶,支出,%[3]d.00,余额,交易成功,2025%010[1]d\t,S5\t,,\n", ""},
		{"wechat.personal", "交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注\n", "2025-03-%02[2]d 20:00:00,二维码收款,王*,二维码收款,收入,¥%[3]d.50,零钱,已收钱,10000501%010[1]d\t,/\t,/\n", ""},
		{"meituan.personal", "交易创建时间,交易成功时间,交易类型,订单标题,收/支,支付方式,订单金额,实付金额,交易单号,商家单号,备注\r\n", "2025-02-%02[2]d 20:35:13,2025-02-%02[2]d 20:35:25,支付,奶茶,支出,美团月付,¥%[3]d.30,¥%[3]d.17,\"250228%[1]d\t\",\"0_2204\t\",/\r\n", ""},
		{"jd.personal", "交易时间,商户名称,交易说明,金额,收/付款方式,交易状态,收/支,交易分类,交易订单号,商家订单号,备注\n", "2024-12-%02[2]d 13:27:00\t,京东,卫衣,%[3]d.77,白条,交易成功,支出,服饰,3%010[1]d\t,10002\t, ,\n", ""},
		{"bank.statement", "交易日期,交易时间,收入,支出,余额,对方户名,摘要,交易流水号\n", "2025-10-%02[2]d,10:00:00,\"1,%03[3]d.50\",,\"20,000.00\",甲公司,提现,B%09[1]d\n", "合计,,0.00,0.00,,,,\n"},
		{"bank.statement", "交易日期,摘要,收入,支出,余额,对方户名\n", "2025-10-%02[2]d,提现%[1]d,%[3]d.50,,7.00,甲公司\n", ""},
		{"bank.statement", "查询账号[ Inquirer account number ]|600000000001|\n查询时间范围[ Time Range ]|20251001-20251031|\n交易类型[ Transaction Type ]|付款人名称[ Payer's Name ]|收款人名称[ Payee's Name ]|交易日期[ Transaction Date ]|交易时间[ Transaction time ]|交易货币[ Trade Currency ]|交易金额[ Trade Amount ]|交易后余额[ After-transaction balance ]|交易流水号[ Transaction reference number ]|摘要\n",
			"来账|甲公司|本店|202510%02[2]d|091011|CNY|+%[3]d.10|1,267.10|SN%[1]d|货款\n", ""},
		{"bank.cmb_card", "招商银行信用卡对账单（2025年03月）\n交易日,记账日,交易摘要,人民币金额,卡号末四位,交易地金额\n", "02/%02[2]d,03/01,支付宝-%[1]d,%[3]d.77,9999,498.49\n", ""},
		{"bank.td", "12/31/2025,SHOP,1.00,,13.04\n", "05/%02[2]d/2025,MARKET %[1]d,%[3]d.10,,13.04\n", ""},
		{"pos.trade", "终端号,交易日期,交易时间,交易类型,卡号,交易金额,手续费,入账金额,参考号,清算日期\n", "T0001,2025-10-%02[2]d,10:00:00,消费,621700******1234,%[3]d.00,0.60,%[3]d.00,%012[1]d,2025-10-28\n", ""},
		{"pos.withdrawals", "商户编号|提现日期|提现流水号|提现金额(分)|手续费(分)|状态\n", "8222|2025-10-%02[2]d|W%[1]d|%[3]d|0|1\n", ""},
		{"shop.orders", "订单编号,付款时间,实付金额,订单状态\n", "S%08d,2025-10-%02d 10:00:00,%d.50,交易成功\n", ""},
		{"platform.pinduoduo", "商户订单号,发生时间,收入金额（+元）,支出金额（-元）,账务类型,备注,业务描述\n", "260620-%015d,2026-06-%02d 23:30:43,%d.80,0,交易收入,-,0010002|交易收入-订单收入\n", ""},
		{"sheet.plain", "id,date,description,amount,ref\n", "G%07d,2025-10-%02d,Customer payment,-%d.50,AP\n", ""},
		{"adyen.settlement", "Company Account,Merchant Account,Psp Reference,Merchant Reference,Payment Method,Creation Date,TimeZone,Type,Modification Reference,Gross Currency,Gross Debit (GC),Gross Credit (GC),Exchange Rate,Net Currency,Net Debit (NC),Net Credit (NC),Commission (NC),Markup (NC),Scheme Fees (NC),Interchange (NC),Payment Method Variant,Modification Merchant Reference,Batch Number,Reserved4\n",
			"Co,Shop_CN,88160000%08[1]d,S1,visa,2026-03-%02[2]d 10:00:00,CET,Settled,8816000000000011,EUR,,%[3]d.00,1,EUR,,%[3]d.00,,0.00,0.00,0.00,visa,,48,\n", ""},
		{"stripe.balance", "balance_transaction_id,created_utc,available_on_utc,currency,gross,fee,net,reporting_category,description\n", "txn_%08d,2026-01-%02d 18:26:29,2026-01-27 00:00:00,usd,%[3]d.00,0.00,%[3]d.00,charge,Order 7\n", ""},
		{"paypal.activity", `"Date","Time","TimeZone","Name","Type","Status","Currency","Gross","Fee","Net","Transaction ID","Reference Txn ID","Balance"` + "\n" + `"29/12/2025","07:45:51","PST","A","Website Payment","Completed","USD","1.00","0.00","1.00","P","","1.00"` + "\n",
			`"%02[2]d/11/2025","07:45:51","PST","A","Website Payment","Completed","USD","%[3]d.00","0.00","%[3]d.00","P%08[1]d","","1.00"` + "\n", ""},
		{"mt940.statement", mt940, ":61:2510%02[2]d10%02[2]dCR%[3]d,00NTRFNONREF//B%08[1]d\n:86:takings %[1]d\n", ":62F:C251031EUR1,\n"},
		{"camt.statement", camt, `<Ntry><Amt Ccy="EUR">%[3]d</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2025-10-%02[2]d</Dt></BookgDt><AcctSvcrRef>R%[1]d</AcctSvcrRef></Ntry>` + "\n", "</Stmt></BkToCstmrStmt></Document>"},
		{"ofx.statement", "OFXHEADER:100\n\n<OFX><STMTRS><CURDEF>EUR<BANKACCTFROM><ACCTID>1</BANKACCTFROM><BANKTRANLIST>\n", "<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>202510%02[2]d<TRNAMT>%[3]d.00<FITID>F%[1]d<NAME>A</STMTTRN>\n", "</BANKTRANLIST></STMTRS></OFX>\n"},
		{"qif.statement", "!Type:Bank\n", "D2025-10-%02[2]d\nT%[3]d.50\nPALIPAY\nMtakings %[1]d\n^\n", ""},
	}
	for _, tt := range tests {
		t.Run(tt.format, func(t *testing.T) {
			b := billtest.Bill{Head: tt.head, Rows: billtest.Repeat(tt.row, 6), Tail: tt.tail}
			billtest.Cuts(t, b, func(tb testing.TB, data string) []bill.Entry {
				var out []bill.Entry
				s, err := importers.Read(context.Background(), mem("f", []byte(data)), bill.Options{}, func(r *bill.Row) error {
					if r.Problem != nil {
						tb.Error(r.Problem)
					}
					out = append(out, r.Entries...)
					return nil
				})
				if err != nil {
					tb.Fatal(err, data)
				}
				if s.Format != tt.format {
					tb.Fatalf("read as %s", s.Format)
				}
				return out
			})
		})
	}
}
