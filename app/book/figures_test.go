package book

import (
	"slices"
	"testing"
)

// Days that the provider has no bill of split gaps, close them, and reach past the last
// file; a channel without any file knows nothing by them.
func TestDaysWithoutABillAreNoGaps(t *testing.T) {
	none := map[Day]bool{12: true, 15: true, 16: true, 21: true, 22: true, 24: true}
	s := ChannelStatus{Covered: Period{10, 20}, Gaps: []Period{{11, 13}, {15, 16}, {18, 18}}}.Knowing(none)
	if want := []Period{{11, 11}, {13, 13}, {18, 18}}; !slices.Equal(s.Gaps, want) || s.Covered != (Period{10, 22}) {
		t.Errorf("gaps %v, covered %v", s.Gaps, s.Covered)
	}
	if s := (ChannelStatus{}).Knowing(none); s.Covered != (Period{}) || s.None != nil {
		t.Errorf("without a file: %+v", s)
	}
}
