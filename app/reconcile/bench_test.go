package reconcile

import (
	"fmt"
	"testing"

	"zhangfang/app/book"
)

// keyedRows is a book of n orders and n WeChat payments that share numbers, as
// the store loads it: by ascending id, orders first.
func keyedRows(n int) []book.Row {
	method := &book.RowText{Method: "微信支付"}
	rows := make([]book.Row, 0, 2*n)
	perDay := max(n/365, 1)
	for side := range 2 {
		for i := range n {
			day := day1 + book.Day(i/perDay)
			r := book.Row{
				ID: book.EntryID(side*n + i + 1), Key: fmt.Sprintf("S%s%07d", "20251013", i), Day: day,
				At: int64(day)*86400 + int64(i%86400) + int64(side*7), Precision: book.PrecisionSecond,
				Amount: book.Minor(990 + i%300*10), Gross: book.Minor(990 + i%300*10), Currency: book.CNY, Status: book.StatusPaid,
			}
			if side == 0 {
				r.Channel, r.Role, r.Kind, r.Text = shopOrders, book.RoleOrders, book.KindOrder, method
			} else {
				r.Channel, r.Role, r.Kind = weChat, book.RolePayments, book.KindPayment
			}
			rows = append(rows, r)
		}
	}
	return rows
}

// cardRows is a book of n orders and n card payments without a number.
func cardRows(n int) []book.Row {
	rows := keyedRows(n)
	method := &book.RowText{Method: "银行卡"}
	for i := range rows {
		if rows[i].Role == book.RoleOrders {
			rows[i].Text = method
		} else {
			rows[i].Channel, rows[i].Key, rows[i].At = terminal, "", rows[i].At+20
		}
	}
	return rows
}

// onePriceRows is cardRows of a shop in which everything costs the same.
func onePriceRows(n int) []book.Row {
	rows := cardRows(n)
	for i := range rows {
		rows[i].Amount, rows[i].Gross = 990, 990
	}
	return rows
}

func benchmarkLeg(b *testing.B, leg book.Leg, make func(n int) []book.Row, sizes ...int) {
	for _, n := range sizes {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			rows := make(n / 2)
			p := &newShop().p
			p.Coverage = map[book.ChannelID][]book.Coverage{}
			for _, c := range p.Channels {
				p.Coverage[c.ID] = []book.Coverage{{Period: book.Period{From: day1 - 5, To: day1 + 2000}}}
			}
			match := Sales
			if leg == book.LegPayouts {
				match = Payouts
			}
			b.ReportAllocs()
			for b.Loop() {
				matched := 0
				for o := range match(rows, p) {
					matched += len(o.Matches)
				}
				b.ReportMetric(float64(matched), "matches")
			}
		})
	}
}

func BenchmarkSales(b *testing.B) {
	benchmarkLeg(b, book.LegSales, keyedRows, 10_000, 100_000, 1_000_000)
}

func BenchmarkSalesByCard(b *testing.B) {
	benchmarkLeg(b, book.LegSales, cardRows, 10_000, 100_000, 1_000_000)
}

func BenchmarkSalesOnePrice(b *testing.B) {
	benchmarkLeg(b, book.LegSales, onePriceRows, 10_000, 100_000, 1_000_000)
}

func BenchmarkPayouts(b *testing.B) {
	benchmarkLeg(b, book.LegPayouts, keyedRows, 10_000, 100_000, 1_000_000)
}
