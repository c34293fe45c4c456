package overview

import (
	"testing"

	"fyne.io/fyne/v2"

	"zhangfang/ui/kit"
	"zhangfang/ui/kit/golden"
)

// scene is the view over shop, by a runner, with something done to it.
func scene(t *testing.T, name string, of func() *shop, run kit.Runner, do func(*View)) golden.Scene {
	return golden.Scene{Name: name, Show: func(w fyne.Window, locale string) {
		deps := testDeps(t, of(), &log{}, locale)
		deps.Run = run
		v := New(deps)
		w.SetContent(v.Content())
		w.Resize(golden.Size())
		v.Shown()
		do(v)
	}}
}

func TestGolden(t *testing.T) {
	nothing := func(*View) {}
	golden.Check(t,
		scene(t, "full", autumn, kit.InlineRunner, nothing),
		scene(t, "rows", autumn, kit.InlineRunner, func(v *View) { v.presenter.OpenNewest() }),
		scene(t, "empty", func() *shop { return &shop{} }, kit.InlineRunner, nothing),
		scene(t, "loading", autumn, golden.Waits, nothing),
		scene(t, "error", autumn, golden.Fails, nothing),
	)
}
