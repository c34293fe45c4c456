package box

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
)

func TestRunsLeaveNoGaps(t *testing.T) {
	test.NewTempApp(t)
	hidden := widget.NewLabel("无")
	hidden.Hide()
	a, b := widget.NewButton("甲", nil), widget.NewButton("乙", nil)
	row := HFill(10, 0, a, hidden, b)
	row.Resize(fyne.NewSize(300, 32))
	if got := a.Size().Width + 10 + b.Size().Width; got != 300 {
		t.Errorf("the row is %v wide", got)
	}
	cols := Columns(10, []float32{1, 2}, a, b)
	cols.Resize(fyne.NewSize(310, 32))
	if a.Size().Width != 100 || b.Size().Width != 200 || b.Position().X != 110 {
		t.Errorf("columns %v and %v at %v", a.Size(), b.Size(), b.Position())
	}
}
