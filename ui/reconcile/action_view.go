package reconcile

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zhangfang/ui/kit"
)

// actionBar is the row of decisions at the foot, each with the key that does it.
type actionBar struct {
	object                                 fyne.CanvasObject
	accept, decline, off, note, raw, match *kit.Button
	class, undo                            *kit.Button
}

func newActionBar(v *View) *actionBar {
	t := v.deps.Text
	button := func(code string, kind kit.ButtonKind, c Command, key string) *kit.Button {
		return kit.NewButton(t.T("reconcile."+code), kind, v.keepFocus(func() { v.do(c) })).WithKey(key)
	}
	b := &actionBar{
		accept:  button("accept", kit.ButtonPrimary, CommandAccept, "Enter"),
		decline: button("decline", kit.ButtonSecondary, CommandDecline, "X"),
		off:     button("write_off", kit.ButtonSecondary, CommandWriteOff, "W"),
		note:    button("note", kit.ButtonSecondary, CommandNote, "N"),
		raw:     button("source", kit.ButtonSecondary, CommandSource, "I"),
		class:   button("classify", kit.ButtonSecondary, CommandClassify, "C"),
		match:   kit.NewButton(t.T("reconcile.undo_match"), kit.ButtonSecondary, v.keepFocus(v.presenter.UndoMatch)),
		undo:    kit.NewButton(t.T("kit.undo"), kit.ButtonSecondary, v.keepFocus(v.presenter.Undo)).WithKey("Ctrl Z"),
	}
	b.object = kit.HFill(kit.GapSmall, 7, b.accept, b.decline, b.off, b.note, b.raw, b.class, b.match, container.NewStack(), b.undo)
	return b
}

// keepFocus gives the keyboard back to the list before a button acts: on the
// button itself, the next Enter would do the same again.
func (v *View) keepFocus(act func()) func() {
	return func() {
		v.list.grid.Focus()
		act()
	}
}

func (b *actionBar) show(p *Presenter) {
	can := p.Can()
	allow := func(x *kit.Button, on bool) {
		if on {
			x.Enable()
		} else {
			x.Disable()
		}
	}
	allow(b.accept, can.Accept)
	allow(b.decline, can.Decline)
	allow(b.off, can.WriteOff)
	allow(b.note, can.Note)
	allow(b.raw, can.Source)
	allow(b.class, can.Classify)
	b.class.Hidden = !p.ShowsClasses()
	b.match.Hidden = !can.Undo
	b.accept.Hidden, b.off.Hidden = can.Undo, can.Undo // of a row that is done with
	b.object.Refresh()
}

// keyAcross is what a key does while the other pane has the keyboard.
func (v *View) keyAcross(name fyne.KeyName) {
	p, cursor := v.presenter, v.presenter.Across().Cursor
	switch c := commandOf(string(name)); c {
	case CommandUp:
		p.SelectCandidate(cursor - 1)
	case CommandDown:
		p.SelectCandidate(cursor + 1)
	case CommandTick:
		p.TickCandidate(cursor)
	case CommandOtherPane:
		v.list.grid.Focus()
	default:
		v.do(c)
	}
}

// do does what a key or button stands for; it tells whether it knew.
func (v *View) do(c Command) bool {
	p := v.presenter
	switch c {
	case CommandAccept:
		p.Accept()
		v.list.grid.Focus()
	case CommandDecline:
		p.Decline()
	case CommandWriteOff:
		v.askWriteOff()
	case CommandNote:
		v.askNote()
	case CommandSource:
		v.showSources()
	case CommandClassify:
		v.askClass()
	case CommandOtherPane:
		v.other.focus()
	case CommandFind:
		v.deps.Window.Canvas().Focus(v.search)
	default:
		return false
	}
	return true
}

func (v *View) askNote() {
	t := v.deps.Text
	if !v.presenter.Can().Note {
		return
	}
	text := t.T("reconcile.note_text")
	if old := v.presenter.NoteText(); old != "" {
		text = t.T("reconcile.noted", old) + "\n" + text
	}
	kit.Prompt(v.deps.Window, t, t.T("reconcile.note_title"), text, t.T("reconcile.note_hint"),
		t.T("reconcile.save"), true, func(note string, ok bool) {
			if ok {
				v.presenter.SetNote(note)
			}
			v.list.grid.Focus()
		})
}

// showSources shows the raw rows behind what stands side by side.
func (v *View) showSources() {
	t := v.deps.Text
	v.presenter.Sources(func(views []SourceView, err error) {
		if err != nil {
			v.deps.ShowError(err)
			return
		}
		var items []kit.Detail
		for _, s := range views {
			items = append(items, kit.Detail{Caption: t.T("reconcile.file"), Value: s.Where, Color: kit.ColorAccent})
			for _, c := range s.Cells {
				items = append(items, kit.Detail{Caption: c[0], Value: c[1]})
			}
			if s.Seen != "" {
				items = append(items, kit.Detail{Value: s.Seen, Color: kit.ColorSecondary})
			}
		}
		kit.Details(v.deps.Window, t, t.T("reconcile.raw_title"), items)
	})
}

// menu is the context menu of both panes: what the keys do.
func (v *View) menu(copy *fyne.MenuItem) []*fyne.MenuItem {
	t, can := v.deps.Text, v.presenter.Can()
	item := func(code string, on bool, c Command) *fyne.MenuItem {
		m := fyne.NewMenuItem(t.T("reconcile."+code), func() { v.do(c) })
		m.Disabled = !on
		return m
	}
	items := []*fyne.MenuItem{
		item("accept", can.Accept, CommandAccept), item("decline", can.Decline, CommandDecline),
		item("write_off", can.WriteOff, CommandWriteOff), item("note", can.Note, CommandNote),
		item("source", can.Source, CommandSource),
	}
	if can.Classify {
		items = append(items, v.classMenu())
	}
	if can.Undo {
		items = append(items, fyne.NewMenuItem(t.T("reconcile.undo_match"), v.presenter.UndoMatch))
	}
	return append(items, fyne.NewMenuItemSeparator(), copy)
}
