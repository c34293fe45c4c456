package importing

import (
	"path/filepath"

	"fyne.io/fyne/v2"

	"zhangfang/app/book"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/box"
	"zhangfang/ui/kit/draw"
	"zhangfang/ui/kit/words"
)

// waitingList is the card on top with the files that did not go in, each with its
// next step.
type waitingList struct {
	view *View
	card *kit.Card
	rows *shortList

	aside *kit.Button // puts aside all that cannot be made out
}

// waitingAtMost is how many rows are shown until the owner asks for all.
const waitingAtMost = 5

func newWaitingList(v *View) *waitingList {
	l := &waitingList{view: v, rows: newShortList(v)}
	l.aside = v.follow(kit.NewButton("", kit.ButtonQuiet, func() { v.putAside(v.presenter.Unread()...) }))
	l.card = kit.NewCard(" ", "", l.rows.object).Extra(l.aside)
	l.card.Hide()
	return l
}

func (l *waitingList) set(s *State) {
	t := l.view.deps.Text
	l.card.Hidden = len(s.Waiting) == 0
	l.card.SetTitle(t.Count("import.waiting", s.Files))
	l.card.SetSubtitle(s.WaitingHow)
	unread := l.view.presenter.Unread()
	l.aside.Hidden = len(unread) < 2
	l.aside.SetText(t.Count("import.aside_all", len(unread), words.Number(len(unread))))
	l.rows.set(len(s.Waiting), waitingAtMost, func(i int) fyne.CanvasObject { return l.row(i, &s.Waiting[i]) })
	l.card.Refresh()
}

func (l *waitingList) row(i int, r *WaitingRow) fyne.CanvasObject {
	t := l.view.deps.Text
	look := func() { l.view.openWaiting(i) }
	name := box.Columns(box.Gap, []float32{5, 6}, kit.NewLabel(r.File).Bold().CutMiddle(), kit.NewLabel(r.What).Colored(draw.ColorSecondary).Cut())
	why := kit.NewLabel(r.Sentence).Colored(r.Tone.Color()).Cut() // over the whole width: it says what to do
	buttons := box.HStack(box.GapTight, l.view.follow(kit.NewButton(r.Button, kit.ButtonSecondary, func() { l.view.step(i) })))
	if r.Step.helps() {
		buttons.Add(l.view.follow(kit.NewButton(t.T("import.details"), kit.ButtonQuiet, look)))
	}
	buttons.Add(l.view.follow(kit.NewButton(t.T("import.aside"), kit.ButtonQuiet, func() { l.view.putAside(i) })))
	head := box.HFill(box.GapSmall, 1, box.Sized(widthChip, 0, kit.NewChip(r.Chip, r.Tone)), box.Pad(6, 0, 0, 0, name), buttons)
	row := kit.NewRow(box.Pad(4, 0, 6, 0, box.VStack(0, head, box.Pad(0, 0, 0, widthChip+box.GapSmall, why))), look)
	row.OnMenu = func() []*fyne.MenuItem {
		return []*fyne.MenuItem{
			fyne.NewMenuItem(r.Button, func() { l.view.step(i) }), fyne.NewMenuItem(t.T("import.details"), look),
			fyne.NewMenuItem(t.T("import.aside"), func() { l.view.putAside(i) }),
		}
	}
	return row
}

// step does what helps the file at the index of State.Waiting most.
func (v *View) step(i int) {
	r := v.presenter.Waits(i)
	if r == nil {
		return
	}
	if s := stepOf(r); s.helps() {
		v.help(s, *r)
		return
	}
	v.openWaiting(i)
}

// help does a step that needs no look at the file.
func (v *View) help(s Step, r book.Receipt) {
	switch {
	case s == StepTeach && v.deps.Teach != nil:
		v.deps.Teach(r.Path, r.File)
	case s == StepPassword && v.deps.Password != nil:
		v.deps.Password(r)
	case s == StepAgain:
		v.again(r)
	case v.deps.ChooseFrom != nil: // the better file is likely beside the one that will not do
		v.deps.ChooseFrom(filepath.Dir(r.Path))
	default:
		v.deps.Choose()
	}
}
