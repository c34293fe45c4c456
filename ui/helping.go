package ui

import (
	"fyne.io/fyne/v2"

	"zhangfang/ui/help"
	"zhangfang/ui/kit/ask"
)

// manualWindow is the manual beside the window, so that one can read and do.
type manualWindow struct {
	window fyne.Window
	view   *help.View
}

// openManual shows a page of the manual, in the one window that it has.
func (d *desk) openManual(page string) {
	if d.manual == nil {
		v, err := help.New(d.text)
		if err != nil {
			ask.ShowError(d.window, d.text, err)
			return
		}
		w := d.app.NewWindow(d.text.T("help.title"))
		w.SetPadded(false)
		w.SetContent(v.Content())
		w.Resize(fyne.NewSize(940, 680))
		w.Canvas().SetOnTypedKey(func(e *fyne.KeyEvent) {
			if e.Name == fyne.KeyEscape {
				w.Close()
			}
		})
		v.OnEscape(w.Close)
		w.SetOnClosed(func() { d.manual = nil })
		d.manual = &manualWindow{w, v}
		w.Show()
	}
	d.manual.view.Open(page)
	d.manual.window.RequestFocus()
	d.manual.window.Canvas().Focus(d.manual.view.List())
}

// closeManual takes the manual away, as when the language changes.
func (d *desk) closeManual() {
	if d.manual != nil {
		d.manual.window.Close()
	}
}

// help is the rest of the help's menu.
func (s *session) help() []*fyne.MenuItem {
	t := s.text
	page := func(code, id string) *fyne.MenuItem {
		return fyne.NewMenuItem(t.T(code), func() { s.desk.openManual(id) })
	}
	return []*fyne.MenuItem{
		page("help.first_day", "first-day"), page("help.figures", "figures"), page("help.keys", "keys"), page("help.questions", "questions"),
		fyne.NewMenuItemSeparator(),
		fyne.NewMenuItem(t.T("shell.menu.sample"), s.sampleShop),
		fyne.NewMenuItemSeparator(),
		fyne.NewMenuItem(t.T("shell.menu.about"), s.about),
	}
}

// helpOnView opens the manual at the page about the view in sight.
func (s *session) helpOnView() { s.desk.openManual(pageOf(s.shell.Current())) }

// pageOf is the page of the manual about a view.
func pageOf(view string) string {
	switch view {
	case idImport:
		return "importing"
	case idChannels:
		return "channels"
	case idReconcile:
		return "reconcile"
	case idExceptions:
		return "exceptions"
	case idUnderway:
		return "under-way"
	case idFees:
		return "fees"
	case idReports:
		return "reports"
	case idSettings:
		return "safety"
	}
	return "figures"
}

// about shows what program this is, in the settings.
func (s *session) about() {
	s.shell.Show(idSettings)
	s.settings.OpenAbout()
}
