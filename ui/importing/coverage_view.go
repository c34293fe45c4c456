package importing

import (
	"fyne.io/fyne/v2"

	"zhangfang/app/book"
	"zhangfang/ui/kit"
)

// coverageList shows the channels' days of a month, what is missing in words under
// each, and which files cover the day that was picked. A shop has a few channels: they
// scroll with the page.
type coverageList struct {
	view   *View
	rows   *fyne.Container
	strips []*kit.DayStrip
	told   *kit.Label  // about the picked day
	show   *kit.Button // to the file that covers it
	foot   fyne.CanvasObject
	object fyne.CanvasObject
	batch  book.BatchID
}

// Widths beside a strip.
const (
	widthChannel float32 = 132
	widthRemark  float32 = 226
)

func newCoverageList(v *View) *coverageList {
	t := v.deps.Text
	l := &coverageList{view: v, rows: kit.VStack(0), told: kit.NewLabel("").Cut()}
	l.show = kit.NewButton(t.T("import.show_batch")+" ›", kit.ButtonQuiet, func() { v.showBatch(l.batch) })
	l.foot = kit.HFill(kit.GapSmall, 0, l.told, l.show)
	l.object = kit.VFill(kit.GapTight, 0, l.rows, l.foot)
	return l
}

func (l *coverageList) set(s *State) {
	if len(l.strips) != len(s.Coverage) {
		l.strips = make([]*kit.DayStrip, len(s.Coverage))
		for i := range l.strips {
			l.strips[i] = l.strip(i)
		}
	}
	var rows []fyne.CanvasObject
	for i := range s.Coverage {
		c := &s.Coverage[i]
		l.strips[i].Set(c.Days)
		l.strips[i].Pick(-1)
		if s.Picked != nil && s.Picked.Row == i {
			l.strips[i].Pick(s.Picked.Day)
		}
		rows = append(rows, kit.NewRow(l.row(c, l.strips[i]), nil))
	}
	l.rows.Objects = rows
	l.rows.Refresh()
	l.tell(s)
}

// tell says about the picked day which files cover it, or how to ask.
func (l *coverageList) tell(s *State) {
	l.batch = 0
	if s.Picked == nil {
		l.told.Set(l.view.deps.Text.T("import.day_ask"), kit.ColorSecondary)
	} else {
		l.told.Set(s.Picked.Text, kit.ColorText)
		l.batch = s.Picked.Batch
	}
	l.show.Hidden = l.batch == 0
	l.foot.Refresh()
}

func (l *coverageList) strip(i int) *kit.DayStrip {
	strip := kit.NewDayStrip()
	strip.OnFocus = func() { l.view.page.Reveal(strip) }
	strip.OnPick = func(day int) { l.view.presenter.PickDay(i, day) }
	strip.OnOpen = func(int) { l.view.showBatch(l.batch) }
	strip.Tip = func(day int) string { return l.view.presenter.DayTip(i, day) }
	return strip
}

func (l *coverageList) row(c *CoverageRow, strip *kit.DayStrip) fyne.CanvasObject {
	color := c.Tone.Color()
	if c.Tone == kit.ToneNeutral {
		color = kit.ColorSecondary
	}
	remark := kit.NewLabel(c.Remark).Colored(color).Aligned(fyne.TextAlignTrailing).Cut()
	line := kit.HFill(kit.Gap, 1, kit.Sized(widthChannel, 0, kit.NewLabel(c.Channel).Cut()), strip, kit.Sized(widthRemark, 0, remark))
	if len(c.Gaps) == 0 {
		return line
	}
	rows := []fyne.CanvasObject{line}
	for _, gap := range c.Gaps {
		rows = append(rows, kit.Pad(0, 0, 0, widthChannel+kit.Gap, kit.NewSecondary(gap).Colored(color).Cut()))
	}
	return kit.Pad(0, 0, 6, 0, kit.VStack(0, rows...))
}

// showBatch leads from a day to the import that covers it.
func (v *View) showBatch(id book.BatchID) {
	if id == 0 {
		return
	}
	v.tabs.Select(tabHistory)
	v.turned()
	v.history.show(id)
	v.history.grid.Focus()
}
