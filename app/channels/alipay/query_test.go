package alipay

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"zhangfang/app/book"
	"zhangfang/app/channels"
)

// says has the server answer every method with a node.
func (s *server) says(node string) { s.node = func(string, url.Values) string { return node } }

const paidTrade = `{"code":"10000","trade_no":"2026030522001","out_trade_no":"S1","trade_status":"%s","total_amount":"12.50"%s}`

func TestStatesOfPayments(t *testing.T) {
	s := newServer(t)
	c := s.connect(s.account(), later)
	paid := `,"send_pay_date":"2026-03-05 10:00:00"`
	for _, x := range []struct {
		said, date string
		want       book.PaymentState
		refunded   book.Minor
	}{
		{"TRADE_SUCCESS", paid, book.PaymentPaid, 0}, {"TRADE_FINISHED", paid, book.PaymentPaid, 0}, {"WAIT_BUYER_PAY", "", book.PaymentUnpaid, 0},
		{"TRADE_CLOSED", "", book.PaymentClosed, 0}, {"TRADE_CLOSED", paid, book.PaymentRefunded, 1250}, {"SOMETHING_NEW", paid, book.PaymentUnknown, 0},
	} {
		s.says(fmt.Sprintf(paidTrade, x.said, x.date))
		a, err := c.QueryOrder(t.Context(), book.PaymentNumbers{OrderNo: "S1"})
		if err != nil || a.State != x.want || a.Said != x.said || a.Refunded.Minor != x.refunded || a.Amount.Minor != 1250 || a.Paid.IsZero() != (x.date == "") {
			t.Errorf("%s%s: %+v, %v", x.said, x.date, a, err)
		}
	}
	if last := s.asked[len(s.asked)-1]; last != `alipay.trade.query {"out_trade_no":"S1"}` {
		t.Errorf("asked %s", last)
	}
}

func TestRefundsThatAlipaySaysNothingOf(t *testing.T) {
	s := newServer(t)
	c := s.connect(s.account(), later)
	n := book.PaymentNumbers{TxnNo: "2026030522001", RefundNo: "R1"}
	for node, want := range map[string]book.PaymentState{
		`{"code":"10000","msg":"Success"}`: book.PaymentAbsent,
		`{"code":"10000","trade_no":"2026030522001","out_request_no":"R1","refund_status":"REFUND_PROCESSING"}`:                           book.PaymentUnknown,
		`{"code":"10000","trade_no":"2026030522001","out_request_no":"R1","refund_status":"REFUND_SUCCESS","refund_amount":"2.50"}`:       book.RefundDone,
		`{"code":"40004","msg":"Business Failed","sub_code":"ACQ.TRADE_NOT_EXIST"}`:                                                       book.PaymentAbsent,
		`{"code":"10000","trade_no":"2026030522001","out_request_no":"R1","refund_status":"REFUND_SUCCESS","refund_amount":"2.50","x":1}`: book.RefundDone,
	} {
		s.says(node)
		a, err := c.QueryRefund(t.Context(), n)
		if err != nil || a.State != want || want == book.RefundDone && a.Refunded.Minor != 250 {
			t.Errorf("%s: %+v, %v", node, a, err)
		}
	}
	if _, err := c.QueryRefund(t.Context(), book.PaymentNumbers{RefundNo: "R1"}); book.CodeOf(err) != channels.CodeNumber {
		t.Errorf("without the payment's number: %v", err)
	}
	if last := s.asked[len(s.asked)-1]; !strings.Contains(last, `"query_options":["gmt_refund_pay"]`) || strings.Contains(last, "deposit_back") { // whose answer the SDK cannot read
		t.Errorf("asked %s", last)
	}
}

