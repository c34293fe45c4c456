package personal

import (
	"regexp"
	"strings"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

// The columns of WeChat's bills, text until 2025 and workbooks since.
const (
	wxTime bill.Field = iota
	wxType
	wxParty
	wxSubject
	wxWay
	wxAmount
	wxMethod
	wxState
	wxNo
	wxOrder
	wxNote
)

var wxColumns = []bill.Column{
	wxTime:    {Names: []string{"交易时间"}, Need: true},
	wxType:    {Names: []string{"交易类型"}, Need: true},
	wxParty:   {Names: []string{"交易对方"}, Need: true, Free: true},
	wxSubject: {Names: []string{"商品"}, Free: true},
	wxWay:     {Names: []string{"收/支"}, Need: true},
	wxAmount:  {Names: []string{"金额"}, Need: true},
	wxMethod:  {Names: []string{"支付方式"}},
	wxState:   {Names: []string{"当前状态"}, Need: true},
	wxNo:      {Names: []string{"交易单号"}, Need: true},
	wxOrder:   {Names: []string{"商户单号"}},
	wxNote:    {Names: []string{"备注"}, Free: true},
}

func weChat() bill.Format {
	return table("wechat.personal", "wechatpay", wxColumns, func(s *statement) bill.Decoder { return &wxRows{s} })
}

type wxRows struct{ *statement }

// Row reads a row. Its bill names the owner by a nickname, which is no account: it
// may change, and others may have it.
func (d *wxRows) Row(r *bill.Record) {
	r.Need(wxTime)
	m := amount(r, wxAmount)
	w := d.wayOf(r, wxWay, m)
	what, state := r.Text(wxType), r.Text(wxState)
	x := row{
		way: w, refund: strings.Contains(what, "退款"), gross: m, amount: m, status: statusOf(state),
		id: r.ID(wxNo), order: r.ID(wxOrder), at: r.Time(wxTime),
		party: r.Plain(wxParty), memo: r.Join(wxType, wxSubject, wxNote), method: r.Plain(wxMethod),
	}
	wxKind(&x, what, state)
	wxBack(r, &x, state)
	if w == still {
		x.fee = wxFee(r, m)
	}
	d.add(r, x)
}

// wxKind says what a row is. What came in for no sale and of which the status
// says 退款 is money back, also where the type does not end in 退款.
func wxKind(x *row, what, state string) {
	switch {
	case x.refund && x.way == out:
		x.kind, x.back = book.KindRefund, true
	case x.refund, x.way == in && !sold(what) && strings.Contains(state, "退款"):
		x.kind, x.way, x.back = book.KindExpense, in, true
	case x.way == in && sold(what):
		x.kind = book.KindPayment
	case x.way != still && given(what):
		x.kind = book.KindTransfer
	case x.way == in:
		x.kind = book.KindOther
	case x.way == out:
		x.kind = book.KindExpense
	default:
		wxStill(x, what)
	}
}

// wxStill finds the direction of rows that are neither 收入 nor 支出. 零钱 and 零钱通
// are both the account.
func wxStill(x *row, what string) {
	_, to, drawn := strings.Cut(what, "转出-到")
	_, from, fed := strings.Cut(what, "转入零钱通-来自")
	switch {
	case drawn && strings.HasPrefix(to, "零钱"), fed && strings.HasPrefix(from, "零钱"):
		x.kind = book.KindTransfer
	case strings.Contains(what, "提现"), drawn:
		x.kind, x.way = book.KindWithdrawal, out
	case strings.Contains(what, "充值"), fed:
		x.kind, x.way = book.KindTransfer, in
	case has(what, "还款", "购买理财"):
		x.kind, x.way = book.KindTransfer, out
	default:
		x.kind = book.KindOther
	}
}

// backPart is how a status says that a part was refunded: "已退款(￥5.00)".
var backPart = regexp.MustCompile(`已退款\s*[(（]?\s*[¥￥]?\s*([\d.,]+)`)

// wxBack reads what a status says of refunds.
func wxBack(r *bill.Record, x *row, state string) {
	if !has(state, "退款", "退还") {
		return
	}
	if x.back { // the status of the refund itself
		if x.status == book.StatusRefunded {
			x.status = book.StatusPaid
		}
		return
	}
	x.marked = true
	m := backPart.FindStringSubmatch(state)
	if m == nil {
		return
	}
	switch part, _, ok := bill.ParseAmount(m[1], book.CNY); {
	case !ok:
		r.Fail(bill.CodeAmount, wxState, state)
	case part >= x.amount:
		x.status = book.StatusRefunded
	default:
		x.memo = strings.TrimSpace(x.memo + " " + state)
	}
}

// feeNote is how a withdrawal's memo tells the fee in its amount: "服务费¥0.10".
var feeNote = regexp.MustCompile(`服务费\s*[¥￥]?\s*([\d.,]+)`)

func wxFee(r *bill.Record, all book.Minor) book.Minor {
	m := feeNote.FindStringSubmatch(r.Text(wxNote))
	if m == nil {
		return 0
	}
	fee, _, ok := bill.ParseAmount(m[1], book.CNY)
	if !ok || fee > all {
		r.Fail(bill.CodeAmount, wxNote, r.Text(wxNote))
		return 0
	}
	return fee
}
