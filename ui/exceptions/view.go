package exceptions

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zhangfang/app/book"
	"zhangfang/assets"
	"zhangfang/ui/kit"
)

// Deps is what the view is given.
type Deps struct {
	Review Review
	Months func(ctx context.Context) ([]book.Period, error) // newest first
	Text   *assets.Text
	Run    kit.Runner
	Window fyne.Window
	Prefs  kit.Prefs // may be nil

	OpenReconcile func(leg book.Leg, entry book.EntryID) // entry is 0 for the leg as it is
	OpenImport    func()                                 // may be nil
	Decided       func()                                 // tells the window that a decision was made; may be nil
	Toast         func(text, action string, do func())   // do may be nil
	ShowError     func(error)
}

// View is the view of what must not be.
type View struct {
	deps      Deps
	presenter *Presenter
	content   *fyne.Container

	page     *kit.Page
	kinds    *kit.Dropdown
	months   *kit.Dropdown
	channels *kit.Dropdown
	search   *kit.SearchEntry
	grid     *kit.Grid
	shape    shape
	stage    *fyne.Container
	body     fyne.CanvasObject
	detail   *detailPane
	actions  *actionBar
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

func (v *View) build() fyne.CanvasObject {
	t, p := v.deps.Text, v.presenter
	v.kinds = kit.NewDropdown(nil, p.PickKind)
	v.months = kit.NewDropdown(nil, p.PickMonth)
	v.channels = kit.NewDropdown(nil, p.PickChannel)
	v.search = kit.NewSearchEntry(t.T("exceptions.search"), p.Search)
	v.grid = v.newGrid()
	v.detail = newDetailPane(t)
	v.actions = newActionBar(v)
	v.body = container.New(&sideLayout{v.fit}, kit.NewPlainCard(v.grid), v.detail.card)
	v.stage = container.NewStack(v.body)
	v.page = kit.NewPage(t.T("exceptions.title"), nil, v.kinds, v.months, v.channels, v.search)
	return v.page.Build(0, v.stage, v.actions.object)
}

func (v *View) update(parts Part) {
	p := v.presenter
	if parts&PartHeader != 0 {
		set := func(d *kit.Dropdown, names []string, picked int) {
			d.SetOptions(names)
			d.Select(picked)
		}
		names, picked := p.Kinds()
		set(v.kinds, names, picked)
		names, picked = p.Months()
		set(v.months, names, picked)
		names, picked = p.ChannelNames()
		set(v.channels, names, picked)
		v.page.SetNote(p.Summary())
	}
	if parts&PartList != 0 {
		v.showStage()
		v.grid.Refresh()
		if v.grid.Selected() != p.Cursor() {
			v.grid.Select(p.Cursor())
		}
	}
	if parts&PartDetail != 0 {
		v.detail.show(p.Detail())
		v.actions.show(p)
	}
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
	list := size.Width - side - kit.Gap
	l.fit(list, side)
	o[0].Move(fyne.NewPos(0, 0))
	o[0].Resize(fyne.NewSize(list, size.Height))
	o[1].Move(fyne.NewPos(list+kit.Gap, 0))
	o[1].Resize(fyne.NewSize(side, size.Height))
}

func (l *sideLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(700, 240) }
