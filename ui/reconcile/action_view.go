package reconcile

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zhangfang/ui/kit"
)

// actionBar is the row of decisions at the foot, each with the key that does it.
type actionBar struct {
	object   *fyne.Container
	row      *kit.FitRow
	commands []Command // of the buttons
	can      Can
	classes  bool // bank lines are listed
	view     *View
}

func newActionBar(v *View) *actionBar {
	t := v.deps.Text
	b := &actionBar{view: v, commands: []Command{CommandAccept, CommandUndoMatch, CommandDecline, CommandSplit, CommandWriteOff,
		CommandLater, CommandNote, CommandSource, CommandException, CommandClassify, CommandBulk}}
	b.row = &kit.FitRow{Stands: b.stands,
		More: kit.NewMenuButton(t.T("kit.more"), v.more),
		End:  kit.NewButton(t.T("kit.undo"), kit.ButtonSecondary, v.keepFocus(v.presenter.Undo)).WithKey("Ctrl Z")}
	kind := kit.ButtonPrimary
	for _, c := range b.commands {
		x := bindingOf(c)
		b.row.Buttons = append(b.row.Buttons, kit.NewButton(t.T("reconcile."+x.code), kind, v.keepFocus(func() { v.do(c) })).WithKey(x.hint))
		kind = kit.ButtonSecondary
	}
	b.object = container.New(b.row, b.row.Objects()...)
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

// button is the button of a command.
func (b *actionBar) button(c Command) *kit.Button {
	for i := range b.commands {
		if b.commands[i] == c {
			return b.row.Buttons[i]
		}
	}
	return nil
}

// stands tells whether a button belongs into the row now: of a row that is done with
// there is only its match to be undone, and what nothing can be split or classified
// is not worth a place.
func (b *actionBar) stands(i int) bool {
	switch b.commands[i] {
	case CommandAccept, CommandWriteOff:
		return !b.can.Undo
	case CommandUndoMatch:
		return b.can.Undo
	case CommandSplit:
		return b.can.Split
	case CommandLater:
		return !b.can.Undo
	case CommandException:
		return b.can.Exception
	case CommandClassify:
		return b.classes
	case CommandBulk:
		return b.can.Bulk
	}
	return true
}

func (b *actionBar) show(p *Presenter) {
	b.can, b.classes = p.Can(), p.ShowsClasses()
	for i, on := range []bool{b.can.Accept, b.can.Undo, b.can.Decline, b.can.Split, b.can.WriteOff,
		b.can.Later, b.can.Note, b.can.Source, b.can.Exception, b.can.Classify, b.can.Bulk} {
		if on {
			b.row.Buttons[i].Enable()
		} else {
			b.row.Buttons[i].Disable()
		}
	}
	later := bindingOf(CommandLater)
	b.button(CommandLater).SetText(b.view.deps.Text.T("reconcile." + b.view.code(later)))
	b.object.Refresh()
}
