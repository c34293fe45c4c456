package report

import (
	"strconv"

	"zhangfang/app/book"
)

// charts are the pictures of the overview, drawn from tables of the report: what was
// sold against what was settled, the refund rate, the fees of each channel, what is
// under way by age and by the day it is due, and how much is matched. t is the table
// by step, matched that of matches; nil where there is none.
func (m *model) charts(doc *Document, t, matched *Table, labels []string, currency book.Currency, step Step) []Chart {
	charts := []Chart{
		{Title: m.t("chart." + stepCode(step)), Kind: Bars, Data: t, Labels: labels, Series: []Series{
			{Column: daySales, Ink: Light}, {Column: dayArrived, Ink: Solid}, {Column: dayLate, Ink: Hatched, Stacked: true},
		}},
		{Title: m.t("refund_rate"), Kind: Lines, Data: t, Labels: labels, Series: []Series{{Column: dayRefundRate, Ink: Solid}}, Warn: m.warn()},
	}
	if c, ok := m.feeChart(doc, currency); ok {
		charts = append(charts, c)
	}
	if matched != nil {
		charts = append(charts, Chart{Title: m.t("matched_share"), Kind: Lines, Data: matched, Labels: labels, Series: []Series{{Column: matchShare, Ink: Solid}}})
	}
	return append(charts, m.underway(doc, currency)...)
}

// warn is the line of the refund rate from which on the owner is warned; nil for
// none.
func (m *model) warn() *Warn {
	if !m.RefundWarn.IsPositive() {
		return nil
	}
	return &Warn{At: m.RefundWarn.InexactFloat64(), Label: m.t("chart.warn", m.RefundWarn.Shift(2).String()+"%")}
}

// feeChart draws the fee share of each channel from the table of what they took.
func (m *model) feeChart(doc *Document, currency book.Currency) (Chart, bool) {
	section := doc.section(m.t("channels"))
	if section == nil || len(section.Tables) == 0 || section.Tables[0].points() < 2 {
		return Chart{}, false
	}
	t := section.Tables[0]
	var labels []string
	for _, r := range t.Rows[:t.points()] {
		labels = append(labels, r.Cells[0].String())
	}
	if m.currencies()[0] != currency {
		return Chart{}, false
	}
	const feeShareColumn = 7 // see takingColumns
	return Chart{Title: m.t("chart.fees"), Kind: Bars, Data: t, Labels: labels, Series: []Series{{Column: feeShareColumn, Ink: Solid}}}, true
}

// section is the first section of that title; nil where there is none.
func (d *Document) section(title string) *Section {
	for i := range d.Sections {
		if d.Sections[i].Title == title {
			return &d.Sections[i]
		}
	}
	return nil
}

// matchShare is the column of the matching table that is drawn.
const matchShare = 3

// matchingTable tells how many rows of each step are matched; nil where none is
// expected to be. It stands in the workbook only: on paper the picture says it.
func (m *model) matchingTable(step Step) *Table {
	t := &Table{Columns: []Column{
		{Title: m.t([...]string{StepDay: "day", StepWeek: "week", StepMonth: "month_column"}[step])}, right(m.t("expected_rows")), right(m.t("matched_rows")),
		share(m.t("matched_share"), Ratio{Part: 2, Whole: []int{1}, Digits: 2, Down: true}),
	}}
	rows := 0
	for _, x := range m.Matching {
		t.add(Text(m.stepName(x.Period, step)), Count(x.Rows), Count(x.Matched))
		rows += x.Rows
	}
	if rows == 0 {
		return nil
	}
	return t
}

// underway adds the tables of what is under way to the channels, and draws them.
func (m *model) underway(doc *Document, currency book.Currency) (charts []Chart) {
	section := doc.section(m.t("channels"))
	if section == nil {
		return nil
	}
	ages := &Table{Title: m.t("ages"), Columns: []Column{{Title: m.t("age")}, right(m.t("in_transit")), right(m.t("late"))}}
	var labels []string
	for _, a := range m.Ages {
		if a.Currency == currency {
			name := m.ageName(a)
			ages.add(Text(name), Amount(a.InTransit, currency), Amount(a.Late, currency))
			labels = append(labels, name)
		}
	}
	if len(labels) > 0 {
		section.Tables = append(section.Tables, ages)
		charts = append(charts, Chart{Title: m.t("ages"), Kind: Bars, Data: ages, Labels: labels,
			Series: []Series{{Column: 1, Ink: Light}, {Column: 2, Ink: Hatched, Stacked: true}}})
	}
	due := &Table{Title: m.t("coming"), Columns: []Column{{Title: m.t("due_day")}, right(m.t("expected_amount"))}}
	labels = nil
	for _, d := range m.Due {
		if d.Currency == currency {
			due.add(Text(m.shortDay(d.Day)), Amount(d.Amount, currency))
			labels = append(labels, d.Day.Time().Format("01-02"))
		}
	}
	if len(labels) > 0 {
		section.Tables = append(section.Tables, due)
		charts = append(charts, Chart{Title: m.t("coming"), Kind: Bars, Data: due, Labels: labels, Series: []Series{{Column: 1, Ink: Solid}}})
	}
	return charts
}

// ageName is "0–3 天", "8 天以上".
func (m *model) ageName(a Age) string {
	if a.To < 0 {
		return m.t("age_from", strconv.Itoa(a.From))
	}
	if a.From == a.To {
		return m.t("age_one", strconv.Itoa(a.From))
	}
	return m.t("age_span", strconv.Itoa(a.From), strconv.Itoa(a.To))
}
