package wechatpay

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"zhangfang/app/book"
	"zhangfang/app/channels"
)

// says has the server answer every question about a payment with a body.
func (s *server) says(body string) {
	s.answer = func(path string) (int, string) { s.paths = append(s.paths, path); return http.StatusOK, body }
}

const paidOrder = `{"mchid":"` + theMerchant + `","out_trade_no":"S/1 中","transaction_id":"4200","trade_state":"%s","success_time":"2026-03-05T10:00:00+08:00","amount":{"total":1250,"currency":"CNY"}}`

func TestStatesOfPayments(t *testing.T) {
	s := newServer(t)
	c := s.connect(s.account())
	for said, want := range map[string]book.PaymentState{
		"SUCCESS": book.PaymentPaid, "REFUND": book.PaymentRefunded, "NOTPAY": book.PaymentUnpaid, "USERPAYING": book.PaymentUnpaid, "ACCEPT": book.PaymentUnpaid,
		"CLOSED": book.PaymentClosed, "REVOKED": book.PaymentClosed, "PAYERROR": book.PaymentClosed, "SOMETHING_NEW": book.PaymentUnknown,
	} {
		s.says(fmt.Sprintf(paidOrder, said))
		a, err := c.QueryOrder(t.Context(), book.PaymentNumbers{OrderNo: "S/1 中"})
		if err != nil || a.State != want || a.Said != said || a.Amount.Minor != 1250 || a.Paid.Unix() != 1772676000 || a.Refunded != (book.Money{}) {
			t.Errorf("%s: %+v, %v", said, a, err)
		}
	}
	if want := "/v3/pay/transactions/out-trade-no/S%2F1%20%E4%B8%AD?mchid=" + theMerchant; s.paths[0] != want {
		t.Errorf("asked %s", s.paths[0])
	}
	s.says(`{"mchid":"` + theMerchant + `","out_trade_no":"S1","trade_state":"NOTPAY"}`)
	if a, err := c.QueryOrder(t.Context(), book.PaymentNumbers{OrderNo: "S1"}); err != nil || a.Amount != (book.Money{}) || !a.Paid.IsZero() {
		t.Errorf("nobody paid: %+v, %v", a, err)
	}
}

const paidBack = `{"out_refund_no":"R1","refund_id":"50000000000000000000000000001","out_trade_no":"S1","transaction_id":"4200","status":"%s","success_time":"2026-03-05T11:00:00+08:00","amount":{"total":1250,"refund":250,"currency":"CNY"}}`

func TestStatesOfRefunds(t *testing.T) {
	s := newServer(t)
	c := s.connect(s.account())
	for said, want := range map[string]book.PaymentState{
		"SUCCESS": book.RefundDone, "PROCESSING": book.RefundUnderway, "CLOSED": book.RefundFailed, "ABNORMAL": book.RefundFailed, "SOMETHING_NEW": book.PaymentUnknown,
	} {
		s.says(fmt.Sprintf(paidBack, said))
		a, err := c.QueryRefund(t.Context(), book.PaymentNumbers{RefundNo: "R1"})
		if err != nil || a.State != want || a.Refunded.Minor != 250 || a.Amount.Minor != 1250 || a.Numbers.OrderNo != "S1" || a.Numbers.RefundNo != "R1" || a.RefundedAt.IsZero() {
			t.Errorf("%s: %+v, %v", said, a, err)
		}
	}
}

