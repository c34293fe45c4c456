package reports

import (
	"testing"

	"fyne.io/fyne/v2"

	"zhangfang/app/book"
	"zhangfang/app/monthly"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/golden"
)

// scene is the view over fake, by a runner, with something done to it.
func scene(t *testing.T, name string, of func() *fake, run kit.Runner, do func(*View)) golden.Scene {
	return golden.Scene{Name: name, Show: func(w fyne.Window, locale string) {
		deps := testDeps(t, of(), &told{}, locale)
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
		scene(t, "journal", autumn, kit.InlineRunner, func(v *View) { v.presenter.PickTab(TabJournal) }),
		scene(t, "close", autumn, kit.InlineRunner, func(v *View) { v.presenter.PickTab(TabClose) }),
		scene(t, "empty", func() *fake { return &fake{} }, kit.InlineRunner, nothing),
		scene(t, "loading", autumn, golden.Waits, nothing),
		scene(t, "error", autumn, golden.Fails, nothing),
	)
}

func autumn() *fake {
	return &fake{months: []book.Period{october}, checks: []monthly.Check{{Code: monthly.CheckFiles, OK: true}, {Code: monthly.CheckHigh, Count: 2}}}
}
