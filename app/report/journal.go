package report

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"zhangfang/app/book"
)

// JournalKind is how one bookkeeping program takes vouchers from a file.
type JournalKind struct {
	Name       string // "quickbooks"; the names are those of JournalNames
	Ending     string // of the file, such as ".csv"
	Currencies bool   // takes vouchers of other currencies than the base currency
	Most       int    // lines that it takes from one file; 0: any number
	Opens      bool   // writes what accounts there are, and so wants to know those of earlier periods
	write      func(w io.Writer, j *book.Journal) error
}

// journalKinds lists the programs that vouchers can be written for. Each writer
// names the source of its layout.
func journalKinds() []JournalKind {
	return []JournalKind{
		{"kingdee", ".xlsx", false, 0, false, kingdee},
		{"yonyou", ".txt", false, 0, false, yonyou},
		{"quickbooks", ".csv", true, 0, false, quickbooks},
		{"xero", ".csv", false, xeroLines, false, xero},
		{"beancount", ".beancount", true, 0, true, beancount},
	}
}

// JournalNames lists the programs that vouchers can be written for.
func JournalNames() []string {
	var names []string
	for _, k := range journalKinds() {
		names = append(names, k.Name)
	}
	return names
}

// JournalFor is the kind of that name; ok is false where there is none.
func JournalFor(name string) (k JournalKind, ok bool) {
	kinds := journalKinds()
	i := slices.IndexFunc(kinds, func(k JournalKind) bool { return k.Name == name })
	if i < 0 {
		return JournalKind{}, false
	}
	return kinds[i], true
}

// Split is the vouchers that the program takes, in as many parts as it wants files,
// and how many it does not take: those of other currencies than the base currency,
// for which it wants exchange rates that the book does not have. A voucher that does
// not balance goes to none: it is an error.
func (k JournalKind) Split(j book.Journal) (parts []book.Journal, left int, err error) {
	lines := 0
	part := j
	part.Vouchers = nil
	no := 0
	for _, v := range j.Vouchers {
		sum, err := v.Balance()
		switch {
		case err != nil:
			return nil, 0, err
		case sum != 0:
			return nil, 0, fmt.Errorf("voucher %d of %s is out of balance by %d", v.No, v.Day, sum)
		case !k.Currencies && v.Currency != book.CNY:
			left++
			continue
		}
		if k.Most > 0 && lines+len(v.Postings) > k.Most && lines > 0 {
			parts = append(parts, part)
			part.Vouchers, lines = nil, 0
		}
		no++
		v.No = no // programs want them without a gap
		part.Vouchers = append(part.Vouchers, v)
		lines += len(v.Postings)
	}
	if len(part.Vouchers) > 0 {
		parts = append(parts, part)
	}
	return parts, left, nil
}

// Write writes one part.
func (k JournalKind) Write(w io.Writer, part *book.Journal) error {
	if err := k.write(w, part); err != nil {
		return fmt.Errorf("vouchers for %s: %w", k.Name, err)
	}
	return nil
}

// plain is a posting's amount in digits.
func plain(m book.Minor, c book.Currency) string { return plainAmount(int64(m), c.Digits()) }

// debitCredit is a posting in two columns; the other is empty.
func debitCredit(m book.Minor, c book.Currency) (debit, credit string) {
	if m < 0 {
		return "", plain(-m, c)
	}
	return plain(m, c), ""
}

// oneLine makes a text harmless for a line of a file: no control characters.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return ' '
		}
		return r
	}, s)
}

// voucherNo is a voucher's number, unlike those of any other period.
func voucherNo(j *book.Journal, v *book.Voucher) string {
	return "ZF-" + j.Period.From.Time().Format("20060102") + "-" + strconv.Itoa(v.No)
}
