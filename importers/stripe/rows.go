package stripe

import (
	"strings"
	"time"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

// rows decodes the balance transactions of one file.
type rows struct {
	orders int  // column of the merchant's order number; -1 where there is none
	utc    bool // times are UTC, and not in a zone that was asked for and is not named
}

// orderColumn is the column of metadata in which shops keep their order number.
// Metadata has names of the merchant's own choice, in brackets.
func orderColumn(h *bill.Header) int {
	for i, c := range h.Cells {
		switch strings.ToLower(c) {
		case "payment_metadata[order_id]", "payment_metadata[order_number]", "order_id (metadata)", "order_number (metadata)":
			return i
		}
	}
	return -1
}

// Row reads a balance transaction.
func (d *rows) Row(r *bill.Record) {
	r.Need(id)
	r.Need(currency)
	r.SetMoney(currency)
	amount, cost := r.Amount(gross), r.Amount(fee)
	kind := kindOf(r.Text(category), r.Text(description), amount)
	txn, origin := r.ID(id), r.ID(source)
	e := r.Add(kind, txn)
	e.Status = book.StatusPaid
	number(e, txn, origin, r.ID(charge))
	if d.orders >= 0 && d.orders < len(r.Cells) {
		e.OrderNo = strings.TrimSpace(r.Cells[d.orders])
	}
	e.Gross, e.Amount, e.Fee = amount, amount, cost
	r.CheckNet(r.Amount(net), amount-cost)
	e.Batching, e.Settles = r.ID(payout), r.Day(paidOut)
	if kind == book.KindWithdrawal {
		e.Batching = e.TxnNo // a bank may name it
	}
	e.At = d.when(r)
	e.Day = bill.DayOf(e.At)
	e.Memo = r.Join(category, description)
}

// number sets what the transaction is about: a payment or refund has the number of
// the charge, else that of the balance transaction. The dashboard names the charge
// of a refund where the reports name the refund.
func number(e *bill.Entry, txn, origin, charge string) {
	if isCharge(origin) {
		charge = origin
	}
	e.TxnNo = txn
	switch {
	case charge != "":
		e.TxnNo = charge
	case e.Kind != book.KindRefund && origin != "":
		e.TxnNo = origin
	}
	if e.Kind != book.KindRefund {
		return
	}
	if e.RefundNo = origin; origin == "" || isCharge(origin) {
		e.RefundNo = txn
	}
}

func isCharge(s string) bool { return strings.HasPrefix(s, "ch_") || strings.HasPrefix(s, "py_") }

// when is the time of the transaction. In a zone that the file does not name only
// the day is sure.
func (d *rows) when(r *bill.Record) book.Instant {
	r.Need(created)
	at := r.Time(created)
	if !d.utc {
		return at.DayOnly()
	}
	return at.ReadIn(time.UTC)
}

// kinds are Stripe's reporting categories, and the types of the dashboard's export.
// https://docs.stripe.com/reports/reporting-categories
var kinds = map[string]book.Kind{
	"charge": book.KindPayment, "payment": book.KindPayment, "charge_failure": book.KindRefund, "payment_failure_refund": book.KindRefund,
	"refund": book.KindRefund, "refund_failure": book.KindRefund, "payment_refund": book.KindRefund, "partial_capture_reversal": book.KindRefund,
	"dispute": book.KindRefund, "dispute_reversal": book.KindRefund, "payment_reversal": book.KindRefund,
	"payout": book.KindWithdrawal, "payout_reversal": book.KindTransfer, "payout_failure": book.KindTransfer, "payout_cancel": book.KindTransfer,
	"fee": book.KindFee, "network_cost": book.KindFee, "tax": book.KindFee, "stripe_fee": book.KindFee, "tax_fee": book.KindFee, "stripe_fx_fee": book.KindFee,
	"topup": book.KindTransfer, "topup_reversal": book.KindTransfer, "transfer": book.KindTransfer, "transfer_reversal": book.KindTransfer,
	"risk_reserved_funds": book.KindTransfer, "reserve_transaction": book.KindTransfer, "reserved_funds": book.KindTransfer,
}

// kindOf names a transaction. Until 2017 the dashboard called a payout a transfer,
// as what goes to a connected account is called today; its description tells.
func kindOf(category, description string, amount book.Minor) book.Kind {
	k, ok := kinds[strings.ToLower(strings.ReplaceAll(category, " ", "_"))]
	switch {
	case !ok:
		return book.KindOther
	case k == book.KindWithdrawal && amount > 0:
		return book.KindTransfer
	case strings.EqualFold(category, "transfer") && amount < 0 && strings.EqualFold(description, "stripe transfer"):
		return book.KindWithdrawal
	}
	return k
}
