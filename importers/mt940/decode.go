package mt940

import (
	"strconv"
	"strings"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

// decoder reads the lines of an account and checks them against its balances.
type decoder struct {
	check    bill.Statements
	days     bill.Spans
	now      *stated  // the opening balance of the statement whose lines are read
	line     int      // of now
	first    book.Day // of the lines of the statement
	reversed bool     // a line takes another back, which sums may count on either side
	expected int
	cut      bool // a statement has no closing balance
	pages    bool // the last balance closed a page and no day
	unread   []book.Note
}

// stated is a balance as it stands.
type stated struct {
	book.Money
	day book.Day
}

// Foot takes the balances and sums.
func (d *decoder) Foot(cells []string, line int) bool {
	name := cells[tag]
	switch name {
	case ":61:":
		return false
	case ":34F:": // the head of an MT942
		d.check.Begin()
		d.reversed = false
		return true
	}
	b, ok := readStated(cells)
	switch {
	case !ok:
		d.unread = append(d.unread, bill.FooterNote(name, cells[amount], ""))
	case name == ":60F:" || name == ":60M:":
		d.opening(b, line)
	case name == ":62F:" || name == ":62M:":
		d.closing(b, name)
	default:
		d.sums(b, cells)
	}
	return true
}

func readStated(cells []string) (b stated, ok bool) {
	if b.Currency, ok = bill.ParseCurrency(cells[currency]); !ok {
		return b, false
	}
	if b.Minor, _, ok = bill.ParseAmount(cells[amount], b.Currency); !ok {
		return b, false
	}
	if cells[mark] == "D" && cells[tag][:3] != ":90" {
		b.Minor = -b.Minor
	}
	at, _ := bill.ParseTime(cells[entryDate])
	b.day = bill.DayOf(at)
	return b, true
}

// opening begins a statement.
func (d *decoder) opening(b stated, line int) {
	if d.now != nil {
		d.cut = true
		d.check.End(bill.Stated{Line: d.line, Open: &d.now.Money})
	}
	d.check.Begin()
	d.now, d.line, d.first = &b, line, 0
}

// closing ends a statement, or a page of it.
func (d *decoder) closing(b stated, name string) {
	d.pages = name == ":62M:"
	st := bill.Stated{Line: d.line, Name: name, Close: &b.Money}
	if d.now != nil {
		st.Open = &d.now.Money
	}
	linked := d.check.End(st)
	if d.now != nil {
		d.cover(d.now.day, b.day, linked)
	}
	d.now = nil
}

// cover adds the days of a statement: it opens with the balance of the day before
// its first, or of the one day it is of.
func (d *decoder) cover(open, closed book.Day, linked bool) {
	if open == 0 || closed < open {
		return
	}
	p := book.Period{From: min(open+1, closed), To: closed}
	if d.first >= open && d.first < p.From {
		p.From = d.first // this bank opens with the balance of the same day
	}
	d.days.Add(p, linked)
}

// sums compares the lines of an MT942 with the sum of its credits or debits.
func (d *decoder) sums(b stated, cells []string) {
	switch {
	case d.reversed:
	case cells[mark] == "D":
		d.check.Out(cells[tag], b.Money)
	default:
		d.check.In(cells[tag], b.Money)
	}
}

// Row reads a line: C and RD are money in, D and RC money out. A line that the
// bank only expects has not happened and makes no entry.
func (d *decoder) Row(r *bill.Record) {
	r.SetMoney(currency)
	sign := r.Text(mark)
	if sign == "" {
		r.Fail(CodeEntry, details, r.Text(details))
	}
	if strings.HasPrefix(sign, "E") {
		d.expected++
		return
	}
	a := r.Amount(amount)
	at := d.day(r)
	if sign == "D" || sign == "RC" {
		a = -a
	}
	d.check.Move(r, amount, a)
	d.reversed = d.reversed || len(sign) > 1
	if r.Problem != nil {
		d.check.Refuse()
	}
	day := bill.DayOf(at)
	if d.first == 0 || day < d.first {
		d.first = day
	}
	e := r.AddKeyless(kindOf(a))
	e.At, e.Day, e.Gross, e.Amount = at, day, a, a
	if e.TxnNo = r.ID(bankRef); e.TxnNo == "" {
		e.TxnNo = r.ID(ownRef)
	}
	e.Counterparty = r.Plain(party)
	e.Memo = r.Join(extra, details)
}

// day is when a line was booked, or else its value date. Banks that count interest
// in months of thirty days write 30 February for the end of that month.
func (d *decoder) day(r *bill.Record) book.Instant {
	if r.Plain(entryDate) != "" {
		return r.Time(entryDate)
	}
	s := r.Plain(valueDate)
	month, ok := strings.CutSuffix(s, "-02-30")
	if !ok {
		return r.Time(valueDate)
	}
	for _, last := range []string{"-02-29", "-02-28"} {
		if at, ok := bill.ParseTime(month + last); ok {
			r.Notes = append(r.Notes, book.Note{Code: NoteEndFeb, Line: r.Line, Args: []string{s, month + last}})
			return at
		}
	}
	return r.Time(valueDate)
}

// End tells what was noticed, and the days that the statements cover.
func (d *decoder) End(s *bill.Summary) {
	s.Notes = append(append(s.Notes, d.unread...), d.check.Notes()...)
	if d.expected > 0 {
		s.Notes = append(s.Notes, book.Note{Code: NoteExpect, Args: []string{strconv.Itoa(d.expected)}})
	}
	if d.cut || d.now != nil {
		s.Incomplete = &book.Problem{Code: CodeCut}
	}
	covers := d.days.Period
	if covers.From == 0 {
		return
	}
	if s.Covers.To > covers.To { // a line valued later
		covers.To = s.Covers.To
		d.pages = true
	}
	s.Covers = book.Coverage{Period: covers, PartialEdges: d.days.Apart || d.check.Missed() || d.pages || s.Incomplete != nil}
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
