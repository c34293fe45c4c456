package kit

import (
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"zhangfang/app/book"
	"zhangfang/assets"
)

// MonthPicker is a choice of one calendar month. Left and Right step by a month
// without opening it.
type MonthPicker struct {
	opener
	Changed func(book.Period)

	t     *assets.Text
	month book.Period
	popup *widget.PopUp
	year  int // shown in the pop-up
}

// NewMonthPicker shows a month; changed is called when another is picked.
func NewMonthPicker(t *assets.Text, month book.Period, changed func(book.Period)) *MonthPicker {
	m := &MonthPicker{Changed: changed, t: t, month: month}
	m.init(m, MonthName(t, month), m.show, m.step)
	return m
}

// Month is the month shown.
func (m *MonthPicker) Month() book.Period { return m.month }

// SetMonth shows a month without calling Changed.
func (m *MonthPicker) SetMonth(p book.Period) {
	m.month = p
	m.setText(MonthName(m.t, p))
}

func (m *MonthPicker) pick(p book.Period) {
	if m.popup != nil {
		m.popup.Hide()
		m.popup = nil
	}
	if p == m.month {
		return
	}
	m.SetMonth(p)
	if m.Changed != nil {
		m.Changed(p)
	}
}

func (m *MonthPicker) step(by int) {
	first := m.month.From.Time().AddDate(0, by, 0)
	m.pick(book.Month(first.Year(), first.Month()))
}

func (m *MonthPicker) show() {
	driver := fyne.CurrentApp().Driver()
	c := driver.CanvasForObject(m)
	if c == nil {
		return
	}
	m.year = m.month.From.Time().Year()
	body := container.NewStack()
	m.fill(body)
	m.popup = widget.NewPopUp(Pad(Gap, Gap, Gap, Gap, body), c)
	at := driver.AbsolutePositionForObject(m).AddXY(0, m.Size().Height+4)
	at.X = min(at.X, c.Size().Width-m.popup.MinSize().Width-GapSmall)
	m.popup.ShowAtPosition(at)
}

// fill draws the year line and the twelve months of m.year.
func (m *MonthPicker) fill(body *fyne.Container) {
	turn := func(by int) func() {
		return func() { m.year += by; m.fill(body) }
	}
	year := newLabel(strconv.Itoa(m.year), SizeText, true, ColorText).Aligned(fyne.TextAlignCenter)
	head := HFill(0, 1, NewButton("‹", ButtonQuiet, turn(-1)), year, NewButton("›", ButtonQuiet, turn(1)))
	months := container.New(layout.NewGridLayoutWithColumns(4))
	for month := time.January; month <= time.December; month++ {
		p := book.Month(m.year, month)
		kind := ButtonSecondary
		if p == m.month {
			kind = ButtonPrimary
		}
		name := m.t.T("kit.month_only", strconv.Itoa(int(month)), month.String()[:3])
		months.Add(NewButton(name, kind, func() { m.pick(p) }))
	}
	body.Objects = []fyne.CanvasObject{VStack(GapSmall, head, months)}
	body.Refresh()
}
