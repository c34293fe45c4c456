package figure

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"zhangfang/ui/kit/draw"
)

func TestADayOfAStripIsPicked(t *testing.T) {
	test.NewTempApp(t)
	d := NewDayStrip()
	var told []string
	d.OnPick = func(i int) { told = append(told, fmt.Sprint("pick ", i)) }
	d.OnOpen = func(i int) { told = append(told, fmt.Sprint("open ", i)) }
	d.Set(make([]DayState, 31))
	d.Resize(fyne.NewSize(620, draw.HeightRow))
	d.Tapped(&fyne.PointEvent{Position: fyne.NewPos(45, 10)})
	for _, key := range []fyne.KeyName{fyne.KeyRight, fyne.KeyEnd, fyne.KeyRight, fyne.KeyReturn} {
		d.TypedKey(&fyne.KeyEvent{Name: key})
	}
	d.Tapped(&fyne.PointEvent{Position: fyne.NewPos(900, 10)}) // beside the days
	if got := fmt.Sprint(told); got != "[pick 2 pick 3 pick 30 open 30]" || d.Picked() != 30 {
		t.Errorf("%s, %d", got, d.Picked())
	}
	d.Pick(-1)
	d.FocusGained()
	if d.Picked() != 0 || d.rects[0].StrokeWidth != 2 {
		t.Errorf("the focus is not seen: day %d", d.Picked())
	}
}
