package underway

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zhangfang/app/book"
	"zhangfang/assets"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/box"
	"zhangfang/ui/kit/chart"
	"zhangfang/ui/kit/draw"
	"zhangfang/ui/kit/figure"
)

// Deps is what the view is given.
type Deps struct {
	Payouts Payouts // FromReview in the program
	Text    *assets.Text
	Run     kit.Runner
	Now     func() time.Time
	Window  fyne.Window
	Prefs   kit.Prefs // may be nil

	OpenReconcile func(leg book.Leg, entry book.EntryID)
	OpenImport    func()                               // may be nil
	Changed       func()                               // the agreed terms changed what is late; may be nil
	Toast         func(text, action string, do func()) // do may be nil
	ShowError     func(error)
}

// View is the view of money on its way.
type View struct {
	deps      Deps
	presenter *Presenter
	content   *fyne.Container

	page       *kit.Page
	body       fyne.CanvasObject // made when first needed
	currencies *kit.Dropdown
	figures    [4]*figure.Figure
	forecast   *chart.Stack
	ageing     *chart.Stack
	cards      [2]*kit.Card // of the two charts
	track      *kit.Label
	lists      *lists
}

// New makes the view; it reads nothing until Shown.
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

// TypedKey takes the keys that come while nothing has the keyboard.
func (v *View) TypedKey(e *fyne.KeyEvent) {
	if v.lists != nil {
		v.lists.typedKey(e)
	}
}

func (v *View) show(o fyne.CanvasObject) { box.Only(v.content, o) }

func (v *View) update() {
	t, s := v.deps.Text, v.presenter.State()
	switch s.Phase {
	case Loading:
	case Bare:
		var action *kit.Button
		if v.deps.OpenImport != nil {
			action = kit.NewButton(t.T("underway.go_import"), kit.ButtonPrimary, v.deps.OpenImport)
		}
		v.show(v.alone(kit.NewEmptyState(assets.IconInbox, t.T("underway.bare"), action)))
	case Failed:
		v.show(v.alone(kit.NewErrorState(t, s.Err, v.presenter.Load)))
	case Ready:
		if v.body == nil {
			v.body = v.build()
		}
		v.fill(&s)
		v.show(v.body)
	}
}

// alone is a page that holds nothing but a sentence.
func (v *View) alone(o fyne.CanvasObject) fyne.CanvasObject {
	return kit.NewPage(v.deps.Text.T("view.underway"), nil).Build(0, kit.NewPlainCard(o))
}

// build makes the page once; fill puts the figures in.
func (v *View) build() fyne.CanvasObject {
	t, p := v.deps.Text, v.presenter
	v.currencies = kit.NewDropdown(nil, p.PickCurrency)
	cards := make([]fyne.CanvasObject, len(v.figures))
	for i := range v.figures {
		v.figures[i] = figure.New("")
		cards[i] = v.figures[i]
	}
	for i, show := range map[int]Show{0: ShowInTransit, 2: ShowLate, 3: ShowMissing} {
		v.figures[i].OnTapped = func() {
			v.lists.showOwed()
			p.PickShow(show)
		}
	}
	v.forecast, v.ageing = chart.NewStack(), chart.NewStack()
	v.track = kit.NewSecondary("").Cut()
	v.cards[0] = kit.NewCard(t.T("underway.forecast"), "", box.VFill(box.GapTight, 0, v.forecast, v.track)).Extra(v.forecast.Legend())
	v.cards[1] = kit.NewCard(t.T("underway.ageing"), "", v.ageing).Extra(v.ageing.Legend())
	lead := func(pick func(int)) func(int) {
		return func(i int) {
			v.lists.showOwed()
			pick(i)
		}
	}
	v.forecast.OnPick, v.ageing.OnPick = lead(p.PickForecast), lead(p.PickAge)
	v.lists = newLists(v)
	level := box.Sized(0, draw.HeightControl, container.NewStack()) // the title line is as high as in other views
	v.page = kit.NewPage(t.T("view.underway"), nil, level, v.currencies)
	pictures := box.Columns(box.Gap, []float32{1.35, 1}, v.cards[0], v.cards[1])
	return v.page.Build(1, box.Columns(box.Gap, []float32{1.1, 1.05, 1, 1}, cards...),
		box.Above(0.42, 300, fyne.NewSize(700, 400), pictures, v.lists.card))
}

func (v *View) fill(s *State) {
	v.page.SetNote(s.AsOf)
	v.currencies.SetOptions(s.Currencies)
	v.currencies.Select(s.Currency)
	v.currencies.Hidden = len(s.Currencies) < 2
	for i, f := range s.Figures {
		v.figures[i].SetCaption(f.Title)
		v.figures[i].Set(f.Value, f.Tone.Color(), kit.Span{Text: f.Note})
		if f.Short != "" {
			v.figures[i].SetShorter(kit.Span{Text: f.Short})
		}
	}
	v.fillForecast(&s.Forecast)
	v.fillAgeing(&s.Ageing)
	for _, c := range v.cards {
		c.Refresh() // the legends may have become wider
	}
	v.track.SetText(s.Track)
	v.lists.fill(s)
}

func (v *View) fillForecast(c *Chart) {
	t := v.deps.Text
	v.forecast.SetRanged(chart.Data{
		Labels: c.Labels, Tips: c.Tips, Empty: t.T("underway.no_forecast"),
		Axis: chart.AxisMoney(t, c.Currency), Exact: chart.ExactMoney(c.Currency),
		Series: []chart.Series{
			{Name: t.T("underway.series_expected"), Color: draw.ColorAccentSoft, Values: c.Whole},
			{Name: t.T("underway.series_sold"), Color: draw.ColorAccent, Values: c.Parts[0]},
			{Name: t.T("underway.series_low"), Color: draw.ColorSecondary, Values: c.Low, Quiet: true},
			{Name: t.T("underway.series_high"), Color: draw.ColorSecondary, Values: c.High, Quiet: true},
		},
	})
}

func (v *View) fillAgeing(c *Chart) {
	t := v.deps.Text
	v.ageing.Set(chart.Data{
		Labels: c.Labels, Tips: c.Tips, Empty: t.T("underway.nothing"),
		Axis: chart.AxisMoney(t, c.Currency), Exact: chart.ExactMoney(c.Currency),
		Series: []chart.Series{
			{Name: t.T("underway.series_all"), Color: draw.ColorNeutralTint, Values: c.Whole, Quiet: true},
			{Name: t.T("transit.in_transit"), Color: draw.ColorUnderway, Values: c.Parts[0]},
			{Name: t.T("transit.late"), Color: draw.ColorSuggestion, Values: c.Parts[1]},
			{Name: t.T("transit.missing"), Color: draw.ColorException, Values: c.Parts[2]},
		},
	})
}
