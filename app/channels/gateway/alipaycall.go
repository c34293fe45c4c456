package gateway

import (
	"encoding/base64"
	"encoding/json"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"zhangfang/app/book"
)

// alipayAsk is the biz_content of every method here.
type alipayAsk struct {
	BillType   string   `json:"bill_type"`
	BillDate   string   `json:"bill_date"`
	OutTradeNo string   `json:"out_trade_no"`
	TradeNo    string   `json:"trade_no"`
	RequestNo  string   `json:"out_request_no"`
	Options    []string `json:"query_options"`
	StartTime  string   `json:"start_time"`
	EndTime    string   `json:"end_time"`
	PageNo     string   `json:"page_no"`
	PageSize   string   `json:"page_size"`
	UserID     string   `json:"alipay_user_id"`
	CertSN     string   `json:"alipay_cert_sn"`
}

// callAlipay executes a method for a request that is verified.
func (g *Gateway) callAlipay(method, content string, f Fault) node {
	var ask alipayAsk
	if content != "" && json.Unmarshal([]byte(content), &ask) != nil {
		return business("INVALID_PARAMETER", "参数有误")
	}
	switch method {
	case MethodAlipayBill:
		return g.alipayBill(&ask, f)
	case MethodAlipayAccountLog:
		return g.alipayAccountLog(&ask)
	case MethodAlipayBalance:
		total := yuan(g.ledger.books.AlipayBalance(g.now()))
		return with(alipayOK(), "total_amount", total, "available_amount", total, "freeze_amount", "0.00", "settle_amount", "0.00")
	case MethodAlipayFund:
		if ask.UserID != g.alipay {
			return business("INVALID_PARAMETER", "参数有误")
		}
		return with(alipayOK(), "available_amount", yuan(g.ledger.books.AlipayBalance(g.now())), "freeze_amount", "0.00")
	case MethodAlipayTrade:
		return g.alipayTrade(&ask)
	case MethodAlipayRefund:
		return g.alipayRefund(&ask)
	case MethodAlipayCertificate:
		if ask.CertSN != certSN(g.keys.alipayCert) {
			return business("INVALID_PARAMETER", "证书不存在")
		}
		return with(alipayOK(), "alipay_cert_content", base64.StdEncoding.EncodeToString([]byte(certPEM(g.keys.alipayCert))))
	}
	return illegal("isv.invalid-method", "不存在的方法名")
}

// with adds names and values to an answer.
func with(n node, pairs ...string) node {
	for i := 0; i < len(pairs); i += 2 {
		n[pairs[i]] = pairs[i+1]
	}
	return n
}

// Hours of the following day from which bills are made, in China.
const (
	alipayReady   = 9 * time.Hour
	wechatMaking  = 9 * time.Hour
	wechatReady   = 9*time.Hour + 30*time.Minute
	downloadLives = 30 * time.Second
)

// alipayBill tells where a bill lies. The codes are those that were seen of the real
// gateway in 2026, not those of its documents.
func (g *Gateway) alipayBill(ask *alipayAsk, f Fault) node {
	if ask.BillType != "trade" && ask.BillType != "signcustomer" {
		return business("TYPE_NOT_SUPPORTED", "账单类型不支持")
	}
	p, ok := billPeriod(ask.BillDate)
	now, span := g.now(), g.Span()
	switch {
	case !ok || p.From < book.NewDay(2016, 1, 1) || p.To >= today(now):
		return business("invalid_arguments", "入参不合法")
	case p.To < span.From:
		return business("BILL_DATE_BEFORE_REGISTRATION", "账单日期早于商户注册日期")
	case now.Before(start(p.To + 1).Add(alipayReady)), f != EmptyBill && g.noAlipay(ask.BillType, p):
		return business("isp.bill_not_exist", "账单不存在")
	}
	file := g.alipay + "0156_" + strings.ReplaceAll(ask.BillDate, "-", "") + ".csv.zip"
	token := g.tokens.issue(now, ticket{kind: ask.BillType, period: p, fault: f})
	q := url.Values{
		"bizType": {ask.BillType}, "userId": {g.alipay + "0156"}, "fileType": {"csv.zip"}, "bizDates": {strings.ReplaceAll(ask.BillDate, "-", "")},
		"downloadFileName": {file}, "fileId": {"/" + ask.BillType + "/" + g.alipay + "0156/" + token},
	}
	return with(alipayOK(), "bill_download_url", g.url+MethodAlipayDownload+"?"+q.Encode())
}

// billPeriod is the day or month of a bill.
func billPeriod(date string) (book.Period, bool) {
	if d, err := book.ParseDay(date); err == nil {
		return book.Period{From: d, To: d}, true
	}
	p, err := book.ParseMonth(date)
	return p, err == nil
}

