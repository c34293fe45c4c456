package platform

import (
	"strings"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

// ledger decodes the rows of one file.
type ledger struct {
	kind
	sum    *bill.Summary
	totals *totals
	pair   bill.Move
	check  bill.BalanceCheck
	out    int // sign of the first amount with a direction that went out
}

func newLedger(k kind, b bill.Beginning) *ledger {
	l := &ledger{kind: k, sum: b.Summary, totals: newTotals(k.title, b.Preamble)}
	l.pair = bill.Move{In: income, Out: expense, Credit: absent, Debit: absent, Amount: absent, Direction: absent}
	if b.Role == book.RolePayments {
		b.Summary.Source.Role = b.Role
	}
	b.Summary.Source.Account = shopOf(b.Preamble)
	if p, ok := bill.Period(b.Preamble); ok {
		b.Summary.Covers.Period = p
	}
	return l
}

// shopOf is the shop's number that some files of 抖店 begin with.
func shopOf(preamble [][]string) string {
	for _, cells := range preamble {
		for i, c := range cells {
			name, value, inside := strings.Cut(strings.ReplaceAll(c, "：", ":"), ":")
			if bill.Name(name) != "shopid" {
				continue
			}
			if !inside && i+1 < len(cells) {
				value = cells[i+1]
			}
			return strings.Trim(value, " \t\"'")
		}
	}
	return ""
}

// Foot takes totals and remarks.
func (l *ledger) Foot(cells []string, _ int) bool { return l.totals.foot(cells) }

// End compares the totals with the rows.
func (l *ledger) End(s *bill.Summary) {
	l.totals.end(s)
	l.check.End(s)
}

// Row reads a movement of the account.
func (l *ledger) Row(r *bill.Record) {
	r.SetMoney(currency)
	amount := l.amount(r)
	words := r.Text(what) + " " + r.Text(scene)
	e := l.entry(r, kindOf(words, amount))
	e.TxnNo = r.ID(bizNo)
	if e.TxnNo == "" {
		e.TxnNo = r.ID(flowNo)
	}
	e.OrderNo, e.RefundNo = r.ID(orderNo), r.ID(refundNo)
	if e.OrderNo == "" {
		e.OrderNo = r.ID(childNo)
	}
	e.Batching = r.ID(payoutNo)
	l.when(r, e)
	e.Status = book.StatusPaid
	if isWaiting(r.Text(settled)) {
		e.Status = book.StatusPending
	}
	e.Gross, e.Amount = amount, amount
	l.parts(r, e)
	e.Balance = r.Balance(balance)
	e.Counterparty, e.Memo = r.Plain(party), r.Join(what, scene, remark)
	if l.sum.Source.Account == "" {
		l.sum.Source.Account = r.ID(account)
	}
	if r.Problem == nil {
		l.check.Add(e)
	}
}

// entry makes the row's entry, known by its key.
func (l *ledger) entry(r *bill.Record, k book.Kind) *bill.Entry {
	if len(l.key) == 0 {
		return r.AddKeyless(k)
	}
	r.Need(l.key[0])
	key := make([]string, len(l.key))
	for i, f := range l.key {
		key[i] = r.ID(f)
	}
	return r.Add(k, key...)
}

// when is the time of the movement; one that has not been settled yet has that of
// its cause.
func (l *ledger) when(r *bill.Record, e *bill.Entry) {
	if e.At = r.Time(occurred); e.At.IsZero() {
		e.At = r.Time(began)
	}
	if e.At.IsZero() {
		f := occurred
		if !r.Has(f) {
			f = began
		}
		r.Fail(bill.CodeMissing, f)
	}
	e.Day = bill.DayOf(e.At)
}

// amount is what moved, plus is in.
func (l *ledger) amount(r *bill.Record) book.Minor {
	if r.Has(income) && r.Has(expense) {
		a := l.pair.Read(r)
		l.totals.add(a)
		return a
	}
	f := moved
	if r.Has(spent) {
		f = spent
	}
	r.Need(f)
	a := r.Amount(f)
	switch {
	case f == spent:
		return -a
	case !r.Has(direction):
		return a
	}
	return l.directed(r, a)
}

// directed gives an amount the sign of its direction. Some files give what goes
// out a minus beside that; a file that does both is not understood.
func (l *ledger) directed(r *bill.Record, a book.Minor) book.Minor {
	in, ok := directions[r.Text(direction)]
	switch {
	case !ok:
		r.Fail(bill.CodeDirection, direction, r.Text(direction))
		return 0
	case in && a < 0:
		r.Fail(bill.CodeSigns, moved, r.Text(moved))
		return 0
	case in || a == 0:
		return a
	}
	sign := 1
	if a < 0 {
		sign = -1
	}
	if l.out == 0 {
		l.out = sign
	}
	if sign != l.out {
		r.Fail(bill.CodeSigns, moved, r.Text(moved))
	}
	return -a.Abs()
}

// parts takes the fee out of a movement whose parts are told, when they add up to
// it. Whether costs are negative differs, so the sum decides.
func (l *ledger) parts(r *bill.Record, e *bill.Entry) {
	earned, costs := sum(r, l.earned), sum(r, l.costs)
	switch {
	case earned == 0 || costs == 0:
	case earned+costs == e.Amount:
		e.Gross, e.Amount, e.Fee = earned, earned, -costs
	case earned-costs == e.Amount:
		e.Gross, e.Amount, e.Fee = earned, earned, costs
	}
}

func sum(r *bill.Record, of []bill.Field) book.Minor {
	var all book.Minor
	for _, f := range of {
		all += r.Amount(f)
	}
	return all
}
