package mapping

import (
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zhangfang/app/book"
	"zhangfang/assets"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/ask"
	"zhangfang/ui/kit/box"
	"zhangfang/ui/kit/draw"
	"zhangfang/ui/kit/grid"
)

// Deps is what the dialog is given.
type Deps struct {
	Source Source
	Text   *assets.Text
	Run    kit.Runner
	Window fyne.Window

	// Saved is called when the profile is kept, to import the file by it; path is ""
	// where a profile was edited by itself.
	Saved func(path string)
	// Locked is called, with the dialog closed, where the file needs a password.
	Locked func(path, file string, why *book.Problem)
	// Export lets the person choose where a shared profile goes.
	Export func(name string, data []byte)
	// Sample lets the person choose a file to try a profile on that is edited by
	// itself, with the dialog closed; may be nil.
	Sample func()
	// Left is called when the dialog is left without keeping the profile, such as by
	// Escape; may be nil.
	Left func()
}

// Sizes of the dialog, which must fit into the smallest window and takes some of the
// room that a larger one has.
const (
	formWidth  float32 = 340
	bodyWidth  float32 = 940
	bodyHeight float32 = 470
	headHeight float32 = 186

	mostWidth, mostHeight float32 = 1240, 700
	besideBody, aboveBody float32 = 120, 170 // of the window, around the body
)

// bodySize is the size of the dialog's body in a window.
func bodySize(window fyne.Size) fyne.Size {
	return fyne.NewSize(min(max(window.Width-besideBody, bodyWidth), mostWidth), min(max(window.Height-aboveBody, bodyHeight), mostHeight))
}

// View is the dialog.
type View struct {
	deps      Deps
	presenter *Presenter
	path      string
	file      string
	dialog    *ask.Dialog

	form     *form
	head     *fyne.Container // the first rows, a grid made anew with each header
	fault    *kit.Paragraph
	summary  *kit.Label
	tabs     *kit.Segmented
	result   *fyne.Container
	right    *fyne.Container
	save     *kit.Button
	export   *kit.Button
	shown    [3]int // sheet, header and reading of the grid in head
	notTaken string // why it could not be kept
}

// Open asks how to read a file. path is where the person put it, file its name in
// the receipt.
func Open(deps Deps, path, file string) *View {
	v := &View{deps: deps, path: path, file: file, shown: [3]int{-1}}
	v.presenter = newPresenter(deps.Source, deps.Text, deps.Run, path, file, v.update)
	v.build(deps.Text.T("mapping.title", shortName(file)), deps.Text.T("mapping.save"))
	v.presenter.Load()
	return v
}

// Edit shows a profile that the book has, without a file to try it on.
func Edit(deps Deps, own *book.Profile) *View {
	v := &View{deps: deps, shown: [3]int{-1}}
	v.presenter = newPresenter(deps.Source, deps.Text, deps.Run, "", own.Name, v.update)
	v.presenter.own = own
	v.build(deps.Text.T("mapping.edit_title", shortName(own.Name)), deps.Text.T("mapping.save_only"))
	v.presenter.Load()
	return v
}

func (v *View) build(title, save string) {
	t, size := v.deps.Text, bodySize(v.deps.Window.Canvas().Size())
	v.form = newForm(t, v.presenter, v.askForget)
	v.head = container.NewStack()
	v.fault = kit.NewParagraph("").Within(size.Width - formWidth - box.GapLarge).Colored(draw.ColorException)
	v.summary = kit.NewLabel("").Colored(draw.ColorSecondary).Cut()
	v.tabs = kit.NewSegmented([]string{t.T("mapping.tab_entries"), t.T("mapping.tab_refused")}, func(int) { v.showResult() })
	v.result = container.NewStack()
	v.right = box.VFill(box.GapSmall, 5,
		kit.NewHeading(t.T("mapping.seen")), box.Sized(0, headHeight, v.head),
		box.HFill(box.GapSmall, 0, kit.NewHeading(t.T("mapping.becomes")), v.tabs),
		v.summary, v.fault, v.result)
	body := box.Sized(size.Width, size.Height, box.HFill(box.GapLarge, 1, box.Sized(formWidth, 0, v.form.object()), v.right))

	cancel := kit.NewButton(t.T("kit.cancel"), kit.ButtonSecondary, v.leave)
	v.export = kit.NewButton(t.T("mapping.export"), kit.ButtonSecondary, v.share)
	v.save = kit.NewButton(save, kit.ButtonPrimary, v.keep)
	buttons := []*kit.Button{cancel, v.export, v.save}
	if v.presenter.own != nil && v.deps.Sample != nil {
		sample := kit.NewButton(t.T("mapping.sample"), kit.ButtonSecondary, func() {
			v.close()
			v.deps.Sample()
		})
		buttons = []*kit.Button{cancel, sample, v.export, v.save}
	}
	v.dialog = ask.Modal(v.deps.Window, title, body, buttons...).Hesitate()
}

