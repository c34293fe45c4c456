package report

import (
	"strconv"

	"zhangfang/app/book"
)

// days tells the month day by day, one section a currency, and hangs the pictures
// drawn from it on the overview.
func (m *model) days(doc *Document) error {
	for _, currency := range m.currencies() {
		days := m.daysOf(currency)
		if days == nil {
			continue
		}
		title, sheet := m.t("days"), m.t("sheet.days")
		if len(m.currencies()) > 1 {
			title, sheet = title+" "+string(currency), sheet+" "+string(currency)
		}
		t, labels, err := m.dayTable(days, currency)
		if err != nil {
			return err
		}
		if len(doc.Sections[0].Charts) == 0 {
			doc.Sections[0].Charts = m.charts(t, labels)
		}
		doc.Sections = append(doc.Sections, Section{Title: title, Sheet: sheet, Tables: []*Table{t}, Notes: []string{m.t("note.days")}})
	}
	return nil
}

// daysOf is every day of the period in one currency, those without a row too; nil
// where there is none with a row.
func (m *model) daysOf(currency book.Currency) []book.DayFigures {
	if m.Period.From == 0 || m.Period.To < m.Period.From || m.Period.Days() > maxDays {
		return nil
	}
	out := make([]book.DayFigures, m.Period.Days())
	for i := range out {
		out[i] = book.DayFigures{Day: m.Period.From + book.Day(i), Currency: currency}
	}
	found := false
	for _, d := range m.Days {
		if d.Currency == currency && m.Period.Has(d.Day) {
			out[d.Day-m.Period.From] = d
			found = true
		}
	}
	if !found {
		return nil
	}
	return out
}

// maxDays bounds the period that is told day by day.
const maxDays = 366

// The columns of a day table that the charts draw.
const (
	dayDate = iota
	daySaleRows
	daySales
	dayRefunds
	dayRefundRate
	dayFees
	dayFeeShare
	dayNet
	dayArrived
	dayLate
)

func (m *model) dayTable(days []book.DayFigures, currency book.Currency) (*Table, []string, error) {
	t := &Table{Columns: []Column{
		dayDate:       {Title: m.t("day")},
		daySaleRows:   right(m.t("sale_rows")),
		daySales:      right(m.t("sales")),
		dayRefunds:    right(m.t("refunds")),
		dayRefundRate: share(m.t("refund_rate"), Ratio{Part: dayRefunds, Minus: true, Whole: []int{daySales}, Digits: 1}),
		dayFees:       right(m.t("fees")),
		dayFeeShare:   share(m.t("fee_share"), Ratio{Part: dayFees, Whole: []int{daySales, dayRefunds}, Digits: 2}),
		dayNet:        right(m.t("net")),
		dayArrived:    right(m.t("arrived")),
		dayLate:       right(m.t("late")),
	}}
	labels := make([]string, 0, len(days))
	for _, d := range days {
		amount := func(v book.Minor) Value { return Amount(v, currency) }
		t.add(Text(m.date(d.Day)), Count(d.SaleRows), amount(d.Sales), amount(d.Refunds), amount(d.Fees), amount(d.Net), amount(d.Arrived), amount(d.Late))
		labels = append(labels, m.t("axis_day", strconv.Itoa(d.Day.Time().Day())))
	}
	return t, labels, t.total(m.t("total"), len(days))
}

// date is a day of the month with its weekday: "10-26 周日".
func (m *model) date(d book.Day) string {
	return d.Time().Format("01-02") + " " + m.t("weekday."+strconv.Itoa(int(d.Weekday())))
}

func (m *model) charts(t *Table, labels []string) []Chart {
	line := func(title string, column int) Chart {
		return Chart{Title: title, Kind: Lines, Data: t, Labels: labels, Series: []Series{{Column: column, Ink: Solid}}}
	}
	return []Chart{
		{Title: m.t("chart.days"), Kind: Bars, Data: t, Labels: labels, Series: []Series{
			{Column: daySales, Ink: Light}, {Column: dayArrived, Ink: Solid}, {Column: dayLate, Ink: Hatched, Stacked: true},
		}},
		line(m.t("refund_rate"), dayRefundRate),
		line(m.t("fee_share"), dayFeeShare),
	}
}
