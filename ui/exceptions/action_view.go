package exceptions

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zhangfang/app/book"
	"zhangfang/ui/kit"
)

// actionBar is the row of decisions at the foot, each with the key that does it.
type actionBar struct {
	object                                   fyne.CanvasObject
	open, review, wait, resolve, note, again *kit.Button
	resolved                                 *kit.Check
}

func newActionBar(v *View) *actionBar {
	t, p := v.deps.Text, v.presenter
	button := func(code string, kind kit.ButtonKind, c Command, key string) *kit.Button {
		return kit.NewButton(t.T("exceptions."+code), kind, v.keepFocus(func() { v.do(c) })).WithKey(key)
	}
	b := &actionBar{
		open:     button("open", kit.ButtonPrimary, CommandOpen, "Enter"),
		review:   button("review", kit.ButtonSecondary, CommandReview, "V"),
		wait:     button("wait", kit.ButtonSecondary, CommandWait, "L"),
		resolve:  button("resolve", kit.ButtonSecondary, CommandResolve, "R"),
		note:     button("edit_note", kit.ButtonSecondary, CommandNote, "N"),
		again:    kit.NewButton(t.T("exceptions.reopen"), kit.ButtonSecondary, v.keepFocus(func() { p.SetState(book.ExceptionOpen) })),
		resolved: kit.NewCheck(t.T("exceptions.show_resolved"), p.ShowResolved),
	}
	undo := kit.NewButton(t.T("kit.undo"), kit.ButtonSecondary, v.keepFocus(p.Undo)).WithKey("Ctrl Z")
	b.object = kit.HFill(kit.GapSmall, 6, b.open, b.review, b.wait, b.resolve, b.note, b.again, container.NewStack(), b.resolved, undo)
	return b
}

// keepFocus gives the keyboard back to the list before a button acts: on the
// button itself, the next Enter would do the same again.
func (v *View) keepFocus(act func()) func() {
	return func() {
		v.grid.Focus()
		act()
	}
}

func (b *actionBar) show(p *Presenter) {
	can := p.Can()
	for _, x := range []struct {
		button *kit.Button
		on     bool
	}{{b.open, can.Open}, {b.review, can.Review}, {b.wait, can.Wait}, {b.resolve, can.Resolve}, {b.note, can.Note}} {
		if x.on {
			x.button.Enable()
		} else {
			x.button.Disable()
		}
	}
	// An open one has nothing to go back to; another has no need to be marked.
	b.again.Hidden = !can.Reopen
	b.review.Hidden, b.wait.Hidden = can.Reopen && !can.Review, can.Reopen && !can.Wait
	b.resolved.SetChecked(p.ShowsResolved())
	b.object.Refresh()
}

// do does what a key or button stands for; it tells whether it knew.
func (v *View) do(c Command) bool {
	p, can := v.presenter, v.presenter.Can()
	switch c {
	case CommandOpen:
		p.OpenReconcile()
	case CommandReview:
		if can.Review {
			p.SetState(book.ExceptionInReview)
		}
	case CommandWait:
		if can.Wait {
			p.SetState(book.ExceptionWaiting)
		}
	case CommandResolve:
		v.askResolve(can)
	case CommandNote:
		v.askNote(can)
	default:
		return false
	}
	return true
}

func (v *View) askResolve(can Can) {
	t := v.deps.Text
	if !can.Resolve {
		return
	}
	kit.Prompt(v.deps.Window, t, t.T("exceptions.resolve_title"), t.T("exceptions.resolve_text"), t.T("exceptions.resolve_hint"),
		t.T("exceptions.resolve"), true, func(note string, ok bool) {
			if ok {
				v.presenter.Resolve(note)
			}
			v.grid.Focus()
		})
}

func (v *View) askNote(can Can) {
	t := v.deps.Text
	if !can.Note {
		return
	}
	kit.Prompt(v.deps.Window, t, t.T("exceptions.note_title"), v.presenter.Detail().Note, t.T("exceptions.note_hint"),
		t.T("exceptions.save"), true, func(note string, ok bool) {
			if ok {
				v.presenter.SetNote(note)
			}
			v.grid.Focus()
		})
}

// menu is the context menu of the list: what the keys do.
func (v *View) menu() []*fyne.MenuItem {
	t, can := v.deps.Text, v.presenter.Can()
	item := func(code string, on bool, c Command) *fyne.MenuItem {
		m := fyne.NewMenuItem(t.T("exceptions."+code), func() { v.do(c) })
		m.Disabled = !on
		return m
	}
	return []*fyne.MenuItem{
		item("open", can.Open, CommandOpen), item("review", can.Review, CommandReview), item("wait", can.Wait, CommandWait),
		item("resolve", can.Resolve, CommandResolve), item("edit_note", can.Note, CommandNote), fyne.NewMenuItemSeparator(),
	}
}
