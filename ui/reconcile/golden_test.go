package reconcile

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
		scene(t, "full", sortedDesk, kit.InlineRunner, func(v *View) { v.list.grid.Select(1); v.presenter.TickCandidate(0) }),
		scene(t, "ledger", ledgers, kit.InlineRunner, func(v *View) { v.presenter.PickLeg(bankLedger); v.list.grid.Select(3) }),
		scene(t, "empty", func() *desk { return &desk{} }, kit.InlineRunner, nothing),
		scene(t, "loading", sortedDesk, golden.Waits, nothing),
		scene(t, "error", sortedDesk, golden.Fails, nothing),
	)
}

func sortedDesk() *desk { return newDesk().sorted() }
