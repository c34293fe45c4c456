package reconcile

import (
	"fyne.io/fyne/v2"

	"zhangfang/app/book"
	"zhangfang/ui/kit/ask"
)

// do does what a key or button stands for; it tells whether it knew.
func (v *View) do(c Command) bool {
	p := v.presenter
	switch c {
	case CommandAccept:
		p.Accept()
		v.list.grid.Focus()
	case CommandDecline:
		p.Decline()
	case CommandSplit:
		v.askSplit()
	case CommandWriteOff:
		v.askWriteOff()
	case CommandLater:
		v.askLater()
	case CommandNote:
		v.askNote()
	case CommandSource:
		v.showSources()
	case CommandClassify:
		v.askClass()
	case CommandBulk:
		p.LoadBulk(v.showBulk)
	case CommandUndoMatch:
		p.UndoMatch()
	case CommandException:
		p.OpenException()
	case CommandOtherPane:
		v.other.focus()
	case CommandFind:
		v.search.FocusByKey(v.deps.Window)
	case CommandFindAcross:
		v.other.search.FocusByKey(v.deps.Window)
	default:
		return v.look(c)
	}
	return true
}

// look does what changes only what is looked at; it tells whether it knew.
func (v *View) look(c Command) bool {
	p := v.presenter
	switch c {
	case CommandSwap:
		p.SwapLead()
	case CommandMatched:
		p.ShowMatched(!p.ShowsMatched())
		v.update(PartHeader)
	case CommandPutOff:
		p.ShowPutOff(!p.ShowsPutOff())
	case CommandSales:
		p.PickLeg(book.LegSales)
	case CommandPayouts:
		p.PickLeg(book.LegPayouts)
	case CommandClear:
		v.clear()
	default:
		return false
	}
	return true
}

// clear takes the ticks away, else the search.
func (v *View) clear() {
	switch {
	case v.presenter.Untick():
	case v.presenter.SearchText() != "":
		v.search.Clear()
	}
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

// sign shows the keys for "?", which is another key on each keyboard.
func (v *View) sign(r rune) {
	if r == '?' || r == '？' {
		v.showKeys()
	}
}

// showKeys shows what the keys do, as they are dispatched.
func (v *View) showKeys() {
	t := v.deps.Text
	var keys []ask.KeyHint
	for _, b := range bindings() {
		if v.has(b.command) {
			keys = append(keys, ask.KeyHint{Key: b.hint, Does: t.T("reconcile." + b.code)})
		}
	}
	ask.ShowKeys(v.deps.Window, t, append(keys, ask.WindowKeys(t)...), v.list.grid.Focus)
}

// has tells whether a command has a meaning on this leg and in this window.
func (v *View) has(c Command) bool {
	switch c {
	case CommandClassify:
		return v.presenter.ShowsClasses()
	case CommandException:
		return v.deps.OpenException != nil
	}
	return true
}

// item is a command as it stands in menus.
func (v *View) item(c Command, on bool) *fyne.MenuItem {
	b := bindingOf(c)
	m := fyne.NewMenuItem(v.deps.Text.T("reconcile."+v.code(b))+" ("+b.hint+")", func() { v.do(c) })
	m.Disabled = !on
	return m
}

// code names what a command does just now: what is put off is brought back.
func (v *View) code(b binding) string {
	if b.command == CommandLater && v.presenter.ShowsPutOff() {
		return "bring_back"
	}
	return b.code
}

// decisions are the commands that decide, for menus.
func (v *View) decisions() []*fyne.MenuItem {
	can := v.presenter.Can()
	items := []*fyne.MenuItem{
		v.item(CommandAccept, can.Accept), v.item(CommandDecline, can.Decline), v.item(CommandSplit, can.Split),
		v.item(CommandWriteOff, can.WriteOff), v.item(CommandLater, can.Later), v.item(CommandNote, can.Note), v.item(CommandSource, can.Source),
	}
	if can.Classify {
		items = append(items, v.classMenu())
	}
	if v.has(CommandException) {
		items = append(items, v.item(CommandException, can.Exception))
	}
	if can.Undo {
		items = append(items, v.item(CommandUndoMatch, true))
	}
	return items
}

// menu is the context menu of both panes: what the keys do.
func (v *View) menu(copy *fyne.MenuItem) []*fyne.MenuItem {
	return append(v.decisions(), fyne.NewMenuItemSeparator(), copy)
}

// more is the menu at the foot: all that can be done.
func (v *View) more() []*fyne.MenuItem {
	t, p := v.deps.Text, v.presenter
	columns := fyne.NewMenuItem(t.T("kit.columns"), nil)
	columns.ChildMenu = fyne.NewMenu("", v.list.grid.ColumnItems()...)
	later := v.item(CommandPutOff, p.ShowsPutOff() || p.PutOffCount() > 0)
	later.Checked = p.ShowsPutOff()
	return append(v.decisions(), fyne.NewMenuItemSeparator(),
		v.item(CommandBulk, p.Can().Bulk), later, fyne.NewMenuItemSeparator(),
		fyne.NewMenuItem(t.T("kit.redo")+" (Ctrl Y)", p.Redo), columns, fyne.NewMenuItem(t.T("kit.keys_title")+" (?)", v.showKeys))
}
