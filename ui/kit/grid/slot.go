package grid

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"zhangfang/assets"
	"zhangfang/ui/kit/draw"
)

// slot is the objects of one row in sight. They are made once and filled
// again and again; texts are redrawn only when they change.
type slot struct {
	index  int // of the row shown, -1: must be read
	loaded bool
	box    *fyne.Container
	back   *canvas.Rectangle // selection and hover
	mark   *canvas.Rectangle // the bar of a ticked row
	rule   *canvas.Rectangle
	bone   *canvas.Rectangle // stands for a row that is not loaded
	tick   *canvas.Rectangle // the box to tick, where the grid has boxes
	tickOn *draw.Icon
	cells  []slotCell
}

// slotCell is one value; its chip is made when first needed.
type slotCell struct {
	text  *canvas.Text
	chip  *canvas.Rectangle
	cell  Cell
	isCut bool
	x, y  float32 // of the text within the row
	w     float32
}

func newSlot(columns int) *slot {
	r := &slot{
		index: -1,
		back:  canvas.NewRectangle(nil), mark: canvas.NewRectangle(nil),
		rule: canvas.NewRectangle(nil), bone: canvas.NewRectangle(nil),
		cells: make([]slotCell, columns),
	}
	r.bone.CornerRadius = 4
	r.box = container.NewWithoutLayout(r.back, r.mark, r.rule, r.bone)
	for i := range r.cells {
		r.cells[i].text = draw.NewText("", draw.SizeText, false, draw.ColorText)
		r.box.Objects = append(r.box.Objects, r.cells[i].text)
	}
	return r
}

func (r *slot) hide() {
	r.index = -1
	r.box.Hidden = true
}

// layout places the cells for the column widths.
func (r *slot) layout(g *Grid) {
	width := max(g.contentWidth(), g.Size().Width)
	height := float32(g.rowHeight())
	r.box.Resize(fyne.NewSize(width, height))
	draw.Place(r.back, 0, 0, width, height-1)
	draw.Place(r.mark, 0, 0, 3, height-1)
	draw.Place(r.rule, 0, height-1, width, 1)
	draw.Place(r.bone, g.gutter()+draw.PadCell, 10, min(width*0.6, 420), 12)
	if g.Boxes && r.tick == nil {
		r.addBox()
	}
	if r.tick != nil {
		y := float32(int(height-16) / 2)
		draw.Place(r.tick, 10, y, 16, 16)
		draw.Place(r.tickOn, 12, y+2, 12, 12)
	}
	for c := range r.cells {
		r.cells[c].text.Hidden = !g.shows(c)
	}
	for _, below := range []bool{false, true} {
		x, y := g.gutter(), float32(0)
		if below {
			y = draw.HeightRow - belowRise
		}
		for c := range g.line(below) {
			r.cells[c].x, r.cells[c].y, r.cells[c].w = x+draw.PadCell, y, max(g.widths[c]-2*draw.PadCell, 0)
			x += g.widths[c]
		}
	}
}

func (r *slot) addBox() {
	r.tick = canvas.NewRectangle(nil)
	r.tick.CornerRadius = 4
	r.tickOn = draw.NewIcon(assets.IconTick, draw.ColorOnAccent, 12)
	r.box.Objects = append(r.box.Objects, r.tick, r.tickOn)
}

// fill reads row i into the slot.
func (v *view) fill(r *slot, i int) {
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

func (v *view) fillCell(r *slot, c int, cell Cell) {
	gc, col := &r.cells[c], v.g.columns[c]
	if cell.Color == "" {
		cell.Color = draw.ColorText
	}
	gc.cell = cell
	size, rule := draw.SizeText, v.plain
	width := gc.w
	switch {
	case cell.Chip:
		size, rule = draw.SizeSmall, v.small
		width -= 16
	case cell.Bold || col.Bold:
		rule = v.bold
	}
	var shown string
	shown, gc.isCut = rule.Cut(cell.Text, max(width, 0))
	if gc.isCut && col.Inner {
		shown = rule.CutMiddle(cell.Text, width)
	}
	t := gc.text
	changed := t.Text != shown || t.TextSize != size || t.TextStyle.Bold != rule.Style.Bold
	t.Text, t.TextSize, t.TextStyle.Bold, t.Alignment = shown, size, rule.Style.Bold, col.Align
	if gc.chip != nil {
		gc.chip.Hidden = !cell.Chip || shown == "" || gc.text.Hidden
	}
	if cell.Chip && shown != "" {
		r.placeChip(gc, rule.Width(shown), col.Align)
	} else {
		draw.Place(t, gc.x, gc.y, gc.w, draw.HeightRow-1)
	}
	if changed {
		t.Refresh()
	}
}

func (r *slot) placeChip(gc *slotCell, textWidth float32, align fyne.TextAlign) {
	if gc.chip == nil {
		gc.chip = canvas.NewRectangle(nil)
		gc.chip.CornerRadius = draw.HeightChip / 2
		// Behind its text: the chip goes right after background and rule.
		r.box.Objects = append(r.box.Objects[:4], append([]fyne.CanvasObject{gc.chip}, r.box.Objects[4:]...)...)
	}
	w := min(draw.RoundUp(textWidth)+16, gc.w)
	x := gc.x
	switch align {
	case fyne.TextAlignTrailing:
		x += gc.w - w
	case fyne.TextAlignCenter:
		x += float32(int((gc.w - w) / 2))
	}
	y := gc.y + (draw.HeightRow-draw.HeightChip)/2
	gc.text.Alignment = fyne.TextAlignCenter
	draw.Place(gc.chip, x, y, w, draw.HeightChip)
	draw.Place(gc.text, x, y, w, draw.HeightChip)
}

// paint gives the row its colours: ticked, selected, under the pointer.
func (r *slot) paint(g *Grid, v *view) {
	selected, ticked := r.index == g.selected, g.ticked.has(r.index)
	back, ring, width := fyne.ThemeColorName(""), fyne.ThemeColorName(""), float32(0)
	switch {
	case selected, ticked:
		back = draw.ColorSelected
	case r.index == g.hover:
		back = draw.ColorHover
	}
	if selected && g.focused {
		ring, width = draw.ColorAccentSoft, 1
	}
	draw.SetFill(r.back, back, ring, width)
	mark := fyne.ThemeColorName("")
	if ticked && !g.Boxes {
		mark = draw.ColorAccent
	}
	draw.SetFill(r.mark, mark, "", 0)
	draw.SetFill(r.rule, draw.ColorLine, "", 0)
	draw.SetFill(r.bone, draw.ColorNeutralTint, "", 0)
	r.paintBox(ticked)
	for i := range r.cells {
		gc := &r.cells[i]
		color := gc.cell.Color
		if color == draw.ColorSecondary && (back != "" || gc.cell.Chip) {
			color = draw.ColorText // on a tint, the quiet grey is too pale to read
		}
		draw.SetText(gc.text, gc.text.Text, color)
		if gc.chip != nil {
			draw.SetFill(gc.chip, draw.TintOf(gc.cell.Color), "", 0)
		}
	}
}

func (r *slot) paintBox(ticked bool) {
	if r.tick == nil {
		return
	}
	fill, stroke := draw.ColorSurface, draw.ColorSecondary
	if ticked {
		fill, stroke = draw.ColorAccent, draw.ColorAccent
	}
	draw.SetFill(r.tick, fill, stroke, 1)
	r.tickOn.Hidden = !ticked
}
