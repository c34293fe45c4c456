package settings

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zhangfang/assets"
	"zhangfang/ui/kit"
)

// Deps is what the view is given.
type Deps struct {
	Review Review
	Text   *assets.Text
	Run    kit.Runner
	Window fyne.Window
	Prefs  kit.Prefs // may be nil

	Changed   func()                               // limits or lessons changed, and so what is matched; may be nil
	Toast     func(text, action string, do func()) // do may be nil
	ShowError func(error)
}

// View is the view of the settings.
type View struct {
	deps      Deps
	presenter *Presenter
	content   *fyne.Container
	body      fyne.CanvasObject
	form      *formCard
	list      *lessonList
}

// New makes the view; it reads nothing until Shown.
func New(deps Deps) *View {
	v := &View{deps: deps, content: container.NewStack()}
	v.presenter = newPresenter(deps, v.update)
	v.form, v.list = newFormCard(v), newLessonList(v)
	v.body = v.page().Build(1, v.form.object, v.list.object)
	v.show(v.page().Build(-1, kit.NewCard("", "", kit.NewSkeleton(5))))
	return v
}

func (v *View) page() *kit.Page { return kit.NewPage(v.deps.Text.T("settings.title"), nil) }

// Content is what the window shows.
func (v *View) Content() fyne.CanvasObject { return v.content }

// Shown is called whenever the view comes into sight.
func (v *View) Shown() { v.presenter.Load() }

// Refresh is called when the book has changed.
func (v *View) Refresh() { v.presenter.Load() }

// TypedKey takes the keys that come while nothing has the keyboard.
func (v *View) TypedKey(e *fyne.KeyEvent) {
	v.list.grid.Focus()
	v.list.grid.TypedKey(e)
}

func (v *View) show(o fyne.CanvasObject) {
	if len(v.content.Objects) == 1 && v.content.Objects[0] == o {
		return
	}
	v.content.Objects = []fyne.CanvasObject{o}
	v.content.Refresh()
}

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
	if parts&PartForm != 0 {
		v.form.show(p)
	}
	if parts&PartLearned != 0 {
		v.list.show(p)
	}
	v.show(v.body)
}
