package ui

import (
	"context"

	"zhangfang/ui/kit"
	"zhangfang/ui/kit/ask"
)

// keptNameAsked is where it is kept, by book, that the owner left the shop's name for
// later: they are asked once.
const keptNameAsked = "name.asked."

// named asks for the name of a shop that has none, before its first report, and then
// goes on with what the owner said; "" for later.
func (s *session) named(then func(shop string)) {
	prefs, key, asked := s.app.Preferences(), keptNameAsked+s.book.Path, false
	if kit.Recall(prefs, key, &asked); asked {
		then("")
		return
	}
	t := s.text
	ask.LineOr(s.window, t.T("name.title"), t.T("name.text"), "", t.T("name.later"), t.T("name.save"), func(name string, ok bool) {
		kit.Remember(prefs, key, true)
		if !ok {
			then("")
			return
		}
		s.setName(name, func() { then(name) })
	})
}

// rename asks for the shop's name, which stands on the window and the report.
func (s *session) rename() {
	t := s.text
	ask.Line(s.window, t, t.T("shell.menu.rename"), t.T("shell.rename_text"), s.name, t.T("shell.rename_save"), func(name string, ok bool) {
		if ok {
			s.setName(name, func() {})
		}
	})
}

// setName gives the shop its name, shows it everywhere, and goes on.
func (s *session) setName(name string, then func()) {
	s.run(s.ctx, func(ctx context.Context) error { return s.book.Upkeep.SetName(ctx, name) }, func(err error) {
		if err != nil {
			s.showError(err)
			return
		}
		s.refresh()
		then()
	})
}
