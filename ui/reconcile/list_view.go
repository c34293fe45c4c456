package reconcile

import (
	"fyne.io/fyne/v2"

	"zhangfang/ui/kit"
	"zhangfang/ui/kit/box"
	"zhangfang/ui/kit/draw"
	"zhangfang/ui/kit/grid"
	"zhangfang/ui/kit/words"
)

// listPane is the leading pane: a heading and the grid of rows.
type listPane struct {
	object  fyne.CanvasObject
	view    *View
	title   *kit.Label
	count   *kit.Label
	later   *kit.Button // to what is put off, and back
	filters *kit.Button // the menu of saved filters
	grid    *grid.Grid
	shape   listShape
	fields  []field // of the shape
}

func newListPane(v *View) *listPane {
	l := &listPane{view: v, title: kit.NewHeading(""), count: kit.NewLabel("").Sized(13).Colored(draw.ColorSecondary).Cut()}
	p, t := v.presenter, v.deps.Text
	l.fields = l.makeFields()
	l.grid = grid.New(l.columns(), l)
	l.grid.KeyFirst = true
	l.grid.OnSelect = p.Select
	l.grid.OnOpen = func(int) { v.do(CommandAccept) }
	l.grid.OnTick = p.SetTicked
	l.grid.OnSort = p.SortBy
	l.grid.OnRune, l.grid.OnRedo, l.grid.Boxes = v.sign, p.Redo, true
	l.grid.OnKey = func(name fyne.KeyName) bool { return v.do(commandOf(string(name))) }
	l.grid.OnMenu = func(int) []*fyne.MenuItem { return v.menu(l.grid.CopyItem(t.T("kit.copy"))) }
	l.grid.Remember(v.deps.Prefs, "reconcile.list")
	swap := kit.NewButton(t.T("reconcile.swap_short"), kit.ButtonQuiet, v.keepFocus(p.SwapLead))
	l.later = kit.NewButton("", kit.ButtonQuiet, v.keepFocus(func() { v.do(CommandPutOff) }))
	l.filters = kit.NewMenuLink(t.T("reconcile.filters"), v.filterItems)
	l.object = box.VFill(0, 1, box.Pad(8, box.GapSmall, 4, box.Gap, box.HFill(box.GapSmall, 1, l.title, l.count, l.later, l.filters, swap)), l.grid)
	return l
}

// Len is part of kit.Source.
func (l *listPane) Len() int { return l.view.presenter.Len() }

// Row is part of kit.Source.
func (l *listPane) Row(i int) ([]grid.Cell, bool) {
	r, ok := l.view.presenter.Row(i)
	if !ok {
		return nil, false
	}
	cells := make([]grid.Cell, len(l.fields))
	for i := range l.fields {
		cells[i] = l.fields[i].cell(&r)
	}
	return cells, true
}

// stateCell is a state as a chip; what only waits is quiet.
func stateCell(c Chip) grid.Cell {
	if c.Tone == draw.ToneNeutral {
		return grid.Cell{Text: c.Text, Color: draw.ColorSecondary}
	}
	return grid.Cell{Text: c.Text, Color: c.Tone.Color(), Chip: true}
}

// showLater is the way to the rows that are put off, and back.
func (l *listPane) showLater(p *Presenter) {
	t, n := l.view.deps.Text, p.PutOffCount()
	l.later.Hidden = n == 0 && !p.ShowsPutOff()
	if p.ShowsPutOff() {
		l.later.SetText(t.T("reconcile.back_to_list"))
		return
	}
	l.later.SetText(t.Count("reconcile.put_off_rows", n, words.Number(n)))
}

// show draws the list again and goes to the presenter's row.
func (l *listPane) show(p *Presenter) {
	title, count := p.ListTitle()
	l.title.SetText(title)
	l.count.SetText(count)
	l.showLater(p)
	l.object.Refresh()
	l.reshape(shapeOf(p, l.shape.narrow))
	if len(p.ticks) == 0 {
		l.grid.ClearTicks()
	}
	l.grid.Refresh()
	if l.grid.Selected() != p.Cursor() {
		l.grid.Select(p.Cursor())
	}
}
