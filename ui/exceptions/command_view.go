package exceptions

import (
	"fyne.io/fyne/v2"

	"zhangfang/ui/kit/ask"
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
	out = append(out, command{fyne.KeyN, "N", "edit_note", func(c Can) bool { return c.Note }, v.askNote})
	if v.deps.Provider != nil {
		out = append(out, command{fyne.KeyQ, "Q", "ask_provider", func(c Can) bool { return c.Ask }, p.AskProvider})
	}
	return out
}

// looks lists the keys that change only what is looked at.
func (v *View) looks() []command {
	p := v.presenter
	always := func(Can) bool { return true }
	return []command{
		{fyne.KeyG, "G", "tick_same", func(Can) bool { return p.at() != nil }, p.TickSame},
		{fyne.KeyF, "F", "search", always, func() { v.search.FocusByKey(v.deps.Window) }},
		{fyne.KeyEscape, "Esc", "key_clear", always, v.clear},
	}
}

// clear takes the ticks away, else the search.
func (v *View) clear() {
	if len(v.presenter.Ticked()) > 0 {
		v.presenter.ClearTicks()
		return
	}
	v.search.Clear()
}

// do does what a key stands for; it tells whether it knew.
func (v *View) do(key fyne.KeyName) bool {
	if key == fyne.KeyEnter {
		key = fyne.KeyReturn
	}
	for _, c := range append(v.commands(), v.looks()...) {
		if c.key == key {
			if c.on(v.presenter.Can()) {
				c.do()
			}
			return true
		}
	}
	return false
}

// sign shows the keys for "?", which is another key on each keyboard.
func (v *View) sign(r rune) {
	if r == '?' || r == '？' {
		v.showKeys()
	}
}

// showKeys shows what the keys do, as they are dispatched.
func (v *View) showKeys() {
	t := v.deps.Text
	keys := []ask.KeyHint{{Key: "↑ ↓", Does: t.T("exceptions.key_move")}, {Key: "Space", Does: t.T("exceptions.key_tick")}}
	for _, c := range append(v.commands(), v.looks()...) {
		keys = append(keys, ask.KeyHint{Key: c.hint, Does: t.T("exceptions." + c.code)})
	}
	ask.ShowKeys(v.deps.Window, t, append(keys, ask.WindowKeys(t)...), v.grid.Focus)
}

// menu is what the keys decide, for the list's context menu and the button at the
// foot.
func (v *View) menu() []*fyne.MenuItem {
	return append(v.items(v.commands()), v.items(v.looks()[:1])...)
}

func (v *View) items(list []command) []*fyne.MenuItem {
	t, can := v.deps.Text, v.presenter.Can()
	var items []*fyne.MenuItem
	for _, c := range list {
		item := fyne.NewMenuItem(t.T("exceptions."+c.code)+" ("+c.hint+")", c.do)
		item.Disabled = !c.on(can)
		items = append(items, item)
	}
	return items
}

// more is the menu at the foot: all that can be done.
func (v *View) more() []*fyne.MenuItem {
	t := v.deps.Text
	columns := fyne.NewMenuItem(t.T("kit.columns"), nil)
	columns.ChildMenu = fyne.NewMenu("", v.grid.ColumnItems()...)
	return append(v.menu(), fyne.NewMenuItemSeparator(),
		fyne.NewMenuItem(t.T("kit.redo")+" (Ctrl Y)", v.presenter.Redo), columns, fyne.NewMenuItem(t.T("kit.keys_title")+" (?)", v.showKeys))
}

// filterItems is the menu of saved filters.
func (v *View) filterItems() []*fyne.MenuItem {
	f := v.presenter.Filters()
	use := f.Use
	f.Use = func(i int) {
		use(i)
		v.search.SetText(v.presenter.SearchText())
		v.grid.Focus()
	}
	f.Toast = v.deps.Toast
	f.Closed = v.grid.Focus
	return f.Items(v.deps.Window, v.deps.Text)
}