// TestAnswersThatAreNotBelieved: that there is no payment, or another's, is said by
// Alipay alone and about the payment that was asked for.
func TestAnswersThatAreNotBelieved(t *testing.T) {
	unsigned := func(s *server) {
		s.answer = func(name, node string) string { return `{"` + name + `":` + node + `}` }
	}
	for name, f := range map[string]struct {
		bend func(*server)
		want string
	}{
		"null":             {func(s *server) { s.says("null") }, channels.CodeUnexpected},
		"of another order": {func(s *server) { s.says(strings.Replace(fmt.Sprintf(paidTrade, "TRADE_SUCCESS", ""), "S1", "S2", 1)) }, channels.CodeForged},
		"no amount":        {func(s *server) { s.says(`{"code":"10000","out_trade_no":"S1","trade_status":"TRADE_SUCCESS"}`) }, channels.CodeUnexpected},
		"amount like a bomb": {func(s *server) {
			s.says(strings.Replace(fmt.Sprintf(paidTrade, "TRADE_SUCCESS", ""), "12.50", "1e999999999", 1))
		}, channels.CodeUnexpected},
		"part of a cent": {func(s *server) {
			s.says(strings.Replace(fmt.Sprintf(paidTrade, "TRADE_SUCCESS", ""), "12.50", "12.505", 1))
		}, channels.CodeUnexpected},
		"unsigned, absent": {func(s *server) { s.says(failure("40004", "ACQ.TRADE_NOT_EXIST")("", nil)); unsigned(s) }, channels.CodeForged},
		"unsigned, paid":   {func(s *server) { s.says(fmt.Sprintf(paidTrade, "TRADE_SUCCESS", "")); unsigned(s) }, channels.CodeForged},
		"error node, absent": {func(s *server) {
			s.answer = func(string, string) string {
				return `{"error_response":` + failure("40004", "ACQ.TRADE_NOT_EXIST")("", nil) + `}`
			}
		}, channels.CodeForged},
		"system error":        {func(s *server) { s.says(failure("40004", "ACQ.SYSTEM_ERROR")("", nil)) }, channels.CodeBusy},
		"no permission":       {func(s *server) { s.says(failure("40006", "isv.insufficient-isv-permissions")("", nil)) }, channels.CodePermission},
		"a list for a number": {func(s *server) { s.says(`{"code":"10000","out_trade_no":["S1"]}`) }, channels.CodeUnexpected},
	} {
		s := newServer(t)
		f.bend(s)
		c := s.connect(s.account(), later)
		if a, err := c.QueryOrder(t.Context(), book.PaymentNumbers{OrderNo: "S1"}); book.CodeOf(err) != f.want {
			t.Errorf("%s: %+v, %v", name, a, err)
		}
		s.answer = nil
		s.says(fmt.Sprintf(paidTrade, "TRADE_SUCCESS", ""))
		if _, err := c.QueryOrder(t.Context(), book.PaymentNumbers{OrderNo: "S1"}); err != nil {
			t.Errorf("%s, afterwards: %v", name, err)
		}
	}
}

func TestBalances(t *testing.T) {
	s := newServer(t)
	c := s.connect(s.account(), later)
	s.says(`{"code":"10000","total_amount":"120.00","available_amount":"100.00","freeze_amount":"5.00","settle_amount":"15.00"}`)
	all, err := c.ReadBalances(t.Context())
	if err != nil || len(all) != 1 || all[0].Available.Minor != 10000 || all[0].Held.Minor != 500 || all[0].Pending.Minor != 1500 || !all[0].At.Equal(later) {
		t.Errorf("%+v, %v", all, err)
	}
	for node, want := range map[string]string{`null`: channels.CodeUnexpected, `{"code":"10000"}`: channels.CodeUnexpected, `{"code":"10000","available_amount":"1.00","freeze_amount":"x"}`: channels.CodeUnexpected} {
		s.says(node)
		if _, err := c.ReadBalances(t.Context()); book.CodeOf(err) != want {
			t.Errorf("%s: %v", node, err)
		}
	}
}

// log has an account of n movements, of which what it gives is a page.
func (s *server) log(n int) func(page int) string {
	return func(page int) string {
		var rows []string
		for i := (page - 1) * pageSize; i < min(page*pageSize, n); i++ {
			direction := []string{"收入", "支出"}[i%2]
			rows = append(rows, fmt.Sprintf(`{"trans_dt":"2026-03-06 10:00:00","account_log_id":"L%d","trans_amount":"1.00","direction":"%s","type":"交易","balance":"9.00"}`, i, direction))
		}
		return fmt.Sprintf(`{"code":"10000","page_no":"%d","page_size":"%d","total_size":"%d","detail_list":[%s]}`, page, pageSize, n, strings.Join(rows, ","))
	}
}

