package ui

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"zhangfang/ui/kit"
)

// menu holds every global shortcut: a canvas shortcut would not reach the window
// while a field has the focus.
func (s *Shell) menu() *fyne.MainMenu {
	menu := fyne.NewMainMenu(
		fyne.NewMenu(s.text.T("shell.menu.file"), s.fileMenu()...),
		fyne.NewMenu(s.text.T("shell.menu.edit"), s.editMenu()...),
		fyne.NewMenu(s.text.T("shell.menu.view"), s.viewMenu()...),
		fyne.NewMenu(s.text.T("shell.menu.help"), s.helpMenu()...),
	)
	legible(menu.Items)
	return menu
}

func (s *Shell) fileMenu() []*fyne.MenuItem {
	open := s.item("shell.menu.open", fyne.KeyO, s.act.OpenFiles)
	folder := s.item("shell.menu.open_folder", "", s.act.OpenFolder)
	folder.Shortcut = &desktop.CustomShortcut{KeyName: fyne.KeyO, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift}
	print := s.item("shell.menu.print", fyne.KeyP, s.act.Print)
	rename := s.item("shell.menu.rename", "", s.act.Rename)
	quit := quitItem(s.text.T("shell.menu.quit"), s.Close) // as closing the window is, over a dialog too
	quit.Shortcut = ctrl(fyne.KeyQ)

	file := []*fyne.MenuItem{open, folder}
	if len(s.act.Exports) > 0 {
		exports := fyne.NewMenuItem(s.text.T("shell.menu.export"), nil)
		exports.ChildMenu = fyne.NewMenu("", s.guarded(s.act.Exports)...)
		file = append(file, exports)
	}
	file = append(file, print, fyne.NewMenuItemSeparator())
	file = append(file, s.guarded(s.act.Books)...)
	return append(file, fyne.NewMenuItemSeparator(), rename, s.item("shell.menu.backup", "", s.act.Backup), fyne.NewMenuItemSeparator(), quit)
}

func (s *Shell) editMenu() []*fyne.MenuItem {
	undo := fyne.NewMenuItem(s.text.T("shell.menu.undo"), s.undo) // under a dialog it still is the field's
	undo.Shortcut = &fyne.ShortcutUndo{}
	redo := fyne.NewMenuItem(s.text.T("shell.menu.redo"), s.redo)
	redo.Shortcut = &fyne.ShortcutRedo{}
	edit := []*fyne.MenuItem{undo, redo, fyne.NewMenuItemSeparator(), s.item("shell.menu.find", fyne.KeyF, s.find)}
	if s.has(idSettings) {
		edit = append(edit, fyne.NewMenuItemSeparator(), s.item("shell.menu.settings", fyne.KeyComma, func() { s.Show(idSettings) }))
	}
	return edit
}

func (s *Shell) viewMenu() []*fyne.MenuItem {
	var view []*fyne.MenuItem
	for i, item := range s.items {
		m := fyne.NewMenuItem(item.Title, s.uncovered(func() { s.Show(item.ID) }))
		m.Shortcut = ctrl(fyne.KeyName(strconv.Itoa(i + 1)))
		view = append(view, m)
	}
	refresh := s.item("shell.menu.refresh", "", s.Refresh)
	refresh.Shortcut = &desktop.CustomShortcut{KeyName: fyne.KeyF5}
	view = append(view, fyne.NewMenuItemSeparator(), refresh, fyne.NewMenuItemSeparator())
	return append(view, s.guarded(s.act.Looks)...)
}

func (s *Shell) helpMenu() []*fyne.MenuItem {
	help := s.item("shell.menu.manual", "", s.act.Asked)
	help.Shortcut = &desktop.CustomShortcut{KeyName: fyne.KeyF1}
	return append([]*fyne.MenuItem{help}, s.guarded(s.act.Help)...)
}

// has tells whether a view is among the entries of the sidebar.
func (s *Shell) has(id string) bool {
	return slices.ContainsFunc(s.items, func(item Item) bool { return item.ID == id })
}

// guarded lets items do nothing while a dialog lies over the views.
func (s *Shell) guarded(items []*fyne.MenuItem) []*fyne.MenuItem {
	for _, m := range items {
		if m.ChildMenu != nil {
			s.guarded(m.ChildMenu.Items)
			continue
		}
		m.Action = s.uncovered(m.Action)
	}
	return items
}

func (s *Shell) item(code string, key fyne.KeyName, do func()) *fyne.MenuItem {
	m := fyne.NewMenuItem(s.text.T(code), s.uncovered(do))
	if key != "" {
		m.Shortcut = ctrl(key)
	}
	return m
}

// ctrl is Ctrl with a key, Command on a Mac.
func ctrl(key fyne.KeyName) fyne.Shortcut {
	return &desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierShortcutDefault}
}

// undo takes back what was typed while a field has the focus, else the last
// decision: the menu's shortcut comes before the field's own.
func (s *Shell) undo() {
	if field, ok := s.window.Canvas().Focused().(undoer); ok {
		field.Undo()
		return
	}
	s.uncovered(s.act.Undo)()
}

// redo is the other way of undo.
func (s *Shell) redo() {
	if field, ok := s.window.Canvas().Focused().(redoer); ok {
		field.Redo()
		return
	}
	s.uncovered(s.act.Redo)()
}

// find puts the keyboard into the search of the view in sight, where it has one.
func (s *Shell) find() {
	if search := kit.SearchIn(s.View().Content()); search != nil {
		s.window.Canvas().Focus(search)
		search.TypedShortcut(&fyne.ShortcutSelectAll{})
	}
}

func call(f func()) {
	if f != nil {
		f()
	}
}
