package paypal

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

// Codes of what is odd in a download.
const (
	CodeStatus = "unknown_status" // A: the cell
	NoteZone   = "unknown_zone"   // A: rows, B: the zone
)

// rows decodes the transactions of one file.
type rows struct {
	zones   map[string]place
	unknown map[string]int // rows by a zone that is not known
	types   map[string]int // what types of transactions mean, the first few hundred
}

// place is a time zone that a file names, or none that is known.
type place struct {
	loc   *time.Location
	known bool
}

// Row reads a transaction. Both sides of a currency conversion are rows, each in
// its currency, and name what they belong to: each other, or the payment or
// withdrawal that they were made for.
func (d *rows) Row(r *bill.Record) {
	if memo[strings.ToLower(r.Text(impact))] {
		return
	}
	r.Need(txnNo)
	r.Need(currency)
	r.SetMoney(currency)
	amount, cost := d.amount(r, gross), -d.amount(r, fee)
	state, ok := statuses[strings.ToLower(r.Plain(status))]
	if !ok {
		r.Fail(CodeStatus, status, r.Text(status))
	}
	txn, ref := r.ID(txnNo), r.ID(reference)
	kind := kindOf(d.meaning(r.Text(what)), amount)
	e := r.Add(kind, txn, string(r.Money))
	e.TxnNo, e.OrderNo, e.Status = txn, r.ID(invoice), state
	e.Gross, e.Amount, e.Fee = amount, amount, cost
	switch {
	case kind == book.KindRefund: // like others, a refund carries the number of its payment
		e.RefundNo = txn
		if ref != "" {
			e.TxnNo = ref
		}
	case kind == book.KindTransfer:
		e.Batching = ref
	case kind == book.KindWithdrawal:
		e.Batching = txn // a bank may name it
	}
	if r.Has(fee) {
		d.checkNet(r, e)
	}
	d.when(r, e)
	e.Balance = d.balance(r)
	e.Counterparty = r.Plain(name)
	if e.Counterparty == "" && amount > 0 {
		e.Counterparty = r.Plain(sender)
	}
	e.Memo = r.Join(what, subject)
}

// meaning is what a type of transaction means. There are few types and many rows.
func (d *rows) meaning(typ string) int {
	m, known := d.types[typ]
	if !known {
		m = meaningOf(typ)
		if len(d.types) < 256 {
			d.types[typ] = m
		}
	}
	return m
}

// checkNet compares the net with what the fee leaves: PayPal's fees are negative.
func (d *rows) checkNet(r *bill.Record, e *bill.Entry) {
	r.CheckNet(d.amount(r, net), e.Amount-e.Fee)
}

// when is the time in the zone that the row names. In a zone that is not known
// only the day is sure.
func (d *rows) when(r *bill.Record, e *bill.Entry) {
	r.Need(date)
	at := r.TimeOf(date, clock)
	z := r.Text(zone)
	p, seen := d.zones[z]
	if !seen {
		p.loc, p.known = book.ParseZone(z)
		d.zones[z] = p
	}
	if p.known {
		e.At = at.ReadIn(p.loc)
	} else {
		e.At = at.DayOnly()
		d.unknown[z]++
	}
	e.Day = bill.DayOf(e.At)
}

// amount reads an amount as the account's language writes it.
func (d *rows) amount(r *bill.Record, f bill.Field) book.Minor {
	s := r.Plain(f)
	if s == "" {
		return 0
	}
	m, exact, ok := bill.ParseAmount(point(s), r.Money)
	if !ok || !exact {
		r.Fail(bill.CodeAmount, f, s)
	}
	return m
}

func (d *rows) balance(r *bill.Record) *book.Minor {
	m, exact, ok := bill.ParseAmount(point(r.Plain(balance)), r.Money)
	if !ok || !exact {
		return nil
	}
	return &m
}

// point writes an amount with a decimal point and without grouping. PayPal gives
// two decimals or none, so that a mark before one or two digits at the end is the
// decimal one, and any other groups.
func point(s string) string {
	last, plain := -1, true
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '.' || c == ',':
			plain = plain && last < 0
			last = i
		case c >= '0' && c <= '9' || i == 0 && (c == '-' || c == '+'):
		default:
			plain = false
		}
	}
	if plain && (last < 0 || s[last] == '.' && len(s)-last-1 <= 2) {
		return s // nearly all there is
	}
	var b strings.Builder
	b.Grow(len(s))
	for i, c := range s {
		switch {
		case i == last && len(s)-i-1 <= 2:
			b.WriteByte('.')
		case i == last && len(s)-i-1 != 3:
			return s // no amount of PayPal's
		case c == '.' || c == ',' || c == ' ' || c == '\u00a0' || c == '\u202f' || c == '\'' || c == '’':
		default:
			b.WriteRune(c)
		}
	}
	return b.String()
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
