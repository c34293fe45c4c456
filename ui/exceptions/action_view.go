package exceptions

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zhangfang/ui/kit"
)

// command is something a key does.
type command struct {
	key  fyne.KeyName
	hint string // of the key, as it stands on a button
	code string // "exceptions.<code>" is its word
	on   func(Can) bool
	do   func()
}

// commands lists what the keys do, in the order of the menu.
func (v *View) commands() []command {
	p := v.presenter
	out := []command{{fyne.KeyReturn, "Enter", "open", func(c Can) bool { return c.Open }, p.OpenReconcile}}
	for _, w := range ways() {
		out = append(out, command{fyne.KeyName(w.key()), w.key(), "way_" + w.code(), func(c Can) bool { return c.Has(w) }, func() { v.ask(w) }})
	}
	return append(out, command{fyne.KeyN, "N", "edit_note", func(c Can) bool { return c.Note }, v.askNote})
}

// do does what a key stands for; it tells whether it knew.
func (v *View) do(key fyne.KeyName) bool {
	switch key {
	case fyne.KeyEnter:
		key = fyne.KeyReturn
	case fyne.KeyEscape:
		v.presenter.ClearTicks()
		return true
	}
	for _, c := range v.commands() {
		if c.key == key {
			if c.on(v.presenter.Can()) {
				c.do()
			}
			return true
		}
	}
	return false
}

// menu is what the keys do, for the list's context menu and the button at the foot.
func (v *View) menu() []*fyne.MenuItem {
	t, can := v.deps.Text, v.presenter.Can()
	var items []*fyne.MenuItem
	for _, c := range v.commands() {
		item := fyne.NewMenuItem(t.T("exceptions."+c.code)+" ("+c.hint+")", c.do)
		item.Disabled = !c.on(can)
		items = append(items, item)
	}
	return items
}

// actionBar is the row of decisions at the foot, each with the key that does it.
// It shows as many as there is room for; all of them stand in the menu.
type actionBar struct {
	object     *fyne.Container
	list       []command
	buttons    []*kit.Button // of the list
	more, undo *kit.Button
	can        Can
}

func newActionBar(v *View) *actionBar {
	t := v.deps.Text
	b := &actionBar{list: v.commands()}
	kind := kit.ButtonPrimary
	for _, c := range b.list {
		b.buttons = append(b.buttons, kit.NewButton(t.T("exceptions."+c.code), kind, v.keepFocus(c.do)).WithKey(c.hint))
		kind = kit.ButtonSecondary
	}
	b.more = kit.NewMenuButton(t.T("exceptions.more"), v.menu)
	b.undo = kit.NewButton(t.T("kit.undo"), kit.ButtonSecondary, v.keepFocus(v.presenter.Undo)).WithKey("Ctrl Z")
	b.object = container.New(b)
	for _, x := range b.buttons {
		b.object.Add(x)
	}
	b.object.Add(b.more)
	b.object.Add(b.undo)
	return b
}

func (b *actionBar) show(can Can) {
	b.can = can
	for i, c := range b.list {
		if c.on(can) {
			b.buttons[i].Enable()
		} else {
			b.buttons[i].Disable()
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
	case "way_" + WayReopen.code():
		return !unresolved
	}
	return unresolved
}

// Layout is part of fyne.Layout: buttons from the left while they fit.
func (b *actionBar) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	more, undo := b.more.MinSize().Width, b.undo.MinSize().Width
	room := size.Width - more - undo - 2*kit.GapSmall
	var x float32
	full := false
	for i, button := range b.buttons {
		w := button.MinSize().Width
		full = full || b.stands(i) && x+w > room
		if full || !b.stands(i) {
			button.Hide()
			continue
		}
		button.Show()
		put(button, x, w, size.Height)
		x += w + kit.GapSmall
	}
	put(b.more, x, more, size.Height)
	put(b.undo, size.Width-undo, undo, size.Height)
}

// MinSize is part of fyne.Layout.
func (b *actionBar) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(b.more.MinSize().Width+b.undo.MinSize().Width+kit.GapSmall, kit.HeightControl)
}

func put(o fyne.CanvasObject, x, width, height float32) {
	o.Move(fyne.NewPos(x, 0))
	o.Resize(fyne.NewSize(width, height))
}

// keepFocus gives the keyboard back to the list before a button acts: on the
// button itself, the next Enter would do the same again.
func (v *View) keepFocus(act func()) func() {
	return func() {
		v.grid.Focus()
		act()
	}
}
