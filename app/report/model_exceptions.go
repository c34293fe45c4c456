package report

import (
	"strconv"
	"strings"

	"zhangfang/app/book"
)

// exceptions tells what is not as it must be: by type, then the open ones with
// the most money, row by row.
func (m *model) exceptions(doc *Document) error {
	section := Section{Title: m.t("exceptions"), Sheet: m.t("sheet.exceptions")}
	t := &Table{Title: m.t("by_type"), Columns: []Column{
		left(m.t("type")), right(m.t("open")), right(m.t("resolved")), right(m.t("open_amount")),
	}}
	for _, currency := range m.currencies() {
		before := len(t.Rows)
		for _, typ := range book.ExceptionTypes {
			for _, x := range m.Exceptions {
				if x.Type == typ && x.Currency == currency {
					t.add(Text(m.text.T("exception."+string(typ))), Count(x.Open), Count(x.Resolved), Amount(x.Amount, currency))
				}
			}
		}
		if n := len(t.Rows) - before; n > 1 {
			if err := t.total(m.totalLabel(currency), n); err != nil {
				return err
			}
		}
	}
	if len(t.Rows) == 0 {
		section.Lines = []string{m.t("no_exceptions")}
		doc.Sections = append(doc.Sections, section)
		return nil
	}
	section.Tables = []*Table{t}
	section.Notes = []string{m.t("note.exceptions")}
	doc.Sections = append(doc.Sections, section)
	if len(m.Worst) > 0 {
		doc.Sections = append(doc.Sections, m.worst())
	}
	return nil
}

// worst lists the open exceptions with the most money and where to find them.
func (m *model) worst() Section {
	t := &Table{Columns: []Column{
		left(m.t("type")), {Title: m.t("day")}, left(m.t("channel")), number(m.t("order_no")), number(m.t("txn_no")),
		right(m.t("difference")), left(m.t("source")),
	}}
	for i := range m.Worst {
		x := &m.Worst[i]
		order, txn := x.OrderNo, or(x.TxnNo, x.RefundNo)
		if x.Entry == 0 && order == "" {
			order = m.t("day_net")
		}
		t.add(Text(m.text.T("exception."+string(x.Type))), Text(m.shortDay(x.Day)), Text(x.ChannelName), Text(order), Text(txn),
			Amount(x.Difference().Minor, x.Currency), Text(m.source(x)))
	}
	return Section{Title: m.text.Count("report.worst", len(m.Worst)), Sheet: m.t("sheet.worst"), Tables: []*Table{t}, Notes: []string{m.t("note.worst")}}
}

// source is the file and line of the faulty row. Of a file in a zip or folder it
// is the file's own name.
func (m *model) source(x *book.ExceptionLine) string {
	file := x.File[strings.LastIndexAny(x.File, "!/")+1:]
	if file == "" || x.Line == 0 {
		return file
	}
	return m.t("source_line", file, strconv.Itoa(int(x.Line)))
}

// shortDay leaves the year out where it is that of the report.
func (m *model) shortDay(d book.Day) string {
	if d != 0 && d.Time().Year() == m.Period.From.Time().Year() {
		return d.Time().Format("01-02")
	}
	return d.String()
}

// gaps tells the days that no file covers.
func (m *model) gaps() Section {
	section := Section{Title: m.t("gaps"), Sheet: m.t("sheet.summary")}
	if len(m.Gaps) == 0 {
		section.Lines = []string{m.t("no_gaps")}
		if m.AsOf != 0 && m.AsOf < m.Period.To {
			section.Lines = []string{m.t("no_gaps_yet", m.AsOf.String(), m.Period.To.String())}
		}
		return section
	}
	t := &Table{Columns: []Column{left(m.t("channel")), {Title: m.t("from")}, {Title: m.t("to")}, right(m.t("days_missing"))}}
	for _, g := range m.Gaps {
		t.add(Text(g.Channel), Text(g.Period.From.String()), Text(g.Period.To.String()), Count(g.Period.Days()))
	}
	section.Tables = []*Table{t}
	section.Notes = []string{m.t("note.gaps")}
	return section
}

// audit prints the head of the audit chain: whoever holds this sheet can tell
// later whether the book was changed behind it.
func (m *model) audit() Section {
	state := m.t("chain.whole")
	switch {
	case m.ChainLen == 0:
		state = m.t("chain.none")
	case !m.ChainOK:
		state = m.t("chain.broken")
	}
	return Section{
		Title: m.t("audit"), Sheet: m.t("sheet.summary"),
		Facts: []Fact{
			{m.t("chain.state"), state},
			{m.t("chain.lines"), grouped(m.ChainLen)},
			{m.t("chain.head"), or(m.ChainHead, dash)},
		},
		Notes: []string{m.t("note.audit")},
	}
}

func (m *model) signatures() Section {
	return Section{
		Title: m.t("signatures"), Sheet: m.t("sheet.summary"),
		Signs: []string{m.t("sign.prepared"), m.t("sign.reviewed"), m.t("sign.owner")},
	}
}
