package importers

import (
	"io"
	"testing"

	"zhangfang/importers/bill"
)

// TestADefectWhileLookingRefusesNothing: a reader that panics where a file is only
// looked at does not end the program; reading the file tells of it.
func TestADefectWhileLookingRefusesNothing(t *testing.T) {
	e := &expansion{ctx: t.Context(), seen: map[string]bool{}}
	opened := false
	f := bill.File{Name: "a.csv", Open: func() (io.ReadCloser, error) {
		opened = true
		panic("defect")
	}}
	if e.summary(f) || !opened {
		t.Error("taken for a summary")
	}
}
