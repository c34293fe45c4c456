package ui

import (
	"context"

	"fyne.io/fyne/v2"

	"zhangfang/assets"
	"zhangfang/ui/kit"
)

// Run opens the window on the book at path, drops files on it, and returns when
// the window was closed. A book that does not open is told in the window.
func Run(ctx context.Context, a fyne.App, text *assets.Text, open Opener, path string, files []string) error {
	a.Settings().SetTheme(kit.NewTheme())
	a.SetIcon(assets.Icon)
	w := a.NewWindow(text.T("app.name"))
	b, err := open(ctx, path)
	if err != nil {
		w.SetContent(kit.NewErrorState(text, err, w.Close))
		w.Resize(fyne.NewSize(720, 420))
		w.CenterOnScreen()
		w.ShowAndRun()
		return err
	}
	s := newSession(ctx, a, w, text, b, open, "")
	a.Lifecycle().SetOnStarted(func() {
		s.begin()
		if len(files) > 0 {
			s.importPaths(files)
		}
	})
	stop := context.AfterFunc(ctx, func() { fyne.Do(w.Close) }) // interrupted from outside
	w.ShowAndRun()
	stop()
	return s.current().end()
}
