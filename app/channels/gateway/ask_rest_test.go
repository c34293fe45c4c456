package gateway_test

import (
	"bytes"
	"encoding/csv"
	"os"
	"strings"
	"testing"
	"time"

	"zhangfang/app/book"
	"zhangfang/app/channels"
	"zhangfang/app/channels/gateway"
)

// cells are the rows of a bill that a client wrote, by the names of its columns.
func cells(t *testing.T, c channels.Client, stream string) (rows []map[string]string) {
	t.Helper()
	for day := from; day < from+10; day++ {
		rows = append(rows, table(t, c, stream, day)...)
	}
	return rows
}

func usdOf(t *testing.T, plain string) book.Money {
	t.Helper()
	var m book.Minor
	for _, r := range strings.TrimPrefix(plain, "-") {
		if r != '.' {
			m = m*10 + book.Minor(r-'0')
		}
	}
	return book.Money{Minor: m, Currency: "USD"}
}

// TestStripeIsAskedForPaymentsAndRefunds asks for every row of ten days of bills.
func TestStripeIsAskedForPaymentsAndRefunds(t *testing.T) {
	g := open(t, noon)
	c := connect(t, g, "stripe", noon)
	seen := map[book.PaymentState]int{}
	for _, row := range cells(t, c, "balance") {
		amount := usdOf(t, row["gross"])
		switch row["reporting_category"] {
		case "charge":
			for _, no := range []string{row["balance_transaction_id"], row["source_id"]} {
				a, err := c.(channels.OrderQuerier).QueryOrder(t.Context(), book.PaymentNumbers{TxnNo: no})
				if err != nil || a.Amount != amount || a.Numbers.TxnNo != row["source_id"] || a.Paid.IsZero() || (a.State == book.PaymentRefunded) != (a.Refunded == amount) {
					t.Errorf("%s: %+v, %v", no, a, err)
				}
				seen[a.State]++
			}
		case "refund":
			a, err := c.(channels.RefundQuerier).QueryRefund(t.Context(), book.PaymentNumbers{RefundNo: row["source_id"]})
			if err != nil || a.State != book.RefundDone || a.Refunded != amount {
				t.Errorf("%v: %+v, %v", row, a, err)
			}
			seen[a.State]++
		case "payout":
			if _, err := c.(channels.OrderQuerier).QueryOrder(t.Context(), book.PaymentNumbers{TxnNo: row["balance_transaction_id"]}); book.CodeOf(err) != channels.CodeNumber {
				t.Errorf("a payout: %v", err)
			}
		}
	}
	if seen[book.PaymentPaid] == 0 || seen[book.PaymentRefunded] == 0 || seen[book.RefundDone] == 0 {
		t.Errorf("too little was asked for: %v", seen)
	}
	for _, n := range []book.PaymentNumbers{{OrderNo: "T1"}, {TxnNo: "po_1"}, {TxnNo: "ch_1/../x"}, {}} {
		if _, err := c.(channels.OrderQuerier).QueryOrder(t.Context(), n); book.CodeOf(err) != channels.CodeNumber {
			t.Errorf("%+v: %v", n, err)
		}
	}
	for _, no := range []string{"ch_none", "txn_none"} {
		if a, err := c.(channels.OrderQuerier).QueryOrder(t.Context(), book.PaymentNumbers{TxnNo: no}); err != nil || a.State != book.PaymentAbsent {
			t.Errorf("%s: %+v, %v", no, a, err)
		}
	}
	if a, err := c.(channels.RefundQuerier).QueryRefund(t.Context(), book.PaymentNumbers{RefundNo: "re_none"}); err != nil || a.State != book.PaymentAbsent {
		t.Errorf("%+v, %v", a, err)
	}
}

