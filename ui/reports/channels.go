package reports

import (
	"zhangfang/app/book"
	"zhangfang/assets"
	"zhangfang/ui/kit"
)

// channelTables are the channels of the month as the report has them: what they
// took, what of it arrived, and how far rows are matched. One wide table of it
// all would have no room in a small window.
func channelTables(t *assets.Text, f *book.MonthFigures) []Table {
	tables := []Table{takings(t, f)}
	if arrived := arrivals(t, f); len(arrived.Rows) > 0 {
		tables = append(tables, arrived)
	}
	if m := matching(t, f); len(m.Rows) > 0 {
		tables = append(tables, m)
	}
	return tables
}

// counts tells whether a channel's money counts towards the totals: that of
// shops, banks and ledgers is the same money seen from elsewhere.
func counts(c *book.ChannelFigures) bool {
	return c.Channel.Role == book.RolePayments || c.Channel.Role == book.RoleWallet
}

func takings(t *assets.Text, f *book.MonthFigures) Table {
	tab := Table{
		Title:   t.T("report.takings"),
		Columns: reportHeads(t, "channel", "sale_rows", "sales", "refund_rows", "refunds", "fees", "net"),
		Right:   []bool{false, true, true, true, true, true, true},
		Empty:   t.T("reports.no_channels"),
	}
	pick := func(c *book.ChannelFigures) bool {
		return c.Channel.Role == book.RolePayments || counts(c) && c.SaleRows+c.RefRows > 0
	}
	tab.fill(t, f, pick, func(name string, c *book.ChannelFigures) []string {
		return []string{name, kit.Number(c.SaleRows), kit.Amount(c.Sales, c.Currency), kit.Number(c.RefRows),
			kit.Amount(c.Refunds, c.Currency), kit.Amount(c.Fees, c.Currency), kit.Amount(c.Net, c.Currency)}
	})
	return tab
}

// arrivals tells what was due and where it is: due = arrived + in transit + late,
// and what stays in a wallet is its balance.
func arrivals(t *assets.Text, f *book.MonthFigures) Table {
	tab := Table{
		Title:   t.T("report.arrivals"),
		Columns: reportHeads(t, "channel", "due", "arrived", "in_transit", "late", "balance"),
		Right:   []bool{false, true, true, true, true, true},
	}
	pick := func(c *book.ChannelFigures) bool {
		return counts(c) && c.Sales|c.Refunds|c.Fees|c.Net|c.Arrived|c.Transit|c.Late|c.Balance != 0
	}
	tab.fill(t, f, pick, func(name string, c *book.ChannelFigures) []string {
		m := func(v book.Minor) string { return kit.Amount(v, c.Currency) }
		return []string{name, m(c.Arrived + c.Transit + c.Late), m(c.Arrived), m(c.Transit), m(c.Late), m(c.Balance)}
	})
	return tab
}

// matching tells how many rows of orders and payments are explained.
func matching(t *assets.Text, f *book.MonthFigures) Table {
	tab := Table{
		Title:   t.T("report.matching"),
		Columns: reportHeads(t, "channel", "role", "expected_rows", "matched_rows", "open_rows", "matched_share"),
		Right:   []bool{false, false, true, true, true, true},
	}
	for i := range f.Channels {
		if c := &f.Channels[i]; c.Rows > 0 {
			tab.Rows = append(tab.Rows, []string{c.Channel.Name, t.T("role." + c.Channel.Role.String()), kit.Number(c.Rows),
				kit.Number(c.Matched), kit.Number(c.Rows - c.Matched), ratio(c.Matched, c.Rows)})
		}
	}
	return tab
}

// fill adds the picked channels, and their total where they are several of one
// currency.
func (tab *Table) fill(t *assets.Text, f *book.MonthFigures, pick func(*book.ChannelFigures) bool, row func(string, *book.ChannelFigures) []string) {
	var total book.ChannelFigures
	whole := true
	for i := range f.Channels {
		c := &f.Channels[i]
		if !pick(c) {
			continue
		}
		whole = whole && (len(tab.Rows) == 0 || c.Currency == total.Currency)
		whole = addTo(&total, c) && whole
		tab.Rows = append(tab.Rows, row(c.Channel.Name, c))
	}
	if whole && len(tab.Rows) > 1 {
		tab.Total = row(t.T("reports.total"), &total)
	}
}

// addTo adds a channel to the total; false when a sum leaves the range.
func addTo(total, c *book.ChannelFigures) bool {
	total.Currency = c.Currency
	total.SaleRows += c.SaleRows
	total.RefRows += c.RefRows
	ok := true
	for _, x := range []struct{ sum, add *book.Minor }{
		{&total.Sales, &c.Sales}, {&total.Refunds, &c.Refunds}, {&total.Fees, &c.Fees}, {&total.Net, &c.Net},
		{&total.Arrived, &c.Arrived}, {&total.Transit, &c.Transit}, {&total.Late, &c.Late}, {&total.Balance, &c.Balance},
	} {
		s, err := x.sum.Add(*x.add)
		*x.sum = s
		ok = ok && err == nil
	}
	return ok
}
