package sample

import (
	"strings"
	"testing"

	"zhangfang/app/book"
)

// TestEveryTroubleIsPlanted counts the troubles by what the truth tells of them.
func TestEveryTroubleIsPlanted(t *testing.T) {
	for seed := range uint64(4) {
		w := invent(t, Spec{Seed: seed, Days: 45, PerDay: 60, From: book.NewDay(2025, 9, 12), Faults: true})
		got := map[Trouble]int{}
		for _, p := range w.truth.SalesPairs {
			got[p.Trouble]++
		}
		for _, v := range w.truth.Voids {
			got[v.Trouble]++
		}
		for _, p := range w.truth.Payouts {
			got[p.Trouble]++
		}
		for _, what := range []Trouble{CutNumber, SheetNumber, PrefixedNumber, SwappedNumber, PaidInParts, CloseSales, PartRefunds, LateRefund,
			Voided, GivenBack, MergedDays, SplitDay, NettedFee, Unnamed} {
			if got[what] == 0 {
				t.Errorf("seed %d: no %s", seed, what)
			}
		}
	}
}

// TestSpoiledNumbers checks what was done to the numbers, and that none of them
// became another order's.
func TestSpoiledNumbers(t *testing.T) {
	w := invent(t, Spec{Seed: 4, Days: 31, PerDay: 900, Faults: true})
	orders := map[string]bool{}
	for _, row := range w.orders.rows {
		orders[w.orders.get(row, "订单编号")] = true
	}
	rows := w.channelRows()
	for _, p := range w.truth.SalesPairs {
		no := rows[[2]string{p.TxnNo, p.RefundNo}].orderNo
		switch p.Trouble {
		case CutNumber:
			if !strings.HasPrefix(p.OrderNo, no) && !strings.HasSuffix(p.OrderNo, no) || len(no) < len(p.OrderNo)-4 || len(no) > len(p.OrderNo)-2 {
				t.Errorf("%+v: %s", p, no)
			}
		case SheetNumber:
			if len(no) != 19 || no[:15] != p.OrderNo[:15] || no[15:] != "0000" {
				t.Errorf("%+v: %s", p, no)
			}
		case PrefixedNumber:
			if !strings.Contains(no, p.OrderNo) {
				t.Errorf("%+v: %s", p, no)
			}
		case SwappedNumber:
			differ := 0
			for i := range no {
				if no[i] != p.OrderNo[i] {
					differ++
				}
			}
			if differ != 2 || len(no) != len(p.OrderNo) {
				t.Errorf("%+v: %s", p, no)
			}
		default:
			continue
		}
		if orders[no] || p.Keyed {
			t.Errorf("%+v: %s is an order's number", p, no)
		}
	}
}

// TestLateRefundsCrossAMonth holds the day of the refund against that of the sale.
func TestLateRefundsCrossAMonth(t *testing.T) {
	w := invent(t, autumn())
	sold := map[string]string{}
	for _, row := range w.orders.rows {
		sold[w.orders.get(row, "订单编号")] = w.orders.get(row, "付款时间")
	}
	days := map[string]string{}
	for _, row := range w.wechat.rows {
		days[w.wechat.get(row, "微信退款单号")] = w.wechat.get(row, "交易时间")
	}
	for _, row := range w.trade.rows {
		days[w.trade.get(row, "退款批次号/请求号")] = w.trade.get(row, "完成时间")
	}
	seen := 0
	for _, p := range w.truth.SalesPairs {
		if p.Trouble != LateRefund {
			continue
		}
		seen++
		if from, to := sold[p.OrderNo], days[p.RefundNo]; from == "" || to[:7] <= from[:7] {
			t.Errorf("%+v: sold %s, back %s", p, from, to)
		}
	}
	if seen == 0 {
		t.Error("none")
	}
}

// TestPayoutsInTrouble checks merged, split and netted credits.
func TestPayoutsInTrouble(t *testing.T) {
	for seed := range uint64(6) {
		w := invent(t, Spec{Seed: seed, From: book.NewDay(2026, 1, 20), Days: 55, PerDay: 60, Faults: true})
		memo := map[string]string{}
		for _, row := range w.bank.rows {
			memo[w.bank.get(row, "交易流水号")] = w.bank.get(row, "摘要")
		}
		for _, p := range w.truth.Payouts {
			switch n := len(p.Further); {
			case (p.Trouble == SplitDay) != (n > 0), n > 2, p.Trouble == MergedDays && len(p.Days) < 3,
				p.Trouble != "" && p.Trouble != MergedDays && p.Fault != "",
				p.Trouble == Unnamed && memo[p.BankTxn] != "网银互联入账",
				p.Trouble == NettedFee && !strings.HasSuffix(memo[p.BankTxn], "扣手续费"+yuan(p.Net-p.Arrived)):
				t.Errorf("%+v: %s", p, memo[p.BankTxn])
			}
		}
	}
}

// TestLinesAreClassified: every line of the statement that no channel pays is in
// the truth, but for the credits that nobody knows.
func TestLinesAreClassified(t *testing.T) {
	w := invent(t, autumn())
	known := map[string]bool{}
	for _, l := range w.truth.Lines {
		known[l.BankTxn] = true
	}
	for _, p := range w.truth.Payouts {
		for _, no := range p.credits() {
			known[no] = true
		}
	}
	for _, f := range w.truth.Faults {
		if f.Type == book.UnexplainedCredit {
			known[f.TxnNo] = true
		}
	}
	for _, row := range w.bank.rows {
		if !known[w.bank.get(row, "交易流水号")] {
			t.Errorf("%q", row)
		}
	}
}
