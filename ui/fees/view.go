package fees

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zhangfang/app/book"
	"zhangfang/assets"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/ask"
	"zhangfang/ui/kit/box"
	"zhangfang/ui/kit/chart"
	"zhangfang/ui/kit/draw"
	"zhangfang/ui/kit/figure"
)

// Deps is what the view is given.
type Deps struct {
	Review Review                                           // FromReview in the program
	Months func(ctx context.Context) ([]book.Period, error) // newest first
	// Figures sums a month over all channels: the overview shows the same.
	Figures func(ctx context.Context, p book.Period, channels []book.ChannelID) (book.MonthFigures, error)
	Text    *assets.Text
	Run     kit.Runner
	Now     func() time.Time
	Window  fyne.Window
	Prefs   kit.Prefs // may be nil

	RestoreCard   func(ctx context.Context, c book.RateCard) error // writes a card back as it was, its state too; may be nil: agreeing is not undone
	RemoveFXRate  func(ctx context.Context, r book.FXRate) error   // may be nil: rates cannot be deleted
	Export        func(format string)                              // asks for a file and writes the claim list as "pdf", "xlsx" or "csv"; may be nil
	OpenException func(key string)
	OpenImport    func()                               // may be nil
	Changed       func()                               // fees were measured again; may be nil
	Toast         func(text, action string, do func()) // do may be nil
	ShowError     func(error)
}

// View is the view of what channels take.
type View struct {
	deps      Deps
	presenter *Presenter
	content   *fyne.Container

	page    *kit.Page
	body    fyne.CanvasObject // made when first needed
	create  *kit.Button
	figures [4]*figure.Figure
	channel *kit.Dropdown
	chart   *chart.Line
	rates   *kit.Card
	lists   *lists
}

// New makes the view; it reads nothing until Shown.
func New(deps Deps) *View {
	v := &View{deps: deps, content: container.NewStack()}
	v.presenter = newPresenter(deps, v.update)
	v.presenter.confirm = v.confirm
	v.show(kit.NewSkeleton(8))
	return v
}

// confirm asks before a card is kept by which more fees are off than now.
func (v *View) confirm(message string, done func(sure bool)) {
	t := v.deps.Text
	ask.Confirm(v.deps.Window, t, t.T("fees.effect_title"), message, t.T("fees.effect_keep"), true, done)
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
		grid := v.lists.grid()
		grid.Focus()
		grid.TypedKey(e)
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
			action = kit.NewButton(t.T("fees.go_import"), kit.ButtonPrimary, v.deps.OpenImport)
		}
		v.show(v.alone(kit.NewEmptyState(assets.IconInbox, t.T("fees.bare"), action)))
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
	return kit.NewPage(v.deps.Text.T("view.fees"), nil).Build(0, kit.NewPlainCard(o))
}

// The lists of the lower half, by their tabs.
const (
	tabCards = iota
	tabClaims
	tabFX
)

// build makes the page once; fill puts the figures in.
func (v *View) build() fyne.CanvasObject {
	t, p := v.deps.Text, v.presenter
	cards := make([]fyne.CanvasObject, len(v.figures))
	for i := range v.figures {
		v.figures[i] = figure.New("")
		cards[i] = v.figures[i]
	}
	for i, tab := range map[int]int{1: tabClaims, 2: tabCards, 3: tabCards} {
		v.figures[i].OnTapped = func() { v.lists.pick(tab) }
	}
	v.channel = kit.NewDropdown(nil, p.PickChannel)
	v.chart = chart.NewLine()
	v.rates = kit.NewCard(t.T("fees.effective"), "", v.chart).Extra(v.chart.Legend(), v.channel)
	v.create = kit.NewButton(t.T("fees.new_card"), kit.ButtonPrimary, func() { v.editCard(p.NewCard()) })
	v.lists = newLists(v)
	v.page = kit.NewPage(t.T("view.fees"), v.create)
	return v.page.Build(1, box.Columns(box.Gap, []float32{1.1, 1, 1, 1}, cards...),
		box.Above(0.42, 280, fyne.NewSize(700, 420), v.rates, v.lists.card))
}

func (v *View) fill(s *State) {
	t := v.deps.Text
	switch {
	case s.Busy:
		v.page.SetNote(t.T("fees.busy"))
	case s.Reading:
		v.page.SetNote(t.T("fees.reading"))
	default:
		v.page.SetNote("")
	}
	enable(v.create, !s.Busy && len(v.presenter.payers()) > 0)
	for i, f := range s.Figures {
		v.figures[i].SetCaption(f.Title)
		v.figures[i].Set(f.Value, f.Tone.Color(), kit.Span{Text: f.Note})
	}
	v.channel.SetOptions(s.Channels)
	v.channel.Select(s.Channel)
	v.channel.Hidden = len(s.Channels) < 2
	v.rates.SetSubtitle(s.Chart.Note)
	v.fillChart(&s.Chart)
	v.rates.Refresh() // the legend may have become wider
	v.lists.fill(s)
}

func (v *View) fillChart(c *Chart) {
	t := v.deps.Text
	series := []chart.Series{{Name: t.T("fees.series_agreed"), Color: draw.ColorSuggestion, Values: c.Low}}
	if c.Several {
		series = []chart.Series{{Name: t.T("fees.series_lowest"), Color: draw.ColorSuggestion, Values: c.Low},
			{Name: t.T("fees.series_highest"), Color: draw.ColorSuggestion, Values: c.High}}
	}
	v.chart.Set(chart.Data{
		Labels: c.Labels, Tips: c.Tips, Empty: t.T("fees.no_payments"), Axis: chart.AxisPercent(2), Exact: chart.AxisPercent(2),
		FromZero: true, // else the rounding of cents would look like a rate that moves
		Series:   append(series, chart.Series{Name: t.T("fees.series_real"), Color: draw.ColorAccent, Values: c.Real}),
	})
}

func enable(b *kit.Button, on bool) {
	if on {
		b.Enable()
		return
	}
	b.Disable()
}
