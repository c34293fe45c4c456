package sample

import (
	"slices"
	"testing"

	"zhangfang/app/book"
)

func TestRates(t *testing.T) {
	tests := []struct {
		rate         rate
		amount, want book.Minor
	}{
		{agreedRate(byWeChat, false), 10_000, 60},
		{agreedRate(byWeChat, false), 1_250, 8}, // 7.5 fen
		{agreedRate(byWeChat, false), -1_250, -8},
		{agreedRate(byCard, true), 1_000_000, 6_000},
		{agreedRate(byCard, false), 300_000, 1_500},
		{agreedRate(byCard, false), 400_001, 2_000},
		{agreedRate(byCard, false), 900_000, 2_000},
		{agreedRate(byCard, false), -900_000, -2_000},
		{lowerRate(), 10_000, 54},
	}
	for _, tt := range tests {
		if got := tt.rate.of(tt.amount); got != tt.want {
			t.Errorf("%+v of %d: %d, want %d", tt.rate, tt.amount, got, tt.want)
		}
	}
}

// charged is a channel's row with its fee, as a test looks at it.
type charged struct {
	txn         string
	refund      bool
	amount, fee book.Minor
	agreed      []rate // any of these
}

// charges lists the rows of all bills that tell a fee.
func (w *written) charges(lower string) []charged {
	var out []charged
	for _, row := range w.wechat.rows {
		c := charged{txn: w.wechat.get(row, "微信订单号"), fee: w.wechat.fen(row, "手续费"), refund: w.wechat.get(row, "交易状态") == "REFUND"}
		c.amount = w.wechat.fen(row, "应结订单金额") - w.wechat.fen(row, "退款金额")
		switch day := w.wechat.get(row, "交易时间")[:10]; {
		case day < lower:
			c.agreed = []rate{{points: 60}}
		case c.refund: // at the rate of its payment
			c.agreed = []rate{{points: 60}, {points: 54}}
		default:
			c.agreed = []rate{{points: 54}}
		}
		out = append(out, c)
	}
	for _, row := range w.trade.rows {
		out = append(out, charged{w.trade.get(row, "支付宝交易号"), w.trade.get(row, "业务类型") == "退款",
			w.trade.fen(row, "商家实收（元）"), -w.trade.fen(row, "服务费（元）"), []rate{{points: 60}}})
	}
	for _, row := range w.pos.rows {
		c := charged{w.pos.get(row, "参考号"), false, w.pos.fen(row, "交易金额"), w.pos.fen(row, "手续费"), []rate{{points: 60}}}
		if w.pos.get(row, "卡类型") == "借记卡" {
			c.agreed = []rate{{points: 50, most: 2000}}
		}
		c.refund = c.amount < 0
		out = append(out, c)
	}
	return out
}

// TestFeesAreAgreedOrFaults computes every fee of every bill anew: it is what was
// agreed, to the fen where nothing is planted, or a fault that names it.
func TestFeesAreAgreedOrFaults(t *testing.T) {
	for _, seed := range []uint64{11, 12, 13} {
		spec := autumn()
		spec.Seed = seed
		w := invent(t, spec)
		faults := map[string]Fault{}
		for _, f := range w.truth.Faults {
			if f.Type == book.FeeMismatch {
				faults[f.TxnNo] = f
			}
		}
		lower := newTariff(w.truth.Spec).lower
		capped := 0
		for _, c := range w.charges(lower.String()) {
			right, explained := false, false
			for _, r := range c.agreed {
				right = right || c.fee == r.of(c.amount)
				explained = explained || r.explains(c.amount, c.fee)
				if r.most != 0 && c.fee == r.most {
					capped++
				}
			}
			f, planted := faults[c.txn]
			switch {
			case planted && !c.refund:
				if explained || f.Actual != c.fee || !slices.ContainsFunc(c.agreed, func(r rate) bool { return f.Expected == r.of(c.amount) }) {
					t.Errorf("%+v: %+v", f, c)
				}
				delete(faults, c.txn)
			case !right:
				t.Errorf("a wrong fee that is no fault: %+v", c)
			}
		}
		if len(faults) > 0 || capped == 0 {
			t.Errorf("seed %d: faults without a row %v, %d fees at the limit", seed, faults, capped)
		}
	}
}

func TestTariffNeedsASpan(t *testing.T) {
	for seed := range uint64(50) {
		spec, _ := Spec{Seed: seed, Days: 20 + int(seed), Faults: true}.resolve()
		tr := newTariff(spec)
		if (tr.lower != 0) != (spec.Days >= 45) {
			t.Errorf("%d days: lower from %s", spec.Days, tr.lower)
		}
		if tr.extra.From < spec.From+5 || tr.extra.To > spec.Span().To-5 || tr.extra.Days() != 2 {
			t.Errorf("%d days: more on %s to %s", spec.Days, tr.extra.From, tr.extra.To)
		}
	}
	if tr := newTariff(Spec{Days: 100, Channels: AllChannels}); tr.lower != 0 || tr.extra.From != 0 {
		t.Errorf("a rate changes though nothing is planted: %+v", tr)
	}
}
