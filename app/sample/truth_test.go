package sample

import (
	"slices"
	"strings"
	"testing"

	"zhangfang/app/book"
)

// channelRow is a row of a channel as a test looks at it.
type channelRow struct {
	orderNo string // empty where the file has none
	gross   book.Minor
	amount  book.Minor
}

// channelRows lists all payments and refunds, by transaction and refund number.
func (w *written) channelRows() map[[2]string]channelRow {
	out := map[[2]string]channelRow{}
	for _, row := range w.wechat.rows {
		refund := strings.TrimPrefix(w.wechat.get(row, "微信退款单号"), "0")
		back := w.wechat.fen(row, "退款金额")
		out[[2]string{w.wechat.get(row, "微信订单号"), refund}] = channelRow{
			w.wechat.get(row, "商户订单号"), w.wechat.fen(row, "订单金额") - back, w.wechat.fen(row, "应结订单金额") - back}
	}
	for _, row := range w.trade.rows {
		out[[2]string{w.trade.get(row, "支付宝交易号"), w.trade.get(row, "退款批次号/请求号")}] = channelRow{
			w.trade.get(row, "商户订单号"), w.trade.fen(row, "订单金额（元）"), w.trade.fen(row, "商家实收（元）")}
	}
	for _, row := range w.pos.rows {
		amount := w.pos.fen(row, "交易金额")
		out[[2]string{w.pos.get(row, "参考号"), ""}] = channelRow{"", amount, amount}
	}
	return out
}

// TestPairsAreInTheFiles checks that every row of the sales leg is in a pair, or
// is a fault, or expects nothing, and that the amounts of a pair agree.
func TestPairsAreInTheFiles(t *testing.T) {
	w := invent(t, autumn())
	rows := w.channelRows()
	if len(rows) != len(w.wechat.rows)+len(w.trade.rows)+len(w.pos.rows) {
		t.Fatal("two rows of a channel share a number")
	}
	faults := map[string]Fault{}
	for _, f := range w.truth.Faults {
		faults[string(f.Type)+f.OrderNo] = f
		switch f.Type {
		case book.MissingOrder, book.DuplicateCharge, book.RefundNotInOrders:
			key := [2]string{f.TxnNo, f.RefundNo}
			if r, ok := rows[key]; !ok || r.amount != f.Actual {
				t.Errorf("%+v: row %+v", f, r)
			}
			delete(rows, key)
		}
	}
	for _, v := range w.truth.Voids {
		paid, back := [2]string{v.Payment, ""}, [2]string{v.TxnNo, v.RefundNo}
		if rows[paid].amount <= 0 || rows[paid].amount != -rows[back].amount {
			t.Errorf("%+v: rows %+v, %+v", v, rows[paid], rows[back])
		}
		delete(rows, paid)
		delete(rows, back)
	}
	orders, refunds := w.expected(t, faults)
	for _, p := range w.truth.SalesPairs {
		key := [2]string{p.TxnNo, p.RefundNo}
		r, ok := rows[key]
		if !ok || p.Keyed != (r.orderNo == p.OrderNo) || r.amount == 0 {
			t.Fatalf("%+v: row %+v", p, r)
		}
		delete(rows, key)
		if p.Kind == book.KindRefund {
			refunds[p.OrderNo] += r.amount
			continue
		}
		f, wrong := faults[string(book.AmountMismatch)+p.OrderNo]
		if p.Trouble == PaidInParts && orders[p.OrderNo] > r.gross {
			orders[p.OrderNo] -= r.gross // the rest is in another pair
			continue
		}
		switch due, ok := orders[p.OrderNo]; {
		case !ok:
			t.Errorf("%+v: no order", p)
		case wrong && (due != f.Expected || r.amount != f.Actual || due == r.amount):
			t.Errorf("%+v: order %d, row %+v", f, due, r)
		case !wrong && due != r.gross:
			t.Errorf("%+v: order %d, row %+v", p, due, r)
		}
		delete(orders, p.OrderNo)
	}
	w.dropEdges(orders, rows)
	for no, rest := range refunds {
		if rest != 0 {
			t.Errorf("refunds of %s: %d is in no pair", no, rest)
		}
	}
	if len(orders) > 0 || len(rows) > 0 {
		t.Errorf("in no pair: %v, %v", orders, rows)
	}
}

