package overview

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zhangfang/assets"
	"zhangfang/ui/kit"
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
	stage  *fyne.Container
	bars   *kit.BarChart
	lines  *kit.LineChart
	stack  *kit.StackChart
}

// newPanel begins with a kind; picked is told of another, open of a place of it.
func newPanel(t *assets.Text, kind ChartKind, picked func(), open func(kind ChartKind, place int)) *panel {
	p := &panel{kind: kind, remark: kit.NewSecondary("").Cut(), legend: container.NewStack(), stage: container.NewStack()}
	p.bars, p.lines, p.stack = kit.NewBarChart(), kit.NewLineChart(), kit.NewStackChart()
	lead := func(i int) { open(p.kind, i) }
	p.bars.OnPick, p.lines.OnPick, p.stack.OnPick = lead, lead, lead
	choice := container.New(fitting{})
	pick := func(i int) {
		p.kind = ChartKind(i)
		p.picks.Select(i)
		p.narrow.Select(i)
		choice.Refresh()
		picked()
	}
	names := chartNames(t)
	p.picks, p.narrow = kit.NewSegmented(names, pick), kit.NewDropdown(names, pick)
	p.picks.Select(int(kind))
	p.narrow.Select(int(kind))
	p.head = kit.HFill(kit.Gap, 0, p.remark, p.legend)
	choice.Objects = []fyne.CanvasObject{p.picks, p.narrow}
	p.card = kit.NewPlainCard(kit.Pad(10, kit.GapLarge, 8, kit.GapLarge, kit.VFill(kit.GapTight, 2, choice, p.head, p.stage)))
	return p
}

// looks colours the series by what they mean.
func looks(l Look) fyne.ThemeColorName {
	if l >= LookFirst {
		lines := []fyne.ThemeColorName{kit.ColorAccent, kit.ColorUnderway, kit.ColorSuggestion, kit.ColorSecondary}
		return lines[int(l-LookFirst)%len(lines)]
	}
	return map[Look]fyne.ThemeColorName{
		LookSales: kit.ColorAccentSoft, LookArrived: kit.ColorAccent, LookUnderway: kit.ColorUnderway, LookLate: kit.ColorSuggestion,
		LookMissing: kit.ColorException, LookRefunds: kit.ColorSuggestion, LookWhole: kit.ColorNeutralTint, LookRange: kit.ColorSecondary,
		LookMatched: kit.ColorMatched,
	}[l]
}

// show draws the picture picked.
func (p *panel) show(t *assets.Text, all *[chartKinds]Chart) {
	c := &all[p.kind]
	data := kit.ChartData{Labels: c.Labels, Tips: c.Tips, Empty: c.Empty, FromZero: c.Zero}
	if c.Currency != "" {
		data.Axis, data.Exact = kit.AxisMoney(t, c.Currency), kit.ExactMoney(c.Currency)
	} else {
		data.Axis, data.Exact = kit.AxisPercent(c.Places), kit.AxisPercent(c.Places)
	}
	for _, s := range c.Series {
		data.Series = append(data.Series, kit.Series{Name: s.Name, Color: looks(s.Look), Values: s.Values, Quiet: s.Quiet})
	}
	if c.Threshold > 0 {
		data.Threshold = &kit.Threshold{Value: c.Threshold, Name: c.Limit}
	}
	if len(c.More) > 0 {
		data.More = func(i int) (lines []kit.TipLine) {
			if i < len(c.More) {
				for _, l := range c.More[i] {
					lines = append(lines, kit.TipLine{Name: l[0], Value: l[1]})
				}
			}
			return lines
		}
	}
	p.draw(c, data)
	color := c.Tone.Color()
	if c.Tone == kit.ToneNeutral {
		color = kit.ColorSecondary
	}
	p.remark.Set(c.Remark, color)
	p.head.Refresh()
}

func (p *panel) draw(c *Chart, data kit.ChartData) {
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
