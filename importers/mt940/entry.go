package mt940

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// entryLine is field :61: value date, entry date (month and day) or none, mark, the
// third letter of the currency or none, amount, and type and references or nothing.
// RC and RD take a credit or debit back; EC and ED (MT942) are expected and not booked.
type entryLine struct{ value, entry, mark, amount, kind, refs string }

// entryLineOf cuts the line; false where it is none.
func entryLineOf(s string) (l entryLine, ok bool) {
	if l.value, s = leading(s, isDigit); len(l.value) != 6 && len(l.value) != 10 {
		return l, false
	}
	l.value, l.entry = l.value[:6], l.value[6:]
	letters, s := leading(s, isCapital)
	if l.mark, ok = markOf(letters); !ok {
		return l, false
	}
	if l.amount, s = amountOf(s); l.amount == "" || s == "" {
		return l, l.amount != ""
	}
	if len(s) < 4 || !strings.Contains("SNF", s[:1]) || !isCode(s[1:4]) {
		return l, false
	}
	l.kind, l.refs = s[:4], s[4:]
	return l, true
}

// markOf takes a mark off letters, behind which one of the currency may stand.
func markOf(letters string) (mark string, ok bool) {
	for _, m := range [...]string{"C", "D", "RC", "RD", "EC", "ED"} {
		if rest, found := strings.CutPrefix(letters, m); found && len(rest) <= 1 {
			return m, true
		}
	}
	return "", false
}

// amountOf takes an amount off s, "" where there is none: digits, a comma, digits.
func amountOf(s string) (amount, rest string) {
	whole, rest := leading(s, isDigit)
	if whole == "" || !strings.HasPrefix(rest, ",") {
		return whole, rest
	}
	cents, rest := leading(rest[1:], isDigit)
	return s[:len(whole)+1+len(cents)], rest
}

// leading takes off s what is of a kind.
func leading(s string, is func(byte) bool) (part, rest string) {
	n := 0
	for n < len(s) && is(s[n]) {
		n++
	}
	return s[:n], s[n:]
}

func isDigit(c byte) bool   { return c >= '0' && c <= '9' }
func isCapital(c byte) bool { return c >= 'A' && c <= 'Z' }

func isCode(s string) bool {
	_, rest := leading(s, func(c byte) bool { return isDigit(c) || isCapital(c) })
	return rest == ""
}

// entry unfolds a line :61: with what stood below it. A line that cannot be read
// leaves the columns empty but for the details, and the decoder refuses it.
func entry(line, info *field, money string) []string {
	cells := make([]string, columnCount)
	cells[tag] = ":61:"
	l, ok := entryLineOf(line.first())
	if !ok {
		cells[details] = strings.Join(line.lines, " ")
		return cells
	}
	cells[valueDate], cells[entryDate] = isoDate(l.value), bookedOn(l.value, l.entry)
	cells[mark], cells[amount], cells[currency], cells[kind] = l.mark, decimal(l.amount), money, l.kind
	own, bank, _ := strings.Cut(l.refs, "//")
	cells[ownRef], cells[bankRef] = reference(own), reference(bank)
	cells[extra] = oneLine(strings.Join(line.lines[1:], " "))
	if info != nil {
		cells[details], cells[party] = narrative(info)
	}
	return cells
}

// noReference are the words that stand where there is no reference, or where it
// stands in the text.
var noReference = []string{"NONREF", "EREF", "PREF", "MARF", "KREF", "KREF+"}

func reference(s string) string {
	if s = strings.TrimSpace(s); slices.Contains(noReference, s) {
		return ""
	}
	return s
}

// isoDate is a date YYMMDD with its century, whether or not there is such a day.
func isoDate(s string) string {
	century := "20"
	if s[:2] >= "90" {
		century = "19"
	}
	return century + s[:2] + "-" + s[2:4] + "-" + s[4:]
}

// bookedOn is the entry date, which has no year: that of the value date, or the
// one before or after where this is nearer. "" where the line has none.
func bookedOn(value, entry string) string {
	if entry == "" {
		return ""
	}
	year := number(isoDate(value)[:4])
	switch apart := number(entry[:2]) - number(value[2:4]); {
	case apart > 6:
		year--
	case apart < -6:
		year++
	}
	return strconv.Itoa(year) + "-" + entry[:2] + "-" + entry[2:]
}

func number(digits string) int {
	n, _ := strconv.Atoi(digits) // digits, by the cut
	return n
}

// decimal is an amount with a point for SWIFT's comma: "380115," is 380115.
func decimal(s string) string {
	return strings.TrimSuffix(strings.Replace(s, ",", ".", 1), ".")
}

// balanceLine is the content of :60F: and its like; some banks leave out the
// currency behind the first.
var balanceLine = regexp.MustCompile(`^([CD])(\d{6})([A-Z]{3})?(\d+(?:,\d*)?)$`)

// balance unfolds an opening or closing balance.
func balance(f *field, money string) ([]string, bool) {
	m := balanceLine.FindStringSubmatch(f.first())
	if m == nil {
		return nil, false
	}
	cells := make([]string, columnCount)
	cells[tag], cells[mark] = ":"+f.tag+":", m[1]
	cells[entryDate], cells[amount], cells[currency] = isoDate(m[2]), decimal(m[4]), m[3]
	if m[3] == "" {
		cells[currency] = money
	}
	return cells, true
}

// sumLine is the content of :90C: and :90D:, number and sum of the lines.
var sumLine = regexp.MustCompile(`^(\d+)([A-Z]{3})(\d+(?:,\d*)?)$`)

// sum unfolds the sum of the credits or debits of an MT942.
func sum(f *field) ([]string, bool) {
	m := sumLine.FindStringSubmatch(f.first())
	if m == nil {
		return nil, false
	}
	cells := make([]string, columnCount)
	cells[tag], cells[mark] = ":"+f.tag+":", f.tag[2:]
	cells[amount], cells[currency] = decimal(m[3]), m[2]
	return cells, true
}
