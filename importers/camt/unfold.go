package camt

import (
	"context"
	"errors"
	"io"
	"iter"
	"strings"

	"zhangfang/importers/bill"
)

// Unfold streams the reports: of each account a preamble with its number and the
// header, then lines, and behind the lines of a report its balances and totals.
func (documents) Unfold(ctx context.Context, r io.Reader) iter.Seq2[bill.Unfolded, error] {
	return func(yield func(bill.Unfolded, error) bool) {
		u := &unfolding{yield: yield, begun: map[string]bool{}}
		if err := walkXML(ctx, r, u); err != nil && !errors.Is(err, errEnough) {
			yield(bill.Unfolded{}, err)
		}
	}
}

// errEnough ends the walk when nobody wants more records.
var errEnough = errors.New("enough")

// unfolding is a walk over the reports of a document.
type unfolding struct {
	yield func(bill.Unfolded, error) bool
	begun map[string]bool // parts that have their header

	at     string // the path of the report, "" between reports
	report report
	entry  *entry
	line   int
}

// report is what is true of a whole report. Its balances are few; they are handed
// out behind its lines, wherever they stand.
type report struct {
	line    int
	name    string // Stmt, Rpt or Ntfctn
	account string
	part    string
	from    string
	to      string
	paged   bool // not the only page, so its balances may not be all
	balance *record
	after   [][]string
}

// maxAfter bounds the balances of a report; the standard knows a dozen kinds.
const maxAfter = 1000

// record is a balance or total under way.
type record struct{ kind, sub, amount, currency, direction, date string }

func (r *record) cells(name string) []string {
	c := make([]string, columnCount)
	c[element], c[bookingDate], c[amount], c[currency], c[direction] = name, r.date, r.amount, r.currency, r.direction
	return c
}

func (u *unfolding) start(path string, tag []byte, line int) error {
	u.line = line
	if u.at == "" {
		if steps := strings.Split(path, "/"); len(steps) <= 3 && reports[steps[len(steps)-1]] {
			u.at, u.report = path, report{line: line, name: steps[len(steps)-1]}
		}
		return nil
	}
	step := path[len(u.at)+1:]
	switch step {
	case "Ntry":
		u.entry = newEntry(line)
	case "Bal", "TxsSummry/TtlCdtNtries", "TxsSummry/TtlDbtNtries":
		u.report.balance = &record{}
	}
	switch step {
	case "Ntry/Amt":
		u.entry.cells[currency] = attribute(tag, "Ccy")
	case "Bal/Amt":
		u.report.balance.currency = attribute(tag, "Ccy")
	}
	return nil
}

// reports are the elements that a document has one or more of.
var reports = map[string]bool{"Stmt": true, "Rpt": true, "Ntfctn": true}

func (u *unfolding) end(path string, text []byte) error {
	switch {
	case u.at == "":
		return nil
	case path == u.at:
		return u.close()
	case u.entry != nil:
		return u.entryEnd(path[len(u.at)+1:], text)
	}
	u.reportEnd(path[len(u.at)+1:], string(text))
	return nil
}

func (u *unfolding) entryEnd(step string, text []byte) error {
	e := u.entry
	if step != "Ntry" {
		e.end(strings.TrimPrefix(step, "Ntry/"), text)
		return nil
	}
	u.entry = nil
	return u.send(e.line, e.finish())
}

// reportEnd takes what is true of the whole report.
func (u *unfolding) reportEnd(step, text string) {
	r := &u.report
	switch step {
	case "Acct/Id/IBAN", "Acct/Id/Othr/Id", "Acct/Id/PrtryAcct/Id", "Acct/Id/BBAN", "Acct/Id/UPIC":
		r.account = strings.ReplaceAll(text, " ", "")
		r.part = partName(r.account)
	case "FrToDt/FrDtTm", "FrToDt/FrDt":
		r.from = text
	case "FrToDt/ToDtTm", "FrToDt/ToDt":
		r.to = text
	case "StmtPgntn/PgNb", "RptPgntn/PgNb":
		r.paged = r.paged || strings.Trim(text, "0") != "1"
	case "StmtPgntn/LastPgInd", "RptPgntn/LastPgInd":
		r.paged = r.paged || text == "false" || text == "0"
	case "Bal":
		u.balanceEnd()
	case "TxsSummry/TtlCdtNtries", "TxsSummry/TtlDbtNtries":
		if b := r.balance; b != nil && b.amount != "" {
			u.after(b.cells(strings.TrimPrefix(step, "TxsSummry/")))
		}
		r.balance = nil
	}
	if b := r.balance; b != nil {
		b.end(step, text)
	}
}

// end takes a cell of a balance or total.
func (b *record) end(step, text string) {
	switch step {
	case "Bal/Tp/CdOrPrtry/Cd", "Bal/Tp/Cd":
		b.kind = text
	case "Bal/Tp/SubTp/Cd":
		b.sub = text
	case "Bal/Amt", "TxsSummry/TtlCdtNtries/Sum", "TxsSummry/TtlDbtNtries/Sum":
		b.amount = text
	case "Bal/CdtDbtInd":
		b.direction = text
	case "Bal/Dt/Dt", "Bal/Dt/DtTm":
		b.date = text
	}
}

// balanceEnd keeps an opening or closing balance; PRCD is the opening one too, and
// INTM marks one between the pages.
func (u *unfolding) balanceEnd() {
	b := u.report.balance
	u.report.balance = nil
	switch {
	case b == nil || b.sub == "INTM":
	case b.kind == "OPBD" || b.kind == "PRCD" || b.kind == "CLBD":
		u.after(b.cells(b.kind))
	}
}

func (u *unfolding) after(cells []string) {
	if len(u.report.after) < maxAfter {
		u.report.after = append(u.report.after, cells)
	}
}

// paged is what the record of a report says that is one page of several.
const paged = "page"

// close ends a report: its balances, then the report itself with its period.
func (u *unfolding) close() error {
	r := u.report
	end := make([]string, columnCount)
	end[element], end[bookingDate], end[valueDate] = r.name, r.from, r.to
	if r.paged {
		end[status] = paged
	}
	for _, cells := range append(r.after, end) {
		if err := u.send(r.line, cells); err != nil {
			return err
		}
	}
	u.at = ""
	return nil
}

// send hands out a record, behind the header of its part.
func (u *unfolding) send(line int, cells []string) error {
	part := u.report.part
	if !u.begun[part] {
		u.begun[part] = true
		for _, c := range [][]string{{"Acct", u.report.account}, header[:]} {
			if !u.yield(bill.Unfolded{Part: part, Line: u.report.line, Cells: c}, nil) {
				return errEnough
			}
		}
	}
	if !u.yield(bill.Unfolded{Part: part, Line: line, Cells: cells}, nil) {
		return errEnough
	}
	return nil
}

// partName is an account's number as a part of a file's name.
func partName(account string) string {
	s := []rune(strings.ReplaceAll(account, "/", "-"))
	return string(s[:min(len(s), 40)])
}
