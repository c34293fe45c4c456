package grid

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"zhangfang/ui/kit"
)

// FocusGained shows that keys go here.
func (g *Grid) FocusGained() { g.focused = true; g.repaint() }

// FocusLost shows that they no longer do.
func (g *Grid) FocusLost() { g.focused = false; g.repaint() }

// TypedRune is part of fyne.Focusable; letters come as keys, signs that need a
// second key go to OnRune.
func (g *Grid) TypedRune(r rune) {
	if g.OnRune != nil {
		g.OnRune(r)
	}
}

// TypedKey moves, ticks and opens; other keys go to OnKey.
func (g *Grid) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		if g.KeyFirst && g.OnKey != nil && g.OnKey(e.Name) {
			return
		}
		if g.selected >= 0 && g.OnOpen != nil {
			g.OnOpen(g.selected)
			return
		}
	case fyne.KeySpace:
		if g.selected >= 0 {
			g.tick(g.selected, !g.ticked.has(g.selected))
			return
		}
	default:
		if to, ok := g.stepTo(e.Name); ok {
			g.move(to)
			return
		}
	}
	if g.OnKey != nil {
		g.OnKey(e.Name)
	}
}

// stepTo is the row a key leads to.
func (g *Grid) stepTo(name fyne.KeyName) (int, bool) {
	page := max(g.bodyHeight()/g.rowHeight()-1, 1)
	switch name {
	case fyne.KeyUp:
		return max(g.selected, 1) - 1, true
	case fyne.KeyDown:
		return g.selected + 1, true
	case fyne.KeyHome:
		return 0, true
	case fyne.KeyEnd:
		return g.Len() - 1, true
	case fyne.KeyPageUp:
		return g.selected - page, true
	case fyne.KeyPageDown:
		return g.selected + page, true
	}
	return 0, false
}

// move selects a row; with Shift it ticks all rows from where Shift began.
func (g *Grid) move(to int) {
	if g.Len() == 0 {
		return
	}
	to = max(min(to, g.Len()-1), 0)
	if currentModifiers()&fyne.KeyModifierShift == 0 {
		g.Select(to)
		return
	}
	g.extendTo(to)
}

func (g *Grid) extendTo(to int) {
	if g.anchor < 0 {
		g.anchor = max(g.selected, 0)
	}
	g.reveal(to)
	g.tickRange(g.anchor, to)
	g.point(to)
}

// TypedShortcut copies the cell (or the ticked rows, as lines of tabs) and ticks
// all rows.
func (g *Grid) TypedShortcut(s fyne.Shortcut) {
	switch s.(type) {
	case *fyne.ShortcutCopy:
		g.copy()
	case *fyne.ShortcutSelectAll:
		if n := g.Len(); n > 0 {
			g.tickRange(0, n-1)
		}
	default:
		if g.OnRedo != nil && isRedo(s) {
			g.OnRedo()
		}
	}
}

// isRedo tells Ctrl+Shift+Z; Ctrl+Y is the window's own.
func isRedo(s fyne.Shortcut) bool {
	c, ok := s.(*desktop.CustomShortcut)
	return ok && c.KeyName == fyne.KeyZ && c.Modifier == fyne.KeyModifierShortcutDefault|fyne.KeyModifierShift
}

// copyMax bounds what one copy may take along.
const copyMax = 10000

func (g *Grid) copy() {
	if g.ticked.count == 0 {
		column := g.pointer.column
		if g.pointer.row != g.selected || column < 0 {
			kit.CopyText(g.rowText(g.selected))
			return
		}
		kit.CopyText(g.CellText(g.selected, column))
		return
	}
	var all []byte
	for n, i := range g.ticked.rows() {
		if n == copyMax {
			break
		}
		all = append(all, g.rowText(i)...)
		all = append(all, '\n')
	}
	kit.CopyText(string(all))
}

func (g *Grid) rowText(i int) string {
	if i < 0 || i >= g.Len() {
		return ""
	}
	cells, ok := g.source.Row(i)
	if !ok {
		return ""
	}
	var line []byte
	for n, c := range g.order {
		if n > 0 {
			line = append(line, '\t')
		}
		if c < len(cells) {
			line = append(line, cells[c].Text...)
		}
	}
	return string(line)
}

// currentModifiers is the modifier keys held; none where the driver cannot tell.
func currentModifiers() fyne.KeyModifier {
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		return d.CurrentKeyModifiers()
	}
	return 0
}
