package settings

import (
	"fyne.io/fyne/v2"

	"zhangfang/assets"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/ask"
	"zhangfang/ui/kit/box"
	"zhangfang/ui/kit/draw"
	"zhangfang/ui/kit/grid"
)

// lessonList is what was learned, with a way to forget each.
type lessonList struct {
	object fyne.CanvasObject
	view   *View
	count  *kit.Label
	grid   *grid.Grid
	forget *kit.Button
	head   *fyne.Container
}

func newLessonList(v *View) *lessonList {
	t := v.deps.Text
	l := &lessonList{view: v, count: kit.NewLabel("").Sized(13).Colored(draw.ColorSecondary).Cut()}
	col := func(id string, width float32) grid.Column {
		return grid.Column{ID: id, Title: t.T("settings.col_" + id), Width: width}
	}
	says := col("says", 240)
	says.Grow = true
	l.grid = grid.New([]grid.Column{col("kind", 112), says, col("leg", 128), col("votes", 96), col("when", 76)}, l)
	l.grid.SetEmpty(kit.NewEmptyState(assets.IconInbox, t.T("settings.learned_none"), nil))
	l.grid.OnSelect = func(int) { l.allow() }
	l.grid.OnKey = func(name fyne.KeyName) bool {
		if name != fyne.KeyDelete {
			return false
		}
		l.ask()
		return true
	}
	l.grid.OnMenu = func(int) []*fyne.MenuItem {
		return []*fyne.MenuItem{fyne.NewMenuItem(t.T("settings.forget"), l.ask), fyne.NewMenuItemSeparator(), l.grid.CopyItem(t.T("kit.copy"))}
	}
	l.grid.Remember(v.deps.Prefs, "settings.learned")
	l.forget = kit.NewButton(t.T("settings.forget"), kit.ButtonSecondary, l.ask).WithKey("Del")
	l.head = box.HFill(box.GapSmall, 1, kit.NewHeading(t.T("settings.learned")), l.count, l.forget)
	l.object = kit.NewPlainCard(box.VFill(0, 1, box.Pad(10, box.GapLarge, 6, box.GapLarge, l.head), l.grid))
	return l
}

// Len is part of kit.Source.
func (l *lessonList) Len() int { return l.view.presenter.Len() }

// Row is part of kit.Source.
func (l *lessonList) Row(i int) ([]grid.Cell, bool) {
	x, ok := l.view.presenter.Lesson(i)
	if !ok {
		return nil, false
	}
	return []grid.Cell{{Text: x.Kind, Color: draw.ColorSecondary, Chip: true}, {Text: x.Says}, {Text: x.Leg, Color: draw.ColorSecondary},
		{Text: x.Votes}, {Text: x.When}}, true
}

// ask forgets the selected lesson, after asking.
func (l *lessonList) ask() {
	v, t := l.view, l.view.deps.Text
	x, ok := v.presenter.Lesson(l.grid.Selected())
	if !ok || v.presenter.Busy() {
		return
	}
	ask.Confirm(v.deps.Window, t, t.T("settings.forget_title"), t.T("settings.forget_text", x.Says), t.T("settings.forget"), true, func(yes bool) {
		if yes {
			v.presenter.Forget(x.Key)
		}
		l.grid.Focus()
	})
}

func (l *lessonList) allow() {
	if l.grid.Selected() >= 0 && !l.view.presenter.Busy() {
		l.forget.Enable()
	} else {
		l.forget.Disable()
	}
}

func (l *lessonList) show(p *Presenter) {
	l.count.SetText(p.Count())
	l.grid.Refresh()
	if p.Len() > 0 && l.grid.Selected() < 0 {
		l.grid.Select(0)
	}
	l.forget.Hidden = p.Len() == 0
	l.allow()
	l.head.Refresh()
}
