package camt

import (
	"strconv"
	"strings"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

// decoder reads the lines of an account and checks them against the balances and
// totals of its reports.
type decoder struct {
	moved   map[book.Currency]*[2]book.Minor // of the report: in and out
	refused bool
	pending int
	stated  []stated // balances of the report, before its end
	last    *stated  // the closing balance of the report before
	covers  book.Period
	partial bool
	single  bool // a notification: it need not tell all that moved
	notes   []book.Note
}

// stated is a balance or total as it stands.
type stated struct {
	element  string
	amount   book.Minor
	currency book.Currency
	day      book.Day
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
	s.currency, ok = bill.ParseCurrency(cells[currency])
	s.amount, _, read = bill.ParseAmount(cells[amount], s.currency)
	if !ok || !read {
		d.notes = append(d.notes, bill.FooterNote(s.element, cells[amount], ""))
		return
	}
	if cells[direction] == "DBIT" {
		s.amount = -s.amount
	}
	s.day, _, _ = moment(cells[bookingDate])
	d.stated = append(d.stated, s)
}

// total compares the sum of the credits or debits, which names no currency, where
// the lines have but one.
func (d *decoder) total(cells []string) {
	if d.refused || d.pending > 0 || len(d.moved) != 1 {
		return
	}
	for c, moved := range d.moved {
		found := moved[0]
		if cells[element] == "TtlDbtNtries" {
			found = moved[1]
		}
		if said, _, ok := bill.ParseAmount(cells[amount], c); !ok || said != found {
			d.notes = append(d.notes, bill.FooterNote(cells[element], cells[amount], plain(found, c)))
		}
	}
}

// end checks the closing balance of a report that is whole and takes its period.
func (d *decoder) end(name string, cells []string) {
	var open, closed *stated
	for i := range d.stated {
		switch s := &d.stated[i]; s.element {
		case "CLBD":
			closed = s
		case "OPBD":
			open = s
		case "PRCD": // the closing balance before
			if open == nil {
				open = s
			}
		}
	}
	part := cells[status] == paged
	if c := d.last; c != nil && open != nil && c.currency == open.currency && c.amount != open.amount {
		d.partial = true
		d.notes = append(d.notes, book.Note{Code: NoteGap, Args: []string{plain(c.amount, c.currency), plain(open.amount, open.currency)}})
	}
	if open != nil && closed != nil && open.currency == closed.currency && !part && !d.refused {
		found := open.amount
		if m := d.moved[open.currency]; m != nil {
			found += m[0] - m[1]
		}
		if found != closed.amount {
			d.notes = append(d.notes, bill.FooterNote(closed.element, plain(closed.amount, closed.currency), plain(found, closed.currency)))
		}
	}
	d.cover(cells, closed)
	d.single = d.single || name == "Ntfctn"
	d.partial = d.partial || part || name != "Stmt"
	d.last = closed
	d.moved, d.stated, d.refused = nil, nil, false
}

// cover adds the period of a report: as stated, else the day of its closing balance.
func (d *decoder) cover(cells []string, closed *stated) {
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
	if c := d.covers; c.From == 0 || from > c.To+1 || to < c.From-1 {
		d.partial = d.partial || c.From != 0 // days between the two are covered by neither
		d.covers = book.Period{From: from, To: to}
	}
	d.covers.From, d.covers.To = min(d.covers.From, from), max(d.covers.To, to)
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
	d.refused = d.refused || r.Problem != nil
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
	side := 0
	switch r.Text(direction) {
	case "CRDT":
	case "DBIT":
		side = 1
	default:
		r.Fail(bill.CodeDirection, direction, r.Text(direction))
	}
	if d.moved == nil {
		d.moved = map[book.Currency]*[2]book.Minor{}
	}
	m := d.moved[r.Money]
	if m == nil {
		m = &[2]book.Minor{}
		d.moved[r.Money] = m
	}
	sum, err := m[side].Add(a)
	if err != nil {
		r.Fail(bill.CodeAmount, amount, text)
	}
	if m[side] = sum; side == 1 {
		return -a
	}
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
	s.Notes = append(s.Notes, d.notes...)
	if d.pending > 0 {
		s.Notes = append(s.Notes, book.Note{Code: NotePending, Args: []string{strconv.Itoa(d.pending)}})
	}
	switch {
	case d.single:
		s.Covers = book.Coverage{}
	case d.covers.From != 0:
		s.Covers = book.Coverage{Period: d.covers, PartialEdges: d.partial}
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

func plain(m book.Minor, c book.Currency) string {
	return book.Money{Minor: m, Currency: c}.Plain() + " " + string(c)
}
