package exceptions

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zhangfang/ui/kit"
)

// actionBar is the row of decisions at the foot, each with the key that does it.
// It shows as many as there is room for; all of them stand in the menu.
type actionBar struct {
	object *fyne.Container
	row    *kit.FitRow
	list   []command // of the buttons
	can    Can
}

func newActionBar(v *View) *actionBar {
	t := v.deps.Text
	b := &actionBar{list: v.commands()}
	b.row = &kit.FitRow{Stands: b.stands, More: kit.NewMenuButton(t.T("exceptions.more"), v.more),
		End: kit.NewButton(t.T("kit.undo"), kit.ButtonSecondary, v.keepFocus(v.presenter.Undo)).WithKey("Ctrl Z")}
	kind := kit.ButtonPrimary
	for _, c := range b.list {
		b.row.Buttons = append(b.row.Buttons, kit.NewButton(t.T("exceptions."+c.code), kind, v.keepFocus(c.do)).WithKey(c.hint))
		kind = kit.ButtonSecondary
	}
	b.object = container.New(b.row, b.row.Objects()...)
	return b
}

func (b *actionBar) show(can Can) {
	b.can = can
	for i, c := range b.list {
		if c.on(can) {
			b.row.Buttons[i].Enable()
		} else {
			b.row.Buttons[i].Disable()
		}
	}
	b.object.Refresh()
}

// stands tells whether a button belongs into the row now. What is done with can
// only be reopened; nothing else is worth a place there then, greyed out or not.
func (b *actionBar) stands(i int) bool {
	unresolved, code := b.can.Has(WayResolve) || len(b.can.Ways) == 0, b.list[i].code
	switch code {
	case "open", "edit_note":
		return true
	case "ask_provider":
		return b.can.Ask
	case "way_" + WayReopen.code():
		return !unresolved
	}
	return unresolved
}

// keepFocus gives the keyboard back to the list before a button acts: on the
// button itself, the next Enter would do the same again.
func (v *View) keepFocus(act func()) func() {
	return func() {
		v.grid.Focus()
		act()
	}
}
