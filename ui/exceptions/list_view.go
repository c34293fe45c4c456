package exceptions

import (
	"time"

	"fyne.io/fyne/v2"

	"zhangfang/app/book"
	"zhangfang/assets"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/draw"
	"zhangfang/ui/kit/grid"
	"zhangfang/ui/kit/words"
)

// shape is how many columns the list has room for.
type shape uint8

const (
	shapeNarrow shape = iota
	shapeMiddle
	shapeWide
)

func (v *View) newGrid() *grid.Grid {
	t, p := v.deps.Text, v.presenter
	g := grid.New(v.columns(), v)
	g.Boxes = true
	g.OnSelect = p.Select
	g.OnTick = p.Tick
	g.OnOpen = func(int) { p.OpenReconcile() }
	g.OnSort = p.SortBy
	g.OnKey, g.OnRune, g.OnRedo = v.do, v.sign, p.Redo
	g.OnMenu = func(int) []*fyne.MenuItem {
		return append(v.menu(), fyne.NewMenuItemSeparator(), g.CopyItem(t.T("kit.copy")))
	}
	g.Remember(v.deps.Prefs, "exceptions")
	return g
}

// fit is told the widths of list and detail before they are laid out.
func (v *View) fit(list, side float32) {
	v.detail.fit(side)
	s := shapeNarrow
	switch {
	case list >= 1100:
		s = shapeWide
	case list >= 620:
		s = shapeMiddle
	}
	if s != v.shape {
		v.shape = s
		v.grid.SetColumns(v.columns())
	}
}

// columns is the columns of a shape, in order. The sentence is what is read, so it
// gets what room there is, a line of its own where that is little; what has no room
// in the list stands beside it.
func (s shape) columns() []string {
	switch s {
	case shapeWide:
		return []string{"type", "severity", "what", "number", "day", "expected", "actual", "difference", "age", "deadline", "state", "person"}
	case shapeMiddle:
		return []string{"type", "what", "difference", "deadline", "state"}
	}
	return []string{"type", "deadline", "difference", "what"}
}

func (v *View) columns() []grid.Column {
	t := v.deps.Text
	widths := map[string]float32{
		"type": 102, "severity": 56, "what": 100, "number": 150, "day": 64, "expected": 100, "actual": 100,
		"difference": 104, "age": 64, "deadline": 122, "state": 80, "person": 76,
	}
	if t.Locale == assets.English {
		widths["type"], widths["severity"], widths["age"] = 144, 74, 76
	}
	widths["deadline"], widths["state"] = v.widest("deadline"), v.widest("state")
	ids := v.shape.columns()
	out := make([]grid.Column, len(ids))
	for i, id := range ids {
		out[i] = grid.Column{ID: id, Title: t.T("exceptions.col_" + id), Width: widths[id], Sortable: true}
		switch id {
		case "number":
			out[i].Inner = true
		case "what":
			out[i].Grow, out[i].Sortable, out[i].Below = true, false, v.below()
		case "deadline":
			out[i].Grow = v.shape == shapeNarrow
		case "type":
			out[i].Grow = v.shape == shapeMiddle && v.below()
		case "expected", "actual":
			out[i].Align, out[i].Sortable = fyne.TextAlignTrailing, false
		case "difference":
			out[i].Align, out[i].Bold = fyne.TextAlignTrailing, true
		}
	}
	return out
}

// below tells whether the sentence has a line of its own.
func (v *View) below() bool { return v.shape != shapeWide }

// cellGap is the grid's gaps at both sides of a cell.
const cellGap = 20

// widest is a width in which the words of a column stand whole.
func (v *View) widest(column string) float32 {
	t := v.deps.Text
	width := kit.NewSecondary(t.T("exceptions.col_" + column)).MinSize().Width
	if column == "deadline" {
		for _, span := range []time.Duration{119 * time.Minute, 47 * time.Hour, 99 * 24 * time.Hour} {
			for _, code := range []string{"exceptions.left", "exceptions.over"} {
				width = max(width, kit.NewLabel(t.T(code, words.SpanShort(t, span))).MinSize().Width)
			}
		}
		return width + cellGap
	}
	for s := book.ExceptionOpen; s <= book.ExceptionReopened; s++ {
		width = max(width, kit.NewChip(t.T("xstate."+s.String()), draw.ToneNeutral).MinSize().Width)
	}
	return width + cellGap
}

// Len is part of kit.Source.
func (v *View) Len() int { return len(v.presenter.Rows()) }

// Row is part of kit.Source.
func (v *View) Row(i int) ([]grid.Cell, bool) {
	r := &v.presenter.Rows()[i]
	ids := v.shape.columns()
	cells := make([]grid.Cell, len(ids))
	for c, id := range ids {
		cells[c] = cellOf(r, id)
		if id == "what" && v.shape == shapeNarrow {
			cells[c].Text = r.whole()
		}
	}
	return cells, true
}

func cellOf(r *Row, column string) grid.Cell {
	text := draw.ColorText
	if r.Resolved {
		text = draw.ColorSecondary
	}
	switch column {
	case "type":
		return grid.Cell{Text: r.Type, Color: r.Tone.Color(), Chip: true, Tip: r.Severity + " · " + r.Type}
	case "severity":
		return grid.Cell{Text: r.Severity, Color: r.SeverityTone.Color()}
	case "what":
		return grid.Cell{Text: r.Text, Color: text}
	case "number":
		return grid.Cell{Text: r.Number, Color: draw.ColorSecondary}
	case "day":
		return grid.Cell{Text: r.Day, Color: draw.ColorSecondary}
	case "expected":
		return grid.Cell{Text: r.Expected, Color: text}
	case "actual":
		return grid.Cell{Text: r.Actual, Color: text}
	case "difference":
		return grid.Cell{Text: r.Difference, Color: text, Bold: !r.Resolved}
	case "age":
		return grid.Cell{Text: r.Age, Color: draw.ColorSecondary}
	case "deadline":
		return grid.Cell{Text: r.Deadline, Color: r.DeadlineTone.Color()}
	case "state":
		return grid.Cell{Text: r.State, Color: r.StateTone.Color(), Chip: true}
	}
	return grid.Cell{Text: r.Person, Color: draw.ColorSecondary}
}
