package kit

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2/test"
)

func TestSavedValuesOutlastTheWindow(t *testing.T) {
	prefs := test.NewTempApp(t).Preferences()
	s := NewSaved[int](prefs, "x")
	s.Put("b", 2)
	s.Put("a", 1)
	s.Put("b", 3)
	s = NewSaved[int](prefs, "x")
	if !slices.Equal(s.Names(), []string{"a", "b"}) || s.Value(1) != 3 {
		t.Errorf("%q %d", s.Names(), s.Value(1))
	}
	s.Remove(0)
	if s = NewSaved[int](prefs, "x"); !slices.Equal(s.Names(), []string{"b"}) {
		t.Errorf("%q", s.Names())
	}
	if s := NewSaved[int](nil, "x"); len(s.Names()) != 0 {
		t.Error("without prefs there is something")
	}
}
