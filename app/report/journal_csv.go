package report

import (
	"encoding/csv"
	"io"

	"zhangfang/app/book"
)

// quickbooks writes the journal entries that QuickBooks Online takes under Settings,
// Import data, Journal entries: rows of one JournalNo are one entry, debits and
// credits in columns of their own, dates MM/DD/YYYY, accounts by name. Source:
// "Import journal entries" on quickbooks.intuit.com/learn-support (which asks for
// account numbers to be off meanwhile); Currency is for files of several.
func quickbooks(w io.Writer, j *book.Journal) error {
	rows := [][]string{{"JournalNo", "JournalDate", "AccountName", "Debits", "Credits", "Description", "Name", "Currency"}}
	for i := range j.Vouchers {
		v := &j.Vouchers[i]
		for _, p := range v.Postings {
			debit, credit := debitCredit(p.Amount, v.Currency)
			rows = append(rows, []string{voucherNo(j, v), v.Day.Time().Format("01/02/2006"), harmless(oneLine(p.Name)), debit, credit,
				harmless(oneLine(p.Memo)), "", string(v.Currency)})
		}
	}
	return writeCSV(w, rows)
}

// xeroTaxRate is the name of a rate that every organisation has: what the files of
// channels tell are payments, and say nothing of tax.
const xeroTaxRate = "Tax Exempt"

// xeroLines is how many lines Xero takes from one file (help.xero.com, the same page).
const xeroLines = 300

// xero writes the manual journals that Xero takes under Accounting, Manual journals,
// Import: rows with the same narration and date are one journal, plus is debit and
// minus is credit, dates dd/mm/yyyy, accounts by number. Source: help.xero.com
// "Import manual journals" and its template.
func xero(w io.Writer, j *book.Journal) error {
	rows := [][]string{{"*Narration", "*Date", "Description", "*AccountCode", "*TaxRate", "*Amount"}}
	for i := range j.Vouchers {
		v := &j.Vouchers[i]
		narration := voucherNo(j, v) + " " + oneLine(v.Memo)
		for _, p := range v.Postings {
			rows = append(rows, []string{narration, v.Day.Time().Format("02/01/2006"), harmless(oneLine(p.Memo)), harmless(oneLine(p.Code)), xeroTaxRate, plain(p.Amount, v.Currency)})
		}
	}
	return writeCSV(w, rows)
}

// writeCSV writes rows without a byte order mark, which these programs would take
// for a part of the first heading.
func writeCSV(w io.Writer, rows [][]string) error {
	out := csv.NewWriter(w)
	out.UseCRLF = true
	return out.WriteAll(rows)
}
