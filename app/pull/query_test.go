package pull

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"zhangfang/app/book"
	"zhangfang/app/channels"
)

// teller is a provider that can be asked, and knows one payment with its refund.
type teller struct {
	*provider
	name  string
	knows book.PaymentNumbers // with the number of a refund, where there is one
	fails error
	asked []book.PaymentNumbers

	unsigned bool // what it does not know it says unsigned
}

func (p *teller) Provider() string { return p.name }
func (p *teller) Open(a channels.Account, e channels.Env) (channels.Client, error) {
	c, err := p.provider.Open(a, e)
	return &tellerClient{c, p}, err
}

type tellerClient struct {
	channels.Client
	p *teller
}

func (c *tellerClient) QueryOrder(_ context.Context, n book.PaymentNumbers) (book.PaymentAnswer, error) {
	return c.answer(n, book.PaymentPaid)
}

func (c *tellerClient) QueryRefund(_ context.Context, n book.PaymentNumbers) (book.PaymentAnswer, error) {
	return c.answer(n, book.RefundDone)
}

func (c *tellerClient) answer(n book.PaymentNumbers, state book.PaymentState) (book.PaymentAnswer, error) {
	c.p.asked = append(c.p.asked, n)
	k := c.p.knows
	switch {
	case c.p.fails != nil:
		return book.PaymentAnswer{}, c.p.fails
	case n.RefundNo != "" && k.RefundNo != "" && n.RefundNo != k.RefundNo:
		return book.PaymentAnswer{Numbers: n, State: book.PaymentAbsent}, nil
	case n.OrderNo == k.OrderNo && k.OrderNo != "", n.TxnNo == k.TxnNo && k.TxnNo != "":
		return book.PaymentAnswer{Numbers: k, State: state}, nil
	case c.p.unsigned:
		return book.PaymentAnswer{Numbers: n, State: book.PaymentUnsigned}, nil
	}
	return book.PaymentAnswer{Numbers: n, State: book.PaymentAbsent}, nil
}

// tellers connects two of Alipay and one of WeChat Pay to a shop.
func tellers(t *testing.T) (s *shop, alipay, wechat *teller) {
	t.Helper()
	s = newShop(t)
	alipay = &teller{provider: s.p, name: "alipay", knows: book.PaymentNumbers{OrderNo: "S1", TxnNo: "T1"}}
	wechat = &teller{provider: s.p, name: "wechatpay", knows: book.PaymentNumbers{OrderNo: "S2", TxnNo: "T2"}}
	s.drivers = []channels.Driver{alipay, wechat, second{s.p}}
	for _, c := range []book.Connection{{Name: "A", Provider: "alipay"}, {Name: "W", Provider: "wechatpay"}, {Name: "X", Provider: "stripe"}} {
		if _, err := s.Connect(t.Context(), c, channels.Account{Fields: map[string]string{"id": "1", "secret": "hush"}}); err != nil {
			t.Fatal(err)
		}
	}
	return s, alipay, wechat
}

