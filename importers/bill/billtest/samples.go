package billtest

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"zhangfang/importers/bill"
)

// SampleDir is where real exports lie beside the project, as a family's tests see it.
// They are no part of it: tests over them skip where they are not.
const SampleDir = "../../../shared/samples"

// Sample is a real export and what is to be read of it.
type Sample struct {
	Path       string // below SampleDir
	Format     string
	Rows       int
	Refused    int    // of the rows
	Incomplete bool   // its end is missing
	Notes      string // the codes of its remarks, as "[totals]"; "" does not look at them
}

// NeedSamples skips a test where there are no real exports. One that is missing among
// the others is a fault.
func NeedSamples(tb testing.TB) {
	tb.Helper()
	if _, err := os.Stat(SampleDir); err != nil {
		tb.Skip("no samples here")
	}
}

// Samples reads real exports.
func Samples(t *testing.T, formats []bill.Format, samples ...Sample) {
	t.Helper()
	NeedSamples(t)
	for _, s := range samples {
		t.Run(filepath.Base(s.Path), func(t *testing.T) {
			data, err := os.ReadFile(filepath.Join(SampleDir, s.Path))
			if err != nil {
				t.Fatal(err)
			}
			r := Read(t, formats, data, bill.Options{})
			if r.Err != nil {
				t.Fatal(r.Err)
			}
			sum := r.Summary
			if sum.Format != s.Format || sum.Rows != s.Rows || len(r.Problems) != s.Refused || (sum.Incomplete != nil) != s.Incomplete {
				t.Errorf("%d entries, refused %v: %+v", len(r.Entries), r.Problems, sum)
			}
			if codes := fmt.Sprint(r.Codes()); s.Notes != "" && codes != s.Notes {
				t.Errorf("remarks %s", codes)
			}
		})
	}
}
