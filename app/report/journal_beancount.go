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
// the first day, a transaction per voucher follows with a posting a line. An account
// is opened once in a ledger, so that those which files of earlier periods open are
// written as comments, for a ledger that begins with this file.
func beancount(w io.Writer, j *book.Journal) error {
	out := bufio.NewWriter(w) // the first error stays with the writer until Flush
	fmt.Fprintf(out, "; %s %s – %s\n", oneLine(j.Book), j.Period.From, j.Period.To)
	out.WriteString("option \"operating_currency\" \"CNY\"\n\n")
	opened := beancountAccounts(j.Opened)
	var again []string
	var postings []book.Posting
	for i := range j.Vouchers {
		postings = append(postings, j.Vouchers[i].Postings...)
	}
	for _, name := range beancountAccounts(postings) {
		if slices.Contains(opened, name) {
			again = append(again, name)
			continue
		}
		fmt.Fprintf(out, "%s open %s\n", j.Period.From, name)
	}
	if len(again) > 0 {
		out.WriteString("\n; Opened by the files of earlier periods; without those, take the semicolons away:\n")
	}
	for _, name := range again {
		fmt.Fprintf(out, "; %s open %s\n", j.Period.From, name)
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

// beancountAccounts lists the accounts of postings, sorted.
func beancountAccounts(postings []book.Posting) []string {
	var names []string
	for i := range postings {
		names = append(names, beancountAccount(&postings[i]))
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
