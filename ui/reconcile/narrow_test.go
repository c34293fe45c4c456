package reconcile

import (
	"testing"

	"fyne.io/fyne/v2"
)

// TestANarrowListTellsWho asks a list with little room for all that a wide one tells:
// the whole number, who it is, and the box to tick.
func TestANarrowListTellsWho(t *testing.T) {
	v, w, _ := shown(t, newDesk())
	w.Resize(fyne.NewSize(836, 640))
	r, _ := v.presenter.Row(0)
	cells, _ := v.list.Row(0)
	told := map[string]bool{}
	for i, f := range v.list.fields {
		told[f.ID] = true
		switch f.ID {
		case "counterparty":
			if !f.Below || r.Party == "" || cells[i].Text != r.who() {
				t.Errorf("below %t: %q of %q", f.Below, cells[i].Text, r.Party)
			}
		case "order_no":
			if f.Below || !f.Inner || !f.Grow {
				t.Errorf("the number: %+v", f.Column)
			}
		}
	}
	for _, id := range []string{"time", "order_no", "amount", "counterparty", "state"} {
		if !told[id] {
			t.Errorf("no column %s", id)
		}
	}
	if !v.list.grid.Boxes {
		t.Error("no boxes to tick")
	}
}
