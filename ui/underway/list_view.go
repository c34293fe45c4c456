package underway

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zhangfang/assets"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/box"
	"zhangfang/ui/kit/draw"
	"zhangfang/ui/kit/grid"
)

// lists is the lower half: what is owed, or how long channels take.
type lists struct {
	view   *View
	card   fyne.CanvasObject
	tabs   *kit.Segmented
	shows  *kit.Dropdown
	agree  *kit.Button
	head   *fyne.Container
	stack  *fyne.Container
	owed   *grid.Grid
	delays *grid.Grid
	none   *kit.Label // why the list of what is owed is empty
	wide   bool
	rows   []Row
	habits []DelayRow
}

const (
	tabOwed = iota
	tabDelays
)

func newLists(v *View) *lists {
	t, p := v.deps.Text, v.presenter
	l := &lists{view: v, none: kit.NewLabel("").Colored(draw.ColorSecondary), wide: true}
	l.tabs = kit.NewSegmented([]string{t.T("underway.tab_owed"), t.T("underway.tab_delays")}, func(int) { l.place() })
	l.shows = kit.NewDropdown(nil, func(i int) { p.PickShow(Show(i)) })
	l.agree = kit.NewButton(t.T("underway.edit_terms"), kit.ButtonSecondary, func() { l.editTerms(l.delays.Selected()) })

	l.owed = grid.New(nil, owedSource{l})
	l.owed.SetEmpty(container.NewCenter(l.none))
	l.owed.OnOpen = p.Open
	l.owed.OnSort = p.SortBy
	l.owed.OnKey = func(name fyne.KeyName) bool {
		back := name == fyne.KeyEscape || name == fyne.KeyBackspace
		return back && p.Back()
	}
	l.owed.OnMenu = func(i int) []*fyne.MenuItem {
		return []*fyne.MenuItem{fyne.NewMenuItem(t.T("underway.open"), func() { p.Open(i) }), l.owed.CopyItem(t.T("kit.copy"))}
	}
	l.delays = grid.New(nil, delaySource{l})
	l.delays.SetEmpty(container.NewCenter(kit.NewLabel(t.T("underway.no_delays")).Colored(draw.ColorSecondary)))
	l.delays.OnOpen = l.editTerms
	l.delays.OnSelect = func(int) { l.agree.Enable() }
	l.delays.OnMenu = func(i int) []*fyne.MenuItem {
		return []*fyne.MenuItem{fyne.NewMenuItem(t.T("underway.edit_terms"), func() { l.editTerms(i) }), l.delays.CopyItem(t.T("kit.copy"))}
	}
	l.setColumns()
	l.owed.Remember(v.deps.Prefs, "underway.owed")
	l.delays.Remember(v.deps.Prefs, "underway.delays")

	l.agree.Disable()
	l.head = box.HFill(box.GapSmall, 1, l.tabs, container.NewStack(), l.shows, l.agree)
	l.stack = container.NewStack(l.owed)
	l.card = kit.NewPlainCard(box.Fitted(l.fit, box.VFill(0, 1, box.Pad(12, box.GapLarge, box.GapSmall, box.GapLarge, l.head), l.stack)))
	l.place()
	return l
}

// place shows the list picked and the control that goes with it.
func (l *lists) place() {
	grid := l.owed
	if l.tabs.Selected() == tabDelays {
		grid = l.delays
	}
	l.shows.Hidden, l.agree.Hidden = grid != l.owed, grid != l.delays
	l.stack.Objects = []fyne.CanvasObject{grid}
	l.stack.Refresh()
	l.head.Refresh()
}

// showOwed brings what is owed into sight.
func (l *lists) showOwed() {
	l.tabs.Select(tabOwed)
	l.place()
}

func (l *lists) typedKey(e *fyne.KeyEvent) {
	grid := l.owed
	if l.tabs.Selected() == tabDelays {
		grid = l.delays
	}
	grid.Focus()
	grid.TypedKey(e)
}

