package chart

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"zhangfang/ui/kit/draw"
)

func twoSeries() Data {
	return Data{
		Labels: []string{"1日", "2日", "3日"}, Exact: ExactMoney("CNY"),
		Series: []Series{
			{Name: "收款", Color: draw.ColorAccentSoft, Values: []float64{100, 200, 300}},
			{Name: "到账", Color: draw.ColorAccent, Values: []float64{90, 900, 270}},
			{Name: "多则", Color: draw.ColorSecondary, Values: []float64{1, 1, 1}, Quiet: true},
		},
		Threshold: &Threshold{Value: 250, Name: "警戒线"},
		More:      func(i int) []TipLine { return []TipLine{{"净额", fmt.Sprint("第", i)}} },
	}
}

func TestKeysWalkTheChart(t *testing.T) {
	c := newTestChart(t, twoSeries())
	var picked []int
	c.OnPick = func(i int) { picked = append(picked, i) }
	c.FocusGained()
	for _, k := range []fyne.KeyName{fyne.KeyReturn, fyne.KeyLeft, fyne.KeyReturn, fyne.KeyLeft, fyne.KeyHome, fyne.KeyLeft, fyne.KeySpace, fyne.KeyRight, fyne.KeyEnter, fyne.KeyEnd, fyne.KeyRight, fyne.KeyEnter} {
		c.TypedKey(&fyne.KeyEvent{Name: k})
	}
	if fmt.Sprint(picked) != "[2 0 1 2]" {
		t.Errorf("picked %v", picked)
	}
	for _, text := range []string{"3日", "¥3.00", "¥2.70", "警戒线", "¥2.50", "净额", "第2"} {
		if !shown(c.over, text) {
			t.Errorf("the tip does not tell %s", text)
		}
	}
	c.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if len(c.over) != 0 {
		t.Error("Escape leaves the tip")
	}
}

func TestClickLeadsToThePlace(t *testing.T) {
	c := newTestChart(t, twoSeries())
	picked := -1
	c.OnPick = func(i int) { picked = i }
	test.TapAt(c, fyne.NewPos(c.plot.x(1), 80))
	if picked != 1 || !c.focused {
		t.Errorf("picked %d, focused %v", picked, c.focused)
	}
	test.TapAt(c, fyne.NewPos(1, 80))
	if picked != 1 {
		t.Error("a click beside the bars leads somewhere")
	}
}

func TestLegendTakesSeriesOut(t *testing.T) {
	c := newTestChart(t, twoSeries())
	names := c.Legend().row.Objects
	if len(names) != 2 {
		t.Fatalf("%d names; the quiet series has none", len(names))
	}
	high := c.plot.hi
	test.Tap(names[1].(*legendName))
	if c.plot.hi >= high || len(c.data.visible()) != 2 {
		t.Errorf("the axis reaches %v without the higher series, %d in sight", c.plot.hi, len(c.data.visible()))
	}
	names[0].(*legendName).TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	if c.data.Series[0].off {
		t.Error("the last series can be taken out")
	}
	c.Set(twoSeries())
	if !c.data.Series[1].off || c.Legend().row.Objects[1] != names[1] {
		t.Error("new data brings a series back")
	}
	test.Tap(names[1].(*legendName))
	if c.data.Series[1].off {
		t.Error("a second click does not bring it back")
	}
}
