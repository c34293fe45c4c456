package intake

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

// noteChangedAmounts tells of rows whose money is not what the book held. They go
// in, as any changed row does, and the file is told with it first. A: rows, B: the
// sum of the differences, by currency.
const noteChangedAmounts = "changed_amounts"

// noteParts tells of orders that a file sums up of other items than the book holds:
// these may be shared out between two files, and neither has them all. It holds the
// file. A: orders, B: the first, C: what the book holds of it, D: what the file says.
const noteParts = "order_in_parts"

// told is what reading the rows of a file once more told of those that the plan
// would write.
type told struct {
	money   []book.Change // changed rows with other money than before
	words   []book.Change // changed rows whose money is the same
	amounts int           // how many rows have other money
	sums    map[book.Currency]decimal.Decimal
	rejects []book.Refused // rows that a closed month refuses
	parts   int            // orders that are sums, now of other items ...
	part    book.Change    // ... and the first of them
}

// partly tells of orders that may be in parts; false where there are none.
func (t *told) partly() (book.Note, bool) {
	return book.Note{Code: noteParts, Suspicious: true, Line: t.part.Line,
		Args: []string{fmt.Sprint(t.parts), t.part.Number, t.part.Was.Plain(), t.part.Is.Plain()}}, t.parts > 0
}

// changes are the changed rows, those with other money first.
func (t *told) changes() []book.Change {
	all := slices.Concat(t.money, t.words)
	return all[:min(len(all), book.MaxChanges)]
}

// note tells of changed money; false where there is none.
func (t *told) note() (book.Note, bool) {
	if t.amounts == 0 {
		return book.Note{}, false
	}
	var sums []string
	for _, c := range slices.Sorted(maps.Keys(t.sums)) {
		sums = append(sums, t.sums[c].StringFixed(c.Digits())+" "+string(c))
	}
	return book.Note{Code: noteChangedAmounts, Args: []string{fmt.Sprint(t.amounts), strings.Join(sums, "、")}}, true
}

func (t *told) add(c book.Change) {
	if c.Was == c.Is {
		if len(t.words) < book.MaxChanges {
			t.words = append(t.words, c)
		}
		return
	}
	if t.amounts++; t.sums == nil {
		t.sums = map[book.Currency]decimal.Decimal{}
	}
	t.sums[c.Is.Currency] = t.sums[c.Is.Currency].Add(c.Is.Decimal())
	t.sums[c.Was.Currency] = t.sums[c.Was.Currency].Sub(c.Was.Decimal())
	if len(t.money) < book.MaxChanges {
		t.money = append(t.money, c)
	}
}

// teller reads a file once more for what observing did not keep of its rows: what
// the changed ones say now, and which lie in a closed month.
type teller struct {
	*Service
	ctx    context.Context
	o      *observation
	p      *plan
	days   book.DayRule // of the channel
	months []book.Period
	next   int // ordinal of the next entry
	wait   []changedRow
}

// changedRow is a changed row until it is known what the book held.
type changedRow struct {
	ordinal int
	held    book.EntryID
	is      book.HeldMoney
	number  string
	parts   bool         // it is a sum, now of other rows
	reject  book.Refused // what it is if it was of a closed month
}

// tellPart is how many changed rows are looked up at a time.
const tellPart = 4096

// tell completes a plan by reading the file once more, where there is something to
// be told: rows that changed, or days of a closed month.
func (s *Service) tell(ctx context.Context, o *observation, p *plan, days book.DayRule, months []book.Period, opt bill.Options) error {
	closed := p.counts[book.VerdictNew] > 0 && slices.ContainsFunc(months, func(m book.Period) bool {
		span := daysAround(o.days, days)
		return span.From != 0 && m.From <= span.To && m.To >= span.From
	})
	if !closed && p.counts[book.VerdictChanged] == 0 {
		return nil
	}
	t := &teller{Service: s, ctx: ctx, o: o, p: p, days: days, months: months}
	if _, err := readAs(ctx, o.file, o.own, opt, t.row); err != nil {
		return err
	}
	if t.next != len(o.marks) {
		return &book.Problem{Code: "file_changed", File: o.file.Name}
	}
	return t.lookUp()
}

func (t *teller) row(row *bill.Row) error {
	if row.Problem != nil {
		return nil
	}
	for i := range row.Entries {
		if err := t.entry(&row.Entries[i], row); err != nil {
			return err
		}
	}
	return nil
}

