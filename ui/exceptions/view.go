package exceptions

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zhangfang/app/book"
	"zhangfang/assets"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/box"
	"zhangfang/ui/kit/grid"
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
	Book   string           // names the book that the filter is remembered for
	Now    func() time.Time // for deadlines; nil is the clock

	OpenReconcile func(leg book.Leg, entry book.EntryID) // entry is 0 for the leg as it is
	OpenImport    func()                                 // may be nil
	OpenFees      func()                                 // goes to the list of claims for fees; may be nil
	Provider      Provider                               // asks live connections; may be nil
	Choose        func(chosen func(path string))         // lets the owner choose a file; not called back when cancelled; may be nil
	OpenData      func(name string, data []byte)         // shows an attached file with the system's own program; may be nil
	Decided       func()                                 // tells the window that a decision was made; may be nil
	Toast         func(text, action string, do func())   // do may be nil
	ShowError     func(error)
}

// View is the view of what must not be.
type View struct {
	deps      Deps
	presenter *Presenter
	content   *fyne.Container

	page    *kit.Page
	filters []filterBox
	search  *kit.SearchEntry
	bar     *fyne.Container // of the filters
	all     *kit.Button     // shows what the filter hides
	ticks   *kit.Button     // ticks all rows, or takes the ticks away
	grid    *grid.Grid
	shape   shape
	stage   *fyne.Container
	body    fyne.CanvasObject
	detail  *detailPane
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
	v.grid.Focus()
}

// Refresh is called when the book has changed.
func (v *View) Refresh() { v.presenter.Load() }

// Undo takes the newest decision back: the window's Ctrl+Z.
func (v *View) Undo() { v.presenter.Undo() }

// Redo does again what was taken back last: the window's Ctrl+Y.
func (v *View) Redo() { v.presenter.Redo() }

// TypedKey takes the keys that come while nothing has the keyboard.
func (v *View) TypedKey(e *fyne.KeyEvent) {
	v.grid.Focus()
	v.grid.TypedKey(e)
}

// OpenAt goes to an exception by its key; "" shows the list as it is.
func (v *View) OpenAt(key string) {
	if key == "" {
		return
	}
	v.search.SetText("")
	v.presenter.OpenAt(key)
	v.grid.Focus()
}

// filterBox is a choice of the header and where its options come from.
type filterBox struct {
	box     *kit.Dropdown
	options func() (names []string, picked int)
}

func (v *View) build() fyne.CanvasObject {
	t, p := v.deps.Text, v.presenter
	v.bar = box.HFill(box.GapSmall, 5)
	add := func(options func() ([]string, int), pick func(int)) {
		box := kit.NewDropdown(nil, pick)
		v.filters = append(v.filters, filterBox{box, options})
		v.bar.Add(box)
	}
	add(p.Kinds, p.PickKind)
	add(p.Severities, p.PickSeverity)
	add(p.States, p.PickState)
	add(p.ChannelNames, p.PickChannel)
	add(p.Months, p.PickMonth)
	v.search = kit.NewSearchEntry(t.T("exceptions.search"), p.Search)
	found := v.search.OnSubmitted
	v.search.OnSubmitted = func(text string) { // Enter goes on to what was found
		found(text)
		v.grid.Focus()
	}
	v.search.OnLeave = func() { v.grid.Focus() }
	v.all = kit.NewButton(t.T("exceptions.clear_filter"), kit.ButtonQuiet, v.clearFilter)
	v.ticks = kit.NewButton("", kit.ButtonQuiet, v.keepFocus(v.tickAll))
	v.grid = v.newGrid()
	v.detail = newDetailPane(v)
	v.actions = newActionBar(v)
	v.body = container.New(&sideLayout{v.fit}, kit.NewPlainCard(v.grid), v.detail.card)
	v.stage = container.NewStack(v.body)
	v.page = kit.NewPage(t.T("exceptions.title"), nil, v.all, kit.NewMenuLink(t.T("kit.filters"), v.filterItems), v.search)
	v.bar.Add(container.NewStack())
	v.bar.Add(v.ticks)
	return v.page.Build(1, v.bar, v.stage, v.actions.object)
}

