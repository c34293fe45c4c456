package mapping

import (
	"testing"

	"fyne.io/fyne/v2"

	"zhangfang/assets"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/golden"
)

// scene is the dialog on a sheet, by a runner.
func scene(t *testing.T, name string, of *desk, run kit.Runner) golden.Scene {
	return golden.Scene{Name: name, Show: func(w fyne.Window, locale string) {
		text, err := assets.NewText(locale)
		if err != nil {
			t.Fatal(err)
		}
		w.SetContent(kit.NewLabel(""))
		Open(Deps{Source: of, Text: text, Run: run, Window: w}, "/a/日记.xlsx", "日记.xlsx")
	}}
}

func TestGolden(t *testing.T) {
	golden.Check(t,
		scene(t, "full", diary(), kit.InlineRunner),
		scene(t, "empty", &desk{}, kit.InlineRunner),
		scene(t, "loading", diary(), golden.Waits),
		scene(t, "error", diary(), golden.Fails),
	)
}
