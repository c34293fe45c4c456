package fees

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zhangfang/ui/kit"
	"zhangfang/ui/kit/box"
	"zhangfang/ui/kit/draw"
	"zhangfang/ui/kit/grid"
)

// fxList is the exchange rates that payouts in other currencies are measured by.
type fxList struct {
	*lists
	body        fyne.CanvasObject
	grid        *grid.Grid
	add, remove *kit.Button
}

func newFXList(l *lists) *fxList {
	t, p := l.view.deps.Text, l.view.presenter
	f := &fxList{lists: l}
	f.grid = grid.New(nil, f)
	f.grid.SetEmpty(nothing(t.T("fees.no_fx")))
	f.grid.OnSelect = func(int) { f.show() }
	f.grid.OnMenu = func(int) []*fyne.MenuItem { return []*fyne.MenuItem{f.grid.CopyItem(t.T("kit.copy"))} }
	f.add = kit.NewButton(t.T("fees.fx_add"), kit.ButtonSecondary, func() { l.view.editFX(p.NewFX()) })
	f.remove = kit.NewButton(t.T("fees.remove"), kit.ButtonSecondary, func() {
		f.grid.Focus()
		p.RemoveFX(f.grid.Selected())
	})
	foot := box.HFill(box.GapSmall, 0, kit.NewSecondary(t.T("fees.fx_why")).Cut(), f.add, f.remove)
	f.body = box.VFill(0, 0, f.grid, draw.NewRule(), box.Pad(box.GapSmall, box.GapLarge, box.GapSmall, box.GapLarge, container.NewStack(foot)))
	return f
}

func (f *fxList) fill() {
	f.grid.Refresh()
	f.show()
}

func (f *fxList) show() {
	f.remove.Hidden = f.view.deps.RemoveFXRate == nil
	enable(f.remove, f.view.presenter.CanRemoveFX(f.grid.Selected()))
	enable(f.add, !f.state.Busy)
	f.body.Refresh()
}

func (f *fxList) columns() []grid.Column {
	rate := right(f.column("fx_rate", 140))
	rate.Bold = true
	return []grid.Column{grow(f.column("fx_day", 120)), grow(f.column("fx_pair", 150)), rate, grow(f.column("fx_source", 160))}
}

// Len is part of kit.Source.
func (f *fxList) Len() int { return len(f.state.FX) }

// Row is part of kit.Source.
func (f *fxList) Row(i int) ([]grid.Cell, bool) {
	r := &f.state.FX[i]
	return []grid.Cell{{Text: r.Day}, {Text: r.Pair}, {Text: r.Rate, Bold: true}, quiet(r.Source)}, true
}