// tickAll ticks all rows that the filter shows, or takes the ticks away where
// there are any.
func (v *View) tickAll() {
	if len(v.presenter.Ticked()) > 0 {
		v.presenter.ClearTicks()
		return
	}
	v.grid.TickAll()
}

func (v *View) update(parts Part) {
	p := v.presenter
	if parts&PartHeader != 0 {
		v.showHeader()
	}
	if parts&PartList != 0 {
		v.showStage()
		v.grid.Refresh()
		v.grid.SetTicked(p.Ticked())
		if v.grid.Selected() != p.Cursor() {
			v.grid.Select(p.Cursor())
		}
	}
	if parts&PartDetail != 0 {
		can := p.Can()
		v.detail.show(p.Detail(), can)
		v.actions.show(can)
	}
	if parts&PartPlan != 0 {
		v.showPlan()
	}
}

func (v *View) showHeader() {
	t, p := v.deps.Text, v.presenter
	for _, f := range v.filters {
		names, picked := f.options()
		f.box.SetOptions(names)
		f.box.Select(picked)
	}
	v.all.Hidden = !p.Narrowed()
	v.page.SetNote(p.Summary())
	v.page.SetTitle(t.T("exceptions.title")) // lays the line out again
	switch n := len(p.Rows()); {
	case len(p.Ticked()) > 0:
		v.ticks.SetText(t.T("exceptions.untick"))
	case n > 0:
		v.ticks.SetText(t.Count("exceptions.tick_all", n, words.Number(n)))
	}
	v.ticks.Hidden = len(p.Rows()) == 0
	v.bar.Refresh()
}

// showStage shows list and detail, or a sentence in their place.
func (v *View) showStage() {
	t := v.deps.Text
	phase, err := v.presenter.Phase()
	o := v.body
	switch phase {
	case Loading:
		o = kit.NewCard("", "", kit.NewSkeleton(8))
	case Bare:
		o = kit.NewPlainCard(kit.NewEmptyState(assets.IconInbox, t.T("exceptions.no_files"), v.goImport()))
	case Clear:
		o = kit.NewPlainCard(kit.NewEmptyState(assets.IconTick, t.T("exceptions.clear"), nil))
	case NotFound:
		o = kit.NewPlainCard(kit.NewEmptyState(assets.IconSearch, t.T("exceptions.not_found"),
			kit.NewButton(t.T("exceptions.clear_filter"), kit.ButtonSecondary, v.clearFilter)))
	case Failed:
		o = kit.NewPlainCard(kit.NewErrorState(t, err, v.presenter.Load))
	}
	if v.stage.Objects[0] != o {
		v.stage.Objects[0] = o
		v.stage.Refresh()
	}
}

// goImport is the way to the first bills, where the window has one.
func (v *View) goImport() *kit.Button {
	if v.deps.OpenImport == nil {
		return nil
	}
	return kit.NewButton(v.deps.Text.T("exceptions.go_import"), kit.ButtonPrimary, v.deps.OpenImport)
}

func (v *View) clearFilter() {
	v.search.SetText("")
	v.presenter.ClearFilter()
	v.grid.Focus()
}

// sideLayout puts the detail at the right of the list.
type sideLayout struct {
	fit func(list, side float32) // told the widths before anything is laid out
}

func (l *sideLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	side := min(max(float32(int(size.Width*0.28)), 300), 420)
	list := size.Width - side - box.Gap
	l.fit(list, side)
	o[0].Move(fyne.NewPos(0, 0))
	o[0].Resize(fyne.NewSize(list, size.Height))
	o[1].Move(fyne.NewPos(list+box.Gap, 0))
	o[1].Resize(fyne.NewSize(side, size.Height))
}

func (l *sideLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(700, 240) }
