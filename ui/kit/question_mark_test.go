package kit

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"zhangfang/ui/kit/draw"
)

// TestMarksLightUpAlike: the mark of a figure and that of a view.
func TestMarksLightUpAlike(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(draw.NewThemeVariant(1))
	figure, view := NewFigureHelp("x"), newHelpMark()
	for widget, mark := range map[interface {
		fyne.Widget
		fyne.Focusable
	}]*questionMark{figure: &figure.questionMark, view: &view.questionMark} {
		test.NewTempWindow(t, widget)
		rest := mark.ring.StrokeColor
		widget.FocusGained()
		if mark.ring.StrokeColor == rest || mark.ring.StrokeWidth != 2 {
			t.Errorf("%T does not show the focus", widget)
		}
		widget.FocusLost()
		if mark.ring.StrokeColor != rest || mark.ring.StrokeWidth != 1 {
			t.Errorf("%T keeps the light", widget)
		}
	}
}
