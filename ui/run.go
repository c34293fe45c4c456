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
	ctx, cancel := context.WithCancel(ctx)
	s := newSession(ctx, a, w, text, b)
	a.Lifecycle().SetOnStarted(func() {
		s.refresh()
		s.watch()
		if len(files) > 0 {
			s.importPaths(files)
		}
	})
	context.AfterFunc(ctx, func() { fyne.Do(w.Close) })
	w.ShowAndRun()
	cancel()
	s.work.Wait()
	return b.Close()
}
