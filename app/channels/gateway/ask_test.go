package gateway_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"zhangfang/app/book"
	"zhangfang/app/channels"
	"zhangfang/app/channels/gateway"
	"zhangfang/app/sample"
)

// tradesOf are the trades at a provider on the ten days.
func tradesOf(g *gateway.Gateway, name string) func(*sample.Record) []sample.Trade {
	of := (*sample.Record).WeChatTrades
	if strings.HasPrefix(name, "alipay") {
		of = (*sample.Record).AlipayTrades
	}
	return days(func(r *sample.Record, i int) []sample.Trade { return of(r, from+book.Day(i)) })
}

func yuanOf(m book.Minor) book.Money { return book.Money{Minor: m, Currency: book.CNY} }

func TestOurClientsAskForPaymentsAndRefunds(t *testing.T) {
	g := open(t, noon)
	for _, name := range []string{"alipay", "alipay certificates", "wechatpay", "wechatpay certificates"} {
		c := connect(t, g, name, noon)
		pay, back := some(t, g, tradesOf(g, name))
		order := func(n book.PaymentNumbers) book.PaymentAnswer {
			t.Helper()
			a, err := c.(channels.OrderQuerier).QueryOrder(t.Context(), n)
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			return a
		}
		for _, n := range []book.PaymentNumbers{{OrderNo: pay.OrderNo}, {TxnNo: pay.TxnNo}, {OrderNo: pay.OrderNo, TxnNo: pay.TxnNo}} {
			a := order(n)
			want := book.PaymentAnswer{Numbers: book.PaymentNumbers{OrderNo: pay.OrderNo, TxnNo: pay.TxnNo}, State: book.PaymentPaid, Said: a.Said, Amount: yuanOf(pay.Gross), Paid: a.Paid}
			if diff := cmp.Diff(want, a); diff != "" || a.Paid.Unix() != pay.At.Unix() {
				t.Errorf("%s by %v (-want +got):\n%s", name, n, diff)
			}
		}
		if a := order(book.PaymentNumbers{OrderNo: "S-none"}); a.State != book.PaymentAbsent {
			t.Errorf("%s: one that is not there: %+v", name, a)
		}
		refund := func(n book.PaymentNumbers) book.PaymentAnswer {
			t.Helper()
			a, err := c.(channels.RefundQuerier).QueryRefund(t.Context(), n)
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			return a
		}
		a := refund(book.PaymentNumbers{OrderNo: back.OrderNo, RefundNo: back.Request})
		if a.State != book.RefundDone || a.Refunded != yuanOf(-back.Gross) && a.Refunded != yuanOf(-back.Amount) || a.RefundedAt.Unix() != back.At.Unix() || a.Numbers.TxnNo != back.TxnNo {
			t.Errorf("%s: %+v of %+v", name, a, back)
		}
		if a := refund(book.PaymentNumbers{OrderNo: back.OrderNo, RefundNo: "R-none"}); a.State != book.PaymentAbsent {
			t.Errorf("%s: a refund that is not there: %+v", name, a)
		}
		for what, ask := range map[string]func() error{
			"order": func() error {
				_, err := c.(channels.OrderQuerier).QueryOrder(t.Context(), book.PaymentNumbers{})
				return err
			},
			"refund": func() error {
				_, err := c.(channels.RefundQuerier).QueryRefund(t.Context(), book.PaymentNumbers{OrderNo: "S1"})
				return err
			},
		} {
			if err := ask(); book.CodeOf(err) != channels.CodeNumber {
				t.Errorf("%s without a number of the %s: %v", name, what, err)
			}
		}
	}
}

// TestRefundsOfWeChatAreAskedForByTheMerchantsNumber: by its own, which its bill shows,
// WeChat Pay knows of none, which is not to look like a refund that never was.
func TestRefundsOfWeChatAreAskedForByTheMerchantsNumber(t *testing.T) {
	g := open(t, noon)
	_, back := some(t, g, tradesOf(g, "wechatpay"))
	_, err := connect(t, g, "wechatpay", noon).(channels.RefundQuerier).QueryRefund(t.Context(), book.PaymentNumbers{OrderNo: back.OrderNo, RefundNo: back.RefundNo})
	if book.CodeOf(err) != channels.CodeNumber {
		t.Errorf("asked by %s: %v", back.RefundNo, err)
	}
}

