package report

import (
	"cmp"
	"slices"
	"strconv"

	"zhangfang/app/book"
)

// mostYears bounds the period that is told step by step.
const mostYears = 20

// days tells the period step by step, one section a currency and step, and hangs the
// pictures drawn from it on the overview. A month is told by day; a longer period by
// month, and by week as long as there are not too many of them.
func (m *model) days(doc *Document) error {
	if m.Period.From == 0 || m.Period.To < m.Period.From || m.Period.Days() > mostYears*366 {
		return nil
	}
	pictures := StepOf(m.Period)
	steps := []Step{pictures}
	if pictures == StepWeek {
		steps = []Step{StepMonth, StepWeek}
	}
	for _, currency := range m.currencies() {
		for _, step := range steps {
			if err := m.stepSection(doc, currency, step, step == pictures); err != nil {
				return err
			}
		}
	}
	return nil
}

// stepCode is the text code of the step's table.
func stepCode(step Step) string {
	return [...]string{StepDay: "days", StepWeek: "weeks", StepMonth: "months"}[step]
}

func (m *model) stepSection(doc *Document, currency book.Currency, step Step, pictures bool) error {
	sums, err := m.stepsOf(currency, step)
	if err != nil || sums == nil {
		return err
	}
	title, sheet := m.t(stepCode(step)), m.t("sheet."+stepCode(step))
	if len(m.currencies()) > 1 {
		title, sheet = title+" "+string(currency), sheet+" "+string(currency)
	}
	t, labels, err := m.stepTable(sums, currency, step)
	if err != nil {
		return err
	}
	doc.Sections = append(doc.Sections, Section{Title: title, Sheet: sheet, Tables: []*Table{t}, Notes: []string{m.t("note.days")}})
	if !pictures || len(doc.Sections[0].Charts) > 0 {
		return nil
	}
	matched := m.matchingTable(step)
	doc.Sections[0].Charts = m.charts(doc, t, matched, labels, currency, step)
	if matched != nil {
		doc.Sections = append(doc.Sections, Section{Title: m.t("matching"), Sheet: m.t("sheet.matching"), Tables: []*Table{matched}, OnlySheet: true})
	}
	return nil
}

// stepSum is what the days of a step come to.
type stepSum struct {
	book.Period
	book.DayFigures
}

// stepsOf is every step of the period in one currency, those without a row too; nil
// where there is none with a row.
func (m *model) stepsOf(currency book.Currency, step Step) ([]stepSum, error) {
	var out []stepSum
	for _, p := range Steps(m.Period, step) {
		out = append(out, stepSum{Period: p, DayFigures: book.DayFigures{Day: p.From, Currency: currency}})
	}
	found := false
	var a adder
	for _, d := range m.Days {
		if d.Currency != currency || !m.Period.Has(d.Day) {
			continue
		}
		found = true
		i, _ := slices.BinarySearchFunc(out, d.Day, func(s stepSum, d book.Day) int { return cmp.Compare(s.To, d) })
		to := &out[i].DayFigures
		for _, x := range []struct {
			sum *book.Minor
			add book.Minor
		}{{&to.Sales, d.Sales}, {&to.Refunds, d.Refunds}, {&to.Fees, d.Fees}, {&to.Net, d.Net}, {&to.Arrived, d.Arrived}, {&to.Late, d.Late}} {
			a.add(x.sum, x.add)
		}
		to.SaleRows += d.SaleRows
		to.RefRows += d.RefRows
	}
	if !found {
		return nil, nil
	}
	return out, a.err
}

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

func (m *model) stepTable(sums []stepSum, currency book.Currency, step Step) (*Table, []string, error) {
	t := &Table{Columns: []Column{
		dayDate:       {Title: m.t([...]string{StepDay: "day", StepWeek: "week", StepMonth: "month_column"}[step])},
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
	labels := make([]string, 0, len(sums))
	for _, d := range sums {
		amount := func(v book.Minor) Value { return Amount(v, currency) }
		t.add(Text(m.stepName(d.Period, step)), Count(d.SaleRows), amount(d.Sales), amount(d.Refunds), amount(d.Fees), amount(d.Net), amount(d.Arrived), amount(d.Late))
		labels = append(labels, m.stepLabel(d.Period, step))
	}
	return t, labels, t.total(m.t("total"), len(sums))
}

// stepName is a step as a table names it: "10-26 周日", "09-29 – 10-05", "2025-10".
func (m *model) stepName(p book.Period, step Step) string {
	switch step {
	case StepWeek:
		return p.From.Time().Format("01-02") + " – " + p.To.Time().Format("01-02")
	case StepMonth:
		return p.From.Time().Format("2006-01")
	}
	return m.date(p.From)
}

// stepLabel is a step as an axis names it.
func (m *model) stepLabel(p book.Period, step Step) string {
	switch step {
	case StepWeek:
		return p.From.Time().Format("01-02")
	case StepMonth:
		return m.t("axis_month", strconv.Itoa(int(p.From.Time().Month())))
	}
	return m.t("axis_day", strconv.Itoa(p.From.Time().Day()))
}

// date is a day of the month with its weekday: "10-26 周日".
func (m *model) date(d book.Day) string {
	return d.Time().Format("01-02") + " " + m.t("weekday."+strconv.Itoa(int(d.Weekday())))
}
