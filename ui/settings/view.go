package settings

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zhangfang/app/book"
	"zhangfang/assets"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/box"
	"zhangfang/ui/kit/draw"
)

// Deps is what the view is given.
type Deps struct {
	Review   Review
	Book     Book
	Machine  Machine
	Holidays func(year int) []book.Holiday
	Text     *assets.Text
	Run      kit.Runner
	Window   fyne.Window
	Prefs    kit.Prefs        // may be nil
	Now      func() time.Time // nil: the machine's clock

	Changed    func()                               // limits, names or lessons changed, and so what is shown; may be nil
	OpenFees   func()                               // leads to rate cards
	OpenImport func()                               // leads to taught sheets
	Toast      func(text, action string, do func()) // do may be nil
	ShowError  func(error)
}

// card is the content of a section.
type card struct {
	object fyne.CanvasObject
	show   func(*Presenter)
	part   Part
	focus  fyne.Focusable // takes the keys that come while nothing has the keyboard; may be nil
}

// View is the view of the settings.
type View struct {
	deps      Deps
	presenter *Presenter
	content   *fyne.Container
	body      fyne.CanvasObject
	sections  *kit.NavList
	place     *fyne.Container // of the section in sight
	cards     [sectionCount]card
	form      *formCard
	list      *lessonList
	channels  *channelList
}

// sectionKey is where the section that was last in sight is remembered.
const sectionKey = "settings.section"

const sectionWidth float32 = 150

// New makes the view; it reads nothing until Shown.
func New(deps Deps) *View {
	v := &View{deps: deps, content: container.NewStack(), place: container.NewStack()}
	v.presenter = newPresenter(deps, v.update)
	v.form, v.list = newFormCard(v), newLessonList(v)
	channels, channelCard := newChannelCard(v)
	v.channels = channels
	v.cards = [sectionCount]card{
		General:  newGeneralCard(v),
		Limits:   {object: v.form.object, show: v.form.show, part: PartForm},
		Channels: channelCard,
		Calendar: newCalendarCard(v),
		Files:    newFilesCard(v),
		Learned:  {object: v.list.object, show: v.list.show, part: PartLearned, focus: v.list.grid},
		Backup:   newBackupCard(v),
		Program:  newProgramCard(v),
	}
	width := sectionWidth
	if deps.Text.Locale != assets.Chinese {
		width += 20
	}
	v.sections = kit.NewNavList(width, v.presenter.Sections(), func(i int) { v.open(Section(i)) })
	v.body = v.page().Build(0, box.HFill(box.GapLarge, 1, box.VStack(0, v.sections), v.place))
	section := General
	kit.Recall(deps.Prefs, sectionKey, &section)
	v.open(min(section, Program))
	v.show(v.page().Build(-1, kit.NewCard("", "", kit.NewSkeleton(5))))
	return v
}

func (v *View) page() *kit.Page { return kit.NewPage(v.deps.Text.T("settings.title"), nil) }

// open brings a section into sight.
func (v *View) open(s Section) {
	v.sections.Select(int(s))
	v.place.Objects = []fyne.CanvasObject{v.cards[s].object}
	v.place.Refresh()
	kit.Remember(v.deps.Prefs, sectionKey, s)
}

// Open brings a section into sight, as a link from elsewhere does.
func (v *View) Open(s Section) { v.open(s) }

// Content is what the window shows.
func (v *View) Content() fyne.CanvasObject { return v.content }

// Shown is called whenever the view comes into sight.
func (v *View) Shown() { v.presenter.Load() }

// Refresh is called when the book has changed.
func (v *View) Refresh() { v.presenter.Load() }

// TypedKey takes the keys that come while nothing has the keyboard: they go to the
// list of the section in sight, or to the list of sections.
func (v *View) TypedKey(e *fyne.KeyEvent) {
	var to fyne.Focusable = v.sections
	if f := v.cards[v.sections.Selected()].focus; f != nil {
		to = f
	}
	v.deps.Window.Canvas().Focus(to)
	to.TypedKey(e)
}

func (v *View) show(o fyne.CanvasObject) { box.Only(v.content, o) }

// update draws again the parts that changed.
func (v *View) update(parts Part) {
	p := v.presenter
	switch phase, err := p.Phase(); phase {
	case Failed:
		v.show(v.page().Build(0, kit.NewPlainCard(kit.NewErrorState(v.deps.Text, err, p.Load))))
		return
	case Loading:
		return
	}
	for _, c := range v.cards {
		if parts&c.part != 0 {
			c.show(p)
		}
	}
	v.show(v.body)
}

// line is a caption, none for "", with its controls.
func (v *View) line(code string, controls ...fyne.CanvasObject) fyne.CanvasObject {
	width := captionWidth
	if v.deps.Text.Locale != assets.Chinese {
		width = wideCaption
	}
	caption := kit.NewLabel("").Cut()
	if code != "" {
		caption.SetText(v.deps.Text.T("settings." + code))
	}
	return box.HStack(box.GapSmall, append([]fyne.CanvasObject{box.Sized(width, draw.HeightControl, caption)}, controls...)...)
}

// note is a quiet sentence of a card.
func (v *View) note(code string) *kit.Paragraph {
	return kit.NewParagraph(v.deps.Text.T("settings." + code)).Sized(13).Colored(draw.ColorSecondary).Within(560)
}