func TestWhatIsNotKnownAndWhatIsNotBelieved(t *testing.T) {
	refusal := func(status int, code string) func(*server) {
		return func(s *server) {
			s.answer = func(string) (int, string) { return status, `{"code":"` + code + `","message":"m"}` }
		}
	}
	for name, f := range map[string]struct {
		bend  func(*server)
		state book.PaymentState
		code  string
	}{
		"no such order": {refusal(404, "ORDER_NOT_EXIST"), book.PaymentAbsent, ""},
		"said by nobody": {func(s *server) {
			refusal(404, "ORDER_NOT_EXIST")(s)
			s.sign = func(http.Header, []byte) {}
		}, book.PaymentUnsigned, ""},
		"said by another": {func(s *server) {
			refusal(404, "ORDER_NOT_EXIST")(s)
			s.sign = func(h http.Header, b []byte) { signAs(h, keys()[2], theKeyID, s.now, b) }
		}, "", channels.CodeForged},
		"said long ago": {func(s *server) {
			refusal(404, "ORDER_NOT_EXIST")(s)
			s.sign = func(h http.Header, b []byte) { signAs(h, keys()[1], theKeyID, s.now.Add(-time.Hour), b) }
		}, "", channels.CodeClock},
		"no such path":      {refusal(404, "NOT_FOUND"), "", channels.CodeUnexpected},
		"a page of a proxy": {func(s *server) { s.answer = func(string) (int, string) { return 404, "<html>" } }, "", channels.CodeStranger},
		"no permission":     {refusal(403, "NO_AUTH"), "", channels.CodePermission},
		"system error":      {refusal(500, "SYSTEM_ERROR"), "", channels.CodeBusy},
		"other merchant": {func(s *server) {
			s.says(strings.Replace(fmt.Sprintf(paidOrder, "SUCCESS"), theMerchant, "1600000000", 1))
		}, "", channels.CodeForged},
		"other order":       {func(s *server) { s.says(fmt.Sprintf(paidOrder, "SUCCESS")) }, "", channels.CodeForged},
		"null":              {func(s *server) { s.says("null") }, "", channels.CodeForged},
		"text for a number": {func(s *server) { s.says(`{"mchid":"` + theMerchant + `","amount":{"total":"1250"}}`) }, "", channels.CodeUnexpected},
		"signed by another": {func(s *server) {
			s.says(`{"mchid":"` + theMerchant + `","out_trade_no":"S1"}`)
			s.sign = func(h http.Header, b []byte) { signAs(h, keys()[2], theKeyID, s.now, b) }
		}, "", channels.CodeForged},
	} {
		s := newServer(t)
		f.bend(s)
		a, err := s.connect(s.account()).QueryOrder(t.Context(), book.PaymentNumbers{OrderNo: "S1"})
		if book.CodeOf(err) != f.code || a.State != f.state {
			t.Errorf("%s: %+v, %v", name, a, err)
		}
	}
	s := newServer(t)
	refusal(404, "RESOURCE_NOT_EXISTS")(s)
	c := s.connect(s.account())
	for no, want := range map[string]string{"R1": "", "5000000000202603051234567890": channels.CodeNumber, "50000000002026030512345678901": channels.CodeNumber} {
		if a, err := c.QueryRefund(t.Context(), book.PaymentNumbers{RefundNo: no}); book.CodeOf(err) != want || want == "" && a.State != book.PaymentAbsent {
			t.Errorf("refund %s: %+v, %v", no, a, err)
		}
	}
	s.sign = func(http.Header, []byte) {}
	if a, err := c.QueryRefund(t.Context(), book.PaymentNumbers{RefundNo: "R1"}); err != nil || a.State != book.PaymentUnsigned {
		t.Errorf("a refund, said by nobody: %+v, %v", a, err)
	}
	if _, err := c.Bill(t.Context(), trade, s.earlier(), t.TempDir()); book.CodeOf(err) != channels.CodeUnexpected {
		t.Errorf("the same of a bill: %v", err)
	}
}

func TestBalances(t *testing.T) {
	s := newServer(t)
	c := s.connect(s.account())
	s.says(`{"available_amount":10000,"pending_amount":1500}`)
	all, err := c.ReadBalances(t.Context())
	if err != nil || len(all) != 1 || all[0].Available.Minor != 10000 || all[0].Pending.Minor != 1500 || !all[0].At.Equal(s.now) {
		t.Errorf("%+v, %v", all, err)
	}
	for body, want := range map[string]string{`{}`: channels.CodeUnexpected, `null`: channels.CodeUnexpected, `{"available_amount":"1"}`: channels.CodeUnexpected} {
		s.says(body)
		if _, err := c.ReadBalances(t.Context()); book.CodeOf(err) != want {
			t.Errorf("%s: %v", body, err)
		}
	}
	s.answer = func(string) (int, string) { return 400, `{"code":"INVALID_REQUEST"}` }
	if _, err := c.ReadBalances(t.Context()); book.CodeOf(err) != channels.CodePermission {
		t.Errorf("a direct merchant: %v", err)
	}
}
