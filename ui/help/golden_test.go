package help

import (
	"testing"

	"fyne.io/fyne/v2"

	"zhangfang/assets"
	"zhangfang/ui/kit/golden"
)

// The manual is in the program: it is neither empty nor loaded, and cannot fail.
func TestGolden(t *testing.T) {
	var scenes []golden.Scene
	for _, id := range []string{"reconcile", "keys"} {
		scenes = append(scenes, golden.Scene{Name: id, Show: func(w fyne.Window, locale string) {
			text, err := assets.NewText(locale)
			if err != nil {
				t.Fatal(err)
			}
			v, err := New(text)
			if err != nil {
				t.Fatal(err)
			}
			w.SetContent(v.Content())
			w.Resize(golden.Size())
			v.Open(id)
		}})
	}
	golden.Check(t, scenes...)
}
