package channels

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zhangfang/app/book"
	"zhangfang/app/pull"
	"zhangfang/assets"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/box"
	"zhangfang/ui/kit/draw"
)

// Deps is what the view is given.
type Deps struct {
	Service Service
	Text    *assets.Text
	Run     kit.Runner
	Post    func(func()) // onto the UI goroutine, from the work of a Run
	Now     func() time.Time
	Window  fyne.Window

	ChooseFile func(chosen func(path string)) // lets the owner choose a key file
	OpenSite   func(url string)               // in the system's browser
	OpenImport func()
	Elsewhere  func() // leads to the owner's own book; nil in it
	Changed    func() // tells the window that the book is another
	Toast      func(text, action string, do func())
	ShowError  func(error)
}

// View is the view of live connections.
type View struct {
	deps      Deps
	presenter *Presenter
	content   *fyne.Container
	page      fyne.CanvasObject // with the cards; made when first needed
	rows      *fyne.Container
	cards     []*cardView
	notices   *kit.Card
	heard     *fyne.Container // the notices
	hearing   *kit.Card
	ears      *fyne.Container // where notifications are heard
	guide     *guideView      // nil while no dialog is open
}

// New makes the view; it reads nothing until Shown.
func New(deps Deps) *View {
	v := &View{deps: deps, content: container.NewStack()}
	v.presenter = newPresenter(deps, v.update)
	v.show(v.alone(kit.NewSkeleton(6)))
	return v
}

// Content is what the window shows.
func (v *View) Content() fyne.CanvasObject { return v.content }

// Shown is called whenever the view comes into sight.
func (v *View) Shown() { v.presenter.Load() }

// Refresh is called when the book has changed.
func (v *View) Refresh() { v.presenter.Load() }

// Progress shows how far a pull is that the program began by itself.
func (v *View) Progress(at book.Progress) { v.presenter.Progress(at) }

// Told is what pulls brought that the program began by itself.
func (v *View) Told(results []pull.Result) { v.presenter.Told(results) }

// Busy tells whether a pull or test is under way.
func (v *View) Busy() bool { return v.presenter.Busy() }

// Dropped takes files while the dialog is open, where they are keys; false leaves
// them to the import.
func (v *View) Dropped(paths []string) bool {
	if v.guide == nil {
		return false
	}
	v.guide.take(paths)
	return true
}

func (v *View) show(o fyne.CanvasObject) {
	if len(v.content.Objects) != 1 || v.content.Objects[0] != o {
		v.content.Objects = []fyne.CanvasObject{o}
		v.content.Refresh()
	}
}

// alone is a page that holds nothing but one thing.
func (v *View) alone(o fyne.CanvasObject) fyne.CanvasObject {
	return kit.NewPage(v.deps.Text.T("channels.title"), nil).Build(0, o)
}

func (v *View) update() {
	s := v.presenter.State()
	switch s.Phase {
	case Loading:
	case Failed:
		v.show(v.alone(kit.NewErrorState(v.deps.Text, s.Err, v.presenter.Load)))
	case Bare:
		v.show(v.bare())
	case Ready:
		if v.page == nil {
			v.page = v.build()
		}
		v.fill(&s)
		v.show(v.page)
	}
}

func (v *View) build() fyne.CanvasObject {
	t := v.deps.Text
	v.rows = box.VStack(box.Gap)
	v.heard = box.VStack(0)
	v.notices = kit.NewCard(t.T("channels.notices"), t.T("channels.notices_note"), v.heard)
	v.ears = box.VStack(box.GapTight)
	v.hearing = kit.NewCard(t.T("channels.hearing"), "", v.ears)
	add := kit.NewMenuAction(t.T("channels.add"), v.providers)
	listen := kit.NewButton(t.T("channels.listen"), kit.ButtonSecondary, v.listen)
	return kit.NewPage(t.T("channels.title"), add, listen).Build(-1, v.rows)
}

// providers are the entries of the menu that connects.
func (v *View) providers() []*fyne.MenuItem {
	var items []*fyne.MenuItem
	for _, d := range v.deps.Service.Drivers() {
		items = append(items, fyne.NewMenuItem(v.deps.Text.T("provider."+d.Provider()), func() { v.connect(d.Provider()) }))
	}
	return items
}

// fill shows the cards; they stay the same ones, so that the keyboard stays where it is.
func (v *View) fill(s *State) {
	if len(v.cards) != len(s.Cards) {
		v.cards = nil
		for i := range s.Cards {
			v.cards = append(v.cards, newCardView(v, i))
		}
		v.rows.Objects = nil
		for _, c := range v.cards {
			v.rows.Add(c.card)
		}
		v.rows.Add(v.hearing)
		v.rows.Add(v.notices)
	}
	for i := range s.Cards {
		v.cards[i].set(&s.Cards[i])
	}
	v.fillEars(&s.Ears)
	v.heard.Objects = nil
	for i := range s.Notices {
		v.heard.Add(noticeLine(&s.Notices[i]))
	}
	v.notices.Hidden = len(s.Notices) == 0
	v.notices.Refresh()
	v.rows.Refresh()
}

func noticeLine(n *NoticeRow) fyne.CanvasObject {
	quiet := func(s string, width float32) fyne.CanvasObject {
		return box.Sized(width, 0, kit.NewLabel(s).Colored(draw.ColorSecondary).Cut())
	}
	line := box.HFill(box.Gap, 2, quiet(n.At, 48), box.Sized(120, 0, kit.NewLabel(n.Channel).Cut()), kit.NewLabel(n.What).Cut(), quiet(n.Number, 220),
		box.Sized(110, 0, kit.NewLabel(n.Amount).Aligned(fyne.TextAlignTrailing)))
	return kit.NewRow(line, nil)
}

// bare says what connecting gives and what it needs, and how to do without.
func (v *View) bare() fyne.CanvasObject {
	t := v.deps.Text
	var cards []fyne.CanvasObject
	for _, d := range v.deps.Service.Drivers() {
		need := kit.NewParagraph(t.T("channels.needs_" + d.Provider())).Sized(13).Colored(draw.ColorSecondary)
		begin := kit.NewButton(t.T("channels.connect"), kit.ButtonPrimary, func() { v.connect(d.Provider()) })
		cards = append(cards, kit.NewCard(t.T("provider."+d.Provider()), "", box.Sized(0, 64, need)).Extra(begin))
	}
	rows := []fyne.CanvasObject{kit.NewParagraph(t.T("channels.bare"))}
	for len(cards) > 1 {
		rows = append(rows, box.Columns(box.Gap, nil, cards[0], cards[1]))
		cards = cards[2:]
	}
	rows = append(rows, cards...)
	files := kit.NewButton(t.T("channels.bare_import"), kit.ButtonSecondary, v.deps.OpenImport)
	foot := kit.NewParagraph(t.T("channels.bare_files")).Colored(draw.ColorSecondary)
	rows = append(rows, box.HFill(box.Gap, 0, foot, box.VStack(0, files)))
	return kit.NewPage(t.T("channels.title"), nil).Build(-1, rows...)
}
