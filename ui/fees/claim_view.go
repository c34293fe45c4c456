package fees

import (
	"fyne.io/fyne/v2"

	"zhangfang/ui/kit/box"
	"zhangfang/ui/kit/draw"
	"zhangfang/ui/kit/grid"
)

// claimList is what can be claimed back: the groups, and beside them the rows of
// the chosen one.
type claimList struct {
	*lists
	body          fyne.CanvasObject
	groups, lines *grid.Grid
}

func newClaimList(l *lists) *claimList {
	t, p := l.view.deps.Text, l.view.presenter
	c := &claimList{lists: l}
	c.groups = grid.New(nil, c)
	c.groups.SetEmpty(nothing(t.T("fees.no_claims")))
	c.groups.OnSelect = p.PickGroup
	c.groups.OnOpen = func(int) { c.lines.Focus() }
	c.groups.OnMenu = func(int) []*fyne.MenuItem { return []*fyne.MenuItem{c.groups.CopyItem(t.T("kit.copy"))} }
	c.lines = grid.New(nil, claimLines{c})
	c.lines.OnOpen = p.OpenLine
	c.lines.OnMenu = func(i int) []*fyne.MenuItem {
		return []*fyne.MenuItem{fyne.NewMenuItem(t.T("fees.open_line"), func() { p.OpenLine(i) }), c.lines.CopyItem(t.T("kit.copy"))}
	}
	c.body = box.Columns(0, []float32{1.2, 1}, c.groups, box.HFill(0, 1, draw.NewRule(), c.lines))
	return c
}

func (c *claimList) fill() {
	c.groups.Refresh()
	if c.groups.Selected() != c.state.Group {
		c.groups.Select(c.state.Group)
	}
	c.lines.Refresh()
}

func (c *claimList) groupColumns() []grid.Column {
	channel, month, count := grow(c.column("channel", 76)), c.column("month", 108), right(c.column("count", 48))
	difference := right(c.column("difference", 100))
	difference.Bold = true
	if c.english() {
		month.Width = 86
	}
	if !c.wide {
		return []grid.Column{channel, month, count, difference}
	}
	return []grid.Column{channel, month, count, right(c.column("charged", 92)), right(c.column("expected", 92)), difference}
}

func (c *claimList) lineColumns() []grid.Column {
	day, number, difference := c.column("day", 62), grow(c.column("number", 110)), right(c.column("difference", 84))
	difference.Bold = true
	if !c.wide {
		return []grid.Column{day, number, difference}
	}
	return []grid.Column{day, number, right(c.column("charged", 76)), right(c.column("expected", 76)), difference}
}

// Len is part of kit.Source.
func (c *claimList) Len() int { return len(c.state.Groups) }

// Row is part of kit.Source.
func (c *claimList) Row(i int) ([]grid.Cell, bool) {
	r := &c.state.Groups[i]
	cells := []grid.Cell{{Text: r.Channel}, {Text: r.Month}, {Text: r.Count}}
	if c.wide {
		cells = append(cells, quiet(r.Charged), quiet(r.Expected))
	}
	return append(cells, grid.Cell{Text: r.Difference, Bold: true}), true
}

// claimLines gives the rows of the chosen group.
type claimLines struct{ *claimList }

// Len is part of kit.Source.
func (c claimLines) Len() int { return len(c.state.Lines) }

// Row is part of kit.Source.
func (c claimLines) Row(i int) ([]grid.Cell, bool) {
	r := &c.state.Lines[i]
	cells := []grid.Cell{quiet(r.Day), {Text: r.Number}}
	if c.wide {
		cells = append(cells, quiet(r.Charged), quiet(r.Expected))
	}
	return append(cells, grid.Cell{Text: r.Difference, Bold: true}), true
}
