package report

import (
	"zhangfang/app/book"
)

// sums are the totals of a month in one currency.
type sums struct {
	sales, refunds, fees, net   book.Minor
	saleRows, refRows           int
	due, arrived, transit, late book.Minor // due = arrived + transit + late
	open                        int
	openAmount                  book.Minor
}

// adder adds with one check at the end.
type adder struct{ err error }

func (a *adder) add(to *book.Minor, v book.Minor) {
	sum, err := to.Add(v)
	if err != nil && a.err == nil {
		a.err = err
	}
	*to = sum
}

// sum adds up everything of a currency.
func (m *model) sum(currency book.Currency) (s sums, err error) {
	var a adder
	for _, c := range m.Channels {
		if c.Currency != currency || !counts(c) {
			continue
		}
		s.saleRows += c.SaleRows
		s.refRows += c.RefRows
		a.add(&s.sales, c.Sales)
		a.add(&s.refunds, c.Refunds)
		a.add(&s.fees, c.Fees)
		a.add(&s.net, c.Net)
		for _, part := range []book.Minor{c.Arrived, c.Transit, c.Late} {
			a.add(&s.due, part)
		}
		a.add(&s.arrived, c.Arrived)
		a.add(&s.transit, c.Transit)
		a.add(&s.late, c.Late)
	}
	for _, x := range m.Exceptions {
		if x.Currency == currency {
			s.open += x.Open
			a.add(&s.openAmount, x.Amount)
		}
	}
	return s, a.err
}

// overview is the month at a glance: what to know first, key figures, pictures.
func (m *model) overview(doc *Document) error {
	section := Section{Title: m.t("overview"), Sheet: m.t("sheet.summary")}
	if m.ChainLen > 0 && !m.ChainOK {
		section.Lines = append(section.Lines, m.t("conclusion.chain"))
	}
	currencies := m.currencies()
	table := &Table{Title: m.t("by_currency"), Columns: append([]Column{left(m.t("currency"))}, m.takingColumns(1)...)}
	for i, c := range currencies {
		s, err := m.sum(c)
		if err != nil {
			return err
		}
		if i == 0 {
			section.Cards = m.cards(s, c)
		}
		section.Lines = append(section.Lines, m.conclusion(s, c)...)
		table.add(Text(string(c)), Count(s.saleRows), Amount(s.sales, c), Count(s.refRows), Amount(s.refunds, c), Amount(s.fees, c), Amount(s.net, c))
	}
	if len(currencies) > 1 {
		section.Tables = append(section.Tables, table)
		section.Notes = append(section.Notes, m.t("note.currencies"))
	}
	section.Lines = append(section.Lines, m.remarks()...)
	doc.Sections = append(doc.Sections, section)
	return nil
}

// conclusion says in words what is still to be done for a currency.
func (m *model) conclusion(s sums, c book.Currency) (lines []string) {
	amount := func(v book.Minor) string { return Amount(v, c).String() }
	switch {
	case s.late > 0:
		lines = append(lines, m.t("conclusion.late", amount(s.due), amount(s.arrived), amount(s.transit), amount(s.late)))
	case s.transit > 0:
		lines = append(lines, m.t("conclusion.transit", amount(s.due), amount(s.arrived), amount(s.transit)))
	case s.due > 0:
		lines = append(lines, m.t("conclusion.arrived", amount(s.due)))
	}
	if s.open > 0 {
		lines = append(lines, m.text.Count("report.conclusion.open", s.open, grouped(int64(s.open)), amount(s.openAmount)))
	}
	return lines
}

// remarks says what holds for all currencies.
func (m *model) remarks() (lines []string) {
	open := 0
	for _, x := range m.Exceptions {
		open += x.Open
	}
	if open == 0 {
		lines = append(lines, m.t("conclusion.settled"))
	}
	if len(m.Gaps) > 0 {
		lines = append(lines, m.text.Count("report.conclusion.gaps", len(m.Gaps)))
	}
	return lines
}

// cards are the key figures of the base currency.
func (m *model) cards(s sums, c book.Currency) []Card {
	amount := func(v book.Minor) Value { return Amount(v, c) }
	refundRate := Share(-int64(s.refunds), int64(s.sales), 1).String()
	feeShare := Share(int64(s.fees), int64(s.sales+s.refunds), 2).String()
	arrived := ShareDown(int64(s.arrived), int64(s.due), 1).String()
	late := m.t("card.no_late")
	if s.late != 0 {
		late = m.t("card.late", amount(s.late).String())
	}
	involved := m.t("card.no_open")
	if s.open > 0 {
		involved = m.t("card.involved", amount(s.openAmount).String())
	}
	return []Card{
		{m.t("sales"), amount(s.sales), m.rows(s.saleRows)},
		{m.t("refunds"), amount(s.refunds), m.t("card.refunds", m.rows(s.refRows), refundRate)},
		{m.t("fees"), amount(s.fees), m.t("card.fees", feeShare)},
		{m.t("arrived"), amount(s.arrived), m.t("card.arrived", amount(s.due).String(), arrived)},
		{m.t("in_transit"), amount(s.transit), late},
		{m.t("open_exceptions"), Count(s.open), involved},
	}
}
