package ask

import (
	"testing"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"zhangfang/app/book"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/kittest"
	"zhangfang/ui/kit/words"
)

func TestAClosedMonthIsNoFault(t *testing.T) {
	zh := kittest.Texts(t, "zh")
	err := &book.Problem{Code: "month_locked", Args: []string{"2025-11"}}
	if words.LockedMonth(err) != "2025-11" || words.LockedMonth(&book.Problem{Code: "note_missing"}) != "" {
		t.Errorf("month %q", words.LockedMonth(err))
	}
	w := kittest.Window(t, container.NewStack())
	opened := 0
	ShowLocked(w, zh, err, func() { opened++ })
	button, ok := w.Canvas().Focused().(*kit.Button)
	if !ok {
		t.Fatalf("focus %T", w.Canvas().Focused())
	}
	test.Tap(button)
	if opened != 1 || w.Canvas().Overlays().Top() != nil {
		t.Errorf("opened %d times, a dialog stays: %t", opened, w.Canvas().Overlays().Top() != nil)
	}
}
