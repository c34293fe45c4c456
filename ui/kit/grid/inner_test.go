package grid

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"zhangfang/ui/kit/draw"
)

type oneNumber struct{}

func (oneNumber) Len() int { return 1 }

func (oneNumber) Row(int) ([]Cell, bool) {
	return []Cell{{Text: "S20251117104288990017"}, {Text: "S20251117104288990017"}}, true
}

func TestGridKeepsTheEndOfNumbers(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(draw.NewThemeVariant(1))
	g := New([]Column{{ID: "a", Width: 100, Inner: true}, {ID: "b", Width: 100}}, oneNumber{})
	w := test.NewTempWindow(t, g)
	w.Resize(fyne.NewSize(400, 200))
	var shown []string
	for _, c := range g.view.slots[0].cells {
		shown = append(shown, c.text.Text)
	}
	if !strings.HasPrefix(shown[0], "S202…") || !strings.HasSuffix(shown[0], "0017") || strings.HasSuffix(shown[1], "0017") {
		t.Errorf("shown %q", shown)
	}
}