// TestPayPalIsAskedForPaymentsAndRefunds asks for every row of ten days of bills.
func TestPayPalIsAskedForPaymentsAndRefunds(t *testing.T) {
	g := open(t, noon)
	c := connect(t, g, "paypal", noon)
	seen := map[book.PaymentState]int{}
	for _, row := range cells(t, c, "activity") {
		no, amount := row["Transaction ID"], usdOf(t, row["Gross"])
		if row["Type"] == "Payment Refund" {
			a, err := c.(channels.RefundQuerier).QueryRefund(t.Context(), book.PaymentNumbers{RefundNo: no})
			if err != nil || a.State != book.RefundDone || a.Refunded != amount || a.Numbers.TxnNo != row["Reference Txn ID"] {
				t.Errorf("%v: %+v, %v", row, a, err)
			}
			seen[a.State]++
			continue
		}
		a, err := c.(channels.OrderQuerier).QueryOrder(t.Context(), book.PaymentNumbers{TxnNo: no})
		if err != nil || a.Amount.Minor.Abs() != amount.Minor || a.Numbers.OrderNo != row["Invoice Number"] || a.Paid.IsZero() {
			t.Errorf("%v: %+v, %v", row, a, err)
		}
		seen[a.State]++
	}
	if seen[book.PaymentPaid] == 0 || seen[book.RefundDone] == 0 {
		t.Errorf("too little was asked for: %v", seen)
	}
	calls := g.Calls(gateway.MethodPayPalTransactions)
	a, err := c.(channels.OrderQuerier).QueryOrder(t.Context(), book.PaymentNumbers{TxnNo: "0NONE000000000000"})
	if err != nil || a.State != book.PaymentAbsent || noon().Sub(a.Since) < 365*24*time.Hour || g.Calls(gateway.MethodPayPalTransactions)-calls != 12 {
		t.Errorf("one that is not there: %+v, %v", a, err)
	}
	if _, err := c.(channels.OrderQuerier).QueryOrder(t.Context(), book.PaymentNumbers{OrderNo: "P1"}); book.CodeOf(err) != channels.CodeNumber {
		t.Errorf("by the order: %v", err)
	}
}

func TestPayPalAndStripeTellTheirBalances(t *testing.T) {
	g := open(t, noon)
	for _, name := range []string{"paypal", "stripe"} {
		all, err := connect(t, g, name, noon).(channels.BalanceReader).ReadBalances(t.Context())
		if err != nil || len(all) != 1 || all[0].Available.Currency != "USD" || all[0].Available.Minor == 0 && all[0].Pending.Minor == 0 || all[0].At.IsZero() || all[0].FromBill {
			t.Errorf("%s: %+v, %v", name, all, err)
		}
	}
}

// TestFaultsOfRESTQuestions: what goes wrong is told with a code of the contract.
func TestFaultsOfRESTQuestions(t *testing.T) {
	g := open(t, noon)
	for _, x := range []struct{ name, method string }{
		{"paypal", gateway.MethodPayPalTransactions}, {"paypal", gateway.MethodPayPalBalances}, {"stripe", gateway.MethodStripeCharge}, {"stripe", gateway.MethodStripeTransaction},
		{"stripe", gateway.MethodStripeRefund}, {"stripe", gateway.MethodStripeBalance},
	} {
		for _, f := range gateway.Faults(x.method) {
			if f == gateway.Hang || f == gateway.Slow || f == gateway.OldHTTP {
				continue
			}
			c := connect(t, g, x.name, noon)
			g.On(x.method).Always(f)
			err := ask(t, c, x.method)
			g.Clear()
			if code := book.CodeOf(err); !strings.HasPrefix(code, "gateway_") && f != gateway.NumberForID {
				t.Errorf("%s %s: %q, %v", x.method, f, code, err)
			}
			if err := ask(t, c, x.method); err != nil {
				t.Errorf("%s %s, afterwards: %v", x.method, f, err)
			}
		}
	}
}

// ask calls a method, for an object that is not there where it is about one.
func ask(t *testing.T, c channels.Client, method string) (err error) {
	switch method {
	case gateway.MethodPayPalTransactions:
		_, err = c.(channels.OrderQuerier).QueryOrder(t.Context(), book.PaymentNumbers{TxnNo: "0NONE000000000000"})
	case gateway.MethodStripeCharge:
		_, err = c.(channels.OrderQuerier).QueryOrder(t.Context(), book.PaymentNumbers{TxnNo: "ch_none"})
	case gateway.MethodStripeTransaction:
		_, err = c.(channels.OrderQuerier).QueryOrder(t.Context(), book.PaymentNumbers{TxnNo: "txn_none"})
	case gateway.MethodStripeRefund:
		_, err = c.(channels.RefundQuerier).QueryRefund(t.Context(), book.PaymentNumbers{RefundNo: "re_none"})
	default:
		_, err = c.(channels.BalanceReader).ReadBalances(t.Context())
	}
	return err
}

func table(t *testing.T, c channels.Client, stream string, day book.Day) (rows []map[string]string) {
	t.Helper()
	b, err := c.Bill(t.Context(), stream, day, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(b.Path)
	if err != nil {
		t.Fatal(err)
	}
	records, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, record := range records[1:] {
		row := map[string]string{}
		for i, name := range records[0] {
			row[name] = record[i]
		}
		rows = append(rows, row)
	}
	return rows
}
