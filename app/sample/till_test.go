package sample

import (
	"testing"
	"time"

	"zhangfang/app/book"
)

// TestTwins checks that planted groups are in the truth, and that the members of
// any group have one amount and lie within a minute of each other or so.
func TestTwins(t *testing.T) {
	for seed := range uint64(4) {
		w := invent(t, Spec{Seed: seed, Days: 31, PerDay: 1500, Channels: POS | WeChatPay, Faults: true})
		amounts, times := map[string]book.Minor{}, map[string]time.Time{}
		for _, row := range w.orders.rows {
			no := w.orders.get(row, "订单编号")
			amounts[no] = w.orders.fen(row, "应付金额")
			times[no], _ = time.Parse(time.DateTime, w.orders.get(row, "付款时间"))
		}
		for _, row := range w.pos.rows {
			amounts[w.pos.get(row, "参考号")] = w.pos.fen(row, "交易金额")
		}
		planted := 0
		for _, g := range w.truth.Ambiguous {
			if g.Planted {
				planted++
			}
			if len(g.Orders) < 2 || len(g.Orders) != len(g.Txns) {
				t.Errorf("%+v", g)
			}
			for i, no := range g.Orders {
				if amounts[no] != amounts[g.Orders[0]] || amounts[g.Txns[i]] != amounts[no] {
					t.Errorf("%+v: amounts differ", g)
				}
				if i > 0 && times[no].Sub(times[g.Orders[i-1]]).Abs() > lagMax*time.Second {
					t.Errorf("%+v: far apart", g)
				}
			}
		}
		faults := 0
		for _, f := range w.truth.Faults {
			if f.Type == book.AmbiguousCandidates {
				faults++
			}
		}
		if planted == 0 || planted != faults {
			t.Errorf("seed %d: %d groups planted, %d faults", seed, planted, faults)
		}
	}
}

func TestIndistinct(t *testing.T) {
	at := func(no string, paid, written int64) swipe {
		return swipe{orderNo: no, txn: "t" + no, amount: 100, paid: paid, at: written}
	}
	tests := []struct {
		name   string
		swipes []swipe
		want   int
	}{
		{"may have changed places", []swipe{at("a", 0, 30), at("b", 5, 40)}, 1},
		{"too far apart", []swipe{at("a", 0, 30), at("b", 50, 90)}, 0},
		{"only one way", []swipe{at("a", 0, 6), at("b", 20, 50)}, 0},
		{"another amount", []swipe{at("a", 0, 30), {orderNo: "b", amount: 101, paid: 5, at: 40}}, 0},
		{"by its own clock", []swipe{at("a", 0, 30), {orderNo: "b", amount: 100, paid: 5, at: 120, offset: 80}}, 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := (&tills{swipes: tt.swipes}).indistinct(); len(got) != tt.want {
				t.Errorf("%+v, want %d", got, tt.want)
			}
		})
	}
}
