package overview

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zhangfang/ui/kit"
	"zhangfang/ui/kit/box"
	"zhangfang/ui/kit/draw"
	"zhangfang/ui/kit/figure"
	"zhangfang/ui/kit/grid"
)

// cardWeights shares the width of the key figures: the period's sum is the
// longest, a count the shortest.
func cardWeights() []float32 { return []float32{0.98, 1.1, 1.02, 0.96} }

// build makes the page once; fill puts the figures in.
func (v *View) build() fyne.CanvasObject {
	t, p := v.deps.Text, v.presenter
	filters := make([]fyne.CanvasObject, len(v.pickers))
	for i, pick := range []func(int){p.PickUnit, p.PickPeriod, p.PickChannel, p.PickCurrency} {
		v.pickers[i] = kit.NewDropdown(nil, pick)
		filters[i] = v.pickers[i]
	}
	action := kit.NewButton(t.T("overview.import"), kit.ButtonPrimary, v.deps.Import)
	figures := make([]fyne.CanvasObject, cards)
	for i := range v.figures {
		v.figures[i], v.help[i] = figure.New(""), kit.NewFigureHelp("")
		figures[i] = container.New(cornered{}, v.figures[i], v.help[i])
	}
	v.figures[cardSales].OnTapped = p.OpenNewest
	v.figures[cardArrived].OnTapped = func() { p.OpenItem(ItemArrived) }
	v.figures[cardUnderway].OnTapped = v.deps.OpenUnderway
	v.figures[cardOpen].OnTapped = func() { v.deps.OpenException("") }

	v.grid = grid.New(tableColumns(v.heads), tableSource{v})
	v.grid.OnOpen = func(i int) { p.OpenItem(v.table[i].Item) }
	pictures := []fyne.CanvasObject{kit.NewPlainCard(box.Pad(6, 6, 4, 6, v.grid))}
	for i, kind := range v.remembered {
		v.panels[i] = newPanel(t, kind, v.choose, p.OpenRun)
		pictures = append(pictures, v.panels[i].card)
	}
	v.lower = newLower(v)
	return kit.NewPage(t.T("overview.title"), action, filters...).
		Build(1, box.Columns(box.Gap, cardWeights(), figures...), container.New(halvesLayout{}, container.New(picturesLayout{}, pictures...), v.lower.card))
}

// choose is told that a panel shows another picture.
func (v *View) choose() {
	for i, p := range v.panels {
		v.remembered[i] = p.kind
	}
	kit.Remember(v.deps.Prefs, chartsKey, v.remembered)
	v.fillCharts()
}

func (v *View) fill(s *State) {
	v.fillPickers(s)
	for i, c := range s.Cards {
		v.fillCard(i, &c)
	}
	v.table = s.Table.Lines
	if v.heads != s.Table.Heads {
		v.heads = s.Table.Heads
		v.grid.SetColumns(tableColumns(v.heads))
	}
	v.grid.Refresh()
	v.fillCharts()
	v.lower.fill(s)
}

func (v *View) fillPickers(s *State) {
	for i, x := range []struct {
		options []string
		at      int
		least   int // fewer options are no choice
	}{{s.Units, s.Unit, 2}, {s.Periods, s.Period, 1}, {s.Channels, s.Channel, 3}, {s.Currencies, s.Currency, 2}} {
		v.pickers[i].SetOptions(x.options)
		v.pickers[i].Select(x.at)
		v.pickers[i].Hidden = len(x.options) < x.least
	}
}

func (v *View) fillCard(i int, c *Card) {
	f := v.figures[i]
	f.SetCaption(c.Title)
	v.help[i].SetText(c.Help)
	var spans []kit.Span
	if c.Note != "" {
		spans = append(spans, kit.Span{Text: c.Note})
	}
	if c.Extra != "" {
		if c.Note != "" {
			spans[0].Text += " · "
		}
		spans = append(spans, kit.Span{Text: c.Extra, Color: moodColor(c.Mood)})
	}
	f.Set(c.Value, c.Tone.Color(), spans...)
	if c.Short != "" {
		f.SetShorter(kit.Span{Text: c.Short, Color: moodColor(c.Mood)})
	}
}

func moodColor(t draw.Tone) fyne.ThemeColorName {
	if t == draw.ToneNeutral {
		return ""
	}
	return t.Color()
}

// fillCharts draws the pictures in sight, and has matched rows counted where one of
// them tells of these.
func (v *View) fillCharts() {
	s := v.presenter.State()
	counting := false
	for _, p := range v.panels {
		p.show(v.deps.Text, &s.Charts)
		counting = counting || p.kind == ChartMatched && p.card.Visible()
	}
	v.presenter.CountMatched(counting)
}
