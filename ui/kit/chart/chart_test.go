package chart

import (
	"fmt"
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"zhangfang/ui/kit/draw"
)

func TestNiceTicks(t *testing.T) {
	for _, c := range []struct {
		lo, hi float64
		most   int
		want   string
	}{
		{0, 52000, 4, "[0 20000 40000 60000]"},
		{0, 52000, 6, "[0 20000 40000 60000]"},
		{0, 0.091, 4, "[0 0.05 0.1]"},
		{-40, 100, 5, "[-50 0 50 100]"},
		{0, 0, 4, "[0 0.5 1]"},
		{5, 5, 4, "[4.5 5 5.5]"},
	} {
		if got := fmt.Sprint(niceTicks(c.lo, c.hi, c.most)); got != c.want {
			t.Errorf("from %v to %v: %v, want %v", c.lo, c.hi, got, c.want)
		}
	}
}

func TestTicksHoldTheValues(t *testing.T) {
	for _, hi := range []float64{1e-9, 0.0061, 3, 99, 101, 52340.55, 9.9e12} {
		for most := 3; most <= 6; most++ {
			ticks := niceTicks(0, hi, most)
			if ticks[0] > 0 || ticks[len(ticks)-1] < hi || len(ticks) > most+1 {
				t.Errorf("0 to %v in %d: %v", hi, most, ticks)
			}
		}
	}
}

func newTestChart(t *testing.T, data Data) *Bar {
	t.Helper()
	a := test.NewTempApp(t)
	a.Settings().SetTheme(draw.NewThemeVariant(1))
	c := NewBar()
	w := test.NewTempWindow(t, c)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(600, 200))
	c.Set(data)
	return c
}

func TestBarChartTellsExactValues(t *testing.T) {
	c := newTestChart(t, Data{
		Labels: []string{"1日", "2日"},
		Series: []Series{{Name: "收款", Color: draw.ColorAccentSoft, Values: []float64{3841260, math.NaN()}}},
		Axis:   compact, Exact: ExactMoney("CNY"),
	})
	if found := shown(c.base, "¥38,412.60"); found {
		t.Error("exact values without a pointer")
	}
	e := &desktop.MouseEvent{}
	e.Position = fyne.NewPos(c.plot.x(0), 100)
	c.MouseMoved(e)
	if !shown(c.over, "¥38,412.60") || !shown(c.over, "收款") || !shown(c.over, "1日") {
		t.Error("the tip does not tell day, series and value")
	}
	e.Position = fyne.NewPos(c.plot.x(1), 100)
	c.MouseMoved(e)
	if !shown(c.over, "–") {
		t.Error("a day without a value tells one")
	}
}

func TestChartWithoutValuesSaysSo(t *testing.T) {
	c := newTestChart(t, Data{Empty: "这个月还没有收款"})
	if !shown(c.base, "这个月还没有收款") {
		t.Error("an empty chart says nothing")
	}
}

func TestBarsStandOnWholePixels(t *testing.T) {
	values := make([]float64, 31)
	for i := range values {
		values[i] = float64(1000 + 37*i)
	}
	c := newTestChart(t, Data{Series: []Series{{Color: draw.ColorAccent, Values: values}, {Color: draw.ColorAccentSoft, Values: values}}})
	for _, o := range c.base {
		r, ok := o.(*canvas.Rectangle)
		if !ok {
			continue
		}
		for _, v := range []float32{r.Position().X, r.Size().Width, r.Position().Y, r.Size().Height} {
			if r.TopLeftCornerRadius > 0 && v != float32(int(v)) {
				t.Fatalf("a bar at %v, %v", r.Position(), r.Size())
			}
		}
	}
}

func shown(objects []fyne.CanvasObject, text string) bool {
	for _, o := range objects {
		if t, ok := o.(*canvas.Text); ok && t.Text == text {
			return true
		}
	}
	return false
}
