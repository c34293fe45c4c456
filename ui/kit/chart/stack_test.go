package chart

import (
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"zhangfang/ui/kit/draw"
)

func newTestStack(t *testing.T) *Stack {
	t.Helper()
	a := test.NewTempApp(t)
	a.Settings().SetTheme(draw.NewThemeVariant(1))
	c := NewStack()
	w := test.NewTempWindow(t, c)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(600, 200))
	return c
}

// tops are the upper ends of the bars of a colour, in order.
func tops(c *Stack, name fyne.ThemeColorName) (out []float32) {
	for _, o := range c.base {
		if r, ok := o.(*canvas.Rectangle); ok && r.FillColor == draw.Color(name) && r.TopLeftCornerRadius > 0 {
			out = append(out, r.Position().Y)
		}
	}
	return out
}

func TestPartsStandOnEachOther(t *testing.T) {
	c := newTestStack(t)
	c.Set(Data{Series: []Series{
		{Color: draw.ColorAccentSoft, Values: []float64{100, math.NaN()}},
		{Color: draw.ColorUnderway, Values: []float64{30, 0}},
		{Color: draw.ColorException, Values: []float64{70, -5}},
	}})
	first, second := tops(c, draw.ColorUnderway), tops(c, draw.ColorException)
	if len(first) != 1 || len(second) != 1 || first[0] != c.plot.y(30) || second[0] != c.plot.y(100) {
		t.Errorf("parts end at %v and %v, want %v and %v", first, second, c.plot.y(30), c.plot.y(100))
	}
	if whole := tops(c, draw.ColorAccentSoft); len(whole) != 1 || whole[0] != c.plot.y(100) {
		t.Errorf("the whole ends at %v", whole)
	}
}

func TestRangeIsTold(t *testing.T) {
	c := newTestStack(t)
	c.SetRanged(Data{Labels: []string{"10-28"}, Exact: ExactMoney("CNY"), Series: []Series{
		{Name: "预计", Color: draw.ColorAccentSoft, Values: []float64{5000}}, {Name: "已卖出", Color: draw.ColorAccent, Values: []float64{2000}},
		{Name: "少则", Color: draw.ColorSecondary, Values: []float64{4000}}, {Name: "多则", Color: draw.ColorSecondary, Values: []float64{9000}},
	}})
	var line *canvas.Rectangle
	for _, o := range c.base {
		if r, ok := o.(*canvas.Rectangle); ok && r.FillColor == draw.Color(draw.ColorSecondary) && r.Size().Height > 1 {
			line = r
		}
	}
	if line == nil || line.Position().Y != c.plot.y(9000) || line.Size().Height != c.plot.y(4000)-c.plot.y(9000) {
		t.Fatalf("range %+v", line)
	}
	e := &desktop.MouseEvent{}
	e.Position = fyne.NewPos(c.plot.x(0), 100)
	c.MouseMoved(e)
	for _, text := range []string{"10-28", "¥50.00", "¥20.00", "¥40.00", "¥90.00"} {
		if !shown(c.over, text) {
			t.Errorf("the tip does not tell %s", text)
		}
	}
}
