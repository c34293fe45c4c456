package importing

import (
	"fyne.io/fyne/v2"

	"zhangfang/app/book"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/box"
	"zhangfang/ui/kit/draw"
	"zhangfang/ui/kit/figure"
)

// coverageList shows the channels' days of a month, what is missing in words under
// each, and which files cover the day that was picked. A shop has a few channels: they
// scroll with the page.
type coverageList struct {
	view   *View
	rows   *fyne.Container
	strips []*figure.DayStrip
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
	l := &coverageList{view: v, rows: box.VStack(0), told: kit.NewLabel("").Cut()}
	l.show = kit.NewButton(t.T("import.show_batch")+" ›", kit.ButtonQuiet, func() { v.showBatch(l.batch) })
	l.foot = box.HFill(box.GapSmall, 0, l.told, l.show)
	l.object = box.VFill(box.GapTight, 0, l.rows, l.foot)
	return l
}

func (l *coverageList) set(s *State) {
	if len(l.strips) != len(s.Coverage) {
		l.strips = make([]*figure.DayStrip, len(s.Coverage))
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
		l.told.Set(l.view.deps.Text.T("import.day_ask"), draw.ColorSecondary)
	} else {
		l.told.Set(s.Picked.Text, draw.ColorText)
		l.batch = s.Picked.Batch
	}
	l.show.Hidden = l.batch == 0
	l.foot.Refresh()
}

func (l *coverageList) strip(i int) *figure.DayStrip {
	strip := figure.NewDayStrip()
	strip.OnFocus = func() { l.view.page.Reveal(strip) }
	strip.OnPick = func(day int) { l.view.presenter.PickDay(i, day) }
	strip.OnOpen = func(int) { l.view.showBatch(l.batch) }
	strip.Tip = func(day int) string { return l.view.presenter.DayTip(i, day) }
	return strip
}

func (l *coverageList) row(c *CoverageRow, strip *figure.DayStrip) fyne.CanvasObject {
	color := c.Tone.Color()
	if c.Tone == draw.ToneNeutral {
		color = draw.ColorSecondary
	}
	remark := kit.NewLabel(c.Remark).Colored(color).Aligned(fyne.TextAlignTrailing).Cut()
	line := box.HFill(box.Gap, 1, box.Sized(widthChannel, 0, kit.NewLabel(c.Channel).Cut()), strip, box.Sized(widthRemark, 0, remark))
	if len(c.Gaps) == 0 {
		return line
	}
	rows := []fyne.CanvasObject{line}
	for _, gap := range c.Gaps {
		rows = append(rows, box.Pad(0, 0, 0, widthChannel+box.Gap, kit.NewSecondary(gap).Colored(color).Cut()))
	}
	return box.Pad(0, 0, 6, 0, box.VStack(0, rows...))
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