// noAlipay tells whether nothing happened in some days.
func (g *Gateway) noAlipay(kind string, p book.Period) bool {
	for d := p.From; d <= p.To; d++ {
		if kind == "trade" && len(g.ledger.books.AlipayTrades(d)) > 0 || kind != "trade" && len(g.ledger.books.AlipayMoves(d)) > 0 {
			return false
		}
	}
	return true
}

// alipayAccountLog lists what moved in the account, also today.
// https://opendocs.alipay.com/open/6b9b1d7c_alipay.data.bill.accountlog.query
func (g *Gateway) alipayAccountLog(ask *alipayAsk) node {
	from, err := time.ParseInLocation(alipayTime, ask.StartTime, book.Shanghai)
	to, err2 := time.ParseInLocation(alipayTime, ask.EndTime, book.Shanghai)
	no, size := number(ask.PageNo, 1), number(ask.PageSize, 2000)
	now := g.now()
	if err != nil || err2 != nil || !to.After(from) || to.Sub(from) > 31*24*time.Hour || from.Before(now.AddDate(-1, 0, 0)) || no < 1 || size < 1000 || size > 2000 {
		return business("INVALID_PARAMETER", "参数有误")
	}
	all := []node{}
	for d := max(today(from), g.Span().From); d <= min(today(to), g.Span().To); d++ {
		for _, m := range g.ledger.books.AlipayMoves(d) {
			if m.At.Before(from) || !m.At.Before(to) || m.At.After(now) {
				continue
			}
			direction := "收入"
			if m.Amount < 0 {
				direction = "支出"
			}
			all = append(all, with(node{}, "trans_dt", m.At.Format(alipayTime), "account_log_id", m.No, "alipay_order_no", m.TxnNo, "merchant_order_no", m.OrderNo,
				"trans_amount", yuan(m.Amount.Abs()), "balance", yuan(m.Balance), "direction", direction, "type", m.Type, "other_account", m.Party, "trans_memo", m.Memo))
		}
	}
	n := with(alipayOK(), "page_no", strconv.Itoa(no), "page_size", strconv.Itoa(size), "total_size", strconv.Itoa(len(all)))
	n["detail_list"] = all[min((no-1)*size, len(all)):min(no*size, len(all))]
	return n
}

// number reads a number, other where there is none.
func number(s string, other int) int {
	if s == "" {
		return other
	}
	n, err := strconv.Atoi(s)
	if err != nil {
		return -1
	}
	return n
}

// alipayTrade tells of a payment.
func (g *Gateway) alipayTrade(ask *alipayAsk) node {
	no := ask.TradeNo
	if no == "" {
		no = ask.OutTradeNo
	}
	t, ok := g.ledger.alipay.payments[no]
	if !ok || t.At.After(g.now()) || ask.TradeNo != "" && ask.TradeNo != t.TxnNo || ask.OutTradeNo != "" && ask.OutTradeNo != t.OrderNo {
		return business("ACQ.TRADE_NOT_EXIST", "交易不存在")
	}
	state := "TRADE_SUCCESS"
	if g.ledger.alipay.refunded(t.OrderNo, g.now()) >= t.Amount {
		state = "TRADE_CLOSED"
	}
	return with(alipayOK(), "trade_no", t.TxnNo, "out_trade_no", t.OrderNo, "buyer_logon_id", t.Payer, "trade_status", state,
		"total_amount", yuan(t.Gross), "receipt_amount", yuan(t.Amount), "buyer_pay_amount", yuan(t.Amount), "invoice_amount", yuan(t.Amount), "point_amount", "0.00",
		"send_pay_date", t.At.Format(alipayTime), "subject", t.Title)
}

// alipayRefund tells of a refund. One that is not known has no refund_status.
func (g *Gateway) alipayRefund(ask *alipayAsk) node {
	t, ok := g.ledger.alipay.refunds[ask.RequestNo]
	if ask.RequestNo == "" || ask.OutTradeNo+ask.TradeNo == "" {
		return business("ACQ.INVALID_PARAMETER", "参数无效")
	}
	if !ok || t.At.After(g.now()) || ask.OutTradeNo != "" && ask.OutTradeNo != t.OrderNo || ask.TradeNo != "" && ask.TradeNo != t.TxnNo {
		return alipayOK()
	}
	n := with(alipayOK(), "trade_no", t.TxnNo, "out_trade_no", t.OrderNo, "out_request_no", t.Request, "refund_status", "REFUND_SUCCESS",
		"total_amount", yuan(g.ledger.alipay.payments[t.TxnNo].Gross), "refund_amount", yuan(-t.Amount))
	if slices.Contains(ask.Options, "gmt_refund_pay") {
		n["gmt_refund_pay"] = t.At.Format(alipayTime)
	}
	return n
}
