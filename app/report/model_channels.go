package report

import "zhangfang/app/book"

// counts tells whether a channel's money counts towards the totals: that of
// shops, banks and ledgers is the same money seen from elsewhere.
func counts(c book.ChannelFigures) bool {
	return c.Channel.Role == book.RolePayments || c.Channel.Role == book.RoleWallet
}

// takings tells whether a channel takes money from customers.
func takings(c book.ChannelFigures) bool {
	return c.Channel.Role == book.RolePayments || counts(c) && c.SaleRows+c.RefRows > 0
}

// takingColumns are sales to net; first is the index of the first of them.
func (m *model) takingColumns(first int) []Column {
	sales, refunds, fees := first+1, first+3, first+5
	return []Column{
		right(m.t("sale_rows")), right(m.t("sales")),
		right(m.t("refund_rows")), right(m.t("refunds")),
		share(m.t("refund_rate"), Ratio{Part: refunds, Minus: true, Whole: []int{sales}, Digits: 1}),
		right(m.t("fees")),
		share(m.t("fee_share"), Ratio{Part: fees, Whole: []int{sales, refunds}, Digits: 2}),
		right(m.t("net")),
	}
}

// channels tells what each channel took, what of it arrived, and how far its rows
// are matched.
func (m *model) channels(doc *Document) error {
	section := Section{Title: m.t("channels"), Sheet: m.t("sheet.channels")}
	taking := &Table{Title: m.t("takings"), Columns: append([]Column{left(m.t("channel"))}, m.takingColumns(1)...)}
	err := m.perCurrency(taking, takings, func(c book.ChannelFigures) {
		taking.add(Text(c.Channel.Name), Count(c.SaleRows), Amount(c.Sales, c.Currency), Count(c.RefRows),
			Amount(c.Refunds, c.Currency), Amount(c.Fees, c.Currency), Amount(c.Net, c.Currency))
	})
	if err != nil {
		return err
	}
	arrival, err := m.arrivals()
	if err != nil {
		return err
	}
	for _, t := range []*Table{taking, arrival, m.matched()} {
		if len(t.Rows) > 0 {
			section.Tables = append(section.Tables, t)
		}
	}
	section.Notes = []string{m.t("note.takings"), m.t("note.arrivals")}
	doc.Sections = append(doc.Sections, section)
	return nil
}

// arrivals tells what was due and where it is. Due is what DESIGN calls due:
// arrived + in transit + late.
func (m *model) arrivals() (*Table, error) {
	t := &Table{Title: m.t("arrivals"), Columns: []Column{
		left(m.t("channel")), right(m.t("due")), right(m.t("arrived")), right(m.t("in_transit")), right(m.t("late")),
		share(m.t("arrived_share"), Ratio{Part: 2, Whole: []int{1}, Digits: 1, Down: true}), right(m.t("balance")),
	}}
	var sum adder
	pick := func(c book.ChannelFigures) bool { return counts(c) && money(c) }
	err := m.perCurrency(t, pick, func(c book.ChannelFigures) {
		var due book.Minor
		for _, part := range []book.Minor{c.Arrived, c.Transit, c.Late} {
			sum.add(&due, part)
		}
		t.add(Text(c.Channel.Name), Amount(due, c.Currency), Amount(c.Arrived, c.Currency), Amount(c.Transit, c.Currency),
			Amount(c.Late, c.Currency), Amount(c.Balance, c.Currency))
	})
	if err == nil {
		err = sum.err
	}
	return t, err
}

// matched tells how many rows of the sales leg are explained.
func (m *model) matched() *Table {
	t := &Table{Title: m.t("matching"), Columns: []Column{
		left(m.t("channel")), left(m.t("role")), right(m.t("expected_rows")), right(m.t("matched_rows")), right(m.t("open_rows")),
		share(m.t("matched_share"), Ratio{Part: 3, Whole: []int{2}, Digits: 2, Down: true}),
	}}
	for _, c := range m.Channels {
		if c.Rows > 0 {
			t.add(Text(c.Channel.Name), Text(m.text.T("role."+c.Channel.Role.String())), Count(c.Rows), Count(c.Matched), Count(c.Rows-c.Matched))
		}
	}
	return t
}

// perCurrency adds the picked channels currency by currency, with a total where
// there are several of one.
func (m *model) perCurrency(t *Table, pick func(book.ChannelFigures) bool, add func(book.ChannelFigures)) error {
	for _, currency := range m.currencies() {
		before := len(t.Rows)
		for _, c := range m.Channels {
			if c.Currency == currency && pick(c) {
				add(c)
			}
		}
		if n := len(t.Rows) - before; n > 1 {
			if err := t.total(m.totalLabel(currency), n); err != nil {
				return err
			}
		}
	}
	return nil
}

// bank tells what came to the bank and how much of it payouts explain.
func (m *model) bank(doc *Document) error {
	if len(m.Bank) == 0 {
		return nil
	}
	t := &Table{Columns: []Column{
		left(m.t("bank_account")), right(m.t("credit_rows")), right(m.t("credits")), right(m.t("explained")), right(m.t("not_explained")),
		share(m.t("explained_share"), Ratio{Part: 3, Whole: []int{2}, Digits: 1, Down: true}),
		right(m.t("unexplained_rows")), right(m.t("debit_rows")), right(m.t("debits")),
	}}
	for _, currency := range m.currencies() {
		before := len(t.Rows)
		for _, b := range m.Bank {
			if b.Currency != currency {
				continue
			}
			rest, err := b.Credits.Sub(b.Explained)
			if err != nil {
				return err
			}
			t.add(Text(b.Channel.Name), Count(b.CreditRows), Amount(b.Credits, currency), Amount(b.Explained, currency), Amount(rest, currency),
				Count(b.Unexplained), Count(b.DebitRows), Amount(b.Debits, currency))
		}
		if n := len(t.Rows) - before; n > 1 {
			if err := t.total(m.totalLabel(currency), n); err != nil {
				return err
			}
		}
	}
	doc.Sections = append(doc.Sections, Section{
		Title: m.t("bank"), Sheet: m.t("sheet.bank"), Tables: []*Table{t}, Notes: []string{m.t("note.bank")},
	})
	return nil
}
