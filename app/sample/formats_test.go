package sample

import (
	"fmt"
	"strings"
	"testing"

	"zhangfang/app/book"
)

func autumn() Spec { return Spec{Seed: 11, Days: 62, PerDay: 90, Faults: true} }

func TestWeChatBill(t *testing.T) {
	w := invent(t, autumn())
	tb := &w.wechat
	if len(tb.columns) != 27 {
		t.Fatalf("%d columns", len(tb.columns))
	}
	var settled, refunds, fees, orders book.Minor
	rates := map[int64]int{}
	for _, row := range tb.rows {
		for _, c := range row {
			if !strings.HasPrefix(c, "`") {
				t.Fatalf("no backtick in %q", row)
			}
		}
		paid, back, fee := tb.fen(row, "应结订单金额"), tb.fen(row, "退款金额"), tb.fen(row, "手续费")
		settled, refunds, fees, orders = settled+paid, refunds+back, fees+fee, orders+tb.fen(row, "订单金额")
		points := int64(fen(strings.TrimSuffix(tb.get(row, "费率"), "%")))
		if want := share(paid-back, points); fee != want {
			t.Errorf("fee %d of %d, want %d", fee, paid-back, want)
		}
		rates[points]++
		switch refund := tb.get(row, "交易状态") == "REFUND"; {
		case refund && (paid != 0 || back <= 0 || tb.get(row, "微信退款单号") == "0"):
			t.Errorf("refund %q", row)
		case !refund && (paid <= 0 || back != 0 || tb.get(row, "微信退款单号") != "0"):
			t.Errorf("payment %q", row)
		}
	}
	want := fmt.Sprintf("`%d,`%s,`%s,`0.00,`%s000,`%s,`%s", len(tb.rows), yuan(settled), yuan(refunds), yuan(fees), yuan(orders), yuan(refunds))
	if len(tb.foot) != 2 || tb.foot[1] != want {
		t.Errorf("totals %q, want %q", tb.foot, want)
	}
	if rates[60] < 1000 || rates[54] < 500 || rates[60]+rates[54] > len(tb.rows)-1 || len(tb.rows)-rates[60]-rates[54] > 20 {
		t.Errorf("rows by rate: %v", rates)
	}
	if orders == settled {
		t.Error("no coupon anywhere")
	}
}

func TestAlipayBills(t *testing.T) {
	w := invent(t, autumn())
	if n := len(w.trade.columns); n != 25 {
		t.Errorf("%d columns in the trade bill", n)
	}
	if n := len(w.account.columns); n != 16 {
		t.Errorf("%d columns in the account bill", n)
	}

	var sales, refunds int
	var sold, off, back, net book.Minor
	for _, row := range w.trade.rows {
		amount := w.trade.fen(row, "商家实收（元）")
		net += amount + w.trade.fen(row, "服务费（元）")
		if w.trade.get(row, "业务类型") == "退款" {
			refunds, back = refunds+1, back+amount
			continue
		}
		sales, sold, off = sales+1, sold+amount, off+w.trade.fen(row, "商家优惠（元）")
	}
	wantFoot(t, &w.trade,
		fmt.Sprintf("#交易合计：%d笔，商家实收共%s元，商家优惠共%s元", sales, yuan(sold), yuan(off)),
		fmt.Sprintf("#退款合计：%d笔，商家实收退款共%s元，商家优惠退款共0.00元", refunds, yuan(back)))

	var ins, outs int
	var in, out, drawn book.Minor
	balance := openingWallet
	for _, row := range w.account.rows {
		i, o := w.account.fen(row, "收入金额（+元）"), w.account.fen(row, "支出金额（-元）")
		if balance += i + o; balance != w.account.fen(row, "账户余额（元）") || balance < 0 {
			t.Fatalf("balance %d after %q", balance, row)
		}
		if i != 0 {
			ins, in = ins+1, in+i
		} else {
			outs, out = outs+1, out+o
		}
		if w.account.get(row, "业务类型") != "在线支付" && w.account.get(row, "商户订单号") == "" {
			drawn += i + o
		}
	}
	wantFoot(t, &w.account,
		fmt.Sprintf("#支出合计：%d笔，共%s元", outs, yuan(out)),
		fmt.Sprintf("#收入合计：%d笔，共%s元", ins, yuan(in)))
	if in+out-drawn != net {
		t.Errorf("the account bill moves %d, the trade bill %d", in+out-drawn, net)
	}
}

