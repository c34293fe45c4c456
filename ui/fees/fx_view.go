package fees

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zhangfang/ui/kit"
)

// fxList is the exchange rates that payouts in other currencies are measured by.
type fxList struct {
	*lists
	body        fyne.CanvasObject
	grid        *kit.Grid
	add, remove *kit.Button
}

func newFXList(l *lists) *fxList {
	t, p := l.view.deps.Text, l.view.presenter
	f := &fxList{lists: l}
	f.grid = kit.NewGrid(nil, f)
	f.grid.SetEmpty(nothing(t.T("fees.no_fx")))
	f.grid.OnSelect = func(int) { f.show() }
	f.grid.OnMenu = func(int) []*fyne.MenuItem { return []*fyne.MenuItem{f.grid.CopyItem(t.T("kit.copy"))} }
	f.add = kit.NewButton(t.T("fees.fx_add"), kit.ButtonSecondary, func() { l.view.editFX(p.NewFX()) })
	f.remove = kit.NewButton(t.T("fees.remove"), kit.ButtonSecondary, func() {
		f.grid.Focus()
		p.RemoveFX(f.grid.Selected())
	})
	foot := kit.HFill(kit.GapSmall, 0, kit.NewSecondary(t.T("fees.fx_why")).Cut(), f.add, f.remove)
	f.body = kit.VFill(0, 0, f.grid, kit.NewRule(), kit.Pad(kit.GapSmall, kit.GapLarge, kit.GapSmall, kit.GapLarge, container.NewStack(foot)))
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

func (f *fxList) columns() []kit.Column {
	rate := right(f.column("fx_rate", 140))
	rate.Bold = true
	return []kit.Column{grow(f.column("fx_day", 120)), grow(f.column("fx_pair", 150)), rate, grow(f.column("fx_source", 160))}
}

// Len is part of kit.Source.
func (f *fxList) Len() int { return len(f.state.FX) }

// Row is part of kit.Source.
func (f *fxList) Row(i int) ([]kit.Cell, bool) {
	r := &f.state.FX[i]
	return []kit.Cell{{Text: r.Day}, {Text: r.Pair}, {Text: r.Rate, Bold: true}, quiet(r.Source)}, true
}
