package ui

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// menu holds every global shortcut: a canvas shortcut would not reach the window
// while a field has the focus.
func (s *Shell) menu() *fyne.MainMenu {
	open := s.item("shell.menu.open", fyne.KeyO, func() { call(s.act.OpenFiles) })
	folder := s.item("shell.menu.open_folder", "", func() { call(s.act.OpenFolder) })
	folder.Shortcut = &desktop.CustomShortcut{KeyName: fyne.KeyO, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift}
	print := s.item("shell.menu.print", fyne.KeyP, func() { call(s.act.Print) })
	rename := s.item("shell.menu.rename", "", func() { call(s.act.Rename) })
	quit := s.item("shell.menu.quit", fyne.KeyQ, s.Close)
	quit.IsQuit = true
	undo := s.item("shell.menu.undo", fyne.KeyZ, s.undo)
	undo.Shortcut = &fyne.ShortcutUndo{}
	refresh := s.item("shell.menu.refresh", "", s.Refresh)
	refresh.Shortcut = &desktop.CustomShortcut{KeyName: fyne.KeyF5}

	view := []*fyne.MenuItem{}
	for i, item := range s.items {
		m := fyne.NewMenuItem(item.Title, func() { s.Show(item.ID) })
		m.Shortcut = ctrl(fyne.KeyName(strconv.Itoa(i + 1)))
		view = append(view, m)
	}
	view = append(view, fyne.NewMenuItemSeparator(), refresh)
	file := append([]*fyne.MenuItem{open, folder, print, rename, fyne.NewMenuItemSeparator()}, s.act.Books...)
	file = append(file, fyne.NewMenuItemSeparator(), quit)
	return fyne.NewMainMenu(
		fyne.NewMenu(s.text.T("shell.menu.file"), file...),
		fyne.NewMenu(s.text.T("shell.menu.edit"), undo),
		fyne.NewMenu(s.text.T("shell.menu.view"), view...),
	)
}

func (s *Shell) item(code string, key fyne.KeyName, do func()) *fyne.MenuItem {
	m := fyne.NewMenuItem(s.text.T(code), do)
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
	call(s.act.Undo)
}

func call(f func()) {
	if f != nil {
		f()
	}
}
