package overview

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zhangfang/assets"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/box"
	"zhangfang/ui/kit/chart"
	"zhangfang/ui/kit/draw"
)

// panel is a card with one of the pictures, which the owner chooses.
type panel struct {
	card   *kit.Card
	kind   ChartKind
	picks  *kit.Segmented
	narrow *kit.Dropdown // in place of picks where there is no room
	remark *kit.Label
	legend *fyne.Container
	head   *fyne.Container
	warns  bool // the remark is more than an explanation
	stage  *fyne.Container
	bars   *chart.Bar
	lines  *chart.Line
	stack  *chart.Stack
}

// newPanel begins with a kind; picked is told of another, open of a place of it.
func newPanel(t *assets.Text, kind ChartKind, picked func(), open func(kind ChartKind, place int)) *panel {
	p := &panel{kind: kind, remark: kit.NewSecondary("").Cut(), legend: container.NewStack(), stage: container.NewStack()}
	p.bars, p.lines, p.stack = chart.NewBar(), chart.NewLine(), chart.NewStack()
	lead := func(i int) { open(p.kind, i) }
	p.bars.OnPick, p.lines.OnPick, p.stack.OnPick = lead, lead, lead
	pick := func(i int) {
		p.kind = ChartKind(i)
		p.picks.Select(i)
		p.narrow.Select(i)
		picked()
	}
	names := chartNames(t)
	p.picks, p.narrow = kit.NewSegmented(names, pick), kit.NewDropdown(names, pick)
	p.picks.Select(int(kind))
	p.narrow.Select(int(kind))
	p.head = container.New(panelHead{p}, p.picks, p.narrow, p.remark, p.legend)
	p.card = kit.NewPlainCard(box.Pad(10, box.GapLarge, 8, box.GapLarge, box.VFill(box.GapTight, 1, p.head, p.stage)))
	return p
}

// looks colours the series by what they mean.
func looks(l Look) fyne.ThemeColorName {
	if l >= LookFirst {
		lines := []fyne.ThemeColorName{draw.ColorAccent, draw.ColorUnderway, draw.ColorSuggestion, draw.ColorSecondary}
		return lines[int(l-LookFirst)%len(lines)]
	}
	return map[Look]fyne.ThemeColorName{
		LookSales: draw.ColorPale, LookArrived: draw.ColorAccent, LookUnderway: draw.ColorUnderway, LookLate: draw.ColorSuggestion,
		LookMissing: draw.ColorException, LookRefunds: draw.ColorSuggestion, LookWhole: draw.ColorNeutralTint, LookRange: draw.ColorSecondary,
		LookMatched: draw.ColorMatched,
	}[l]
}

// show draws the picture picked.
func (p *panel) show(t *assets.Text, all *[chartKinds]Chart) {
	c := &all[p.kind]
	data := chart.Data{Labels: c.Labels, Tips: c.Tips, Empty: c.Empty, FromZero: c.Zero}
	if c.Currency != "" {
		data.Axis, data.Exact = chart.AxisMoney(t, c.Currency), chart.ExactMoney(c.Currency)
	} else {
		data.Axis, data.Exact = chart.AxisPercent(c.Places), chart.AxisPercent(c.Places)
	}
	for _, s := range c.Series {
		data.Series = append(data.Series, chart.Series{Name: s.Name, Color: looks(s.Look), Values: s.Values, Quiet: s.Quiet})
	}
	if c.Threshold > 0 {
		data.Threshold = &chart.Threshold{Value: c.Threshold, Name: c.Limit}
	}
	if len(c.More) > 0 {
		data.More = func(i int) (lines []chart.TipLine) {
			if i < len(c.More) {
				for _, l := range c.More[i] {
					lines = append(lines, chart.TipLine{Name: l[0], Value: l[1]})
				}
			}
			return lines
		}
	}
	p.draw(c, data)
	color := c.Tone.Color()
	if c.Tone == draw.ToneNeutral {
		color = draw.ColorSecondary
	}
	p.warns = c.Tone != draw.ToneNeutral
	p.remark.Set(c.Remark, color)
	p.head.Refresh()
}

func (p *panel) draw(c *Chart, data chart.Data) {
	var chart, legend fyne.CanvasObject
	switch c.Style {
	case StyleBars:
		chart, legend = p.bars, p.bars.Legend()
		p.bars.Set(data)
	case StyleLines:
		chart, legend = p.lines, p.lines.Legend()
		p.lines.Set(data)
	case StyleStack:
		chart, legend = p.stack, p.stack.Legend()
		p.stack.Set(data)
	case StyleRanged:
		chart, legend = p.stack, p.stack.Legend()
		p.stack.SetRanged(data)
	}
	if len(p.stage.Objects) == 0 || p.stage.Objects[0] != chart {
		p.stage.Objects = []fyne.CanvasObject{chart}
		p.stage.Refresh()
	}
	p.legend.Objects = []fyne.CanvasObject{legend}
	p.legend.Hidden = len(c.Series) < 2
}
