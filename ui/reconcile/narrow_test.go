package reconcile

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
)

// TestANarrowListTellsWho asks a list without a column for the buyer who it is: the
// pointer tells, and a number keeps its end.
func TestANarrowListTellsWho(t *testing.T) {
	v, w, _ := shown(t, newDesk())
	w.Resize(fyne.NewSize(836, 640))
	r, _ := v.presenter.Row(0)
	for i, f := range v.list.fields {
		if f.ID == "counterparty" {
			t.Fatal("there is a column for it")
		}
		if f.ID != "order_no" {
			continue
		}
		cells, _ := v.list.Row(0)
		if !f.Inner || r.Party == "" || !strings.Contains(cells[i].Tip, r.Party) || !strings.Contains(cells[i].Tip, r.Number) {
			t.Errorf("inner %t, tip %q of %q", f.Inner, cells[i].Tip, r.Party)
		}
		return
	}
	t.Error("no column of numbers")
}
