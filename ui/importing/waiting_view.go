package importing

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zhangfang/app/book"
	"zhangfang/app/intake"
	"zhangfang/ui/kit"
)

// waitingList is the card on top with the files that did not go in, each with its
// next step.
type waitingList struct {
	view *View
	card *kit.Card
	rows *kit.Scroll
	size *heightLimit
}

// waitingAtMost is the height of the list, in rows of two lines.
const (
	waitingAtMost         = 4
	waitingHeight float32 = 53
)

func newWaitingList(v *View) *waitingList {
	l := &waitingList{view: v, rows: kit.NewScroll(0), size: &heightLimit{}}
	l.card = kit.NewCard(" ", "", container.New(l.size, l.rows.Object()))
	l.card.Hide()
	return l
}

func (l *waitingList) set(s *State) {
	t := l.view.deps.Text
	l.card.Hidden = len(s.Waiting) == 0
	l.card.SetTitle(t.Count("import.waiting", s.Files))
	subtitle := t.T("import.waiting_how")
	if rest := len(s.Waiting) - shownAtMost; rest > 0 {
		subtitle = t.Count("import.and_more", rest, kit.Number(rest))
	}
	l.card.SetSubtitle(subtitle)
	objects := make([]fyne.CanvasObject, 0, len(s.Waiting))
	for i := range s.Waiting[:min(len(s.Waiting), shownAtMost)] {
		objects = append(objects, l.row(i, &s.Waiting[i]))
	}
	l.size.height = float32(min(len(s.Waiting), waitingAtMost)) * waitingHeight
	l.rows.Set(objects...)
	l.card.Refresh()
}

func (l *waitingList) row(i int, r *WaitingRow) fyne.CanvasObject {
	t := l.view.deps.Text
	look := func() { l.view.openWaiting(i) }
	name := kit.Columns(kit.Gap, []float32{5, 6}, kit.NewLabel(r.File).Bold().CutMiddle(), kit.NewLabel(r.What).Colored(kit.ColorSecondary).Cut())
	words := kit.Pad(4, 0, 4, 0, kit.VStack(0, name, kit.NewLabel(r.Sentence).Colored(r.Tone.Color()).Cut()))
	buttons := kit.HStack(kit.GapTight, kit.NewButton(r.Button, kit.ButtonSecondary, func() { l.view.step(i) }))
	if r.Step.helps() {
		buttons.Add(kit.NewButton(t.T("import.details"), kit.ButtonQuiet, look))
	}
	buttons.Add(kit.NewButton(t.T("import.aside"), kit.ButtonQuiet, func() { l.view.putAside(i) }))
	row := kit.NewRow(kit.HFill(kit.GapSmall, 1, kit.Sized(widthChip, 0, kit.NewChip(r.Chip, r.Tone)), words, buttons), look)
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
		v.again(&r)
	default:
		v.deps.Choose()
	}
}

// putAside takes a file off the list; dropping it again brings it back, and so does
// undo.
func (v *View) putAside(i int) {
	t := v.deps.Text
	v.presenter.PutAside(i, func(r book.Receipt, err error) {
		if err != nil {
			v.deps.ShowError(err)
			return
		}
		v.deps.Toast(t.T("import.put_aside"), t.T("kit.undo"), func() { v.again(&r) })
	})
}

// again imports a file, or the part of one, once more as if it were dropped.
func (v *View) again(r *book.Receipt) {
	opt := intake.Options{}
	if partName(r.File) != "" {
		opt.Only = r.File
	}
	v.deps.Start([]string{r.Path}, opt)
}
