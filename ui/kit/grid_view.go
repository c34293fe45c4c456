package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
)

// gridView draws a grid: a header, and as many row objects as fit the window.
// Row i lives in slot i modulo the number of slots, so a scroll step of one row
// moves containers and fills a single slot.
type gridView struct {
	g       *Grid
	objects []fyne.CanvasObject

	head     *container.Clip
	headBox  *fyne.Container
	titles   []*canvas.Text // by column
	headRule *canvas.Rectangle

	body    *container.Clip
	bodyBox *fyne.Container
	slots   []*gridRow

	bar, sideBar *canvas.Rectangle
	ring         *canvas.Rectangle // the focus, when no row is selected

	plain, bold, small *ruler
}

// CreateRenderer is Fyne's.
func (g *Grid) CreateRenderer() fyne.WidgetRenderer {
	v := &gridView{
		g:       g,
		headBox: container.NewWithoutLayout(), bodyBox: container.NewWithoutLayout(),
		headRule: canvas.NewRectangle(nil),
		bar:      canvas.NewRectangle(nil), sideBar: canvas.NewRectangle(nil), ring: canvas.NewRectangle(nil),
		plain: newRuler(SizeText, false), bold: newRuler(SizeText, true), small: newRuler(SizeSmall, false),
	}
	v.head, v.body = container.NewClip(v.headBox), container.NewClip(v.bodyBox)
	v.bar.CornerRadius, v.sideBar.CornerRadius, v.ring.CornerRadius = 3, 3, 4
	g.view = v
	v.rebuild()
	return v
}

func (v *gridView) Destroy()                     { v.g.view = nil }
func (v *gridView) Objects() []fyne.CanvasObject { return v.objects }
func (v *gridView) MinSize() fyne.Size           { return v.g.MinSize() }

// list puts the objects in the order they are drawn.
func (v *gridView) list() {
	v.objects = []fyne.CanvasObject{v.body, v.head, v.headRule, v.bar, v.sideBar, v.ring}
	if v.g.empty != nil {
		v.objects = append(v.objects, v.g.empty)
	}
}

// rebuild makes everything anew after the columns changed.
func (v *gridView) rebuild() {
	v.list()
	v.titles = nil
	v.headBox.Objects = nil
	for range v.g.columns {
		t := newText("", SizeSmall, false, ColorSecondary)
		v.titles = append(v.titles, t)
		v.headBox.Objects = append(v.headBox.Objects, t)
	}
	v.slots = nil
	if size := v.g.Size(); size.Width > 0 {
		v.Layout(size)
	}
}

// Layout places everything for a size and shows the rows that are in sight.
func (v *gridView) Layout(s fyne.Size) {
	g := v.g
	g.measureColumns()
	body := max(s.Height-headerHeight, 0)
	place(v.head, 0, 0, s.Width, headerHeight)
	place(v.headRule, 0, headerHeight-1, s.Width, 1)
	place(v.body, 0, headerHeight, s.Width, body)
	place(v.ring, 0, headerHeight, s.Width, body)
	if g.empty != nil {
		place(g.empty, GapLarge, headerHeight, max(s.Width-2*GapLarge, 0), body)
	}
	g.left = max(min(g.left, g.contentWidth()-g.bodyWidth()), 0)
	g.top = max(min(g.top, g.contentHeight()-g.bodyHeight()), 0)
	if need := int(body)/rowHeight + 2; need != len(v.slots) {
		v.makeSlots(need)
	}
	for _, r := range v.slots {
		r.layout(g)
	}
	v.forget()
	v.header()
	v.sync()
}

func (v *gridView) makeSlots(n int) {
	for len(v.slots) < n {
		v.slots = append(v.slots, newGridRow(len(v.g.columns)))
	}
	v.slots = v.slots[:n]
	v.bodyBox.Objects = v.bodyBox.Objects[:0]
	for _, r := range v.slots {
		v.bodyBox.Objects = append(v.bodyBox.Objects, r.box)
	}
}

// Refresh reads everything again, as after a change of theme or source.
func (v *gridView) Refresh() {
	v.forget()
	if size := v.g.Size(); size.Width > 0 {
		v.Layout(size)
	}
	canvas.Refresh(v.g)
}

// forget makes every slot read its row again.
func (v *gridView) forget() {
	for _, r := range v.slots {
		r.index = -1
	}
}

func (v *gridView) forgetRows(from, to int) {
	for _, r := range v.slots {
		if r.index >= from && r.index < to {
			r.index = -1
		}
	}
}

// sync gives every row in sight its slot, fills those that changed, and places
// all by whole pixels.
func (v *gridView) sync() {
	g := v.g
	if len(v.slots) == 0 {
		return
	}
	from, to := g.VisibleRows()
	for i := from; i < from+len(v.slots); i++ {
		r := v.slots[i%len(v.slots)]
		if i >= to {
			r.hide()
			continue
		}
		if r.index != i {
			v.fill(r, i)
		}
		r.box.Hidden = false
		r.box.Move(fyne.NewPos(-g.left, float32(i*rowHeight-g.top)))
	}
	if g.empty != nil {
		g.empty.Hide()
		if g.Len() == 0 {
			g.empty.Show()
		}
	}
	v.bars()
	v.paint()
}

// bars places the scroll bars' thumbs.
func (v *gridView) bars() {
	g := v.g
	y, length := g.thumb()
	v.bar.Hidden = length == 0
	place(v.bar, g.Size().Width-barWidth+2, headerHeight+y, 6, length)
	content, body := g.contentWidth(), g.bodyWidth()
	v.sideBar.Hidden = content <= body || body <= 0
	if !v.sideBar.Hidden {
		w := max(body*body/content, thumbMin)
		x := g.left / (content - body) * (body - w)
		place(v.sideBar, x, g.Size().Height-6, w, 4)
	}
}

// paint shows selection, ticks, hover and focus of the rows in sight.
func (v *gridView) paint() {
	g := v.g
	for _, r := range v.slots {
		if r.index >= 0 && !r.box.Hidden {
			r.paint(g, v)
		}
	}
	setFill(v.headRule, ColorLine, "", 0)
	setFill(v.bar, theme.ColorNameScrollBar, "", 0)
	setFill(v.sideBar, theme.ColorNameScrollBar, "", 0)
	ring := fyne.ThemeColorName("")
	if g.focused && g.selected < 0 {
		ring = ColorAccent
	}
	setFill(v.ring, "", ring, 1)
}

// header writes the titles, the sorted one with its arrow.
func (v *gridView) header() {
	g := v.g
	for c := range v.titles {
		v.titles[c].Hidden = !g.shows(c)
	}
	x := g.gutter() - g.left
	for _, c := range g.order {
		col, t := g.columns[c], v.titles[c]
		title, color := col.Title, ColorSecondary
		if col.ID == g.sortBy && col.Sortable {
			color = ColorAccent
			if g.sortDesc {
				title += " ↓"
			} else {
				title += " ↑"
			}
		}
		w := g.widths[c]
		title, _ = v.small.cut(title, w-2*cellPad+8)
		if t.Alignment != col.Align {
			t.Alignment = col.Align
		}
		setText(t, title, color)
		place(t, x+cellPad, 0, max(w-2*cellPad, 0), headerHeight)
		x += w
	}
}

func (v *gridView) isCut(row, column int) bool {
	r := v.slots[row%len(v.slots)]
	return r.index == row && r.cells[column].isCut
}