func TestAConnectionIsAskedForAPayment(t *testing.T) {
	s, alipay, _ := tellers(t)
	a, err := s.Query(t.Context(), "A", book.PaymentNumbers{OrderNo: " S1\t"})
	if err != nil || a.State != book.PaymentPaid || a.Connection != "A" || a.Provider != "alipay" || !a.Asked.Equal(s.now) || alipay.asked[0].OrderNo != "S1" {
		t.Errorf("%+v, %v", a, err)
	}
	if a, err = s.Query(t.Context(), "A", book.PaymentNumbers{OrderNo: "S1", RefundNo: "R1"}); err != nil || a.State != book.RefundDone {
		t.Errorf("a refund: %+v, %v", a, err)
	}
	for name, want := range map[string]string{"nobody": "no_connection", "X": "query_cannot"} {
		if _, err := s.Query(t.Context(), name, book.PaymentNumbers{OrderNo: "S1"}); book.CodeOf(err) != want {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, bad := range []string{"S\x001", string(make([]rune, 70))} {
		if _, err := s.Query(t.Context(), "A", book.PaymentNumbers{OrderNo: "S" + bad}); book.CodeOf(err) != "query_text" {
			t.Errorf("%q: %v", bad, err)
		}
	}
	for number, want := range map[string]book.PaymentState{"S1": book.PaymentPaid, "T1": book.PaymentPaid, "N1": book.PaymentAbsent} {
		if a, err := s.QueryNumber(t.Context(), "A", number, ""); err != nil || a.State != want {
			t.Errorf("%s: %+v, %v", number, a, err)
		}
	}
	alipay.fails = &book.Problem{Code: channels.CodeUnavailable}
	if _, err := s.QueryNumber(t.Context(), "A", "S1", ""); book.CodeOf(err) != channels.CodeUnavailable {
		t.Errorf("not reached: %v", err)
	}
	if s.p.open != 0 {
		t.Errorf("%d clients stay open", s.p.open)
	}
}

func TestWhoServesAChannelIsAsked(t *testing.T) {
	s, alipay, wechat := tellers(t)
	orders := book.Channel{Name: "shop", Role: book.RoleOrders, Provider: "shop"}
	for no, want := range map[string]string{"S1": "A", "S2": "W"} {
		if a, err := s.QueryChannel(t.Context(), orders, book.PaymentNumbers{OrderNo: no}); err != nil || a.Connection != want {
			t.Errorf("order %s: %+v, %v", no, a, err)
		}
	}
	if a, err := s.QueryChannel(t.Context(), orders, book.PaymentNumbers{OrderNo: "N1"}); err != nil || a.State != book.PaymentAbsent || a.Connection != "A, W" {
		t.Errorf("known to none: %+v, %v", a, err)
	}
	for _, who := range []*teller{alipay, wechat} { // one "no" that nobody signed makes the whole none
		who.unsigned = true
		if a, err := s.QueryChannel(t.Context(), orders, book.PaymentNumbers{OrderNo: "N1"}); err != nil || a.State != book.PaymentUnsigned || a.Connection != "A, W" {
			t.Errorf("known to none, says %s unsigned: %+v, %v", who.name, a, err)
		}
		if a, err := s.QueryChannel(t.Context(), orders, book.PaymentNumbers{OrderNo: "S2"}); err != nil || a.Connection != "W" {
			t.Errorf("known to the other: %+v, %v", a, err)
		}
		who.unsigned = false
	}
	if _, err := s.QueryChannel(t.Context(), book.Channel{Name: "bank", Role: book.RoleBank, Provider: "bank"}, book.PaymentNumbers{OrderNo: "S1"}); book.CodeOf(err) != "query_no_connection" {
		t.Errorf("of a bank: %v", err)
	}
	wechat.fails = &book.Problem{Code: channels.CodeUnavailable}
	if _, err := s.QueryChannel(t.Context(), orders, book.PaymentNumbers{OrderNo: "S2"}); book.CodeOf(err) != channels.CodeUnavailable { // the other's "no" is not all
		t.Errorf("one does not answer: %v", err)
	}
	if a, err := s.QueryChannel(t.Context(), orders, book.PaymentNumbers{OrderNo: "S1"}); err != nil || a.Connection != "A" {
		t.Errorf("the other knows: %+v, %v", a, err)
	}
	alipay.fails = errors.New("off")
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.QueryChannel(ended, orders, book.PaymentNumbers{OrderNo: "S1"}); !errors.Is(err, context.Canceled) {
		t.Errorf("called off: %v", err)
	}
}

// TestARefundWithoutANumber, as a shop's is, is asked for as the payment, and where that
// says nothing of it, by the number that Alipay gives such a refund.
func TestARefundWithoutANumber(t *testing.T) {
	s, alipay, _ := tellers(t)
	orders := book.Channel{Name: "shop", Role: book.RoleOrders, Provider: "shop"}
	refund := &book.Entry{Kind: book.KindRefund, OrderNo: "S1"}
	for no, want := range map[string]book.PaymentState{"S1": book.RefundDone, "R7": book.PaymentPaid} {
		alipay.knows.RefundNo = no
		if a, err := s.QueryEntry(t.Context(), orders, refund, book.EntrySource{}); err != nil || a.State != want {
			t.Errorf("refunded as %s: %+v, %v", no, a, err)
		}
	}
	for _, x := range []struct {
		ch book.Channel
		e  book.Entry
	}{{book.Channel{Role: book.RoleWallet, Provider: "alipay"}, book.Entry{Kind: book.KindPayment}}, {orders, book.Entry{Kind: book.KindFee}}, {book.Channel{Role: book.RoleBank}, book.Entry{Kind: book.KindDeposit}}} {
		if _, err := s.QueryEntry(t.Context(), x.ch, &x.e, book.EntrySource{}); book.CodeOf(err) != "query_kind" {
			t.Errorf("%+v: %v", x, err)
		}
	}
}

func TestWhichConnectionServesAChannel(t *testing.T) {
	all := []book.Connection{
		{Name: "A1", Provider: "alipay", Fields: map[string]string{"app_id": "2021"}}, {Name: "W1", Provider: "wechatpay", Fields: map[string]string{"mch_id": "1600000001"}},
		{Name: "W2", Provider: "wechatpay", Fields: map[string]string{"mch_id": "1600000002"}}, {Name: "S", Provider: "stripe"}, {Name: "P", Provider: "paypal", Fields: map[string]string{accountNumber: "X1"}},
	}
	for _, x := range []struct {
		ch   book.Channel
		want []string
	}{
		{book.Channel{Provider: "alipay", Account: "20881234567890120156", Role: book.RolePayments}, []string{"A1"}},
		{book.Channel{Provider: "wechatpay", Account: "1600000002", Role: book.RoleWallet}, []string{"W2"}},
		{book.Channel{Provider: "wechatpay", Role: book.RoleWallet}, []string{"W1", "W2"}},
		{book.Channel{Provider: "paypal", Account: "X1"}, []string{"P"}}, {book.Channel{Provider: "paypal", Account: "X2"}, nil},
		{book.Channel{Provider: "taobao", Role: book.RoleOrders}, []string{"A1", "W1", "W2"}}, {book.Channel{Provider: "pos", Role: book.RolePayments}, nil},
	} {
		var got []string
		for i := range all {
			if serves(&all[i], &x.ch) {
				got = append(got, all[i].Name)
			}
		}
		if !slices.Equal(got, x.want) {
			t.Errorf("%+v: %v, want %v", x.ch, got, x.want)
		}
	}
}

func TestNumbersOfAnEntry(t *testing.T) {
	row := book.EntrySource{Columns: []string{"交易时间", "微信退款单号", "商户退款单号"}, Cells: []string{"`2026-03-05", "`5030", "`R7\t"}}
	refund := book.Entry{Kind: book.KindRefund, OrderNo: "S1", TxnNo: "4200", RefundNo: "5030"}
	if n := NumbersOf(&refund, row); n != (book.PaymentNumbers{OrderNo: "S1", TxnNo: "4200", RefundNo: "R7"}) {
		t.Errorf("WeChat Pay's bill: %+v", n)
	}
	if n := NumbersOf(&refund, book.EntrySource{}); n.RefundNo != "5030" {
		t.Errorf("another's: %+v", n)
	}
	pay := book.Entry{Kind: book.KindPayment, OrderNo: "S1", RefundNo: "?"}
	if n := NumbersOf(&pay, row); n.RefundNo != "" {
		t.Errorf("a payment: %+v", n)
	}
}

func TestAnswersInWords(t *testing.T) {
	at := time.Date(2026, 3, 5, 10, 0, 0, 0, channels.China())
	yuan := book.Money{Minor: 1250, Currency: book.CNY}
	for _, x := range []struct {
		a    book.PaymentAnswer
		want []string
	}{
		{book.PaymentAnswer{State: book.PaymentAbsent}, []string{"asked_absent"}}, {book.PaymentAnswer{State: book.PaymentUnsigned}, []string{"asked_unsigned"}},
		{book.PaymentAnswer{State: book.PaymentAbsent, Since: at}, []string{"asked_absent_since"}},
		{book.PaymentAnswer{State: book.PaymentAbsent, Numbers: book.PaymentNumbers{RefundNo: "R1"}}, []string{"asked_refund_absent"}},
		{book.PaymentAnswer{State: book.PaymentPaid, Amount: yuan, Paid: at, Asked: at.AddDate(0, 0, 1)}, []string{"asked_paid", "asked_bill_of"}},
		{book.PaymentAnswer{State: book.PaymentPaid, Amount: yuan, Paid: at, Asked: at.Add(time.Hour)}, []string{"asked_paid", "asked_bill_tomorrow"}},
		{book.PaymentAnswer{State: book.PaymentPaid, Amount: yuan}, []string{"asked_paid"}},
		{book.PaymentAnswer{State: book.PaymentRefunded, Amount: yuan, Paid: at, Asked: at.AddDate(0, 1, 0)}, []string{"asked_refunded", "asked_bill_of"}},
		{book.PaymentAnswer{State: book.PaymentUnpaid}, []string{"asked_unpaid"}}, {book.PaymentAnswer{State: book.PaymentClosed}, []string{"asked_closed"}},
		{book.PaymentAnswer{State: book.RefundDone, Refunded: yuan, RefundedAt: at, Asked: at.AddDate(0, 0, 1)}, []string{"asked_refund_done", "asked_bill_of"}},
		{book.PaymentAnswer{State: book.RefundUnderway}, []string{"asked_refund_underway"}}, {book.PaymentAnswer{State: book.RefundFailed, Said: "ABNORMAL"}, []string{"asked_refund_failed"}},
		{book.PaymentAnswer{State: book.PaymentUnknown, Said: "NEW"}, []string{"asked_unknown"}},
	} {
		var got []string
		for _, f := range Facts(&x.a) {
			got = append(got, f.Code)
		}
		if !slices.Equal(got, x.want) {
			t.Errorf("%+v: %v, want %v", x.a, got, x.want)
		}
	}
	a := book.PaymentAnswer{Connection: "S", State: book.PaymentPaid, Amount: book.Money{Minor: 500, Currency: "USD"}, Paid: at, Asked: at}
	if f := Facts(&a)[0]; !slices.Equal(f.Args, []string{"S", "5.00 USD", "2026-03-05 10:00"}) {
		t.Errorf("%v", f.Args)
	}
}
