package mt940

import (
	"strconv"
	"strings"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

// decoder reads the lines of an account and checks them against its balances.
type decoder struct {
	now      *stated  // the statement whose lines are read; nil between statements
	closed   *stated  // the last one that was closed
	first    book.Day // of the lines of the statement
	moved    [2]book.Minor
	reversed bool // a line takes another back, which sums may count on either side
	refused  bool
	expected int
	cut      bool // a statement has no closing balance
	gap      bool
	pages    bool // the last balance closed a page and no day
	covers   book.Period
	notes    []book.Note
}

// stated is a balance as it stands.
type stated struct {
	amount   book.Minor
	currency book.Currency
	day      book.Day
}

// Foot takes the balances and sums.
func (d *decoder) Foot(cells []string, line int) bool {
	name := cells[tag]
	switch name {
	case ":61:":
		return false
	case ":34F:": // the head of an MT942
		d.moved, d.reversed, d.refused = [2]book.Minor{}, false, false
		return true
	}
	b, ok := readStated(cells)
	switch {
	case !ok:
		d.notes = append(d.notes, bill.FooterNote(name, cells[amount], ""))
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
	if b.currency, ok = bill.ParseCurrency(cells[currency]); !ok {
		return b, false
	}
	if b.amount, _, ok = bill.ParseAmount(cells[amount], b.currency); !ok {
		return b, false
	}
	if cells[mark] == "D" && cells[tag][:3] != ":90" {
		b.amount = -b.amount
	}
	at, _ := bill.ParseTime(cells[entryDate])
	b.day = bill.DayOf(at)
	return b, true
}

// opening begins a statement. Where it does not open with the balance that the one
// before closed with, a statement is missing between them.
func (d *decoder) opening(b stated, line int) {
	d.cut = d.cut || d.now != nil
	if c := d.closed; c != nil && c.currency == b.currency && c.amount != b.amount {
		d.gap = true
		d.notes = append(d.notes, book.Note{Code: NoteGap, Line: line, Args: []string{plain(c.amount, c.currency), plain(b.amount, b.currency)}})
	}
	d.now, d.moved, d.refused, d.first = &b, [2]book.Minor{}, false, 0
}

// closing compares what the lines make of the opening balance with the closing one.
func (d *decoder) closing(b stated, name string) {
	d.pages = name == ":62M:"
	if o := d.now; o != nil {
		d.cover(o.day, b.day)
		found := o.amount + d.moved[0] - d.moved[1]
		if !d.refused && (o.currency != b.currency || found != b.amount) {
			d.notes = append(d.notes, bill.FooterNote(name, plain(b.amount, b.currency), plain(found, o.currency)))
		}
	}
	d.now, d.closed = nil, &b
}

// cover adds the days of a statement: it opens with the balance of the day before
// its first, or of the one day it is of.
func (d *decoder) cover(open, closed book.Day) {
	if open == 0 || closed < open {
		return
	}
	p := book.Period{From: min(open+1, closed), To: closed}
	if d.first >= open && d.first < p.From {
		p.From = d.first // this bank opens with the balance of the same day
	}
	if c := d.covers; c.From != 0 && p.From > c.To+1 {
		d.gap = true // the days between are covered by neither
	} else if c.From != 0 {
		p = book.Period{From: min(p.From, d.covers.From), To: max(p.To, d.covers.To)}
	}
	d.covers = p
}

// sums compares the lines of an MT942 with the sum of its credits or debits.
func (d *decoder) sums(b stated, cells []string) {
	side := 0
	if cells[mark] == "D" {
		side = 1
	}
	if found := d.moved[side]; !d.reversed && !d.refused && found != b.amount {
		d.notes = append(d.notes, bill.FooterNote(cells[tag], plain(b.amount, b.currency), plain(found, b.currency)))
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
	side := 0
	if sign == "D" || sign == "RC" {
		side = 1
	}
	d.add(r, side, a)
	if side == 1 {
		a = -a
	}
	d.reversed = d.reversed || len(sign) > 1
	d.refused = d.refused || r.Problem != nil
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

func (d *decoder) add(r *bill.Record, side int, a book.Minor) {
	sum, err := d.moved[side].Add(a)
	if err != nil {
		r.Fail(bill.CodeAmount, amount, r.Text(amount))
		return
	}
	d.moved[side] = sum
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
	s.Notes = append(s.Notes, d.notes...)
	if d.expected > 0 {
		s.Notes = append(s.Notes, book.Note{Code: NoteExpect, Args: []string{strconv.Itoa(d.expected)}})
	}
	if d.cut || d.now != nil {
		s.Incomplete = &book.Problem{Code: CodeCut}
	}
	if d.covers.From == 0 {
		return
	}
	if s.Covers.To > d.covers.To { // a line valued later
		d.covers.To = s.Covers.To
		d.pages = true
	}
	s.Covers = book.Coverage{Period: d.covers, PartialEdges: d.gap || d.pages || s.Incomplete != nil}
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
