package reconcile

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zhangfang/app/book"
	"zhangfang/assets"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/words"
)

// Deps is what the view is given.
type Deps struct {
	Review Review
	Months func(ctx context.Context) ([]book.Period, error) // newest first
	Text   *assets.Text
	Run    kit.Runner
	Window fyne.Window
	Prefs  kit.Prefs        // may be nil
	Now    func() time.Time // nil is the clock

	OpenImport func()
	// OpenException goes to what stands for a row in the view of exceptions; may be nil.
	OpenException func(key string)
	Decided       func()                               // tells the window that a decision was made; may be nil
	Toast         func(text, action string, do func()) // do may be nil
	ShowError     func(error)
}

// View is the view of matching and deciding.
type View struct {
	deps      Deps
	presenter *Presenter
	content   *fyne.Container

	page     *kit.Page
	legs     *legSwitch
	months   *kit.Dropdown
	channels *kit.Dropdown
	search   *kit.SearchEntry
	summary  *summaryStrip

	stage   *fyne.Container // the panes, or what is said in their place
	panes   *panes
	list    *listPane
	other   *otherPane
	between *betweenPane
	actions *actionBar
}

// New makes the view; it reads nothing until Shown.
func New(deps Deps) *View {
	v := &View{deps: deps}
	v.presenter = newPresenter(deps, v.update)
	v.content = container.NewStack(v.build())
	v.update(PartAll)
	return v
}

// Content is what the window shows.
func (v *View) Content() fyne.CanvasObject { return v.content }

// Shown is called whenever the view comes into sight.
func (v *View) Shown() {
	v.presenter.Load()
	v.list.grid.Focus()
}

// Refresh is called when the book has changed.
func (v *View) Refresh() { v.presenter.Load() }

// Undo takes the newest decision back: the window's Ctrl+Z.
func (v *View) Undo() { v.presenter.Undo() }

// Redo does again what was taken back last: the window's Ctrl+Y.
func (v *View) Redo() { v.presenter.Redo() }

// TypedKey takes the keys that come while nothing has the keyboard.
func (v *View) TypedKey(e *fyne.KeyEvent) {
	v.list.grid.Focus()
	v.list.grid.TypedKey(e)
}

// OpenAt shows a row of a leg, explained or not.
func (v *View) OpenAt(leg book.Leg, entry book.EntryID) {
	v.search.SetText("")
	v.presenter.OpenAt(leg, entry)
	v.list.grid.Focus()
}

func (v *View) build() fyne.CanvasObject {
	t, p := v.deps.Text, v.presenter
	v.legs = newLegSwitch(v)
	v.months = kit.NewDropdown(nil, p.PickMonth)
	v.channels = kit.NewDropdown(nil, p.PickChannel)
	v.search = kit.NewSearchEntry(t.T("reconcile.search"), p.Search)
	v.summary = newSummaryStrip(t, p.ShowMatched)

	found := v.search.OnSubmitted
	v.search.OnSubmitted = func(text string) { // Enter goes on to what was found
		found(text)
		v.list.grid.Focus()
	}

	v.search.OnLeave = func() { v.list.grid.Focus() }

	v.list = newListPane(v)
	v.other = newOtherPane(v)
	v.between = newBetweenPane(t)
	v.actions = newActionBar(v)
	v.panes = newPanes(v.list.object, v.between.object, v.other.object, v.list, v.between, v.other)
	v.stage = container.NewStack(v.panes.object)
	v.page = kit.NewPage(t.T("reconcile.title"), nil, v.legs.object, v.months, v.channels, v.search)
	return v.page.Build(1, v.summary.object, v.stage, v.actions.object)
}

// update draws again the parts that changed.
func (v *View) update(parts Part) {
	p := v.presenter
	if parts&PartHeader != 0 {
		v.showHeader()
	}
	if parts&PartList != 0 {
		v.showStage()
		v.list.show(p)
	}
	if parts&PartAcross != 0 {
		v.other.show(p)
		v.between.show(p.Between())
	}
	if parts&(PartActions|PartAcross) != 0 {
		v.actions.show(p)
	}
}

func (v *View) showHeader() {
	p := v.presenter
	v.legs.show(p)
	names, picked := p.Months()
	v.months.SetOptions(names)
	v.months.Select(picked)
	names, picked = p.ChannelNames()
	v.channels.SetOptions(names)
	v.channels.Select(picked)
	v.channels.Hidden = isPicked(p.Leg()) // a side is one channel
	v.page.SetTitle(v.deps.Text.T("reconcile.title"))
	v.summary.show(p.Summary(), p.ShowsMatched())
}

// showStage shows the panes, or a sentence in their place with the next step.
func (v *View) showStage() {
	t := v.deps.Text
	phase, err := v.presenter.Phase()
	var o fyne.CanvasObject
	switch {
	case phase == Pairing:
		o = v.pairing()
	case phase == Clear && v.presenter.PutOffCount() > 0:
		n := v.presenter.PutOffCount()
		o = kit.NewPlainCard(kit.NewEmptyState(assets.IconTick, t.Count("reconcile.clear_but_later", n, words.Number(n)),
			kit.NewButton(t.T("reconcile.show_later"), kit.ButtonSecondary, func() { v.do(CommandPutOff) })))
	case phase == Clear:
		o = kit.NewPlainCard(kit.NewEmptyState(assets.IconTick, t.T("reconcile.clear"), nil))
	case phase == NoFiles:
		o = kit.NewPlainCard(kit.NewEmptyState(assets.IconInbox, t.T("reconcile.no_files"),
			kit.NewButton(t.T("reconcile.go_import"), kit.ButtonPrimary, v.deps.OpenImport)))
	case phase == NotFound:
		o = kit.NewPlainCard(kit.NewEmptyState(assets.IconSearch, t.T("reconcile.not_found"),
			kit.NewButton(t.T("reconcile.clear_filter"), kit.ButtonSecondary, v.clearFilter)))
	case phase == Failed:
		o = kit.NewPlainCard(kit.NewErrorState(t, err, v.presenter.Load))
	case phase == Loading && v.presenter.Len() == 0:
		o = kit.NewCard("", "", kit.NewSkeleton(8))
	default:
		o = v.panes.object
	}
	if v.stage.Objects[0] != o {
		v.stage.Objects[0] = o
		v.stage.Refresh()
	}
}

// filterItems is the menu of saved filters.
func (v *View) filterItems() []*fyne.MenuItem {
	f := v.presenter.Filters()
	use := f.Use
	f.Use = func(i int) {
		use(i)
		v.search.SetText(v.presenter.SearchText())
		v.list.grid.Focus()
	}
	f.Toast = v.deps.Toast
	f.Closed = v.list.grid.Focus
	return f.Items(v.deps.Window, v.deps.Text)
}

func (v *View) clearFilter() {
	v.search.SetText("")
	v.presenter.ClearFilter()
	v.list.grid.Focus()
}
