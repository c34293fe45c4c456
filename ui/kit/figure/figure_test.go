package figure

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"zhangfang/ui/kit"
	"zhangfang/ui/kit/draw"
	"zhangfang/ui/kit/kittest"
)

func TestShareWidths(t *testing.T) {
	shares := []ShareOf{{Value: 30812}, {Value: 14}, {Value: 0}, {Value: 23}}
	got := shareWidths(shares, 400)
	if want := []float32{396, 2, 0, 2}; !slices.Equal(got, want) {
		t.Errorf("widths %v, want %v", got, want)
	}
	if got := shareWidths([]ShareOf{{}, {}}, 100); got[0] != 0 || got[1] != 0 {
		t.Errorf("shares of nothing are %v wide", got)
	}
}

// textOf is the first text that a widget draws.
func textOf(w fyne.Widget) *canvas.Text { return test.WidgetRenderer(w).Objects()[0].(*canvas.Text) }

func TestFigureSaysLessWhereThereIsLessRoom(t *testing.T) {
	f := New("待处理差异")
	kittest.Window(t, f)
	f.Set("7 笔", draw.ColorText, kit.Span{Text: "共 ¥12,345.67 · "}, kit.Span{Text: "最久 27 天"})
	f.SetShorter(kit.Span{Text: "最久 27 天"})
	for width, want := range map[float32]string{400: "共 ¥12,345.67 · ", 150: "最久 27 天"} {
		f.Resize(fyne.NewSize(width, 104))
		if got := textOf(f.sub).Text; got != want {
			t.Errorf("%v wide: %q, want %q", width, got, want)
		}
	}
}

func TestFigureIsNeverCut(t *testing.T) {
	f := New("本月已到账")
	kittest.Window(t, f)
	f.Resize(fyne.NewSize(150, 104))
	f.Set("¥1,103,877,123.45", draw.ColorText)
	if got := textOf(f.value); got.Text != "¥1,103,877,123.45" || got.MinSize().Width > 150 {
		t.Errorf("shows %q, %v wide", got.Text, got.MinSize().Width)
	}
}

func TestFigureByKeyboard(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(draw.NewThemeVariant(1))
	f, taps := New("收款"), 0
	f.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	f.OnTapped = func() { taps++ }
	f.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	if taps != 1 {
		t.Errorf("%d taps", taps)
	}
}
