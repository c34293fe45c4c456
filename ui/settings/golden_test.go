package settings

import (
	"testing"

	"fyne.io/fyne/v2"

	"zhangfang/ui/kit"
	"zhangfang/ui/kit/golden"
)

// scene is the view over desk, by a runner, with something done to it.
func scene(t *testing.T, name string, of func() *desk, run kit.Runner, do func(*View)) golden.Scene {
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
		scene(t, "full", newDesk, kit.InlineRunner, func(v *View) { v.open(Limits) }),
		scene(t, "backup", newDesk, kit.InlineRunner, func(v *View) { v.open(Backup) }),
		scene(t, "empty", func() *desk { d := newDesk(); d.lessons = nil; return d }, kit.InlineRunner, func(v *View) { v.open(Learned) }),
		scene(t, "loading", newDesk, golden.Waits, nothing),
		scene(t, "error", newDesk, golden.Fails, nothing),
	)
}
