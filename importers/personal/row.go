package personal

import (
	"strings"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

// way is the direction of money as the owner sees it.
type way int8

const (
	out   way = -1
	still way = 0 // within the account, or not told
	in    way = 1
)

// row is a row of a bill in the vocabulary of all.
type row struct {
	kind   book.Kind
	way    way
	back   bool // gives back what was paid before
	refund bool // is a row of its own for what goes back, which no later status changes
	marked bool // its status says that some or all of it was given back
	status book.Status
	id     string // the channel's number; of a refund its own
	beside string // in the key, where one number has several rows
	origin string // of a refund: the number of what it gives back, where told
	order  string
	taobao bool       // it is an order of Taobao
	gross  book.Minor // without sign
	amount book.Minor // without sign
	fee    book.Minor // of gross and amount, what the channel keeps of money that goes out
	cost   book.Minor // what the channel takes of money that came in
	at     book.Instant
	party  string
	memo   string
	method string
}

// wayOf reads a direction and counts the row under it.
func (s *statement) wayOf(r *bill.Record, f bill.Field, amount book.Minor) way {
	word, w := r.Text(f), still
	switch word {
	case "收入":
		w = in
	case "支出":
		w = out
	case "", "/", "不计收支", "其他", "中性交易":
	default:
		r.Fail(bill.CodeDirection, f, word)
	}
	s.count(word, amount)
	return w
}

// count adds a row to the control of its direction; WeChat writes / where the
// lines before the rows say 中性交易.
func (s *statement) count(word string, amount book.Minor) {
	s.rows++
	if word == "/" {
		word = "中性交易"
	}
	if c := s.ways[word]; c != nil {
		c.read.rows++
		c.read.amount += amount
	}
}

// amount reads an amount that bills write without a sign; most have a ¥ before it.
func amount(r *bill.Record, f bill.Field) book.Minor {
	if s, ok := strings.CutPrefix(r.Text(f), "¥"); ok && s != "" && s[0] != '-' {
		if m, exact, ok := bill.ParseFixed(s, 2); ok && exact {
			return book.Minor(m)
		}
	}
	r.Need(f)
	m := r.Amount(f)
	if m < 0 {
		r.Fail(bill.CodeSigns, f, r.Text(f))
	}
	return m
}

// add makes the entries of a row.
func (s *statement) add(r *bill.Record, x row) {
	e := s.entry(r, x.kind, x)
	e.Gross, e.Amount = book.Minor(x.way)*(x.gross-x.fee), book.Minor(x.way)*(x.amount-x.fee)
	if x.way == still {
		e.Gross = x.gross
		s.still++
	}
	if x.marked {
		s.marked++
	}
	if x.way == still || never(x.status) {
		e.Amount = 0
		return
	}
	e.Fee = x.cost
	if x.fee != 0 {
		fee := s.entry(r, book.KindFee, x)
		fee.Gross, fee.Amount = -x.fee, -x.fee
	}
}

// entry makes an entry of a row but for its amounts. Its key is the number and what
// the row is for good, so that a row is known again once its status has changed; the
// kind, which may come from the status, is no part of it.
func (s *statement) entry(r *bill.Record, k book.Kind, x row) *bill.Entry {
	e := r.AddKeyless(book.KindOther)
	if x.id != "" {
		r.Key(e, x.id, x.beside, x.part(k))
	}
	if e.Kind = k; x.back {
		e.RefundNo = x.id
	}
	if e.TxnNo = x.id; x.origin != "" {
		e.TxnNo = x.origin
	}
	e.OrderNo, e.Status = x.order, x.status
	e.At, e.Day = x.at, bill.DayOf(x.at)
	e.Counterparty, e.Memo, e.Method = x.party, x.memo, x.method
	e.Card = tail(x.method)
	return e
}

// part tells apart the entries that one number may have.
func (x *row) part(k book.Kind) string {
	switch {
	case k == book.KindFee:
		return "fee"
	case x.refund:
		return "refund"
	}
	return ""
}

// never tells whether a row of this status moved nothing.
func never(s book.Status) bool {
	return s == book.StatusClosed || s == book.StatusFailed || s == book.StatusPending
}

// states are the words of statuses, the first that fits. A refund's own status
// comes from them too, since 退款成功 is none of them.
var states = []struct {
	word   string
	status book.Status
}{
	{"失败", book.StatusFailed},
	{"全额退款", book.StatusRefunded}, {"退还", book.StatusRefunded},
	{"退回", book.StatusReversed}, {"撤销", book.StatusReversed},
	{"关闭", book.StatusClosed}, {"取消", book.StatusClosed},
	{"待付款", book.StatusPending}, {"等待付款", book.StatusPending}, {"等待买家付款", book.StatusPending}, {"未付款", book.StatusPending},
	{"处理中", book.StatusProcessing}, {"进行中", book.StatusProcessing}, {"提现中", book.StatusProcessing}, {"退款中", book.StatusProcessing},
}

func statusOf(word string) book.Status {
	for _, s := range states {
		if strings.Contains(word, s.word) {
			return s.status
		}
	}
	return book.StatusPaid
}

// has tells whether s contains one of the words.
func has(s string, words ...string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// sold tells by its words whether money came from a customer at a QR code.
func sold(words string) bool {
	return has(words, "收款", "收钱码", "经营码", "商家收", "经营收入")
}

// given tells by its words whether money went between people.
func given(words string) bool {
	return has(words, "转账", "红包", "群收款", "亲属卡", "赞赏")
}

// tail is the last four digits of a card in "招商银行(9876)", "" where there is none.
func tail(method string) string {
	n := len(method)
	if n < 6 || method[n-1] != ')' || method[n-6] != '(' {
		return ""
	}
	for _, c := range method[n-5 : n-1] {
		if c < '0' || c > '9' {
			return ""
		}
	}
	return method[n-5 : n-1]
}
