package overview

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zhangfang/app/book"
	"zhangfang/assets"
	"zhangfang/ui/kit"
)

// Deps is what the view is given.
type Deps struct {
	Figures  Figures
	Review   Review
	Expected func(ctx context.Context) ([]Expected, error) // may be nil
	Text     *assets.Text
	Run      kit.Runner
	Now      func() time.Time

	Import         func() // chooses files and imports them
	Sample         func() // opens the sample shop
	OpenReconcile  func(leg book.Leg, entry book.EntryID)
	OpenException  func(key string) // "" for the list as it is
	OpenUnderway   func()           // may be nil
	OpenStatements func()           // the report; may be nil
}

// View is the first view of the window.
type View struct {
	deps      Deps
	presenter *Presenter
	content   *fyne.Container

	page     fyne.CanvasObject // made when first needed
	months   *kit.Dropdown
	channels *kit.Dropdown
	figures  [4]*kit.Figure
	money    *kit.BarChart
	refunds  *kit.LineChart
	fees     *kit.LineChart
	shares   [2]*kit.Card
	todo     *kit.Card
	rows     *kit.Scroll
}

// New makes the view; it shows nothing until Shown.
func New(deps Deps) *View {
	v := &View{deps: deps, content: container.NewStack()}
	v.presenter = newPresenter(deps, v.update)
	v.show(kit.NewSkeleton(8))
	return v
}

// Content is what the window shows.
func (v *View) Content() fyne.CanvasObject { return v.content }

// Shown is called whenever the view comes into sight.
func (v *View) Shown() { v.presenter.Load() }

// Refresh is called when the book has changed.
func (v *View) Refresh() { v.presenter.Load() }

func (v *View) show(o fyne.CanvasObject) {
	if len(v.content.Objects) == 1 && v.content.Objects[0] == o {
		return
	}
	v.content.Objects = []fyne.CanvasObject{o}
	v.content.Refresh()
}

func (v *View) update() {
	s := v.presenter.State()
	switch s.Phase {
	case Loading:
	case Empty:
		v.show(welcome(v.deps))
	case Failed:
		v.show(kit.NewErrorState(v.deps.Text, s.Err, v.presenter.Load))
	case Ready:
		if v.page == nil {
			v.page = v.build()
		}
		v.fill(&s)
		v.show(v.page)
	}
}

// cardWeights shares the width of the key figures: the month's sum is the
// longest, a count the shortest.
func cardWeights() []float32 { return []float32{0.98, 1.2, 1.02, 0.8} }

// build makes the page once; fill puts the figures in.
func (v *View) build() fyne.CanvasObject {
	t := v.deps.Text
	v.months = kit.NewDropdown(nil, v.presenter.PickMonth)
	v.channels = kit.NewDropdown(nil, v.presenter.PickChannel)
	action := kit.NewButton(t.T("overview.import"), kit.ButtonPrimary, v.deps.Import)
	cards := make([]fyne.CanvasObject, len(v.figures))
	for i := range v.figures {
		v.figures[i] = kit.NewFigure("")
		cards[i] = v.figures[i]
	}
	v.figures[1].OnTapped = v.deps.OpenStatements
	v.figures[2].OnTapped = v.deps.OpenUnderway
	v.figures[3].OnTapped = func() { v.deps.OpenException("") }

	v.money, v.refunds, v.fees = kit.NewBarChart(), kit.NewLineChart(), kit.NewLineChart()
	v.shares[0] = kit.NewCard(t.T("overview.refund_rate"), "", v.refunds)
	v.shares[1] = kit.NewCard(t.T("overview.fee_rate"), "", v.fees)
	money := kit.NewCard(t.T("overview.money_chart"), "", v.money).Extra(kit.Legend(
		kit.Series{Name: t.T("overview.series_sales"), Color: kit.ColorAccentSoft},
		kit.Series{Name: t.T("overview.series_arrived"), Color: kit.ColorAccent},
		kit.Series{Name: t.T("overview.series_late"), Color: kit.ColorUnderway}))

	v.rows = kit.NewScroll(0)
	all := kit.NewButton(t.T("overview.all_exceptions")+" ›", kit.ButtonQuiet, func() { v.deps.OpenException("") })
	v.todo = kit.NewCard(t.T("overview.todo"), "", v.rows.Object()).Extra(all)
	pictures := container.New(picturesLayout{}, money, v.shares[0], v.shares[1])
	return kit.NewPage(t.T("overview.title"), action, v.months, v.channels).
		Build(1, kit.Columns(kit.Gap, cardWeights(), cards...), container.New(halvesLayout{}, pictures, v.todo))
}

func (v *View) fill(s *State) {
	v.months.SetOptions(s.Months)
	v.months.Select(s.Month)
	v.channels.SetOptions(s.Channels)
	v.channels.Select(s.Channel)
	for i, c := range s.Cards {
		v.figures[i].SetCaption(c.Title)
		spans := []kit.Span{{Text: c.Note}}
		if c.Extra != "" {
			if c.Note != "" {
				spans[0].Text += " · "
			}
			spans = append(spans, kit.Span{Text: c.Extra, Color: moodColor(c.Mood)})
		}
		v.figures[i].Set(c.Value, c.Tone.Color(), spans...)
		if c.Short != "" {
			v.figures[i].SetShorter(kit.Span{Text: c.Short, Color: moodColor(c.Mood)})
		}
	}
	v.fillCharts(s)
	v.fillTodo(s)
}

