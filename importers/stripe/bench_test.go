package stripe_test

import (
	"strings"
	"testing"

	"zhangfang/importers/bill/billtest"
	"zhangfang/importers/stripe"
)

func BenchmarkBalance(b *testing.B) {
	head, _, _ := strings.Cut(activity, "\n")
	billtest.Bench(b, stripe.Formats(), head+"\n", `"txn_%08d","2026-01-%02d 18:26:29","2026-01-27 00:00:00","usd","%[3]d.00","0.00","%[3]d.00","charge","Order 7"`+"\n")
}

func BenchmarkPayouts(b *testing.B) {
	head, _, _ := strings.Cut(payouts, "\n")
	billtest.Bench(b, stripe.Formats(), head+"\n", "txn_%08d,2026-09-%02d 10:02:11,2026-09-16 00:00:00,eur,%[3]d.00,0.00,%[3]d.00,charge,ch_1,Order 1041,po_1,2026-09-18 00:00:00,ch_1,1041\n")
}
