package reports

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zhangfang/app/book"
	"zhangfang/app/monthly"
	"zhangfang/assets"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/box"
	"zhangfang/ui/kit/draw"
)

// Deps is what the view is given.
type Deps struct {
	Monthly Monthly
	Text    *assets.Text
	Run     kit.Runner
	TempDir string // where a report goes that is only printed

	Choose     func(name string, chosen func(path string)) // asks where to save; not called back when cancelled
	Open       func(path string) error                     // shows a file with the system's own program
	OpenImport func()
	Toast      func(text, action string, do func()) // do may be nil
	ShowError  func(error)

	Jumps     map[monthly.CheckCode]func()            // where the points of the checklist are worked on; may lack some
	BackupDir func() string                           // where copies of the book go; asked on the UI goroutine
	Backups   func(dir string) ([]book.Backup, error) // those copies, the newest first
	Changed   func()                                  // a month was closed or opened; may be nil

	// Copy puts a copy of the book aside once a month is closed, and returns its name.
	// It is asked for on the UI goroutine and done on the runner; may be nil.
	Copy func() func(ctx context.Context) (name string, err error)
	// Named asks once for the name of a shop that has none, and goes on with what the
	// owner says; may be nil.
	Named func(then func(shop string))
	// ShowFolder shows the folder of a file; may be nil.
	ShowFolder func(path string)
}

// View is the view of a period on paper.
type View struct {
	deps      Deps
	presenter *Presenter
	content   *fyne.Container

	page    fyne.CanvasObject // made when first needed
	frame   *kit.Page
	units   *kit.Segmented
	periods *kit.Dropdown
	days    *fyne.Container
	fields  [2]*kit.InlineField // first and last day
	tabs    *kit.Segmented
	note    *kit.Label
	body    *fyne.Container
	wait    *kit.Skeleton

	report  *reportPane
	journal *journalPane
	closing *closingPane
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

// Print prints the period in sight, once it is.
func (v *View) Print() { v.presenter.Print() }

// OpenClosing shows the checklist of a month, "2025-11": where it is closed and opened.
func (v *View) OpenClosing(month string) { v.presenter.OpenClosing(month) }

func (v *View) show(o fyne.CanvasObject) { box.Only(v.content, o) }

func (v *View) update() {
	s, t := v.presenter.State(), v.deps.Text
	switch s.Phase {
	case Loading:
	case Empty:
		v.show(kit.NewEmptyState(assets.IconReports, t.T("reports.empty"),
			kit.NewButton(t.T("reports.go_import"), kit.ButtonPrimary, v.deps.OpenImport)))
	case Failed:
		v.show(kit.NewErrorState(t, s.Err, v.presenter.Load))
	case Ready:
		if v.page == nil {
			v.page = v.build()
		}
		v.fill(&s)
		v.show(v.page)
	}
}

func (v *View) build() fyne.CanvasObject {
	t, p := v.deps.Text, v.presenter
	v.units = kit.NewSegmented([]string{t.T("reports.unit.month"), t.T("reports.unit.quarter"), t.T("reports.unit.year"), t.T("reports.unit.span")},
		func(i int) { p.PickUnit(Unit(i)) })
	v.periods = kit.NewDropdown(nil, p.PickPeriod)
	for i := range v.fields {
		v.fields[i] = kit.NewInlineField(112, nil)
		v.fields[i].PlaceHolder = "2025-10-01"
	}
	typed := func(string) {
		if v.presenter.State().Unit == UnitSpan {
			p.PickDays(v.fields[0].Value(), v.fields[1].Value())
		}
	}
	v.fields[0].OnSubmitted, v.fields[1].OnSubmitted = typed, typed
	v.days = box.HStack(box.GapTight, v.fields[0], kit.NewLabel("–"), v.fields[1], kit.NewButton(t.T("reports.show_days"), kit.ButtonSecondary, func() { typed("") }))
	v.tabs = kit.NewSegmented([]string{t.T("reports.tab.report"), t.T("reports.tab.journal"), t.T("reports.tab.close")}, func(i int) { p.PickTab(Tab(i)) })
	v.note = kit.NewSecondary("").Cut()
	v.report, v.journal, v.closing = newReportPane(v), newJournalPane(v), newClosingPane(v)
	v.body, v.wait = container.NewStack(), kit.NewSkeleton(6)
	head := box.HFill(box.Gap, 1, v.tabs, v.note, v.report.buttons, v.journal.buttons)
	v.frame = kit.NewPage(t.T("reports.title"), nil, v.units, v.periods, v.days)
	return v.frame.Build(1, head, v.body)
}

func (v *View) fill(s *State) {
	v.units.Select(int(s.Unit))
	v.tabs.Select(int(s.Tab))
	visible(v.periods, s.Unit != UnitSpan)
	visible(v.days, s.Unit == UnitSpan)
	v.periods.SetOptions(s.Periods)
	v.periods.Select(s.Period)
	for i, day := range []string{s.From, s.To} {
		if v.fields[i].Text != day {
			v.fields[i].SetText(day)
		}
	}
	v.note.Set(s.Bad, draw.ColorException)
	v.frame.SetNote(s.Closed)
	visible(v.report.buttons, s.Tab == TabReport)
	visible(v.journal.buttons, s.Tab == TabJournal)
	v.put(s)
	v.content.Refresh()
}

// put shows what belongs to the tab.
func (v *View) put(s *State) {
	var pane fyne.CanvasObject = v.wait
	switch {
	case s.Waiting:
	case s.Tab == TabReport:
		v.report.fill(s)
		pane = v.report.content
	case s.Tab == TabJournal:
		v.journal.fill(s)
		pane = v.journal.content
	case s.Tab == TabClose:
		v.closing.fill(s)
		pane = v.closing.content
	}
	if len(v.body.Objects) != 1 || v.body.Objects[0] != pane {
		v.body.Objects = []fyne.CanvasObject{pane}
	}
}

// visible shows or hides an object.
func visible(o fyne.CanvasObject, on bool) {
	if on {
		o.Show()
	} else {
		o.Hide()
	}
}

// enabled switches buttons on or off.
func enabled(on bool, buttons ...*kit.Button) {
	for _, b := range buttons {
		if on {
			b.Enable()
		} else {
			b.Disable()
		}
	}
}
