package mt940

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// entryLine is field :61: value date, entry date (month and day), mark, the third
// letter of the currency, amount, type, references. RC and RD take a credit or
// debit back; EC and ED (MT942) are expected and not booked.
var entryLine = regexp.MustCompile(`^(\d{6})(\d{4})?(R?[CD]|E[CD])([A-Z])?(\d+(?:,\d*)?)(?:([SNF][A-Z0-9]{3})(.*))?$`)

// entry unfolds a line :61: with what stood below it. A line that cannot be read
// leaves the columns empty but for the details, and the decoder refuses it.
func entry(line, info *field, money string) []string {
	cells := make([]string, columnCount)
	cells[tag] = ":61:"
	m := entryLine.FindStringSubmatch(line.first())
	if m == nil {
		cells[details] = strings.Join(line.lines, " ")
		return cells
	}
	cells[valueDate], cells[entryDate] = isoDate(m[1]), bookedOn(m[1], m[2])
	cells[mark], cells[amount], cells[currency], cells[kind] = m[3], decimal(m[5]), money, m[6]
	own, bank, _ := strings.Cut(m[7], "//")
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
	iso := isoDate(value)
	year, _ := strconv.Atoi(iso[:4]) // digits, by the expression
	switch apart := number(entry[:2]) - number(value[2:4]); {
	case apart > 6:
		year--
	case apart < -6:
		year++
	}
	return fmt.Sprintf("%04d-%s-%s", year, entry[:2], entry[2:])
}

func number(digits string) int {
	n, _ := strconv.Atoi(digits) // digits, by the expression
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
