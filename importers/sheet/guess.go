package sheet

import (
	"slices"
	"strings"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

// Guess is the likeliest profile of a sheet, by its first records, and the index of
// its header; -1 where no record looks like one. The person who teaches the sheet
// confirms or corrects it.
func Guess(head [][]string) (at int, p book.Profile) {
	at, best := -1, 0
	for i, cells := range head {
		known := 0
		for _, f := range namedFields(cells) {
			if f != "" {
				known++
			}
		}
		if known > best && known > 1 {
			at, best = i, known
		}
	}
	if at < 0 {
		at = firstOfTable(head)
	}
	return at, GuessAt(head, at)
}

// GuessAt is the likeliest profile of a sheet whose header is record number at; -1:
// it has none, and its columns are known by their place.
func GuessAt(head [][]string, at int) book.Profile {
	if at < 0 && !headless(head) {
		return book.Profile{}
	}
	p := book.Profile{Fields: map[book.ProfileField]string{}, Headless: at < 0}
	if p.Headless {
		p.Columns = bill.Nameless(width(head))
	} else {
		p.Columns = trimmed(head[at])
	}
	data := head[at+1:]
	for i, f := range namedFields(p.Columns) {
		if f != "" && p.Fields[f] == "" && !p.Headless && plausible(f, column(data, i)) {
			p.Fields[f] = p.Columns[i]
		}
	}
	fromData(&p, data)
	settle(&p)
	styles(&p, data)
	p.Role = roleOf(&p)
	return p
}

// Nameless tells whether a header is a row of data, such as a date and an amount:
// a sheet without names cannot be recognised, and its first row would be lost.
func Nameless(header []string) bool {
	return slices.ContainsFunc(trimmed(header), func(c string) bool { return isDate(c) || isMoney(c) })
}

// firstOfTable is the first record of several cells that are all names, with a
// record of at least as many cells behind it.
func firstOfTable(head [][]string) int {
	for i := 0; i+1 < len(head); i++ {
		n, _ := bill.Filled(head[i])
		below, _ := bill.Filled(head[i+1])
		if n > 1 && below*3 >= n*2 && !slices.ContainsFunc(trimmed(head[i]), func(c string) bool { return isTime(c) || isAmount(c) }) {
			return i
		}
	}
	return -1
}

// namedFields is the field that each cell of a header names, "" for none: by the
// whole name first, then by a part of it.
func namedFields(cells []string) []book.ProfileField {
	out := make([]book.ProfileField, len(cells))
	names := plainNames()
	for i, c := range trimmed(cells) {
		name := bill.Name(c)
		if name == "" || len(name) > 60 || isTime(c) || isAmount(c) {
			continue
		}
		for _, f := range book.ProfileFields() {
			if slices.Contains(names[f], name) {
				out[i] = f
				break
			}
		}
		if out[i] == "" {
			out[i] = hinted(name)
		}
	}
	return out
}

// plausible tells whether the data of a column may be what its name says.
func plausible(f book.ProfileField, data []string) bool {
	switch f {
	case book.FieldDate:
		return share(data, isTime) > 0.6
	case book.FieldAmount, book.FieldIn, book.FieldOut, book.FieldFee, book.FieldBalance:
		return share(data, isAmount) > 0.6
	}
	return true
}

// settle leaves one way to tell the amount. Money in or out alone is an amount: a list
// of expenses writes them without a minus.
func settle(p *book.Profile) {
	in, out := p.Fields[book.FieldIn], p.Fields[book.FieldOut]
	if (in == "") != (out == "") && p.Fields[book.FieldAmount] == "" {
		p.Fields[book.FieldAmount] = in + out
		if out != "" {
			p.Signs = book.PlusIsOut
		}
	}
	if in == "" || out == "" || p.Fields[book.FieldAmount] != "" && p.Fields[book.FieldDirection] != "" {
		delete(p.Fields, book.FieldIn)
		delete(p.Fields, book.FieldOut)
		return
	}
	delete(p.Fields, book.FieldAmount)
	delete(p.Fields, book.FieldDirection)
}

// styles sets how dates and amounts are written, and what the words of a direction
// mean.
func styles(p *book.Profile, data [][]string) {
	for _, f := range []book.ProfileField{book.FieldAmount, book.FieldIn, book.FieldOut, book.FieldFee, book.FieldBalance} {
		if slices.ContainsFunc(columnOf(p, f, data), onlyComma) {
			p.Amounts = book.AmountComma
		}
	}
	p.Dates = proven(columnOf(p, book.FieldDate, data))
	for _, w := range columnOf(p, book.FieldDirection, data) {
		switch name := bill.Name(w); {
		case slices.Contains(p.In, w) || slices.Contains(p.Out, w):
		case slices.Contains(wordsIn(), name):
			p.In = append(p.In, w)
		case slices.Contains(wordsOut(), name):
			p.Out = append(p.Out, w)
		}
	}
}

// columnOf is what stands in the column of a field.
func columnOf(p *book.Profile, f book.ProfileField, data [][]string) []string {
	name := p.Fields[f]
	if name == "" {
		return nil
	}
	return column(data, slices.Index(p.Columns, name))
}

// proven is the order of day and month that dates show whose year comes last, as in
// 31/12/2025; DateAuto where none does, or they contradict each other.
func proven(dates []string) book.DateStyle {
	style := book.DateAuto
	for _, s := range dates {
		_, day := readDate(s, book.DateDayFirst)
		_, month := readDate(s, book.DateMonth)
		found := book.DateMonth
		switch {
		case day == month:
			continue
		case day:
			found = book.DateDayFirst
		}
		if style != book.DateAuto && style != found {
			return book.DateAuto
		}
		style = found
	}
	return style
}

// readDate reads a date whose year comes last, in four digits.
func readDate(s string, style book.DateStyle) (book.Instant, bool) {
	turned, ok := yearFirst(s, style)
	if !ok || shortYear(s) {
		return book.Instant{}, false
	}
	return bill.ParseTime(turned)
}

// roleOf is what a sheet with such columns mostly is.
func roleOf(p *book.Profile) book.Role {
	switch {
	case p.Fields[book.FieldBalance] != "" || p.Fields[book.FieldIn] != "":
		return book.RoleBank
	case p.Fields[book.FieldOrderNo] != "" && p.Fields[book.FieldTxnNo] == "":
		return book.RoleOrders
	case p.Fields[book.FieldOrderNo] != "":
		return book.RolePayments
	}
	return book.RoleLedger
}

// column is what stands in a column, without the empty cells.
func column(rows [][]string, i int) []string {
	var out []string
	for _, cells := range rows {
		if i < len(cells) {
			if c := strings.TrimSpace(cells[i]); c != "" {
				out = append(out, c)
			}
		}
	}
	return out
}

func trimmed(cells []string) []string {
	out := make([]string, len(cells))
	for i, c := range cells {
		out[i] = trim(c)
	}
	return out
}

func trim(c string) string { return strings.Trim(c, " \t\r\n\ufeff\"`") }

// share is the share of cells that are something; an empty column may be anything.
func share(cells []string, is func(string) bool) float64 {
	n := 0
	for _, c := range cells {
		if is(c) {
			n++
		}
	}
	if len(cells) == 0 {
		return 1
	}
	return float64(n) / float64(len(cells))
}

// isDirection tells whether a cell says in or out.
func isDirection(s string) bool {
	name := bill.Name(s)
	return slices.Contains(wordsIn(), name) || slices.Contains(wordsOut(), name)
}

// isTime tells whether a cell can be read as a date.
func isTime(s string) bool {
	for _, style := range []book.DateStyle{book.DateDayFirst, book.DateMonth} {
		turned, _ := yearFirst(s, style)
		if _, ok := bill.ParseTime(turned); ok {
			return true
		}
	}
	return false
}

// isDate is isTime for what cannot be a plain number too.
func isDate(s string) bool { return isTime(s) && strings.ContainsAny(s, "-/.年") && !isAmount(s) }

func isAmount(s string) bool {
	_, _, plain := bill.ParseAmount(s, book.CNY)
	_, _, comma := bill.ParseAmount(commaToPoint(s), book.CNY)
	return plain || comma
}

// isMoney is isAmount for what is no mere count or number of something.
func isMoney(s string) bool { return isAmount(s) && strings.ContainsAny(s, ".,¥") }

// onlyComma tells whether an amount makes sense only with a decimal comma.
func onlyComma(s string) bool {
	_, _, plain := bill.ParseAmount(s, book.CNY)
	_, _, comma := bill.ParseAmount(commaToPoint(s), book.CNY)
	return comma && !plain
}
