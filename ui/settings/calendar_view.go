package settings

import (
	"zhangfang/ui/kit"
)

// holidayList is the days on which banks do other than the weekday says.
type holidayList struct{ view *View }

func newCalendarCard(v *View) card {
	t, p := v.deps.Text, v.presenter
	l := &holidayList{v}
	days := kit.Column{ID: "days", Title: t.T("settings.bank_col_days"), Width: 200, Grow: true}
	grid := kit.NewGrid([]kit.Column{days, {ID: "what", Title: t.T("settings.bank_col_what"), Width: 150}, {ID: "count", Title: t.T("settings.bank_col_count"), Width: 110}}, l)
	year := kit.NewDropdown(p.Years(), func(i int) { p.SetYear(i) })
	year.Select(1)
	said := v.note("bank_note")
	head := kit.HFill(kit.GapSmall, 1, kit.NewHeading(t.T("settings.section_calendar")), kit.NewLabel("").Cut(), year)
	object := kit.NewPlainCard(kit.VFill(0, 1, kit.Pad(10, kit.GapLarge, 6, kit.GapLarge, head), grid,
		kit.Pad(kit.GapSmall, kit.GapLarge, kit.Gap, kit.GapLarge, said)))
	return card{object: object, part: PartCalendar, focus: grid, show: func(p *Presenter) {
		grid.Refresh()
		if p.Estimated() {
			said.Set(t.T("settings.bank_estimated"), kit.ColorSuggestion)
		} else {
			said.Set(t.T("settings.bank_note"), kit.ColorSecondary)
		}
	}}
}

// Len is part of kit.Source.
func (l *holidayList) Len() int { return l.view.presenter.HolidayCount() }

// Row is part of kit.Source.
func (l *holidayList) Row(i int) ([]kit.Cell, bool) {
	x, ok := l.view.presenter.Holiday(i)
	if !ok {
		return nil, false
	}
	return []kit.Cell{{Text: x.Days}, {Text: x.What, Color: kit.ColorSecondary, Chip: true}, {Text: x.Count, Color: kit.ColorSecondary}}, true
}
