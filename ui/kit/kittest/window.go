package kittest

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"zhangfang/assets"
	"zhangfang/ui/kit/draw"
)

// Window shows an object in a light window of 1024 x 640, the smallest there is.
func Window(tb testing.TB, o fyne.CanvasObject) fyne.Window {
	tb.Helper()
	test.NewTempApp(tb).Settings().SetTheme(draw.NewThemeVariant(theme.VariantLight))
	w := test.NewTempWindow(tb, o)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(1024, 640))
	return w
}

// Texts is the sentences in a language.
func Texts(tb testing.TB, locale string) *assets.Text {
	tb.Helper()
	text, err := assets.NewText(locale)
	if err != nil {
		tb.Fatal(err)
	}
	return text
}
