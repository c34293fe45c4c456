package settings

import (
	"fyne.io/fyne/v2"

	"zhangfang/assets"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/box"
	"zhangfang/ui/kit/draw"
	"zhangfang/ui/kit/grid"
)

// alwaysList is what the owner let in once and for all.
type alwaysList struct {
	view *View
	grid *grid.Grid
	drop *kit.Button
}

func newFilesCard(v *View) card {
	t := v.deps.Text
	l := &alwaysList{view: v}
	format := grid.Column{ID: "format", Title: t.T("settings.always_format"), Width: 200}
	remark := grid.Column{ID: "remark", Title: t.T("settings.always_remark"), Width: 240, Grow: true}
	l.grid = grid.New([]grid.Column{format, remark}, l)
	l.grid.SetEmpty(kit.NewEmptyState(assets.IconInbox, t.T("settings.always_none"), nil))
	l.grid.OnSelect = func(int) { l.allow() }
	l.grid.OnKey = func(name fyne.KeyName) bool {
		if name == fyne.KeyDelete {
			l.take()
			return true
		}
		return false
	}
	l.drop = kit.NewButton(t.T("settings.always_drop"), kit.ButtonSecondary, l.take).WithKey("Del")
	head := box.HFill(box.GapSmall, 1, kit.NewHeading(t.T("settings.always")), kit.NewLabel("").Cut(), l.drop)
	taught := kit.NewParagraph("").Sized(13).Colored(draw.ColorSecondary).Within(420)
	foot := box.HFill(box.Gap, 0, taught, box.VStack(0, kit.NewButton(t.T("settings.to_taught"), kit.ButtonSecondary, v.deps.OpenImport)))
	object := kit.NewPlainCard(box.VFill(0, 1, box.Pad(10, box.GapLarge, 6, box.GapLarge, head), l.grid,
		box.Pad(box.Gap, box.GapLarge, box.Gap, box.GapLarge, foot)))
	return card{object: object, part: PartFiles, focus: l.grid, show: func(p *Presenter) {
		l.grid.Refresh()
		if l.Len() > 0 && l.grid.Selected() < 0 {
			l.grid.Select(0)
		}
		l.allow()
		says := p.Taught()
		if says == "" {
			says = t.T("settings.taught_none")
		}
		taught.SetText(says)
	}}
}

// Len is part of kit.Source.
func (l *alwaysList) Len() int { return l.view.presenter.AlwaysCount() }

// Row is part of kit.Source.
func (l *alwaysList) Row(i int) ([]grid.Cell, bool) {
	x, ok := l.view.presenter.Always(i)
	if !ok {
		return nil, false
	}
	return []grid.Cell{{Text: x.Format}, {Text: x.Remark, Color: draw.ColorSecondary}}, true
}

func (l *alwaysList) take() {
	if !l.view.presenter.Busy() {
		l.view.presenter.DropAlways(l.grid.Selected())
	}
}

func (l *alwaysList) allow() {
	l.drop.Hidden = l.Len() == 0
	if l.grid.Selected() >= 0 && !l.view.presenter.Busy() {
		l.drop.Enable()
	} else {
		l.drop.Disable()
	}
}