func TestTodayIsReadPageByPage(t *testing.T) {
	s := newServer(t)
	c := s.connect(s.account(), later)
	from, _ := channels.DayBounds(day + 1)
	for n, pages := range map[int]int{0: 1, 1: 1, pageSize: 1, pageSize + 1: 2, 2*pageSize + 7: 3} {
		page, asked := s.log(n), len(s.asked)
		s.node = func(string, url.Values) string { return page(len(s.asked) - asked) }
		got, err := c.ReadToday(t.Context(), from, later)
		if err != nil || len(got) != n || len(s.asked)-asked != pages {
			t.Errorf("%d movements: %d in %d pages, %v", n, len(got), len(s.asked)-asked, err)
		}
		for i := range got {
			if want := map[bool]book.Minor{true: 100, false: -100}[i%2 == 0]; got[i].No != "L"+strconv.Itoa(i) || got[i].Amount.Minor != want {
				t.Fatalf("%d: %+v", i, got[i])
			}
		}
	}
	if want := `"start_time":"2026-03-06 00:00:00","end_time":"2026-03-06 11:00:00"`; !strings.Contains(s.asked[0], want) {
		t.Errorf("asked %s", s.asked[0])
	}
}

func TestFaultsOfToday(t *testing.T) {
	s := newServer(t)
	c := s.connect(s.account(), later)
	from, _ := channels.DayBounds(day + 1)
	one := s.log(1)(1)
	for name, node := range map[string]string{
		"another page": strings.Replace(one, `"page_no":"1"`, `"page_no":"2"`, 1), "no total": strings.Replace(one, `"total_size":"1"`, `"total_size":""`, 1),
		"fewer than it says": strings.Replace(s.log(0)(1), `"total_size":"0"`, `"total_size":"3"`, 1), "no number": strings.Replace(one, `"L0"`, `""`, 1),
		"neither in nor out": strings.Replace(one, "收入", "", 1), "no time": strings.Replace(one, "2026-03-06 10:00:00", "", 1), "no amount": strings.Replace(one, "1.00", "", 1),
		"a null in it": strings.Replace(one, `[{`, `[null,{`, 1), "null": "null",
	} {
		s.says(node)
		if got, err := c.ReadToday(t.Context(), from, later); book.CodeOf(err) != channels.CodeUnexpected {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
	}
	s.says(failure("40004", "AGREEMENT_CHECK_FAIL")("", nil))
	if _, err := c.ReadToday(t.Context(), from, later); book.CodeOf(err) != channels.CodePermission {
		t.Errorf("not signed for: %v", err)
	}
}

// TestTheSignatureDecidesNotTheStatus: what Alipay signed is its answer, whatever a server
// on the way made of the status.
func TestTheSignatureDecidesNotTheStatus(t *testing.T) {
	s := newServer(t)
	c := s.connect(s.account(), later)
	s.status = 500
	s.says(fmt.Sprintf(paidTrade, "TRADE_SUCCESS", ""))
	if a, err := c.QueryOrder(t.Context(), book.PaymentNumbers{OrderNo: "S1"}); err != nil || a.State != book.PaymentPaid {
		t.Errorf("%+v, %v", a, err)
	}
	for status, want := range map[int]string{500: channels.CodeBusy, 502: channels.CodeBusy, 429: channels.CodeLimited, 404: channels.CodeStranger, 200: channels.CodeStranger} {
		s.status, s.answer = status, func(string, string) string { return "<html>" }
		if _, err := c.QueryOrder(t.Context(), book.PaymentNumbers{OrderNo: "S1"}); book.CodeOf(err) != want {
			t.Errorf("a page with status %d: %v", status, err)
		}
	}
	s.status = 200
	s.answer = func(string, string) string { return `{"code":"10000"}` }
	if a, err := c.QueryOrder(t.Context(), book.PaymentNumbers{OrderNo: "S1"}); book.CodeOf(err) != channels.CodeUnexpected {
		t.Errorf("a success that nobody signed: %+v, %v", a, err)
	}
}
