package underway

import (
	"testing"

	"fyne.io/fyne/v2"

	"zhangfang/ui/kit"
	"zhangfang/ui/kit/golden"
)

// scene is the view over shop, by a runner, with something done to it.
func scene(t *testing.T, name string, of func() *shop, run kit.Runner, do func(*View)) golden.Scene {
	return golden.Scene{Name: name, Show: func(w fyne.Window, locale string) {
		deps := testDeps(t, of(), &told{}, w, locale)
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
		scene(t, "full", newShop, kit.InlineRunner, func(v *View) { v.lists.owed.Select(0) }),
		scene(t, "empty", func() *shop { return &shop{} }, kit.InlineRunner, nothing),
		scene(t, "loading", newShop, golden.Waits, nothing),
		scene(t, "error", newShop, golden.Fails, nothing),
	)
}
