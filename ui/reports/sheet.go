package reports

import (
	"fmt"

	"zhangfang/app/book"
	"zhangfang/assets"
	"zhangfang/ui/kit"
)

// Sheet is the preview: a head, tables, and what the figures rest on.
type Sheet struct {
	Title  string
	Notes  []string
	Tables []Table
	Chain  string // head and length of the audit chain
	Whole  bool   // the chain is
}

// Table is a table of the preview. Right tells the columns of numbers.
type Table struct {
	Title   string
	Columns []string
	Right   []bool
	Rows    [][]string
	Total   []string // nil where no sum can be made
	Empty   string   // what is said where there are no rows
}

// sheet makes the preview of the same figures as the report.
func sheet(t *assets.Text, f *book.MonthFigures) Sheet {
	s := Sheet{
		Title: t.T("reports.sheet", f.Book, kit.MonthName(t, f.Period)),
		Notes: []string{t.T("reports.as_of", f.AsOf.String())},
		Whole: f.ChainOK,
	}
	for _, g := range f.Gaps {
		s.Notes = append(s.Notes, t.T("reports.gap", g.Channel, kit.PeriodShort(g.Period)))
	}
	s.Tables = append(channelTables(t, f), bankTable(t, f), exceptionTable(t, f), worstTable(t, f))
	state := t.T("reports.chain_whole")
	if !f.ChainOK {
		state = t.T("reports.chain_broken")
	}
	head := f.ChainHead
	switch {
	case head == "":
		head = "–"
	case len(head) > headShown:
		head = head[:headShown] + "…"
	}
	s.Chain = t.T("reports.chain", state, kit.Number(int(f.ChainLen)), head)
	return s
}

// headShown is how much of the chain's head the preview tells; the report has it whole.
const headShown = 16

func heads(t *assets.Text, codes ...string) []string { return headsOf(t, "reports.", codes) }

// reportHeads are heads in the words of the report itself.
func reportHeads(t *assets.Text, codes ...string) []string { return headsOf(t, "report.", codes) }

func headsOf(t *assets.Text, family string, codes []string) []string {
	out := make([]string, len(codes))
	for i, c := range codes {
		out[i] = t.T(family + c)
	}
	return out
}

// ratio is a share of rows in percent, rounded down so that 100 % means all.
func ratio(part, whole int) string {
	if whole == 0 {
		return "–"
	}
	hundredths := part * 10000 / whole
	return fmt.Sprintf("%d.%02d%%", hundredths/100, hundredths%100)
}

func bankTable(t *assets.Text, f *book.MonthFigures) Table {
	tab := Table{
		Title:   t.T("reports.bank"),
		Columns: heads(t, "account", "credits", "credit_rows", "explained", "unexplained", "debits", "debit_rows"),
		Right:   []bool{false, true, true, true, true, true, true},
		Empty:   t.T("reports.no_bank"),
	}
	for i := range f.Bank {
		b := &f.Bank[i]
		m := func(v book.Minor) string { return kit.Amount(v, b.Currency) }
		tab.Rows = append(tab.Rows, []string{b.Channel.Name, m(b.Credits), kit.Number(b.CreditRows), m(b.Explained),
			kit.Number(b.Unexplained), m(b.Debits), kit.Number(b.DebitRows)})
	}
	return tab
}

func exceptionTable(t *assets.Text, f *book.MonthFigures) Table {
	tab := Table{
		Title:   t.T("reports.exceptions"),
		Columns: heads(t, "type", "open", "resolved", "amount"),
		Right:   []bool{false, true, true, true},
		Empty:   t.T("reports.no_exceptions"),
	}
	for i := range f.Exceptions {
		x := &f.Exceptions[i]
		tab.Rows = append(tab.Rows, []string{kit.ExceptionName(t, x.Type), kit.Number(x.Open), kit.Number(x.Resolved), kit.Amount(x.Amount, x.Currency)})
	}
	return tab
}

// worstShown is how many open exceptions the preview tells; the report has them all.
const worstShown = 10

func worstTable(t *assets.Text, f *book.MonthFigures) Table {
	tab := Table{
		Title:   t.T("reports.worst"),
		Columns: heads(t, "type", "what", "amount", "age"),
		Right:   []bool{false, false, true, true},
		Empty:   t.T("reports.no_open"),
	}
	for i := range f.Worst[:min(len(f.Worst), worstShown)] {
		x := &f.Worst[i]
		tab.Rows = append(tab.Rows, []string{kit.ExceptionName(t, x.Type), kit.ExceptionText(t, x),
			kit.Amount(x.Difference().Minor.Abs(), x.Currency), t.Count("reports.days", x.Age)})
	}
	return tab
}
