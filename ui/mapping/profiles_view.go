package mapping

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zhangfang/app/book"
	"zhangfang/assets"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/ask"
	"zhangfang/ui/kit/box"
	"zhangfang/ui/kit/draw"
)

// ListDeps is what the list of profiles is given.
type ListDeps struct {
	Shelf  Shelf
	Text   *assets.Text
	Run    kit.Runner
	Window fyne.Window

	Edit      func(p *book.Profile)
	Export    func(name string, data []byte) // lets the person choose where a profile goes
	Import    func()                         // lets the person choose the file of a shared profile
	ShowError func(error)
}

// List is the dialog with all that the owner taught the program to read.
type List struct {
	deps   ListDeps
	list   *profileList
	rows   *kit.Scroll
	dialog *ask.Dialog
}

// Sizes of the list.
const (
	listWidth  float32 = 640
	listHeight float32 = 300
)

// OpenList shows the profiles.
func OpenList(deps ListDeps) *List {
	v := &List{deps: deps, rows: kit.NewScroll(0)}
	v.list = newProfileList(deps.Shelf, deps.Text, deps.Run, v.update)
	t := deps.Text
	about := kit.NewParagraph(t.T("mapping.profiles_about")).Within(listWidth).Colored(draw.ColorSecondary)
	body := box.Sized(listWidth, listHeight, box.VFill(box.Gap, 1, about, v.rows.Object()))
	shut := kit.NewButton(t.T("kit.close"), kit.ButtonPrimary, v.close)
	add := kit.NewButton(t.T("mapping.import_profile"), kit.ButtonSecondary, v.then(deps.Import))
	v.dialog = ask.Modal(deps.Window, t.T("mapping.profiles_title"), body, add, shut)
	add.OnEscape, shut.OnEscape = v.close, v.close
	v.list.load()
	return v
}

func (v *List) close() {
	v.list.lane.Stop()
	v.dialog.Close()
}

// then is an act for which the list makes room.
func (v *List) then(do func()) func() {
	return func() {
		v.close()
		do()
	}
}

func (v *List) update() {
	t := v.deps.Text
	if v.list.err != nil {
		v.rows.Set(kit.NewErrorState(t, v.list.err, v.list.load))
		return
	}
	rows := v.list.rows()
	if len(rows) == 0 {
		v.rows.Set(container.NewCenter(kit.NewEmptyState(assets.IconFile, t.T("mapping.no_profiles"), nil)))
		return
	}
	objects := make([]fyne.CanvasObject, len(rows))
	for i := range rows {
		objects[i] = v.row(i, &rows[i])
	}
	v.rows.Set(objects...)
}

func (v *List) row(i int, r *ProfileRow) fyne.CanvasObject {
	t := v.deps.Text
	p := v.list.all[i]
	button := func(code string, do func()) *kit.Button {
		b := kit.NewButton(t.T(code), kit.ButtonQuiet, do)
		b.OnEscape = v.close
		return b
	}
	buttons := box.HStack(box.GapTight,
		button("mapping.edit", v.then(func() { v.deps.Edit(&p) })),
		button("mapping.share", func() { v.share(&p) }),
		button("mapping.forget_one", func() { v.askForget(i, p.Name) }))
	words := box.Pad(4, 0, 4, 0, box.VStack(0, kit.NewLabel(r.Name).Bold().CutMiddle(), kit.NewLabel(r.What).Colored(draw.ColorSecondary).Cut()))
	return kit.NewRow(box.HFill(box.Gap, 0, words, buttons), nil)
}

func (v *List) share(p *book.Profile) {
	data, err := book.EncodeProfile(p)
	if err != nil {
		v.deps.ShowError(err)
		return
	}
	v.deps.Export(p.Name, data)
}

// askForget forgets a profile, after asking.
func (v *List) askForget(i int, name string) {
	t := v.deps.Text
	ask.Confirm(v.deps.Window, t, t.T("mapping.forget"), t.T("mapping.forget_text", name), t.T("mapping.forget"), true, func(yes bool) {
		if yes {
			v.list.forget(i, func(err error) {
				if err != nil {
					v.deps.ShowError(err)
				}
			})
		}
	})
}