// expected is what the order file expects of the channels: payments and refunds
// by order.
func (w *written) expected(t *testing.T, faults map[string]Fault) (orders, refunds map[string]book.Minor) {
	orders, refunds = map[string]book.Minor{}, map[string]book.Minor{}
	for _, row := range w.orders.rows {
		no, due := w.orders.get(row, "订单编号"), w.orders.fen(row, "应付金额")
		_, missing := faults[string(book.MissingPayment)+no]
		_, odd := faults[string(book.StatusMismatch)+no]
		unpaid := w.orders.get(row, "付款时间") == ""
		if unpaid && w.orders.get(row, "订单状态") != statusClosed || unpaid != (w.orders.fen(row, "实付金额") == 0) {
			t.Errorf("order %q", row)
		}
		if back := w.orders.fen(row, "退款金额"); back != 0 {
			if f, ok := faults[string(book.RefundNotInChannel)+no]; ok && f.Expected != -back {
				t.Errorf("%+v: refund %d", f, back)
			} else if !ok {
				refunds[no] = back
			}
		}
		if w.orders.get(row, "支付方式") == "现金" || missing || unpaid && !odd {
			continue
		}
		if _, ok := orders[no]; ok {
			t.Errorf("order number %s twice", no)
		}
		orders[no] = due
	}
	return orders, refunds
}

func (w *written) dropEdges(orders map[string]book.Minor, rows map[[2]string]channelRow) {
	for _, e := range w.truth.Edges {
		if e.TxnNo == "" {
			delete(orders, e.OrderNo)
		} else {
			delete(rows, [2]string{e.TxnNo, ""})
		}
	}
}

func TestEveryFaultIsPlanted(t *testing.T) {
	keyed := []book.ExceptionType{
		book.MissingPayment, book.MissingOrder, book.AmountMismatch, book.DuplicateCharge,
		book.RefundNotInOrders, book.RefundNotInChannel, book.StatusMismatch, book.FeeMismatch,
	}
	bank := []book.ExceptionType{book.SettlementLate, book.SettlementMissing, book.SettlementShort, book.UnexplainedCredit}
	cards := []book.ExceptionType{book.MissingPayment, book.MissingOrder, book.AmbiguousCandidates, book.FeeMismatch}
	tests := []struct {
		name     string
		channels Channels
		want     [][]book.ExceptionType
	}{
		{"all", AllChannels, [][]book.ExceptionType{keyed, bank, cards}},
		{"wechat", WeChatPay, [][]book.ExceptionType{keyed}},
		{"wechat and bank", WeChatPay | Bank, [][]book.ExceptionType{keyed, bank}},
		{"cards", POS, [][]book.ExceptionType{cards}},
		{"cards and bank", POS | Bank, [][]book.ExceptionType{cards, bank}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for seed := range uint64(5) {
				w := invent(t, Spec{Seed: seed, Channels: tt.channels, Faults: true})
				got := map[book.ExceptionType]bool{}
				for _, f := range w.truth.Faults {
					got[f.Type] = true
					if !w.truth.Spec.Span().Has(f.Day) {
						t.Errorf("%+v outside the span", f)
					}
				}
				want := slices.Concat(tt.want...)
				for _, typ := range want {
					if !got[typ] {
						t.Errorf("seed %d: no %s", seed, typ)
					}
				}
				for _, typ := range want {
					delete(got, typ)
				}
				if len(got) > 0 {
					t.Errorf("seed %d: unexpected %v", seed, got)
				}
			}
		})
	}
}

func TestNoFaultsUnlessAsked(t *testing.T) {
	spec := autumn()
	spec.Faults = false
	w := invent(t, spec)
	for _, g := range w.truth.Ambiguous {
		if g.Planted {
			t.Errorf("planted %+v", g)
		}
	}
	if len(w.truth.Faults) > 0 {
		t.Errorf("%+v", w.truth.Faults)
	}
}
