package bank

import (
	"strings"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

// The columns of credit card bills.
const (
	traded bill.Field = iota
	posted
	tail
	text
	shop
	amount
	money
	foreign
	paidBack
	spent
	side
	state
	cardFields
)

// cardColumns are the names that the columns of one bank's bills go by.
type cardColumns map[bill.Field][]string

// cards are the credit card bills, a format a bank: no two agree on the sign.
func cards() []bill.Format {
	return []bill.Format{
		card("bank.cmb_card", readSpentPlus, issued.day, cardColumns{
			traded: {"交易日", "交易日期"}, posted: {"记账日", "记账日期"}, text: {"交易摘要"}, amount: {"人民币金额"}, tail: {"卡号末四位"},
		}),
		card("bank.boc_card", readSides, issued.day, cardColumns{
			traded: {"交易日"}, posted: {"银行记账日"}, tail: {"卡号后四位"}, text: {"交易描述"}, paidBack: {"存入"}, spent: {"支出"}, money: {"币种"},
		}),
		card("bank.cgb_card", readSpentPlus, issued.day, cardColumns{
			traded: {"交易日期"}, posted: {"入账日期"}, text: {"交易摘要"}, amount: {"入账金额"}, money: {"入账货币"}, foreign: {"交易货币"},
		}),
		card("bank.citic_card", readSpentPlus, issued.day, cardColumns{
			traded: {"交易日期"}, posted: {"入账日期"}, text: {"交易描述"}, tail: {"卡末四位"}, amount: {"结算金额"}, money: {"结算币种"},
		}),
		card("bank.bocom_card", readByWord, issued.day, cardColumns{
			traded: {"交易日期"}, posted: {"记账日期"}, text: {"交易说明"}, amount: {"入账币种/金额"}, foreign: {"交易币种/金额"},
		}),
		card("bank.hsbc_card", readSigned, dayFirst, cardColumns{
			traded: {"transactiondate"}, posted: {"postdate"}, text: {"description"}, amount: {"billingamount"}, money: {"billingcurrency"},
			state: {"transactionstatus"}, shop: {"merchantname"}, side: {"credit/debit"},
		}),
	}
}

// card is a bank's bill. It names no account: an owner with two cards of one bank
// says which channel it is.
func card(id string, read cardAmount, day cardDay, names cardColumns) bill.Format {
	columns := make([]bill.Column, cardFields)
	for f, n := range names {
		columns[f] = bill.Column{Names: n, Need: true, Free: f == text || f == shop}
	}
	return &bill.Table{
		ID:      id,
		Source:  book.Source{Provider: provider, Stream: streamCard, Role: book.RoleBank},
		Columns: columns,
		Again:   true,
		Begin: func(b bill.Beginning) (bill.Decoder, error) {
			b.Summary.Source.Account = bill.Account(b.Preamble)
			return &cardRows{read: read, day: day, issued: monthOf(b.Preamble)}, nil
		},
	}
}

type cardRows struct {
	read   cardAmount
	day    cardDay
	issued issued
}

// Foot takes totals and remarks under the table.
func (d *cardRows) Foot(cells []string, _ int) bool { return bill.Totals(cells) }

// Row reads what was spent, given back or paid back. The day is that of the
// purchase; the bank's own rows (interest, repayments) have only the day of
// booking, which is no part of the identity, since a row is first shown without.
func (d *cardRows) Row(r *bill.Record) {
	if r.Has(money) {
		r.Need(money)
		r.SetMoney(money)
	}
	sum := d.read(r)
	at := d.day(d.issued, r, traded)
	if at.IsZero() {
		at = d.day(d.issued, r, posted)
	}
	if at.IsZero() {
		r.Fail(bill.CodeMissing, traded)
	}
	what := r.Plain(text)
	e := r.AddKeyless(cardKind(what, sum))
	e.At, e.Day = at, bill.DayOf(at)
	e.Gross, e.Amount = sum, sum
	e.Counterparty, e.Memo = r.Plain(shop), what
	e.Card = tailOf(r.Plain(tail))
	e.Status = cardStatus(r)
}

// CodeCardState refuses a row in a state that is not known. A: the state.
const CodeCardState = "unknown_card_state"

// cardStatus tells a purchase that the bank has not booked yet.
func cardStatus(r *bill.Record) book.Status {
	if strings.Contains(r.Text(posted), "未入账") {
		return book.StatusProcessing
	}
	switch s := r.Plain(state); strings.ToUpper(s) {
	case "", "POSTED":
	case "PENDING":
		return book.StatusProcessing
	default:
		r.Fail(CodeCardState, state, s)
	}
	return book.StatusNone
}

// cardKind names a row: only what went out is an expense of the owner. What came
// in is no deposit, since no payment channel pays out to a credit card.
func cardKind(what string, amount book.Minor) book.Kind {
	switch {
	case amount < 0:
		return book.KindExpense
	case amount > 0 && paysBack(what):
		return book.KindTransfer
	}
	return book.KindOther
}

// paysBack tells what the owner paid to the card from a reward for doing so.
func paysBack(what string) bool {
	return strings.Contains(what, "还款") && !strings.Contains(what, "回馈") || strings.HasPrefix(strings.ToUpper(what), "PAYMENT")
}

// tailOf is the tail of a card's number, "" where it is masked. A spreadsheet
// keeps it as a number, without the zeros it begins with.
func tailOf(s string) string {
	s = strings.TrimSuffix(s, ".0")
	if s == "" || len(s) > 4 || strings.Trim(s, "0123456789") != "" {
		return ""
	}
	return "0000"[len(s):] + s
}
