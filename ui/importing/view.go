package importing

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zhangfang/app/book"
	"zhangfang/app/intake"
	"zhangfang/assets"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/box"
)

// Deps is what the view is given.
type Deps struct {
	Intake    Intake
	UndoBatch func(ctx context.Context, id book.BatchID) (book.UndoPlan, error)
	// EntryLines tells what decisions are about that an undo would take back; may be nil.
	EntryLines func(ctx context.Context, ids []book.EntryID) ([]book.EntryLine, error)
	Text       *assets.Text
	Run        kit.Runner
	Now        func() time.Time // may be nil
	Window     fyne.Window
	Prefs      kit.Prefs // may be nil

	Choose       func()                                   // lets the owner choose files and imports them
	ChooseFrom   func(folder string)                      // the same, beginning in a folder; may be nil
	ChooseFolder func()                                   // lets the owner choose a whole folder; may be nil
	Start        func(paths []string, opt intake.Options) // imports, with progress; the receipts come by ShowReceipts
	Teach        func(path, file string)                  // asks how to read a file that no format knows; may be nil
	Profiles     func()                                   // lists what the owner taught; may be nil
	Profile      func(notes []book.Note)                  // edits the profile that read a file, by its remarks; may be nil
	Password     func(r book.Receipt)                     // asks for a file's password and imports it; may be nil
	Changed      func()                                   // tells the window that the book is another
	Toast        func(text, action string, do func())     // do may be nil
	ShowError    func(error)
}

// View is the view of bringing files in.
type View struct {
	deps      Deps
	presenter *Presenter
	content   *fyne.Container
	page      *kit.Page

	action   *kit.Button
	choose   *kit.Button
	more     *kit.MenuChoice
	waiting  *waitingList
	receipts *receiptList
	below    *kit.Card
	tabs     *kit.Segmented
	months   *kit.Dropdown
	open     *kit.Button
	undo     *kit.Button
	coverage *coverageList
	history  *historyList
}

// The tabs of the lower card.
const (
	tabCoverage = iota
	tabHistory
)

// lowerHeight is the least height of the lower card: in a low window the page scrolls.
const lowerHeight float32 = 300

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
	v.page.ToTop()
}

func (v *View) build() fyne.CanvasObject {
	t := v.deps.Text
	v.choose = kit.NewButton(t.T("import.choose"), kit.ButtonSecondary, v.deps.Choose)
	v.more = kit.NewMenuChoice(t.T("import.more"), v.moreItems)
	v.action = kit.NewButton("", kit.ButtonPrimary, v.acceptAll)
	drop := kit.NewDropArea(t.T("import.drop"), t.T("import.formats"), v.deps.Choose)
	v.waiting = newWaitingList(v)
	v.receipts = newReceiptList(v)

	v.tabs = kit.NewSegmented([]string{t.T("import.tab_coverage"), t.T("import.tab_batches")}, func(int) { v.turned() })
	v.months = kit.NewDropdown(nil, v.presenter.PickMonth)
	v.open = kit.NewButton(t.T("import.open_batch"), kit.ButtonSecondary, func() { v.openBatch(v.history.batch) })
	v.undo = kit.NewButton(t.T("import.undo"), kit.ButtonSecondary, func() { v.undoBatch(v.history.batch) })
	v.coverage = newCoverageList(v)
	v.history = newHistoryList(v)
	v.below = kit.NewCard(t.T("import.coverage"), "", container.NewStack()).Extra(v.tabs)
	for _, b := range []*kit.Button{v.open, v.undo} {
		v.follow(b)
	}
	v.tabs.OnFocus = func() { v.page.Reveal(v.below) }
	v.months.OnFocus = v.tabs.OnFocus
	v.page = kit.NewPage(t.T("import.title"), v.action, v.more, v.choose)
	return v.page.Build(3, drop, v.waiting.card, v.receipts.card, box.Sized(0, lowerHeight, v.below))
}

// follow has the page scroll to a button when the keyboard comes to it, and returns
// the button.
func (v *View) follow(b *kit.Button) *kit.Button {
	b.OnFocus = func() { v.page.Reveal(b) }
	return b
}

// moreItems are what is needed less often.
func (v *View) moreItems() []*fyne.MenuItem {
	t := v.deps.Text
	var items []*fyne.MenuItem
	add := func(code string, do func()) {
		if do != nil {
			items = append(items, fyne.NewMenuItem(t.T(code), do))
		}
	}
	add("import.choose_folder", v.deps.ChooseFolder)
	add("guide.open", v.openGuide)
	add("mapping.profiles", v.deps.Profiles)
	return items
}

func (v *View) update() {
	s := v.presenter.State()
	t := v.deps.Text
	v.action.Hidden = s.Willing == 0
	v.action.SetText(t.Count("import.accept_all", s.Willing))
	v.waiting.set(&s)
	v.receipts.set(&s)
	v.months.SetOptions(s.Months)
	v.months.Select(s.Month)
	v.coverage.set(&s)
	v.history.update()
	v.showTab()
	v.content.Refresh()
}

// turned shows the tab that the owner picked, all that there is room for of it: the
// page is shorter or longer now.
func (v *View) turned() {
	v.showTab()
	v.content.Refresh()
	v.page.Reveal(v.below)
}

// showTab puts the picked tab into the lower card.
func (v *View) showTab() {
	t, s := v.deps.Text, v.presenter.State()
	history := v.tabs.Selected() == tabHistory
	v.months.Hidden = history || len(s.Months) == 0
	v.undo.Hidden = !history || len(s.History) == 0
	v.open.Hidden = v.undo.Hidden
	v.tabs.Hidden = s.Phase == Ready && len(s.History) == 0
	v.allowUndo()
	v.below.Extra(v.open, v.undo, v.months, v.tabs)
	switch {
	case s.Phase == Failed:
		v.below.SetContent(kit.NewErrorState(t, s.Err, v.presenter.Load))
	case s.Phase == Loading:
		v.below.SetContent(kit.NewSkeleton(5))
	case len(s.History) == 0:
		v.below.SetTitle(t.T("import.first"))
		v.below.SetContent(v.emptyState())
	case history:
		v.below.SetTitle(t.T("import.batches"))
		v.below.SetContent(v.history.object)
	default:
		v.below.SetTitle(t.T("import.coverage"))
		v.below.SetContent(v.coverage.object)
	}
}
