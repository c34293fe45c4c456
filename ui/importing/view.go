package importing

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zhangfang/app/book"
	"zhangfang/app/intake"
	"zhangfang/assets"
	"zhangfang/ui/kit"
)

// Deps is what the view is given.
type Deps struct {
	Intake    Intake
	UndoBatch func(ctx context.Context, id book.BatchID) (book.UndoPlan, error)
	// EntryLines tells what decisions are about that an undo would take back; may be nil.
	EntryLines func(ctx context.Context, ids []book.EntryID) ([]book.EntryLine, error)
	Text       *assets.Text
	Run        kit.Runner
	Window     fyne.Window
	Prefs      kit.Prefs // may be nil

	Choose    func()                                   // lets the owner choose files and imports them
	Start     func(paths []string, opt intake.Options) // imports, with progress; the receipts come by ShowReceipts
	Teach     func(path, file string)                  // asks how to read a file that no format knows; may be nil
	Changed   func()                                   // tells the window that the book is another
	Toast     func(text, action string, do func())     // do may be nil
	ShowError func(error)
}

// View is the view of bringing files in.
type View struct {
	deps      Deps
	presenter *Presenter
	content   *fyne.Container

	action   *kit.Button
	choose   *kit.Button
	receipts *receiptList
	below    *kit.Card
	tabs     *kit.Segmented
	months   *kit.Dropdown
	undo     *kit.Button
	strips   *kit.Scroll
	batches  *kit.Grid
}

// The tabs of the lower card.
const (
	tabCoverage = iota
	tabBatches
)

// New makes the view; it reads nothing until Shown.
func New(deps Deps) *View {
	v := &View{deps: deps}
	v.presenter = newPresenter(deps, v.update)
	v.content = container.NewStack(v.build())
	v.update()
	return v
}

// Content is what the window shows.
func (v *View) Content() fyne.CanvasObject { return v.content }

// Shown is called whenever the view comes into sight.
func (v *View) Shown() { v.presenter.Load() }

// Refresh is called when the book has changed.
func (v *View) Refresh() { v.presenter.Load() }

// ShowReceipts shows what became of a drop.
func (v *View) ShowReceipts(receipts []book.Receipt) {
	v.presenter.ShowReceipts(receipts)
	v.receipts.rows.ToTop()
}

func (v *View) build() fyne.CanvasObject {
	t := v.deps.Text
	v.choose = kit.NewButton(t.T("import.choose"), kit.ButtonSecondary, v.deps.Choose)
	v.action = kit.NewButton("", kit.ButtonPrimary, v.acceptAll)
	drop := kit.NewDropArea(t.T("import.drop"), t.T("import.formats"), v.deps.Choose)
	v.receipts = newReceiptList(t, v.openReceipt)

	v.tabs = kit.NewSegmented([]string{t.T("import.tab_coverage"), t.T("import.tab_batches")}, func(int) { v.showTab() })
	v.months = kit.NewDropdown(nil, v.presenter.PickMonth)
	v.undo = kit.NewButton(t.T("import.undo"), kit.ButtonSecondary, v.undoSelected)
	v.strips = kit.NewScroll(0)
	v.batches = v.newBatchGrid()
	v.below = kit.NewCard(t.T("import.coverage"), "", container.NewStack()).Extra(v.tabs)
	return kit.NewPage(t.T("import.title"), v.action, v.choose).Build(2, drop, v.receipts.card, v.below)
}

func (v *View) update() {
	s := v.presenter.State()
	t := v.deps.Text
	v.action.Hidden = s.Waiting == 0
	v.action.SetText(t.Count("import.accept_all", s.Waiting))
	v.receipts.set(s.Summary, s.Receipts)
	v.months.SetOptions(s.Months)
	v.months.Select(s.Month)
	v.fillStrips(&s)
	v.batches.Refresh()
	v.showTab()
	v.content.Refresh()
}

// showTab puts the picked tab into the lower card.
func (v *View) showTab() {
	t, s := v.deps.Text, v.presenter.State()
	batches := v.tabs.Selected() == tabBatches
	v.months.Hidden = batches || len(s.Months) == 0
	v.undo.Hidden = !batches || len(s.Batches) == 0
	v.allowUndo()
	v.below.Extra(v.undo, v.months, v.tabs)
	switch {
	case s.Phase == Failed:
		v.below.SetContent(kit.NewErrorState(t, s.Err, v.presenter.Load))
	case s.Phase == Loading:
		v.below.SetContent(kit.NewSkeleton(5))
	case len(s.Batches) == 0:
		v.below.SetTitle(t.T("import.coverage"))
		v.below.SetContent(kit.NewEmptyState(assets.IconFile, t.T("import.nothing_yet"),
			kit.NewButton(t.T("import.choose"), kit.ButtonSecondary, v.deps.Choose)))
	case batches:
		v.below.SetTitle(t.T("import.batches"))
		v.below.SetContent(v.batches)
	default:
		v.below.SetTitle(t.T("import.coverage"))
		v.below.SetContent(v.strips.Object())
	}
}

func (v *View) fillStrips(s *State) {
	rows := make([]fyne.CanvasObject, 0, len(s.Coverage))
	for _, c := range s.Coverage {
		strip := kit.NewDayStrip()
		strip.Set(c.Days)
		color := c.Tone.Color()
		if c.Tone == kit.ToneNeutral {
			color = kit.ColorSecondary
		}
		remark := kit.NewLabel(c.Remark).Colored(color).Aligned(fyne.TextAlignTrailing).Cut()
		rows = append(rows, kit.NewRow(kit.HFill(kit.Gap, 1,
			kit.Sized(110, 0, kit.NewLabel(c.Channel).Cut()), strip, kit.Sized(224, 0, remark)), nil))
	}
	v.strips.Set(rows...)
}

// acceptAll imports every held file, after saying what that means.
func (v *View) acceptAll() {
	t, s := v.deps.Text, v.presenter.State()
	var files []string
	for i, r := range s.Receipts {
		if r.Held {
			d, _ := v.presenter.Detail(i)
			files = append(files, shortFile(r.File)+t.T("import.colon")+d.Accept)
		}
	}
	text := t.T("import.accept_all_text") + "\n\n" + strings.Join(few(t, files), "\n")
	kit.Confirm(v.deps.Window, t, t.Count("import.accept_all", s.Waiting), text, t.T("import.accept_do"), false, func(yes bool) {
		if yes {
			for opt, paths := range v.presenter.AcceptAll() {
				v.deps.Start(paths, opt)
			}
		}
	})
}