func TestOurClientsReadBalances(t *testing.T) {
	g := open(t, noon)
	for name, want := range map[string]book.Minor{"alipay": g.Books().AlipayBalance(noon()), "wechatpay": g.Books().WeChatBalance(noon())} {
		c := connect(t, g, name, noon).(channels.BalanceReader)
		all, err := c.ReadBalances(t.Context())
		if err != nil || len(all) != 1 || all[0].Available != yuanOf(want) || !all[0].At.Equal(noon()) || all[0].FromBill {
			t.Errorf("%s: %+v, %v, want %d", name, all, err, want)
		}
	}
	g.On(gateway.MethodWeChatBalance).Always(gateway.NoPermission)
	g.On(gateway.MethodWeChatBalance).Nth(2).Then(gateway.BadDate)
	c := connect(t, g, "wechatpay", noon).(channels.BalanceReader)
	for range 2 {
		if _, err := c.ReadBalances(t.Context()); book.CodeOf(err) != channels.CodePermission {
			t.Errorf("a merchant whom it is not told: %v", err)
		}
	}
}

// askable are the calls of our clients for one payment, refund, balance or day.
func askable(g *gateway.Gateway, t *testing.T, name string, c channels.Client) map[string]func() error {
	pay, back := some(t, g, tradesOf(g, name))
	order := func() error {
		_, err := c.(channels.OrderQuerier).QueryOrder(t.Context(), book.PaymentNumbers{OrderNo: pay.OrderNo})
		return err
	}
	refund := func() error {
		_, err := c.(channels.RefundQuerier).QueryRefund(t.Context(), book.PaymentNumbers{OrderNo: back.OrderNo, RefundNo: back.Request})
		return err
	}
	balance := func() error { _, err := c.(channels.BalanceReader).ReadBalances(t.Context()); return err }
	if strings.HasPrefix(name, "wechatpay") {
		return map[string]func() error{gateway.MethodWeChatOrder: order, gateway.MethodWeChatRefund: refund, gateway.MethodWeChatBalance: balance}
	}
	today := func() error {
		_, err := c.(channels.TodayReader).ReadToday(t.Context(), noon().AddDate(0, 0, -1), noon())
		return err
	}
	return map[string]func() error{gateway.MethodAlipayTrade: order, gateway.MethodAlipayRefund: refund, gateway.MethodAlipayBalance: balance, gateway.MethodAlipayAccountLog: today}
}

// TestFaultsOfQuestionsAreToldAndPass has every question go wrong in every way: what is
// told is a problem with a code of the contract, never that there is no such payment,
// and the next question is answered.
func TestFaultsOfQuestionsAreToldAndPass(t *testing.T) {
	g := open(t, noon)
	for _, name := range []string{"alipay", "alipay certificates", "wechatpay", "wechatpay certificates"} {
		for method, ask := range askable(g, t, name, connect(t, g, name, noon)) {
			for _, f := range gateway.Faults(method) {
				t.Run(name+" "+method+" "+string(f), func(t *testing.T) {
					g.Clear()
					ask, struck := ask, g.Struck(f)
					if f == gateway.Hang || f == gateway.Slow {
						ask = askable(g, t, name, connectWithin(t, g, name, noon, 250*time.Millisecond))[method]
					}
					g.On(method).Nth(1).Then(f)
					err := ask()
					if g.Struck(f) == struck {
						t.Fatal("the fault did not strike")
					}
					if code := book.CodeOf(err); err != nil && !strings.HasPrefix(code, "gateway_") {
						t.Errorf("told as %q: %v", code, err)
					}
					if err == nil && f != gateway.OldHTTP && f != gateway.Escaped && (f != gateway.NumberForID || method != gateway.MethodWeChatBalance) { // whose amounts are numbers
						t.Error("an answer all the same")
					}
					g.Clear()
					if err := ask(); err != nil {
						t.Errorf("the next question: %v", err)
					}
				})
			}
		}
	}
}
