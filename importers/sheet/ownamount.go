package sheet

import (
	"strconv"
	"strings"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

// move is what a row brings, plus is in. It fails rows that say both or nothing
// certain.
func (d *own) move(r *bill.Record) book.Minor {
	if !r.Has(ownAmount) {
		return d.pair(r)
	}
	r.Need(ownAmount)
	a := d.amount(r, ownAmount)
	if r.Has(ownDirection) {
		return d.directed(r, a)
	}
	if d.p.Signs == book.PlusIsOut {
		return -a
	}
	return a
}

// pair reads money in and money out from a column each.
func (d *own) pair(r *bill.Record) book.Minor {
	in, out := d.amount(r, ownIn), d.amount(r, ownOut)
	switch {
	case in != 0 && out != 0:
		r.Fail(bill.CodeBothSides, ownOut, r.Text(ownIn), r.Text(ownOut))
	case out != 0:
		return d.paid(r, ownOut, out)
	case r.Plain(ownIn) == "" && r.Plain(ownOut) == "":
		r.Fail(bill.CodeMissing, ownIn)
	}
	return in
}

// directed gives an amount the direction that stands beside it.
func (d *own) directed(r *bill.Record, a book.Minor) book.Minor {
	in, known := d.in[bill.Name(r.Text(ownDirection))]
	switch {
	case !known:
		r.Fail(bill.CodeDirection, ownDirection, r.Text(ownDirection))
	case !in && a != 0:
		return d.paid(r, ownAmount, a)
	case a < 0:
		r.Fail(bill.CodeSigns, ownAmount, r.Text(ownAmount))
	}
	return a
}

// paid is an amount that went out, whether or not the sheet gives it a minus. A
// sheet that writes both is not understood: the odd one may be a reversal.
func (d *own) paid(r *bill.Record, f bill.Field, a book.Minor) book.Minor {
	sign := 1
	if a < 0 {
		sign = -1
	}
	if d.outSign == 0 && r.Problem == nil {
		d.outSign = sign
	}
	if sign != d.outSign {
		r.Fail(bill.CodeSigns, f, r.Text(f))
	}
	return -a.Abs()
}

// fee is what is kept of an amount, plus where it is taken off. Some sheets write it
// with a minus then, all of them; which way is told by the fees of what came in.
func (d *own) fee(r *bill.Record, amount book.Minor) book.Minor {
	m := d.amount(r, ownFee)
	if m == 0 || r.Problem != nil {
		return m
	}
	sign := 1
	if amount > 0 && m < 0 {
		sign = -1
	}
	switch {
	case d.feeSign == 0:
		d.feeSign = sign
	case amount > 0 && sign != d.feeSign:
		r.Fail(bill.CodeSigns, ownFee, r.Text(ownFee))
	}
	return book.Minor(d.feeSign) * m
}

// unit is what the amounts of a column are in.
type unit int8

const (
	yuan unit = iota
	fen
	unclear // the header says nothing, but that of another column says fen
)

// inFen is what a header says whose amounts are in fen.
const inFen = "(分)"

// unitsOf are the units of the columns of amounts: what a header says, or else
// what the profile does.
func unitsOf(p *book.Profile, h *bill.Header) (units [ownBalance + 1]unit) {
	amounts := []bill.Field{ownAmount, ownIn, ownOut, ownFee, ownBalance}
	told := yuan
	for _, f := range amounts {
		if strings.HasSuffix(bill.Name(h.Name(f)), inFen) {
			units[f], told = fen, unclear
		}
	}
	if p.Amounts == book.AmountFen {
		told = fen
	}
	for _, f := range amounts {
		if name := h.Name(f); units[f] == yuan && !strings.Contains(name, "(元)") && !strings.Contains(name, "（元）") {
			units[f] = told
		}
	}
	return units
}

// amount reads a cell in the profile's style; 0 where the cell says nothing.
func (d *own) amount(r *bill.Record, f bill.Field) book.Minor {
	s := r.Plain(f)
	if s == "" {
		return 0
	}
	switch u := d.units[f]; {
	case u == unclear && strings.Trim(s, "-0") != "" && !strings.Contains(s, "."):
		r.Fail(bill.CodeAmount, f, s)
		return 0
	case u == fen:
		n, err := strconv.ParseInt(s, 10, 64)
		if err != nil || r.Money.Digits() != 2 {
			r.Fail(bill.CodeAmount, f, s)
			return 0
		}
		return book.Minor(n)
	}
	if d.p.Amounts == book.AmountComma {
		if d.book && thousand(s) {
			r.Fail(codeUnclear, f, s)
			return 0
		}
		s = d.fromComma(s)
	}
	m, exact, ok := bill.ParseAmount(s, r.Money)
	if !ok {
		r.Fail(bill.CodeAmount, f, r.Text(f))
		return 0
	}
	if !exact {
		d.finer++
	}
	return m
}

// fromComma reads the style of a decimal comma, which only texts have: a spreadsheet
// keeps its numbers with a point.
func (d *own) fromComma(s string) string {
	if d.book && !strings.Contains(s, ",") && strings.Count(s, ".") == 1 {
		return s
	}
	return commaToPoint(s)
}

// thousand tells whether a cell of a workbook is either the text 1.125, which is more
// than a thousand, or the number 1.125. The two look the same.
func thousand(s string) bool {
	whole, frac, ok := strings.Cut(strings.TrimLeft(s, "+-"), ".")
	return ok && len(frac) == 3 && len(whole) > 0 && len(whole) <= 3 && whole[0] != '0' && strings.Trim(whole+frac, "0123456789") == ""
}

// commaToPoint turns 1.234,50 into 1,234.50.
func commaToPoint(s string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case '.':
			return ','
		case ',', '，':
			return '.'
		}
		return r
	}, s)
}

// finerNote tells of amounts that were rounded to the currency's minor unit.
func finerNote(n int) book.Note {
	return book.Note{Code: bill.NoteFiner, Args: []string{strconv.Itoa(n)}}
}
