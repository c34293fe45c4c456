package adyen

import (
	"slices"
	"strconv"
	"strings"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

// Codes of what is odd in a report.
const (
	NoteZone = "unknown_zone" // A: rows, B: the zone
)

// rows decodes the rows of one file.
type rows struct {
	sum     *bill.Summary
	unknown map[string]int // rows by a zone that is not known
}

// Row reads a row of a batch. A payment is known by its PSP reference, a change of
// it by the modification's too. What belongs to the batch alone has neither, and
// is known by all that it says.
func (d *rows) Row(r *bill.Record) {
	if d.sum.Source.Account == "" {
		d.sum.Source.Account = r.Plain(merchant)
	}
	r.Need(netCurrency)
	r.SetMoney(netCurrency)
	net := d.side(r, netCredit, netDebit)
	kind := kindOf(r.Text(what), net)
	payment, change, order, number := r.ID(psp), r.ID(modification), r.ID(reference), r.ID(batch)
	e := r.AddKeyless(kind)
	if payment != "" {
		r.Key(e, payment, change, r.Text(what), order, number)
	}
	e.TxnNo, e.OrderNo, e.Batching = payment, order, number
	switch {
	case kind == book.KindRefund:
		e.RefundNo = change
	case payment == "":
		e.TxnNo = number
	}
	e.Status = book.StatusPaid
	e.Method = r.Plain(method)
	e.Memo = r.Join(what, modificationReference)
	if payment == "" {
		e.Memo = r.Join(what, modification, modificationReference)
	}
	d.amounts(r, e, net)
	d.when(r, e)
}

// amounts sets what was billed and the fee. Where billed and settled in one
// currency, the fee is the difference, and the costs that the row lists must add up
// to it; else the listed costs are the fee, and what was billed goes to the memo.
func (d *rows) amounts(r *bill.Record, e *bill.Entry, net book.Minor) {
	listed := r.Amount(commission) + r.Amount(markup) + r.Amount(schemeFees) + r.Amount(interchange)
	in := r.Money
	e.Amount, e.Fee = net+listed, listed
	if r.Plain(grossCurrency) != "" {
		r.SetMoney(grossCurrency)
		billed := d.side(r, grossCredit, grossDebit)
		if r.Money != in {
			e.Memo += " " + plain(billed, r.Money) + " " + string(r.Money)
			if x := r.Plain(rate); x != "" {
				e.Memo += " × " + x
			}
		} else {
			e.Amount, e.Fee = billed, billed-net
			r.CheckNet(net, billed-listed)
		}
		r.Money = in
	}
	e.Gross = e.Amount
}

// side is an amount in one of two columns, of which the debit goes out.
func (d *rows) side(r *bill.Record, credit, debit bill.Field) book.Minor {
	in, out := r.Amount(credit), r.Amount(debit)
	if in != 0 && out != 0 {
		r.Fail(bill.CodeBothSides, debit, r.Text(credit), r.Text(debit))
	}
	return in - out
}

func plain(m book.Minor, c book.Currency) string { return book.Money{Minor: m, Currency: c}.Plain() }

// when is the time in the zone that the row names. In a zone that is not known
// only the day is sure.
func (d *rows) when(r *bill.Record, e *bill.Entry) {
	r.Need(created)
	at := r.Time(created)
	if loc, ok := book.ParseZone(r.Text(zone)); ok {
		e.At = at.ReadIn(loc)
	} else {
		e.At = at.DayOnly()
		d.unknown[r.Text(zone)]++
	}
	e.Day = bill.DayOf(e.At)
}

// kinds are Adyen's journal types.
// https://docs.adyen.com/reporting/settlement-reconciliation/transaction-level/settlement-details-report
var kinds = map[string]book.Kind{
	"settled": book.KindPayment, "settledbulk": book.KindPayment, "settledinstallment": book.KindPayment, "settledexternally": book.KindOther,
	"refunded": book.KindRefund, "refundedbulk": book.KindRefund, "refundedreversed": book.KindRefund, "refundedexternally": book.KindOther,
	"settledreversed": book.KindRefund, "chargeback": book.KindRefund, "secondchargeback": book.KindRefund, "chargebackreversed": book.KindRefund,
	"fee": book.KindFee, "invoicededuction": book.KindFee, "misccosts": book.KindFee, "paymentcost": book.KindFee, "bankinstructionreturned": book.KindTransfer,
	"merchantpayout": book.KindWithdrawal, "balancetransfer": book.KindTransfer, "reserveadjustment": book.KindTransfer, "depositcorrection": book.KindTransfer,
	"merchantpayin": book.KindTransfer, "internalcompanypayout": book.KindTransfer,
}

func kindOf(journal string, amount book.Minor) book.Kind {
	k, ok := kinds[strings.ToLower(journal)]
	switch {
	case !ok:
		return book.KindOther
	case k == book.KindWithdrawal && amount > 0:
		return book.KindTransfer
	}
	return k
}

// End says which rows have a day instead of a time.
func (d *rows) End(s *bill.Summary) {
	var names []string
	for z := range d.unknown {
		names = append(names, z)
	}
	slices.Sort(names)
	for _, z := range names {
		s.Notes = append(s.Notes, book.Note{Code: NoteZone, Args: []string{strconv.Itoa(d.unknown[z]), z}})
	}
}
