package ui

import (
	"context"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"zhangfang/app/upkeep"
)

// actions is what the menus and keys of the shell do on this book.
func (s *session) actions() Actions {
	return Actions{
		OpenFiles: s.chooseFiles, OpenFolder: s.chooseFolder, Dropped: s.dropped, Undo: s.undo, Redo: s.redo, Print: s.print, Rename: s.rename,
		Books: s.books(), Exports: s.exports(), Looks: s.looks(), Help: s.help(), Backup: s.backupNow, Asked: s.helpOnView,
		Larger: func() { s.desk.stepText(1) }, Leave: s.leave, Stopping: s.stopping,
	}
}

// print shows the month's report and prints it.
func (s *session) print() {
	s.shell.Show(idReports)
	s.reports.Print()
}

// exports is the menu of all that can be written into a file.
func (s *session) exports() []*fyne.MenuItem {
	var items []*fyne.MenuItem
	for _, what := range upkeep.Exports() {
		items = append(items, fyne.NewMenuItem(s.text.T("export."+what), func() { s.export(what) }))
	}
	return items
}

// export asks for a file and writes what into it, as a workbook or as plain text.
func (s *session) export(what string) {
	s.chooseAs(s.text.T("export."+what), []string{".xlsx", ".csv"}, func(path string) {
		format := strings.TrimPrefix(filepath.Ext(path), ".")
		s.run(s.ctx, func(ctx context.Context) error {
			return s.book.Upkeep.ExportFile(ctx, what, format, path)
		}, func(err error) {
			if err != nil {
				s.showError(err)
				return
			}
			s.toast(s.text.T("export.done", filepath.Base(path)), s.text.T("reports.open"), func() { s.showFile(path) })
		})
	})
}

// showFile opens a file with the system's own program, and says why where it cannot.
func (s *session) showFile(path string) {
	if err := s.openFile(path); err != nil {
		s.showError(err)
	}
}

// looks is the menu of how the window looks.
func (s *session) looks() []*fyne.MenuItem {
	t, d := s.text, s.desk
	themes := fyne.NewMenuItem(t.T("options.theme"), nil)
	themes.ChildMenu = fyne.NewMenu("")
	for _, name := range themeNames() {
		item := fyne.NewMenuItem(t.T("options.theme_"+orSystem(name)), func() {
			o := d.options
			o.Theme = name
			d.setOptions(o)
		})
		item.Checked = d.options.Theme == name
		themes.ChildMenu.Items = append(themes.ChildMenu.Items, item)
	}
	larger := fyne.NewMenuItem(t.T("shell.menu.larger"), func() { d.stepText(1) })
	larger.Shortcut = ctrl(fyne.KeyEqual)
	smaller := fyne.NewMenuItem(t.T("shell.menu.smaller"), func() { d.stepText(-1) })
	smaller.Shortcut = ctrl(fyne.KeyMinus)
	plain := fyne.NewMenuItem(t.T("shell.menu.plain_size"), func() {
		o := d.options
		o.TextSize = 0
		d.setOptions(o)
	})
	plain.Shortcut = ctrl(fyne.Key0)
	return []*fyne.MenuItem{themes, larger, smaller, plain}
}

// orSystem names an option that is left to the system.
func orSystem(name string) string {
	if name == "" {
		return "system"
	}
	return name
}