// leave closes the dialog with nothing kept.
func (v *View) leave() {
	v.close()
	if v.deps.Left != nil {
		v.deps.Left()
	}
}

func (v *View) close() {
	v.presenter.Stop()
	v.dialog.Close()
}

// keep saves the profile and imports the file by it.
func (v *View) keep() {
	v.presenter.Save(func(err error) {
		if err != nil {
			v.notTaken = errorText(v.deps.Text, err)
			v.update()
			return
		}
		v.close()
		v.deps.Saved(v.path)
	})
}

// askForget forgets the profile, after asking.
func (v *View) askForget() {
	t, name := v.deps.Text, v.presenter.State().Profile.Name
	ask.Confirm(v.deps.Window, t, t.T("mapping.forget"), t.T("mapping.forget_text", name), t.T("mapping.forget"), true, func(yes bool) {
		if !yes {
			return
		}
		v.presenter.Forget(func(err error) {
			if err != nil {
				v.notTaken = errorText(t, err)
				v.update()
				return
			}
			v.close()
		})
	})
}

// share writes the profile to a file of its own.
func (v *View) share() {
	p := v.presenter.draft()
	data, err := book.EncodeProfile(&p)
	if err != nil {
		v.notTaken = errorText(v.deps.Text, err)
		v.update()
		return
	}
	v.deps.Export(p.Name, data)
}

// update shows the presenter's state.
func (v *View) update() {
	s := v.presenter.State()
	if why := locked(s.Err); why != nil && v.deps.Locked != nil {
		v.close()
		v.deps.Locked(v.path, v.file, why)
		return
	}
	v.form.update(&s)
	if at := [3]int{s.Sheet, s.Header, s.Loads}; s.Phase == Ready && at != v.shown {
		v.shown = at
		v.head.Objects = []fyne.CanvasObject{headGrid(&s, v.presenter.PickHeader)}
		v.head.Refresh()
	}
	fault := s.Result.Fault
	switch {
	case s.Phase == Failed && s.Err != nil:
		fault = errorText(v.deps.Text, s.Err)
	case s.Phase == Failed:
		fault = v.deps.Text.T("mapping.nothing")
	case v.notTaken != "":
		fault, v.notTaken = v.notTaken, ""
	}
	v.fault.SetText(fault)
	show(v.fault, fault != "")
	v.summary.SetText(v.summaryText(&s))
	ok := s.Phase == Ready && s.Result.OK()
	allow(v.save, ok)
	allow(v.export, ok)
	v.showResult()
	v.right.Refresh()
}

// locked is why a file cannot be opened without a password, or nil.
func locked(err error) *book.Problem {
	var why *book.Problem
	if errors.As(err, &why) && (why.Code == "password" || why.Code == "wrong_password") {
		return why
	}
	return nil
}

func (v *View) summaryText(s *State) string {
	if s.Phase == Loading || s.Result.Busy {
		return v.deps.Text.T("mapping.busy")
	}
	text := s.Result.Summary
	for _, n := range s.Result.Notes {
		text += " · " + n
	}
	return text
}

// shortName is a file's name without the front of a very long one.
func shortName(name string) string {
	const most = 44
	if r := []rune(name); len(r) > most {
		return "…" + string(r[len(r)-most:])
	}
	return name
}

func allow(b *kit.Button, on bool) {
	if on {
		b.Enable()
		return
	}
	b.Disable()
}

// showResult fills the lower table with entries or refused rows.
func (v *View) showResult() {
	s := v.presenter.State()
	rows := grid.New(entryColumns(v.deps.Text), textRows(s.Result.Entries))
	if v.tabs.Selected() == 1 {
		rows = grid.New(refusedColumns(v.deps.Text), textRows(s.Result.Refused))
	}
	v.result.Objects = []fyne.CanvasObject{rows}
	v.result.Refresh()
}