func wantFoot(t *testing.T, tb *table, lines ...string) {
	t.Helper()
	foot := strings.Join(tb.foot, "\n")
	for _, line := range lines {
		if !strings.Contains(foot, line) {
			t.Errorf("no %q in\n%s", line, foot)
		}
	}
}

// TestBankCredits adds up the channels' rows again and holds them against the bank.
func TestBankCredits(t *testing.T) {
	for _, daily := range []bool{false, true} {
		spec := autumn()
		spec.POSDaily = daily
		w := invent(t, spec)
		credits := map[string]book.Minor{}
		balance := openingBank
		for _, row := range w.bank.rows {
			in, out := w.bank.fen(row, "收入"), w.bank.fen(row, "支出")
			if balance += in - out; balance != w.bank.fen(row, "余额") || balance < 0 {
				t.Fatalf("balance %d after %q", balance, row)
			}
			credits[w.bank.get(row, "交易流水号")] = in
		}
		nets, rows := w.nets()
		for _, p := range w.truth.Payouts {
			var net book.Minor
			n := 0
			if p.Withdrawal != "" {
				net, n = -w.withdrawal(p.Withdrawal), 1
			}
			for _, d := range p.Days {
				net += nets[p.Channel+d.String()]
				n += rows[p.Channel+d.String()]
			}
			came := book.Minor(0)
			for _, no := range p.credits() {
				came += credits[no]
			}
			if net != p.Net || n != p.Rows || came != p.Arrived {
				t.Errorf("%+v: net %d of %d rows, credit %d", p, net, n, came)
			}
			if (p.Arrived != p.Net) != (p.Fault == book.SettlementShort || p.Trouble == NettedFee) {
				t.Errorf("%+v", p)
			}
		}
	}
}

// nets sums the rows of channels that pay days, by channel and day.
func (w *written) nets() (map[string]book.Minor, map[string]int) {
	nets, rows := map[string]book.Minor{}, map[string]int{}
	add := func(channel, day string, net book.Minor) {
		nets[channel+day] += net
		rows[channel+day]++
	}
	for _, row := range w.wechat.rows {
		add(providerWeChat, w.wechat.get(row, "交易时间")[:10],
			w.wechat.fen(row, "应结订单金额")-w.wechat.fen(row, "退款金额")-w.wechat.fen(row, "手续费"))
	}
	for _, row := range w.pos.rows {
		add(providerPOS, w.pos.get(row, "交易日期"), w.pos.fen(row, "入账金额"))
	}
	return nets, rows
}

func (w *written) withdrawal(txn string) book.Minor {
	for _, row := range w.account.rows {
		if w.account.get(row, "业务流水号") == txn {
			return w.account.fen(row, "支出金额（-元）")
		}
	}
	return 0
}

func TestByMonth(t *testing.T) {
	spec := autumn()
	spec.From = book.NewDay(2025, 9, 20)
	whole := invent(t, spec)
	spec.ByMonth = true
	months := invent(t, spec)
	tables := func(w *written) []table {
		return []table{w.orders, w.wechat, w.trade, w.account, w.pos, w.bank}
	}
	if n := len(months.truth.Files); n != 3*6 {
		t.Errorf("%d files", n)
	}
	for i, tb := range tables(months) {
		if got, want := fmt.Sprint(tb.rows), fmt.Sprint(tables(whole)[i].rows); got != want {
			t.Errorf("the months of %v are not the whole", tb.columns[:3])
		}
	}
}