func (t *teller) entry(e *bill.Entry, row *bill.Row) error {
	i := t.next
	if t.next++; i >= len(t.o.marks) || t.o.marks[i].Digest != e.Digest {
		return &book.Problem{Code: "file_changed", File: t.o.file.Name}
	}
	day := t.days.DayOf(e.At, e.Day)
	switch verdict := t.p.verdicts[i]; {
	case verdict == book.VerdictKnown:
	case t.closed(day):
		t.refuse(i, t.rejection(row, day))
	case verdict == book.VerdictChanged:
		held := t.p.held[t.p.mark(t.o, i).Ident]
		c := changedRow{ordinal: i, held: held.Entry,
			is:     book.HeldMoney{Gross: e.Gross, Amount: e.Amount, Fee: e.Fee, Currency: e.Currency},
			number: cmp.Or(e.OrderNo, e.TxnNo, e.RefundNo), parts: e.Parts != 0 && !bill.SameParts(held.Digest, e.Digest), reject: book.Refused{Problem: book.Problem{Line: row.Line}}}
		if len(t.p.rejects) < book.MaxRejects && len(t.months) > 0 {
			c.reject = t.rejection(row, day)
		}
		if t.wait = append(t.wait, c); len(t.wait) >= tellPart {
			return t.lookUp()
		}
	}
	return nil
}

// farthest is how many days a business day may lie from the day that a file states:
// one by its cut-off, and one by its zone.
const farthest = 2

// daysAround is the days on which rows may stand that a file states to be of some days.
func daysAround(p book.Period, rule book.DayRule) book.Period {
	if p.From != 0 && !rule.Plain() {
		p.From, p.To = p.From-farthest, p.To+farthest
	}
	return p
}

func (t *teller) closed(d book.Day) bool {
	return slices.ContainsFunc(t.months, func(m book.Period) bool { return m.Has(d) })
}

// rejection refuses a row because of a closed month that a day is of.
func (t *teller) rejection(row *bill.Row, d book.Day) book.Refused {
	return refusal(t.o.file, &bill.Row{Line: row.Line, Cells: row.Cells, Problem: monthLocked(t.o.file.Name, row.Line, d)})
}

func monthLocked(file string, line int, d book.Day) *book.Problem {
	return &book.Problem{Code: "month_locked", File: file, Line: line, Args: []string{d.String()[:len("2006-01")]}}
}

// refuse takes an entry out of what the plan would write.
func (t *teller) refuse(i int, why book.Refused) {
	if t.p.locked == nil {
		t.p.locked = map[int]bool{}
	}
	t.p.locked[i] = true
	t.p.counts[t.p.verdicts[i]]--
	if len(t.p.rejects) < book.MaxRejects {
		t.p.rejects = append(t.p.rejects, why)
	}
}

// lookUp tells the changed rows that wait for what the book holds. One that would
// leave a closed month is refused as one that would enter it.
func (t *teller) lookUp() error {
	ids := make([]book.EntryID, len(t.wait))
	for i := range t.wait {
		ids[i] = t.wait[i].held
	}
	held, err := t.book.HeldMoney(t.ctx, ids)
	if err != nil {
		return err
	}
	for i := range t.wait {
		c := &t.wait[i]
		was, ok := held[c.held]
		if !ok {
			return &book.Problem{Code: "book_changed", File: t.o.file.Name}
		}
		if t.closed(was.Day) {
			c.reject.Problem = *monthLocked(t.o.file.Name, c.reject.Problem.Line, was.Day)
			t.refuse(c.ordinal, c.reject)
			continue
		}
		change := book.Change{Line: c.reject.Problem.Line, Number: c.number}
		change.Was, change.Is = differing(was, c.is)
		t.p.told.add(change)
		if c.parts {
			if t.p.told.parts++; t.p.told.parts == 1 {
				t.p.told.part = change
			}
		}
	}
	t.wait = t.wait[:0]
	return nil
}

// differing is the money of a row as it was and as it is, by the first figure that
// differs: the amount, what is left of it after the fee, or what was billed.
func differing(was, is book.HeldMoney) (book.Money, book.Money) {
	for _, of := range []func(book.HeldMoney) book.Minor{
		func(m book.HeldMoney) book.Minor { return m.Amount },
		func(m book.HeldMoney) book.Minor { return m.Amount - m.Fee },
		func(m book.HeldMoney) book.Minor { return m.Gross },
	} {
		if of(was) != of(is) || was.Currency != is.Currency {
			return book.Money{Minor: of(was), Currency: was.Currency}, book.Money{Minor: of(is), Currency: is.Currency}
		}
	}
	return book.Money{Minor: was.Amount, Currency: was.Currency}, book.Money{Minor: is.Amount, Currency: is.Currency}
}
