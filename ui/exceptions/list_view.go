package exceptions

import (
	"fyne.io/fyne/v2"

	"zhangfang/assets"
	"zhangfang/ui/kit"
)

// shape is how many columns the list has room for.
type shape uint8

const (
	shapeNarrow shape = iota
	shapeMiddle
	shapeWide
)

func (v *View) newGrid() *kit.Grid {
	t, p := v.deps.Text, v.presenter
	g := kit.NewGrid(v.columns(), v)
	g.OnSelect = p.Select
	g.OnOpen = func(int) { p.OpenReconcile() }
	g.OnSort = p.SortBy
	g.OnKey = func(name fyne.KeyName) bool { return v.do(commandOf(string(name))) }
	g.OnMenu = func(int) []*fyne.MenuItem { return append(v.menu(), g.CopyItem(t.T("kit.copy"))) }
	g.Remember(v.deps.Prefs, "exceptions")
	return g
}

// fit is told the widths of list and detail before they are laid out.
func (v *View) fit(list, side float32) {
	v.detail.fit(side)
	s := shapeNarrow
	switch {
	case list >= 900:
		s = shapeWide
	case list >= 620:
		s = shapeMiddle
	}
	if s != v.shape {
		v.shape = s
		v.grid.SetColumns(v.columns())
	}
}

func (v *View) columns() []kit.Column {
	t, right := v.deps.Text, fyne.TextAlignTrailing
	col := func(id string, width float32) kit.Column {
		return kit.Column{ID: id, Title: t.T("exceptions.col_" + id), Width: width, Sortable: true}
	}
	what := col("what", 120)
	what.Grow, what.Sortable = true, false
	expected, actual, difference := col("expected", 100), col("actual", 100), col("difference", 104)
	for _, c := range []*kit.Column{&expected, &actual, &difference} {
		c.Align = right
	}
	expected.Sortable, actual.Sortable, difference.Bold = false, false, true
	kind, age, state := col("type", 98), col("age", 66), col("state", 84)
	if t.Locale == assets.English {
		kind.Width, state.Width, age.Width = 168, 92, 80
	}
	switch v.shape {
	case shapeWide:
		return []kit.Column{kind, what, col("number", 150), col("day", 68), expected, actual, difference, age, state}
	case shapeMiddle:
		what.Width = 150
		return []kit.Column{kind, what, col("day", 64), difference, age, state}
	}
	what.Width, difference.Width = 100, 116
	return []kit.Column{kind, what, difference} // age and state are told beside the list
}

// Len is part of kit.Source.
func (v *View) Len() int { return len(v.presenter.Rows()) }

// Row is part of kit.Source.
func (v *View) Row(i int) ([]kit.Cell, bool) {
	r := &v.presenter.Rows()[i]
	text := kit.ColorText
	if r.Resolved {
		text = kit.ColorSecondary
	}
	kind := kit.Cell{Text: r.Type, Color: r.Tone.Color(), Chip: true}
	what := kit.Cell{Text: r.Text, Color: text}
	day := kit.Cell{Text: r.Day, Color: kit.ColorSecondary}
	difference := kit.Cell{Text: r.Difference, Color: text, Bold: !r.Resolved}
	age := kit.Cell{Text: r.Age, Color: kit.ColorSecondary}
	state := kit.Cell{Text: r.State, Color: r.StateTone.Color(), Chip: true}
	switch v.shape {
	case shapeWide:
		return []kit.Cell{kind, what, {Text: r.Number, Color: kit.ColorSecondary}, day,
			{Text: r.Expected, Color: text}, {Text: r.Actual, Color: text}, difference, age, state}, true
	case shapeMiddle:
		return []kit.Cell{kind, what, day, difference, age, state}, true
	}
	return []kit.Cell{kind, what, difference, state}, true
}
