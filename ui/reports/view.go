package reports

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zhangfang/assets"
	"zhangfang/ui/kit"
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
}

// View is the view of the month on paper.
type View struct {
	deps      Deps
	presenter *Presenter
	content   *fyne.Container

	page    fyne.CanvasObject // made when first needed
	months  *kit.Dropdown
	buttons []*kit.Button
	sheet   *fyne.Container
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

// Print prints the month in sight, once it is.
func (v *View) Print() { v.presenter.Print() }

func (v *View) show(o fyne.CanvasObject) {
	if len(v.content.Objects) == 1 && v.content.Objects[0] == o {
		return
	}
	v.content.Objects = []fyne.CanvasObject{o}
	v.content.Refresh()
}

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
	v.months = kit.NewDropdown(nil, p.PickMonth)
	save := func(ending string) func() {
		return func() { v.deps.Choose(p.FileName(ending), p.Save) }
	}
	print := kit.NewButton(t.T("reports.print"), kit.ButtonSecondary, p.Print)
	excel := kit.NewButton(t.T("reports.save_xlsx"), kit.ButtonSecondary, save("xlsx"))
	pdf := kit.NewButton(t.T("reports.save_pdf"), kit.ButtonPrimary, save("pdf"))
	v.buttons = []*kit.Button{print, excel, pdf}
	v.sheet = kit.VStack(kit.GapLarge)
	card := kit.NewPlainCard(container.NewScroll(kit.Pad(20, 24, 20, 24, v.sheet)))
	return kit.NewPage(t.T("reports.title"), pdf, v.months, print, excel).Build(0, card)
}

func (v *View) fill(s *State) {
	v.months.SetOptions(s.Months)
	v.months.Select(s.Month)
	for _, b := range v.buttons {
		if s.Busy {
			b.Disable()
		} else {
			b.Enable()
		}
	}
	head := kit.VStack(kit.GapTight, kit.NewTitle(s.Sheet.Title))
	for _, n := range s.Sheet.Notes {
		head.Add(kit.NewSecondary(n))
	}
	objects := []fyne.CanvasObject{head}
	for i := range s.Sheet.Tables {
		objects = append(objects, tableView(&s.Sheet.Tables[i]))
	}
	chain := kit.ColorMatched
	if !s.Sheet.Whole {
		chain = kit.ColorException
	}
	objects = append(objects, kit.HFill(kit.GapSmall, 1, kit.NewIcon(assets.IconSealed, chain, 18), kit.NewSecondary(s.Sheet.Chain).Colored(chain).Cut()))
	v.sheet.Objects = objects
	v.sheet.Refresh()
}

func tableView(t *Table) fyne.CanvasObject {
	rows := kit.VStack(0, kit.Pad(0, 0, kit.GapTight, 0, kit.NewHeading(t.Title)))
	if len(t.Rows) == 0 {
		rows.Add(kit.NewLabel(t.Empty).Colored(kit.ColorSecondary))
		return rows
	}
	shares := widths(t)
	rows.Add(tableRow(t, shares, t.Columns, kit.NewSecondary))
	for _, r := range t.Rows {
		rows.Add(tableRow(t, shares, r, kit.NewLabel))
	}
	if t.Total != nil {
		rows.Add(tableRow(t, shares, t.Total, total))
	}
	return rows
}

func total(s string) *kit.Label { return kit.NewLabel(s).Bold() }

// widths shares a table's width by the longest cell of each column, so that the
// numbers have room in a small window too; words are cut before that.
func widths(t *Table) []float32 {
	const least, name, most = 48, 160, 360
	shares := make([]float32, len(t.Columns))
	measure := func(texts []string, make func(string) *kit.Label) {
		for i, s := range texts {
			shares[i] = max(shares[i], make(s).MinSize().Width, least)
			switch {
			case t.Right[i]:
			case i == 0:
				shares[i] = min(shares[i], name)
			default:
				shares[i] = min(shares[i], most)
			}
		}
	}
	measure(t.Columns, kit.NewSecondary)
	for _, r := range t.Rows {
		measure(r, kit.NewLabel)
	}
	measure(t.Total, total)
	return shares
}

// tableRow cuts names where there is no room, never numbers: the sheet scrolls
// sideways in a small window.
func tableRow(t *Table, shares []float32, texts []string, make func(string) *kit.Label) fyne.CanvasObject {
	cells := []fyne.CanvasObject{}
	for i, s := range texts {
		l := make(s)
		if t.Right[i] {
			l.Aligned(fyne.TextAlignTrailing)
		} else {
			l.Cut()
		}
		cells = append(cells, l)
	}
	return kit.NewRow(kit.Columns(kit.GapSmall, shares, cells...), nil)
}
