package report

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"

	"zhangfang/app/book"
)

// beancount writes a file of Beancount, by its language syntax
// (beancount.github.io/docs/beancount_language_syntax.html): accounts are opened on
// the first day, a transaction per voucher follows with a posting a line.
func beancount(w io.Writer, j *book.Journal) error {
	out := bufio.NewWriter(w) // the first error stays with the writer until Flush
	fmt.Fprintf(out, "; %s %s – %s\n", oneLine(j.Book), j.Period.From, j.Period.To)
	out.WriteString("option \"operating_currency\" \"CNY\"\n\n")
	for _, name := range beancountAccounts(j) {
		fmt.Fprintf(out, "%s open %s\n", j.Period.From, name)
	}
	for i := range j.Vouchers {
		v := &j.Vouchers[i]
		fmt.Fprintf(out, "\n%s * %s\n  voucher: %s\n", v.Day, quoted(v.Memo), quoted(voucherNo(j, v)))
		for _, p := range v.Postings {
			fmt.Fprintf(out, "  %s  %s %s\n", beancountAccount(&p), plain(p.Amount, v.Currency), v.Currency)
		}
	}
	return out.Flush()
}

// beancountAccounts lists the accounts that postings use, sorted.
func beancountAccounts(j *book.Journal) []string {
	var names []string
	for i := range j.Vouchers {
		for k := range j.Vouchers[i].Postings {
			names = append(names, beancountAccount(&j.Vouchers[i].Postings[k]))
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// beancountAccount is the name of an account: one of the five roots, then number
// and name. A component begins with a capital letter, a digit or a letter beyond
// ASCII, and holds letters, digits and hyphens.
func beancountAccount(p *book.Posting) string {
	root := "Assets"
	switch p.Use {
	case book.UseSales, book.UseRefunds:
		root = "Income"
	case book.UseFees:
		root = "Expenses"
	case book.UseSuspense:
		root = "Liabilities"
	}
	part := strings.Map(func(r rune) rune {
		if r == '-' || unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return '-'
	}, p.Code+"-"+p.Name)
	if part[0] < '0' || part[0] > '9' && part[0] < 'A' || part[0] > 'Z' && part[0] < 0x80 {
		part = "X" + part
	}
	return root + ":" + part
}

// quoted is a string of Beancount.
func quoted(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(oneLine(s)) + `"`
}
