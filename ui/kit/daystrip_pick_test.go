package kit

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func TestADayOfAStripIsPicked(t *testing.T) {
	test.NewTempApp(t)
	d := NewDayStrip()
	var told []string
	d.OnPick = func(i int) { told = append(told, fmt.Sprint("pick ", i)) }
	d.OnOpen = func(i int) { told = append(told, fmt.Sprint("open ", i)) }
	d.Set(make([]DayState, 31))
	d.Resize(fyne.NewSize(620, HeightRow))
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

func TestALabelIsCutInItsMiddle(t *testing.T) {
	test.NewTempApp(t)
	r := newRuler(SizeText, false)
	const name = "1612345678All2025-10-01_2025-11-29.csv"
	got := r.cutMiddle(name, 160)
	if r.width(got) > 160 || got[:4] != "1612" || got[len(got)-8:] != "1-29.csv" {
		t.Errorf("%q is %v wide", got, r.width(got))
	}
	l := NewLabel("a.csv").CutMiddle()
	l.Resize(fyne.NewSize(160, 22))
	if l.short {
		t.Error("a short name is cut")
	}
}
