package intake_test

import (
	"testing"

	"zhangfang/app/book"
	"zhangfang/app/intake"
)

// resaved are files as the bank, the platform or the owner made them, and as a
// spreadsheet saves them: dates with slashes, no seconds, amounts without cents.
var resaved = map[string][2]string{
	"a bank's, with balances": {
		"交易时间,收入,支出,余额,对方户名,摘要\n2025-10-01 10:00:05,100.00,,1100.00,张三,货款\n2025-10-02 11:00:07,,30.00,1070.00,李四,进货\n",
		"\ufeff交易时间,收入,支出,余额,对方户名,摘要\n2025/10/1 10:00,100,,1100,张三,货款\n2025/10/2 11:00,,30,1070.00,李四,进货\n",
	},
	"a bank's, by day and by time": {
		"交易日期,收入,支出,余额,对方户名,摘要\n2025-10-01,100.00,,1100.00,张三,货款\n2025-10-02,,30.00,1070.00,李四,进货\n",
		"交易日期,交易时间,收入,支出,余额,对方户名,摘要\n2025-10-01,10:00:00,100.00,,1100.00,张三,货款\n2025-10-02,11:00:00,,30.00,1070.00,李四,进货\n",
	},
	"a card statement's": {
		"记账日,交易日期,交易时间,支出,收入,账户余额,币种,摘要,对方账号,对方户名,交易地点\n20251001,20251001,10:15:22,0,100.00,1100.00,人民币元,转账,,张三,\n",
		"记账日,交易日期,交易时间,支出,收入,账户余额,币种,摘要,对方账号,对方户名,交易地点\n2025/10/1,2025/10/1,10:15,0,100.00,1100.00,人民币元,转账,,张三,\n",
	},
	"a platform's": {
		"商户订单号,发生时间,收入金额（+元）,支出金额（-元）,账务类型,备注,业务描述\n251001-607198974342268,2025-10-01 10:00:05,27.50,0.00,交易收入,,0010002|交易收入-订单收入\n",
		"商户订单号,发生时间,收入金额（+元）,支出金额（-元）,账务类型,备注,业务描述\n251001-607198974342268,2025/10/1 10:00,27.50,0.00,交易收入,,0010002|交易收入-订单收入\n",
	},
	"a plain sheet's": {
		"日期,摘要,金额\n2025-10-01 00:00:00,开张,8.00\n2025-10-01 10:00:05,买菜,-5.00\n2025-10-01 10:00:50,买菜,-5.00\n2025-10-01 18:30:44,卖货,25.00\n",
		"日期,摘要,金额\n2025/10/1,开张,8\n2025/10/1 10:00,买菜,-5\n2025/10/1 10:00,买菜,-5\n2025/10/1 18:30,卖货,25\n",
	},
}

// TestAResavedFileBringsNothingNew, whichever of the two comes first.
func TestAResavedFileBringsNothingNew(t *testing.T) {
	for name, files := range resaved {
		for _, first := range []int{0, 1} {
			t.Run(name, func(t *testing.T) {
				d := newDesk(t)
				sure := intake.Options{Channel: "渠道", AcceptSuspicious: true, AcceptIncomplete: true}
				if r := d.bringAs(sure, d.write("一.csv", files[first]))[0]; r.State != book.ReceiptApplied || r.New == 0 {
					t.Fatalf("%+v %v", r, r.Problem)
				}
				if r := d.bringAs(sure, d.write("二.csv", files[1-first]))[0]; r.New != 0 || r.Known+r.Changed == 0 || r.Refused != 0 {
					t.Errorf("%+v %v", r, r.Problem)
				}
			})
		}
	}
}

// TestRowsWithoutNumbersDiffer by what tells them apart: the time, to the minute,
// where there is no balance, and the balance where there is one.
func TestRowsWithoutNumbersDiffer(t *testing.T) {
	for name, files := range map[string][2]string{
		"two coffees of a day":       {"日期,摘要,金额\n2025-10-01 10:00:00,咖啡,-5.00\n", "日期,摘要,金额\n2025-10-01 10:01:00,咖啡,-5.00\n"},
		"two of a day, with balance": {"交易日期,收入,支出,余额,摘要\n2025-10-01,5.00,,105.00,咖啡\n", "交易日期,收入,支出,余额,摘要\n2025-10-01,5.00,,110.00,咖啡\n"},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			for _, text := range files {
				if r := d.bringAs(intake.Options{Channel: "渠道", AcceptIncomplete: true}, d.write("一.csv", text))[0]; r.New != 1 {
					t.Errorf("%+v %v", r, r.Problem)
				}
			}
		})
	}
}

