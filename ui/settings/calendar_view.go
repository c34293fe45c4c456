package settings

import (
	"fyne.io/fyne/v2"

	"zhangfang/ui/kit"
	"zhangfang/ui/kit/ask"
	"zhangfang/ui/kit/box"
	"zhangfang/ui/kit/draw"
	"zhangfang/ui/kit/grid"
)

// holidayList is the days on which banks do other than the weekday says.
type holidayList struct {
	view   *View
	grid   *grid.Grid
	remove *kit.Button
}

func newCalendarCard(v *View) card {
	t, p := v.deps.Text, v.presenter
	l := &holidayList{view: v}
	days := grid.Column{ID: "days", Title: t.T("settings.bank_col_days"), Width: 200, Grow: true}
	l.grid = grid.New([]grid.Column{days, {ID: "what", Title: t.T("settings.bank_col_what"), Width: 150}, {ID: "count", Title: t.T("settings.bank_col_count"), Width: 110}}, l)
	l.grid.OnSelect = func(int) { l.allow() }
	l.grid.OnKey = func(name fyne.KeyName) bool {
		if name == fyne.KeyDelete {
			p.RemoveOwn(l.grid.Selected())
		}
		return name == fyne.KeyDelete
	}
	l.remove = kit.NewButton(t.T("settings.own_remove"), kit.ButtonSecondary, func() { p.RemoveOwn(l.grid.Selected()) }).WithKey("Del")
	year := kit.NewDropdown(p.Years(), func(i int) { p.SetYear(i) })
	year.Select(1)
	said := v.note("bank_note")
	head := box.HFill(box.GapSmall, 1, kit.NewHeading(t.T("settings.section_calendar")), kit.NewLabel("").Cut(), l.remove, l.adder("own_off", false), l.adder("own_open", true), year)
	object := kit.NewPlainCard(box.VFill(0, 1, box.Pad(10, box.GapLarge, 6, box.GapLarge, head), l.grid,
		box.Pad(box.GapSmall, box.GapLarge, box.Gap, box.GapLarge, said)))
	return card{object: object, part: PartCalendar, focus: l.grid, show: func(p *Presenter) {
		l.grid.Refresh()
		l.allow()
		if p.Estimated() {
			said.Set(t.T("settings.bank_estimated"), draw.ColorSuggestion)
		} else {
			said.Set(t.T("settings.bank_note"), draw.ColorSecondary)
		}
	}}
}

// Len is part of kit.Source.
func (l *holidayList) Len() int { return l.view.presenter.HolidayCount() }

// Row is part of kit.Source.
func (l *holidayList) Row(i int) ([]grid.Cell, bool) {
	x, ok := l.view.presenter.Holiday(i)
	if !ok {
		return nil, false
	}
	return []grid.Cell{{Text: x.Days}, {Text: x.What, Color: draw.ColorSecondary, Chip: true}, {Text: x.Count, Color: draw.ColorSecondary}}, true
}

// adder is a button that asks for a day on which the owner's banks do otherwise.
func (l *holidayList) adder(code string, open bool) *kit.Button {
	t, p := l.view.deps.Text, l.view.presenter
	return kit.NewButton(t.T("settings."+code+"_add"), kit.ButtonSecondary, func() {
		ask.Line(l.view.deps.Window, t, t.T("settings.own_title"), t.T("settings.own_text"), "", t.T("settings."+code), func(text string, ok bool) {
			if ok {
				p.AddOwn(text, open)
			}
		})
	})
}

func (l *holidayList) allow() {
	x, ok := l.view.presenter.Holiday(l.grid.Selected())
	l.remove.Hidden = !ok || !x.Own
	if l.view.presenter.Busy() {
		l.remove.Disable()
	} else {
		l.remove.Enable()
	}
}
