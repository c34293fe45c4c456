package paypal_test

import (
	"strings"
	"testing"

	"zhangfang/importers/bill/billtest"
	"zhangfang/importers/paypal"
)

func BenchmarkActivity(b *testing.B) {
	head, _, _ := strings.Cut(activity, "\n")
	billtest.Bench(b, paypal.Formats(), head+"\n", `"%[2]d/12/2025","07:45:51","PST","A Buyer","Website Payment","Completed","USD","1,%03[3]d.00","0.00","1,%03[3]d.00","a@example.com","me@example.com","P%08[1]d","","0.00","","S-1001","","1,041.50","","Order S-1001","","Credit"`+"\n")
}
