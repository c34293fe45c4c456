package help

import (
	"fyne.io/fyne/v2"

	"zhangfang/assets"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/box"
	"zhangfang/ui/kit/draw"
)

// Widths of the parts of the manual: Chinese lines longer than 40 characters tire.
const (
	listWidth float32 = 200
	pageWidth float32 = 620
	rowWidth  float32 = 168
)

// View is the manual, in a window of its own.
type View struct {
	text      *assets.Text
	presenter *Presenter
	content   fyne.CanvasObject
	search    *kit.SearchEntry
	list      *kit.NavList
	page      *kit.Scroll
	nothing   *kit.Label
}

// New makes the manual in the language of the text; an error where its pages make no
// sense.
func New(t *assets.Text) (*View, error) {
	pages, err := Pages(t.Locale)
	if err != nil {
		return nil, err
	}
	v := &View{text: t, presenter: newPresenter(pages), page: kit.NewScroll(box.GapSmall)}
	v.search = kit.NewSearchEntry(t.T("help.search"), func(s string) {
		v.presenter.Search(s)
		v.update()
	})
	v.nothing = kit.NewSecondary(t.T("help.nothing")).Cut()
	v.list = kit.NewNavList(listWidth, v.presenter.Titles(), func(i int) {
		v.presenter.Choose(i)
		v.show()
	})
	side := box.Pad(box.GapLarge, box.GapLarge, box.GapLarge, box.GapLarge,
		box.VFill(box.Gap, 2, v.search, v.nothing, box.VStack(0, v.list)))
	v.content = kit.NewStage(box.HFill(0, 1, kit.NewPlainCard(side), box.Pad(box.GapWindow, box.GapTight, box.GapTight, box.GapWindow, v.page.Object())))
	v.update()
	return v, nil
}

// Content is what the window shows.
func (v *View) Content() fyne.CanvasObject { return v.content }

// Open brings a page into sight by its ID.
func (v *View) Open(id string) {
	v.presenter.Open(id)
	v.search.SetText("")
	v.update()
}

// Search is the field of the search, for the keyboard.
func (v *View) Search() fyne.Focusable { return v.search }

// OnEscape sets what Escape does while the keyboard is in the list of pages.
func (v *View) OnEscape(do func()) { v.list.OnEscape = do }

// List is the list of pages, for the keyboard.
func (v *View) List() fyne.Focusable { return v.list }

func (v *View) update() {
	p := v.presenter
	v.nothing.Hidden = len(p.Hits()) > 0
	v.list.SetTitles(p.Titles())
	v.list.Select(p.Place())
	v.show()
}

func (v *View) show() {
	page := v.presenter.Page()
	rows := []fyne.CanvasObject{kit.NewTitle(page.Title), box.Sized(0, box.GapTight, kit.NewLabel(""))}
	for _, b := range page.Blocks {
		rows = append(rows, shownAs(b))
	}
	v.page.Set(append(rows, box.Sized(0, box.GapWindow, kit.NewLabel("")))...)
	v.page.ToTop()
}

// shownAs is a block as it is shown.
func shownAs(b Block) fyne.CanvasObject {
	switch b.Kind {
	case Heading:
		return box.Pad(box.Gap, 0, 0, 0, kit.NewLabel(b.Text).Sized(16).Bold())
	case Point:
		return marked("·", 20, b.Text)
	case Step:
		return marked(b.Caption, 26, b.Text)
	case Row:
		return box.HFill(box.Gap, 1, box.VStack(0, box.Sized(rowWidth, 0, kit.NewLabel(b.Caption).Colored(draw.ColorAccent).Bold().Cut())), paragraph(b.Text, pageWidth-rowWidth-box.Gap))
	}
	return paragraph(b.Text, pageWidth)
}

// marked is a paragraph with a mark at its left.
func marked(mark string, width float32, text string) fyne.CanvasObject {
	return box.HFill(0, 1, box.VStack(0, box.Sized(width, 0, kit.NewLabel(mark).Colored(draw.ColorSecondary))), paragraph(text, pageWidth-width))
}

func paragraph(text string, width float32) fyne.CanvasObject {
	return kit.NewParagraph(text).Within(width)
}