func moodColor(t kit.Tone) fyne.ThemeColorName {
	if t == kit.ToneNeutral {
		return ""
	}
	return t.Color()
}

func (v *View) fillCharts(s *State) {
	t := v.deps.Text
	v.money.Set(kit.ChartData{
		Labels: s.Money.Labels, Tips: s.Money.Days, Empty: t.T("overview.no_sales"),
		Axis: kit.AxisMoney(t, s.Money.Currency), Exact: kit.ExactMoney(s.Money.Currency),
		Series: []kit.Series{
			{Name: t.T("overview.series_sales"), Color: kit.ColorAccentSoft, Values: s.Money.Sales},
			{Name: t.T("overview.series_arrived"), Color: kit.ColorAccent, Values: s.Money.Arrived},
			{Name: t.T("overview.series_late"), Color: kit.ColorUnderway, Values: s.Money.Late},
		},
	})
	refunds := kit.ChartData{
		Labels: s.Refunds.Labels, Tips: s.Money.Days, Empty: t.T("overview.no_sales"), FromZero: true,
		Axis: kit.AxisPercent(0), Exact: kit.AxisPercent(1),
		Series:    []kit.Series{{Name: t.T("overview.refund_rate"), Color: kit.ColorSuggestion, Values: s.Refunds.Values}},
		Threshold: &kit.Threshold{Value: s.Refunds.Threshold, Name: t.T("overview.threshold")},
	}
	v.refunds.Set(refunds)
	v.fees.Set(kit.ChartData{
		Labels: s.Fees.Labels, Tips: s.Money.Days, Empty: t.T("overview.no_sales"),
		Axis: kit.AxisPercent(2), Exact: kit.AxisPercent(2),
		Series: []kit.Series{{Name: t.T("overview.fee_rate"), Color: kit.ColorAccent, Values: s.Fees.Values}},
	})
	for i, c := range []*ShareChart{&s.Refunds, &s.Fees} {
		color := moodColor(c.Tone)
		if color == "" {
			color = kit.ColorSecondary
		}
		v.shares[i].SetSubtitleColored(c.Remark, color)
	}
}

// todoShown bounds the rows: more than that nobody works off from here.
const todoShown = 50

func (v *View) fillTodo(s *State) {
	v.todo.SetSubtitle(s.More)
	items := s.Todo[:min(len(s.Todo), todoShown)]
	var widest float32
	for _, item := range items {
		widest = max(widest, kit.NewChip(item.Chip, item.Tone).MinSize().Width)
	}
	rows := make([]fyne.CanvasObject, 0, len(items))
	for _, item := range items {
		rows = append(rows, v.todoRow(item, widest))
	}
	if len(rows) == 0 {
		rows = append(rows, kit.Pad(kit.GapLarge, 0, 0, 0,
			kit.NewEmptyState(assets.IconTick, v.deps.Text.T("overview.nothing_to_do"), nil)))
	}
	v.rows.Set(rows...)
}

func (v *View) todoRow(item Todo, chip float32) fyne.CanvasObject {
	open := func() {
		if item.Target.Reconcile {
			v.deps.OpenReconcile(item.Target.Leg, item.Target.Entry)
			return
		}
		v.deps.OpenException(item.Target.Exception)
	}
	since := kit.ColorSecondary
	if item.Urgent {
		since = kit.ColorException
	}
	line := kit.HFill(kit.Gap, 1,
		kit.Sized(chip, 0, kit.NewChip(item.Chip, item.Tone)),
		kit.NewLabel(item.Text).Cut(),
		kit.Sized(104, 0, kit.NewLabel(item.Amount).Aligned(fyne.TextAlignTrailing)),
		kit.Sized(84, 0, kit.NewLabel(item.Since).Colored(since)),
		kit.Sized(64, 0, kit.NewButton(item.Action, kit.ButtonQuiet, open)))
	return kit.NewRow(line, open)
}

// welcome is what an empty book shows: what to do, and a shop to look around in.
func welcome(deps Deps) fyne.CanvasObject {
	t := deps.Text
	icon := kit.NewIcon(assets.IconInbox, kit.ColorAccent, 56)
	choose := kit.NewButton(t.T("overview.choose_files"), kit.ButtonPrimary, deps.Import)
	sample := kit.NewButton(t.T("overview.open_sample"), kit.ButtonSecondary, deps.Sample)
	return container.NewCenter(kit.VStack(kit.Gap,
		container.NewCenter(kit.Sized(56, 56, icon)),
		kit.NewTitle(t.T("overview.welcome")).Aligned(fyne.TextAlignCenter),
		kit.NewLabel(t.T("overview.welcome_how")).Aligned(fyne.TextAlignCenter),
		kit.NewSecondary(t.T("overview.welcome_what")).Aligned(fyne.TextAlignCenter),
		kit.NewSecondary(t.T("overview.welcome_local")).Aligned(fyne.TextAlignCenter),
		kit.Sized(1, 8, container.NewStack()),
		container.NewCenter(kit.HStack(kit.Gap, choose, sample)),
	))
}
