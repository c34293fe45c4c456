package camt

import (
	"slices"
	"strconv"
	"strings"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

// decoder reads the lines of an account and checks them against the balances and
// totals of its reports.
type decoder struct {
	check   bill.Statements
	days    bill.Spans
	pending int
	stated  []stated // balances of the report, before its end
	partial bool
	single  bool // a notification: it need not tell all that moved
	unread  []book.Note
}

// stated is a balance as it stands.
type stated struct {
	book.Money
	element string
	day     book.Day
}

// Foot takes the balances, the totals and the end of a report.
func (d *decoder) Foot(cells []string, _ int) bool {
	switch name := cells[element]; name {
	case "Ntry":
		return false
	case "Stmt", "Rpt", "Ntfctn":
		d.end(name, cells)
	case "TtlCdtNtries", "TtlDbtNtries":
		d.total(cells)
	default:
		d.balance(cells)
	}
	return true
}

func (d *decoder) balance(cells []string) {
	s := stated{element: cells[element]}
	var ok, read bool
	s.Currency, ok = bill.ParseCurrency(cells[currency])
	s.Minor, _, read = bill.ParseAmount(cells[amount], s.Currency)
	if !ok || !read {
		d.unread = append(d.unread, bill.FooterNote(s.element, cells[amount], ""))
		return
	}
	if cells[direction] == "DBIT" {
		s.Minor = -s.Minor
	}
	s.day, _, _ = moment(cells[bookingDate])
	d.stated = append(d.stated, s)
}

// total compares the sum of the credits or debits, which names no currency, where
// the lines have but one.
func (d *decoder) total(cells []string) {
	name := cells[element]
	c, one := d.check.Currency()
	if !one || d.pending > 0 {
		return
	}
	said, _, ok := bill.ParseAmount(cells[amount], c)
	switch {
	case !ok:
		d.unread = append(d.unread, bill.FooterNote(name, cells[amount], ""))
	case name == "TtlDbtNtries":
		d.check.Out(name, book.Money{Minor: said, Currency: c})
	default:
		d.check.In(name, book.Money{Minor: said, Currency: c})
	}
}

// end checks the balances of a report and takes its period.
func (d *decoder) end(name string, cells []string) {
	page := cells[status] == paged
	open, closed := d.balances()
	st := bill.Stated{Page: page}
	if open != nil {
		st.Open = &open.Money
	}
	if closed != nil {
		st.Name, st.Close = closed.element, &closed.Money
	}
	d.cover(cells, closed, d.check.End(st))
	d.single = d.single || name == "Ntfctn"
	d.partial = d.partial || page || name != "Stmt"
	d.stated = nil
}

// balances are the opening and the closing balance of a report, of one currency.
// PRCD, the closing balance before, is the opening one where there is no other.
func (d *decoder) balances() (open, closed *stated) {
	closed = d.last("CLBD", nil)
	if open = d.last("OPBD", closed); open == nil {
		open = d.last("PRCD", closed)
	}
	return open, closed
}

// last is the last balance of a kind, in the currency of another.
func (d *decoder) last(kind string, of *stated) *stated {
	for i := range slices.Backward(d.stated) {
		if s := &d.stated[i]; s.element == kind && (of == nil || s.Currency == of.Currency) {
			return s
		}
	}
	return nil
}

// cover adds the period of a report: as stated, else the day of its closing balance.
func (d *decoder) cover(cells []string, closed *stated, linked bool) {
	from, opens, ok1 := moment(cells[bookingDate])
	to, closes, ok2 := moment(cells[valueDate])
	switch {
	case ok1 && ok2 && to >= from:
		if opens.in != 0 || closes.in != 0 && !closes.late() {
			d.partial = true
		}
		if closes.in == 0 && closes.timed && to > from {
			to-- // midnight is the end of the day before
		}
	case closed != nil && closed.day != 0:
		from, to = closed.day, closed.day
	default:
		return
	}
	d.days.Add(book.Period{From: from, To: to}, linked)
}

// Row reads a line. The servicer's reference is its key, with the day, since short
// ones come round again.
func (d *decoder) Row(r *bill.Record) {
	if s := r.Text(status); s != "" && s != "BOOK" {
		d.pending++
		return
	}
	r.SetMoney(currency)
	a := d.signed(r)
	at, day := d.when(r)
	if r.Problem != nil {
		d.check.Refuse()
	}
	e := r.AddKeyless(kindOf(a))
	e.At, e.Day, e.Gross, e.Amount = at, day, a, a
	ref, own := r.ID(servicerRef), r.ID(entryRef)
	switch {
	case unique(ref):
		e.TxnNo = ref
		r.KeyOfDay(e, ref)
	case own != "":
		e.TxnNo = own // a counter of the statement, in most
	}
	e.Counterparty, e.Memo = r.Plain(party), r.Plain(info)
}

// signed is the amount of a line, plus is in.
func (d *decoder) signed(r *bill.Record) book.Minor {
	r.Need(amount)
	r.Need(currency)
	text := r.Text(amount)
	if strings.Contains(text, ",") {
		r.Fail(bill.CodeAmount, amount, text) // no grouping in XML, and no decimal comma
	}
	a := r.Amount(amount)
	if a < 0 {
		r.Fail(CodeNegative, amount, text)
	}
	switch r.Text(direction) {
	case "CRDT":
	case "DBIT":
		a = -a
	default:
		r.Fail(bill.CodeDirection, direction, r.Text(direction))
	}
	d.check.Move(r, amount, a)
	return a
}

// when is when a line was booked, else its value date. The day is the bank's own;
// the moment is that of its zone.
func (d *decoder) when(r *bill.Record) (book.Instant, book.Day) {
	f := bookingDate
	if r.Plain(f) == "" {
		f = valueDate
	}
	r.Need(f)
	day, at, ok := moment(r.Text(f))
	if !ok && r.Plain(f) != "" {
		r.Fail(bill.CodeDate, f, r.Text(f))
	}
	return at.instant(day), day
}

// End tells what was noticed, and the days that the statements cover. A
// notification tells of single movements and covers no day.
func (d *decoder) End(s *bill.Summary) {
	s.Notes = append(append(s.Notes, d.unread...), d.check.Notes()...)
	if d.pending > 0 {
		s.Notes = append(s.Notes, book.Note{Code: NotePending, Args: []string{strconv.Itoa(d.pending)}})
	}
	switch {
	case d.single:
		s.Covers = book.Coverage{}
	case d.days.From != 0:
		s.Covers = book.Coverage{Period: d.days.Period, PartialEdges: d.partial || d.days.Apart || d.check.Missed()}
	}
}

// unique tells whether a reference is one: some banks fill it with zeros or words.
func unique(ref string) bool {
	return strings.Trim(ref, "0") != "" && ref != "NOTPROVIDED" && ref != "NONREF"
}

func kindOf(a book.Minor) book.Kind {
	switch {
	case a > 0:
		return book.KindDeposit
	case a < 0:
		return book.KindExpense
	}
	return book.KindOther
}
