package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"zhangfang/assets"
)

// gridRow is the objects of one row in sight. They are made once and filled
// again and again; texts are redrawn only when they change.
type gridRow struct {
	index  int // of the row shown, -1: must be read
	loaded bool
	box    *fyne.Container
	back   *canvas.Rectangle // selection and hover
	mark   *canvas.Rectangle // the bar of a ticked row
	rule   *canvas.Rectangle
	bone   *canvas.Rectangle // stands for a row that is not loaded
	tick   *canvas.Rectangle // the box to tick, where the grid has boxes
	tickOn *Icon
	cells  []gridCell
}

// gridCell is one value; its chip is made when first needed.
type gridCell struct {
	text  *canvas.Text
	chip  *canvas.Rectangle
	cell  Cell
	isCut bool
	x, w  float32 // of the text within the row
}

func newGridRow(columns int) *gridRow {
	r := &gridRow{
		index: -1,
		back:  canvas.NewRectangle(nil), mark: canvas.NewRectangle(nil),
		rule: canvas.NewRectangle(nil), bone: canvas.NewRectangle(nil),
		cells: make([]gridCell, columns),
	}
	r.bone.CornerRadius = 4
	r.box = container.NewWithoutLayout(r.back, r.mark, r.rule, r.bone)
	for i := range r.cells {
		r.cells[i].text = newText("", SizeText, false, ColorText)
		r.box.Objects = append(r.box.Objects, r.cells[i].text)
	}
	return r
}

func (r *gridRow) hide() {
	r.index = -1
	r.box.Hidden = true
}

// layout places the cells for the column widths.
func (r *gridRow) layout(g *Grid) {
	width := max(g.contentWidth(), g.Size().Width)
	r.box.Resize(fyne.NewSize(width, HeightRow))
	place(r.back, 0, 0, width, HeightRow-1)
	place(r.mark, 0, 0, 3, HeightRow-1)
	place(r.rule, 0, HeightRow-1, width, 1)
	place(r.bone, g.gutter()+cellPad, 10, min(width*0.6, 420), 12)
	if g.Boxes && r.tick == nil {
		r.addBox()
	}
	for c := range r.cells {
		r.cells[c].text.Hidden = !g.shows(c)
	}
	x := g.gutter()
	for _, c := range g.order {
		r.cells[c].x, r.cells[c].w = x+cellPad, max(g.widths[c]-2*cellPad, 0)
		x += g.widths[c]
	}
}

func (r *gridRow) addBox() {
	r.tick = canvas.NewRectangle(nil)
	r.tick.CornerRadius = 4
	r.tickOn = NewIcon(assets.IconTick, ColorOnAccent, 12)
	place(r.tick, 10, 8, 16, 16)
	place(r.tickOn, 12, 10, 12, 12)
	r.box.Objects = append(r.box.Objects, r.tick, r.tickOn)
}

// fill reads row i into the slot.
func (v *gridView) fill(r *gridRow, i int) {
	cells, ok := v.g.source.Row(i)
	r.index, r.loaded = i, ok
	r.bone.Hidden = ok
	for c := range r.cells {
		var cell Cell
		if ok && c < len(cells) {
			cell = cells[c]
		}
		v.fillCell(r, c, cell)
	}
}

func (v *gridView) fillCell(r *gridRow, c int, cell Cell) {
	gc, col := &r.cells[c], v.g.columns[c]
	if cell.Color == "" {
		cell.Color = ColorText
	}
	gc.cell = cell
	size, rule := SizeText, v.plain
	width := gc.w
	switch {
	case cell.Chip:
		size, rule = SizeSmall, v.small
		width -= 16
	case cell.Bold || col.Bold:
		rule = v.bold
	}
	var shown string
	shown, gc.isCut = rule.cut(cell.Text, max(width, 0))
	if gc.isCut && col.Inner {
		shown = rule.cutMiddle(cell.Text, width)
	}
	t := gc.text
	changed := t.Text != shown || t.TextSize != size || t.TextStyle.Bold != rule.style.Bold
	t.Text, t.TextSize, t.TextStyle.Bold, t.Alignment = shown, size, rule.style.Bold, col.Align
	if gc.chip != nil {
		gc.chip.Hidden = !cell.Chip || shown == "" || gc.text.Hidden
	}
	if cell.Chip && shown != "" {
		r.placeChip(gc, rule.width(shown), col.Align)
	} else {
		place(t, gc.x, 0, gc.w, HeightRow-1)
	}
	if changed {
		t.Refresh()
	}
}

func (r *gridRow) placeChip(gc *gridCell, textWidth float32, align fyne.TextAlign) {
	if gc.chip == nil {
		gc.chip = canvas.NewRectangle(nil)
		gc.chip.CornerRadius = chipHeight / 2
		// Behind its text: the chip goes right after background and rule.
		r.box.Objects = append(r.box.Objects[:4], append([]fyne.CanvasObject{gc.chip}, r.box.Objects[4:]...)...)
	}
	w := min(roundUp(textWidth)+16, gc.w)
	x := gc.x
	switch align {
	case fyne.TextAlignTrailing:
		x += gc.w - w
	case fyne.TextAlignCenter:
		x += float32(int((gc.w - w) / 2))
	}
	const y = (HeightRow - chipHeight) / 2
	gc.text.Alignment = fyne.TextAlignCenter
	place(gc.chip, x, y, w, chipHeight)
	place(gc.text, x, y, w, chipHeight)
}

// paint gives the row its colours: ticked, selected, under the pointer.
func (r *gridRow) paint(g *Grid, v *gridView) {
	selected, ticked := r.index == g.selected, g.ticked.has(r.index)
	back, ring, width := fyne.ThemeColorName(""), fyne.ThemeColorName(""), float32(0)
	switch {
	case selected, ticked:
		back = ColorSelected
	case r.index == g.hover:
		back = ColorHover
	}
	if selected && g.focused {
		ring, width = ColorAccentSoft, 1
	}
	setFill(r.back, back, ring, width)
	mark := fyne.ThemeColorName("")
	if ticked && !g.Boxes {
		mark = ColorAccent
	}
	setFill(r.mark, mark, "", 0)
	setFill(r.rule, ColorLine, "", 0)
	setFill(r.bone, ColorNeutralTint, "", 0)
	r.paintBox(ticked)
	for i := range r.cells {
		gc := &r.cells[i]
		color := gc.cell.Color
		if color == ColorSecondary && (back != "" || gc.cell.Chip) {
			color = ColorText // on a tint, the quiet grey is too pale to read
		}
		setText(gc.text, gc.text.Text, color)
		if gc.chip != nil {
			setFill(gc.chip, TintOf(gc.cell.Color), "", 0)
		}
	}
}

func (r *gridRow) paintBox(ticked bool) {
	if r.tick == nil {
		return
	}
	fill, stroke := ColorSurface, ColorSecondary
	if ticked {
		fill, stroke = ColorAccent, ColorAccent
	}
	setFill(r.tick, fill, stroke, 1)
	r.tickOn.Hidden = !ticked
}
