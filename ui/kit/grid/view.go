package grid

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"zhangfang/ui/kit/box"
	"zhangfang/ui/kit/draw"
)

// view draws a grid: a header, and as many row objects as fit the window.
// Row i lives in slot i modulo the number of slots, so a scroll step of one row
// moves containers and fills a single slot.
type view struct {
	g       *Grid
	objects []fyne.CanvasObject

	head     *container.Clip
	headBox  *fyne.Container
	titles   []*canvas.Text // by column
	headRule *canvas.Rectangle

	body    *container.Clip
	bodyBox *fyne.Container
	slots   []*slot

	bar, sideBar *canvas.Rectangle
	ring         *canvas.Rectangle // the focus, when no row is selected

	plain, bold, small *draw.Ruler
}

// CreateRenderer is Fyne's.
func (g *Grid) CreateRenderer() fyne.WidgetRenderer {
	v := &view{
		g:       g,
		headBox: container.NewWithoutLayout(), bodyBox: container.NewWithoutLayout(),
		headRule: canvas.NewRectangle(nil),
		bar:      canvas.NewRectangle(nil), sideBar: canvas.NewRectangle(nil), ring: canvas.NewRectangle(nil),
		plain: draw.NewRuler(draw.SizeText, false), bold: draw.NewRuler(draw.SizeText, true), small: draw.NewRuler(draw.SizeSmall, false),
	}
	v.head, v.body = container.NewClip(v.headBox), container.NewClip(v.bodyBox)
	v.bar.CornerRadius, v.sideBar.CornerRadius, v.ring.CornerRadius = 3, 3, 4
	g.view = v
	v.rebuild()
	return v
}

func (v *view) Destroy()                     { v.g.view = nil }
func (v *view) Objects() []fyne.CanvasObject { return v.objects }
func (v *view) MinSize() fyne.Size           { return v.g.MinSize() }

// list puts the objects in the order they are drawn.
func (v *view) list() {
	v.objects = []fyne.CanvasObject{v.body, v.head, v.headRule, v.bar, v.sideBar, v.ring}
	if v.g.empty != nil {
		v.objects = append(v.objects, v.g.empty)
	}
}

// rebuild makes everything anew after the columns changed.
func (v *view) rebuild() {
	v.list()
	v.titles = nil
	v.headBox.Objects = nil
	for range v.g.columns {
		t := draw.NewText("", draw.SizeSmall, false, draw.ColorSecondary)
		v.titles = append(v.titles, t)
		v.headBox.Objects = append(v.headBox.Objects, t)
	}
	v.slots = nil
	if size := v.g.Size(); size.Width > 0 {
		v.Layout(size)
	}
}

// Layout places everything for a size and shows the rows that are in sight.
func (v *view) Layout(s fyne.Size) {
	g := v.g
	g.measureColumns()
	body := max(s.Height-headerHeight, 0)
	draw.Place(v.head, 0, 0, s.Width, headerHeight)
	draw.Place(v.headRule, 0, headerHeight-1, s.Width, 1)
	draw.Place(v.body, 0, headerHeight, s.Width, body)
	draw.Place(v.ring, 0, headerHeight, s.Width, body)
	if g.empty != nil {
		draw.Place(g.empty, box.GapLarge, headerHeight, max(s.Width-2*box.GapLarge, 0), body)
	}
	g.left = max(min(g.left, g.contentWidth()-g.bodyWidth()), 0)
	g.top = max(min(g.top, g.contentHeight()-g.bodyHeight()), 0)
	if need := int(body)/g.rowHeight() + 2; need != len(v.slots) {
		v.makeSlots(need)
	}
	for _, r := range v.slots {
		r.layout(g)
	}
	v.forget()
	v.header()
	v.sync()
}

func (v *view) makeSlots(n int) {
	for len(v.slots) < n {
		v.slots = append(v.slots, newSlot(len(v.g.columns)))
	}
	v.slots = v.slots[:n]
	v.bodyBox.Objects = v.bodyBox.Objects[:0]
	for _, r := range v.slots {
		v.bodyBox.Objects = append(v.bodyBox.Objects, r.box)
	}
}

// Refresh reads everything again, as after a change of theme or source.
func (v *view) Refresh() {
	v.forget()
	if size := v.g.Size(); size.Width > 0 {
		v.Layout(size)
	}
	canvas.Refresh(v.g)
}

// forget makes every slot read its row again.
func (v *view) forget() {
	for _, r := range v.slots {
		r.index = -1
	}
}

func (v *view) forgetRows(from, to int) {
	for _, r := range v.slots {
		if r.index >= from && r.index < to {
			r.index = -1
		}
	}
}

// sync gives every row in sight its slot, fills those that changed, and places
// all by whole pixels.
func (v *view) sync() {
	g := v.g
	if len(v.slots) == 0 {
		return
	}
	row := g.rowHeight()
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
		r.box.Move(fyne.NewPos(-g.left, float32(i*row-g.top)))
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
func (v *view) bars() {
	g := v.g
	y, length := g.thumb()
	v.bar.Hidden = length == 0
	draw.Place(v.bar, g.Size().Width-barWidth+2, headerHeight+y, 6, length)
	content, body := g.contentWidth(), g.bodyWidth()
	v.sideBar.Hidden = content <= body || body <= 0
	if !v.sideBar.Hidden {
		w := max(body*body/content, thumbMin)
		x := g.left / (content - body) * (body - w)
		draw.Place(v.sideBar, x, g.Size().Height-6, w, 4)
	}
}

// paint shows selection, ticks, hover and focus of the rows in sight.
func (v *view) paint() {
	g := v.g
	for _, r := range v.slots {
		if r.index >= 0 && !r.box.Hidden {
			r.paint(g, v)
		}
	}
	draw.SetFill(v.headRule, draw.ColorLine, "", 0)
	draw.SetFill(v.bar, theme.ColorNameScrollBar, "", 0)
	draw.SetFill(v.sideBar, theme.ColorNameScrollBar, "", 0)
	ring := fyne.ThemeColorName("")
	if g.focused && g.selected < 0 {
		ring = draw.ColorAccent
	}
	draw.SetFill(v.ring, "", ring, 1)
}

// header writes the titles, the sorted one with its arrow.
func (v *view) header() {
	g := v.g
	for c := range v.titles {
		v.titles[c].Hidden = !g.shows(c) || g.columns[c].Below
	}
	x := g.gutter() - g.left
	for c := range g.line(false) {
		col, t := g.columns[c], v.titles[c]
		title, color := col.Title, draw.ColorSecondary
		if col.ID == g.sortBy && col.Sortable {
			color = draw.ColorAccent
			if g.sortDesc {
				title += " ↓"
			} else {
				title += " ↑"
			}
		}
		w := g.widths[c]
		title, _ = v.small.Cut(title, w-2*draw.PadCell+8)
		if t.Alignment != col.Align {
			t.Alignment = col.Align
		}
		draw.SetText(t, title, color)
		draw.Place(t, x+draw.PadCell, 0, max(w-2*draw.PadCell, 0), headerHeight)
		x += w
	}
}

func (v *view) isCut(row, column int) bool {
	r := v.slots[row%len(v.slots)]
	return r.index == row && r.cells[column].isCut
}
