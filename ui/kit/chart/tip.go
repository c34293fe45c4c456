package chart

import (
	"math"

	"fyne.io/fyne/v2"

	"zhangfang/ui/kit/draw"
)

const (
	tipPad  = 10
	tipLine = 20
)

// tipRow is a line of a tip; no colour, no swatch.
type tipRow struct {
	TipLine
	color fyne.ThemeColorName
}

// tipRows is what the tip of a place says: the value of each series in sight, what
// must not be crossed, and what else there is to say.
func (c *common) tipRows(i int) []tipRow {
	exact := c.data.Exact
	if exact == nil {
		exact = compact
	}
	var rows []tipRow
	for _, s := range c.data.visible() {
		v := "–"
		if i < len(s.Values) && !math.IsNaN(s.Values[i]) {
			v = exact(s.Values[i])
		}
		rows = append(rows, tipRow{TipLine{s.Name, v}, s.Color})
	}
	if t := c.data.Threshold; t != nil && t.Name != "" {
		rows = append(rows, tipRow{TipLine: TipLine{t.Name, exact(t.Value)}})
	}
	if c.data.More != nil {
		for _, l := range c.data.More(i) {
			rows = append(rows, tipRow{TipLine: l})
		}
	}
	return rows
}

// tip draws the values of the place picked, exactly.
func (c *common) tip(d *drawing) {
	head, rows := c.data.head(c.hover), c.tipRows(c.hover)
	width := draw.Measure(head, draw.SizeSmall, true)
	for _, r := range rows {
		width = max(width, 14+draw.Measure(r.Name, draw.SizeSmall, false)+16+draw.Measure(r.Value, draw.SizeSmall, true))
	}
	w := draw.RoundUp(width) + 2*tipPad
	h := float32(tipLine*(1+len(rows)) + 12)
	x := c.plot.x(c.hover) + 12
	if x+w > c.Size().Width {
		x = max(c.plot.x(c.hover)-12-w, 0)
	}
	x, y := float32(int(x)), max(min(c.plot.area.Y+4, c.Size().Height-h), 0)
	back := d.rect(draw.ColorSurface, x, y, w, h)
	back.CornerRadius, back.StrokeColor, back.StrokeWidth = draw.RadiusControl, draw.Color(draw.ColorLine), 1
	back.Shadow = draw.SheetShadow()
	y += 6
	d.text(head, fyne.TextAlignLeading, draw.ColorText, x+tipPad, y, w).TextStyle.Bold = true
	for _, r := range rows {
		y += tipLine
		if r.color != "" {
			d.rect(r.color, x+tipPad, y+6, 8, 8).CornerRadius = 2
		}
		d.text(r.Name, fyne.TextAlignLeading, draw.ColorSecondary, x+tipPad+14, y, w)
		d.text(r.Value, fyne.TextAlignTrailing, draw.ColorText, x, y, w-tipPad).TextStyle.Bold = true
	}
}
