package ui

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// menu holds every global shortcut: a canvas shortcut would not reach the window
// while a field has the focus.
func (s *Shell) menu() *fyne.MainMenu {
	open := s.item("shell.menu.open", fyne.KeyO, s.act.OpenFiles)
	folder := s.item("shell.menu.open_folder", "", s.act.OpenFolder)
	folder.Shortcut = &desktop.CustomShortcut{KeyName: fyne.KeyO, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift}
	print := s.item("shell.menu.print", fyne.KeyP, s.act.Print)
	rename := s.item("shell.menu.rename", "", s.act.Rename)
	quit := s.item("shell.menu.quit", fyne.KeyQ, nil)
	quit.Action, quit.IsQuit = s.Close, true // as closing the window is, over a dialog too
	undo := s.item("shell.menu.undo", fyne.KeyZ, nil)
	undo.Action = s.undo // under a dialog it still is the field's
	undo.Shortcut = &fyne.ShortcutUndo{}
	refresh := s.item("shell.menu.refresh", "", s.Refresh)
	refresh.Shortcut = &desktop.CustomShortcut{KeyName: fyne.KeyF5}

	view := []*fyne.MenuItem{}
	for i, item := range s.items {
		m := fyne.NewMenuItem(item.Title, s.uncovered(func() { s.Show(item.ID) }))
		m.Shortcut = ctrl(fyne.KeyName(strconv.Itoa(i + 1)))
		view = append(view, m)
	}
	view = append(view, fyne.NewMenuItemSeparator(), refresh)
	file := append([]*fyne.MenuItem{open, folder, print, rename, fyne.NewMenuItemSeparator()}, s.books()...)
	file = append(file, fyne.NewMenuItemSeparator(), quit)
	edit := []*fyne.MenuItem{undo}
	if s.has(idSettings) {
		edit = append(edit, fyne.NewMenuItemSeparator(), s.item("shell.menu.settings", fyne.KeyComma, func() { s.Show(idSettings) }))
	}
	return fyne.NewMainMenu(
		fyne.NewMenu(s.text.T("shell.menu.file"), file...),
		fyne.NewMenu(s.text.T("shell.menu.edit"), edit...),
		fyne.NewMenu(s.text.T("shell.menu.view"), view...),
	)
}

// has tells whether a view is among the entries of the sidebar.
func (s *Shell) has(id string) bool {
	return slices.ContainsFunc(s.items, func(item Item) bool { return item.ID == id })
}

// books is the ways to other books.
func (s *Shell) books() []*fyne.MenuItem {
	for _, m := range s.act.Books {
		m.Action = s.uncovered(m.Action)
	}
	return s.act.Books
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
	if field, ok := s.window.Canvas().Focused().(interface{ Undo() }); ok {
		field.Undo()
		return
	}
	s.uncovered(s.act.Undo)()
}

func call(f func()) {
	if f != nil {
		f()
	}
}