func (l *lists) fill(s *State) {
	t := l.view.deps.Text
	l.rows, l.habits = s.Rows, s.Delays
	l.shows.SetOptions(s.Shows)
	l.shows.Select(int(s.Show))
	l.none.SetText(t.T("underway.nothing"))
	if s.Show != ShowAll {
		l.none.SetText(t.T("underway.none_shown"))
	}
	l.owed.Refresh()
	l.delays.Refresh()
	if l.delays.Selected() < 0 {
		l.agree.Disable()
	}
}

// wideFrom is the width from which every column has room.
const wideFrom = 900

func (l *lists) fit(width float32) {
	if wide := width >= wideFrom; wide != l.wide {
		l.wide = wide
		l.setColumns()
	}
}

func (l *lists) setColumns() {
	t := l.view.deps.Text
	col := func(id string, width float32) grid.Column {
		return grid.Column{ID: id, Title: t.T("underway.col_" + id), Width: width}
	}
	money := func(id string, width float32) grid.Column {
		c := col(id, width)
		c.Align, c.Sortable = fyne.TextAlignTrailing, true
		return c
	}
	sorted := func(c grid.Column) grid.Column { c.Sortable = true; return c }
	channel := sorted(col("channel", 110))
	channel.Grow = true
	rest := money("rest", 108)
	rest.Bold = true
	due, state := sorted(col("due", 112)), sorted(col("state", 104))
	if t.Locale == assets.English {
		state.Width = 134
	}
	owed := []grid.Column{state, channel, sorted(col("day", 72)), money("net", 108)}
	if l.wide {
		owed = append(owed, money("arrived", 104))
	}
	owed = append(owed, rest, due, col("band", 118))
	if l.wide {
		owed = append(owed, col("what", 100))
	}
	l.owed.SetColumns(owed)
	l.delays.SetColumns(l.habitColumns(col))
}

func (l *lists) habitColumns(col func(id string, width float32) grid.Column) []grid.Column {
	who, usual, basis, band, late, agreed := col("channel", 118), col("usual", 136), col("basis", 210), col("range", 116), col("late", 76), col("agreed", 86)
	if l.view.deps.Text.Locale == assets.English {
		usual.Width, basis.Width, band.Width, agreed.Width = 164, 182, 138, 60
	}
	who.Grow, basis.Grow = true, l.wide
	late.Align = fyne.TextAlignTrailing
	return []grid.Column{who, usual, basis, band, late, agreed}
}

// owedSource gives the grid what is owed.
type owedSource struct{ *lists }

// Len is part of kit.Source.
func (s owedSource) Len() int { return len(s.rows) }

// Row is part of kit.Source.
func (s owedSource) Row(i int) ([]grid.Cell, bool) {
	r := &s.rows[i]
	quiet := func(text string) grid.Cell { return grid.Cell{Text: text, Color: draw.ColorSecondary} }
	cells := []grid.Cell{
		{Text: r.State, Color: r.Tone.Color(), Chip: true}, {Text: r.Channel}, quiet(r.Day), {Text: r.Net}, quiet(r.Arrived),
		{Text: r.Rest, Bold: true}, {Text: r.Due}, quiet(r.Band), quiet(r.What),
	}
	if !s.wide {
		cells = append(cells[:4], cells[5:8]...)
	}
	return cells, true
}

// delaySource gives the grid how long channels take.
type delaySource struct{ *lists }

// Len is part of kit.Source.
func (s delaySource) Len() int { return len(s.habits) }

// Row is part of kit.Source.
func (s delaySource) Row(i int) ([]grid.Cell, bool) {
	r := &s.habits[i]
	agreed := grid.Cell{Text: r.Agreed}
	if r.terms == "" {
		agreed.Color = draw.ColorSecondary
	}
	return []grid.Cell{{Text: r.Channel}, {Text: r.Usual}, {Text: r.Basis, Color: draw.ColorSecondary}, {Text: r.Band}, {Text: r.Late}, agreed}, true
}