// TestRowsToldInOtherWordsAreHeld: without their balances, or their numbers, rows that
// are in the book look like new ones.
func TestRowsToldInOtherWordsAreHeld(t *testing.T) {
	const balances = "交易日期,收入,支出,余额,对方户名,摘要\n2025-10-01,100.00,,1100.00,张三,货款\n2025-10-02,,30.00,1070.00,李四,进货\n"
	const numbers = "交易日期,收入,支出,对方户名,摘要,交易流水号\n2025-10-01,100.00,,张三,货款,7\n2025-10-02,,30.00,李四,进货,8\n"
	const head = "交易日期,收入,支出,对方户名,摘要\n"
	const bare = head + "2025-10-01,100.00,,张三,货款\n2025-10-02,,30.00,李四,进货\n"
	for name, c := range map[string]struct {
		first, then string
		held        bool
	}{
		"without balances":           {balances, bare, true},
		"without numbers":            {numbers, bare, true},
		"with more days":             {balances, bare + "2025-10-03,1.00,,张三,货款\n2025-10-03,2.00,,张三,货款\n2025-10-03,3.00,,张三,货款\n", true},
		"other rows of the days":     {balances, head + "2025-10-01,101.00,,张三,货款\n2025-10-02,,31.00,李四,进货\n", false},
		"one coincidence":            {balances, head + "2025-10-01,100.00,,王五,货款\n", false},
		"few coincidences":           {balances, bare[:len(head)] + "2025-10-01,100.00,,王五,货款\n2025-10-01,1.00,,王五,货款\n2025-10-01,2.00,,王五,货款\n2025-10-02,,30.00,王五,货款\n2025-10-02,,3.00,王五,货款\n", false},
		"days that the book has not": {balances, head + "2025-10-03,100.00,,张三,货款\n2025-10-04,,30.00,李四,进货\n", false},
		"rows that the book knows":   {bare, bare + "2025-10-02,100.00,,张三,货款\n", false},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			to := intake.Options{Channel: "银行"}
			d.bringAs(to, d.write("一.csv", c.first))
			r := d.bringAs(to, d.write("二.csv", c.then))[0]
			if held := r.State == book.ReceiptHeld && r.Problem.Code == "held_rows_alike"; held != c.held || !held && r.State != book.ReceiptApplied {
				t.Fatalf("%+v %v", r, r.Problem)
			}
			if !c.held {
				return
			}
			if intake.CanAlways(&r) {
				t.Error("such files could be let in for good")
			}
			if to.AcceptIncomplete = true; d.bringAs(to, d.write("二.csv", c.then))[0].State != book.ReceiptApplied {
				t.Error("the owner cannot take it")
			}
		})
	}
}

// TestAStrayQuoteHoldsTheFile in each family that may have texts of several lines.
func TestAStrayQuoteHoldsTheFile(t *testing.T) {
	for name, text := range map[string]string{
		"bank":  "交易日期,收入,支出,对方户名,摘要\n2025-10-01,100.00,,张三,\"货款\n2025-10-02,,30.00,李四,进货\n2025-10-04,,32.00,李四,\"进货\n2025-10-05,,33.00,李四,进货\n",
		"shop":  "订单号,订单创建时间,实付金额,订单状态,备注\n1001,2025-10-01 10:00:00,100.00,交易成功,a\n1002,2025-10-01 10:00:00,100.00,交易成功,\"急！\n1003,2025-10-01 10:00:00,100.00,交易成功,a\n1004,2025-10-01 10:00:00,100.00,交易成功,\"急\n",
		"items": "子订单编号,主订单编号,买家实际支付金额,订单状态,订单付款时间,商品标题\n101,100,10.00,交易成功,2025-10-01 10:00:05,\"5寸盘\n102,102,10.00,交易成功,2025-10-01 10:00:05,\"5寸盘\n",
		"sheet": "日期,摘要,金额,备注\n2025-10-01,买菜,-5.00,\"急\n2025-10-02,买菜,-5.00,\"急\n",
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			r := d.bring(d.write("一.csv", text))[0]
			if r.State != book.ReceiptHeld || r.Problem.Code != "held_stray_quote" || r.Problem.Line == 0 || intake.CanAlways(&r) {
				t.Errorf("%+v %v", r, r.Problem)
			}
		})
	}
}
