package overview

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zhangfang/app/book"
	"zhangfang/assets"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/box"
	"zhangfang/ui/kit/figure"
	"zhangfang/ui/kit/grid"
)

// Deps is what the view is given.
type Deps struct {
	Figures Figures
	Review  Review
	Text    *assets.Text
	Run     kit.Runner
	Now     func() time.Time
	Prefs   kit.Prefs // may be nil: picks are not remembered

	Live           Live   // may be nil: all bills come as files
	OpenChannels   func() // where bills are pulled; nil where Live is
	Import         func() // chooses files and imports them
	Sample         func() // opens the sample shop
	OpenReconcile  func(leg book.Leg, entry book.EntryID)
	OpenException  func(key string) // "" for the list as it is
	OpenUnderway   func()           // may be nil: Reconcile shows the payouts
	OpenStatements func()           // the report; may be nil
}

// View is the first view of the window.
type View struct {
	deps      Deps
	presenter *Presenter
	content   *fyne.Container

	page       fyne.CanvasObject // made when first needed
	pickers    [4]*kit.Dropdown  // of unit, period, channel and currency
	figures    [cards]*figure.Figure
	help       [cards]*kit.FigureHelp
	grid       *grid.Grid // of the figures against the ones before
	table      []Line
	heads      [4]string
	panels     [panelCount]*panel
	lower      *lower
	remembered [panelCount]ChartKind
}

// chartsKey is where the chosen pictures are remembered.
const chartsKey = "overview.charts"

// New makes the view; it shows nothing until Shown.
func New(deps Deps) *View {
	v := &View{deps: deps, content: container.NewStack(), remembered: [panelCount]ChartKind{ChartMoney, ChartRefunds, ChartFees}}
	if deps.OpenUnderway == nil {
		v.deps.OpenUnderway = func() { deps.OpenReconcile(book.LegPayouts, 0) }
	}
	var kinds [panelCount]ChartKind
	if kit.Recall(deps.Prefs, chartsKey, &kinds) && max(kinds[0], kinds[1], kinds[2]) < chartKinds {
		v.remembered = kinds
	}
	v.presenter = newPresenter(v.deps, v.update)
	v.show(kit.NewPage(deps.Text.T("overview.title"), nil).Build(0, kit.NewCard("", "", kit.NewSkeleton(8))))
	return v
}

// Content is what the window shows.
func (v *View) Content() fyne.CanvasObject { return v.content }

// Shown is called whenever the view comes into sight.
func (v *View) Shown() { v.presenter.Load() }

// Refresh is called when the book has changed.
func (v *View) Refresh() { v.presenter.Load() }

// TypedKey takes the keys that come while nothing has the keyboard: Escape goes
// back to what is to do.
func (v *View) TypedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeyEscape && v.presenter.State().Drill.Level != LevelTodo {
		v.presenter.Back()
	}
}

func (v *View) show(o fyne.CanvasObject) { box.Only(v.content, o) }

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

// follow goes where a thing to do leads.
func (v *View) follow(to Target) {
	switch {
	case to.Channels:
		v.deps.OpenChannels()
	case to.Import:
		v.deps.Import()
	case to.Reconcile:
		v.deps.OpenReconcile(to.Leg, to.Entry)
	default:
		v.deps.OpenException(to.Exception)
	}
}
