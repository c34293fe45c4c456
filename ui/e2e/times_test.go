package e2e

import (
	"bytes"
	"cmp"
	"encoding/json"
	"os"
	"slices"
	"testing"
	"time"
)

// timing is a line of the file that ZHANGFANG_TIMES names, see ui/times.go.
type timing struct {
	What          string
	From          time.Time
	Ended         bool
	Answer, Shown float64 // milliseconds
}

// watches tells the work that stands by as long as the window is open: it looks
// whether the book changed, fetches bills when they are due, and listens.
func (t *timing) watches() bool {
	return slices.Contains([]string{"ui.(*session).watch", "ui.(*session).pullBills", "ui.(*session).hear"}, t.What)
}

func readTimes(t *testing.T, path string) (all []timing) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	lines := bytes.Split(data, []byte("\n"))
	for _, line := range lines[:len(lines)-1] { // the last may be half written
		var one timing
		if err := json.Unmarshal(line, &one); err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		all = append(all, one)
	}
	return all
}

// work is all timings of one function of a phase of the run.
type work struct{ answer, shown []float64 }

// byWork puts the timings between two instants together by function.
func byWork(all []timing, from, to time.Time) map[string]*work {
	out := map[string]*work{}
	for _, one := range all {
		if !one.Ended || one.From.Before(from) || one.From.After(to) || one.watches() {
			continue
		}
		w := out[one.What]
		if w == nil {
			w = &work{}
			out[one.What] = w
		}
		w.answer, w.shown = append(w.answer, one.Answer), append(w.shown, one.Shown)
	}
	return out
}

// part is the value below which a part of the values lies.
func part(values []float64, of float64) float64 {
	if len(values) == 0 {
		return 0
	}
	sorted := slices.Clone(values)
	slices.Sort(sorted)
	return sorted[min(int(of*float64(len(sorted))), len(sorted)-1)]
}

// tell prints a phase, the slowest work first.
func tell(t *testing.T, phase string, works map[string]*work) {
	t.Helper()
	names := make([]string, 0, len(works))
	for name := range works {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int { return -cmp.Compare(part(works[a].answer, 0.5), part(works[b].answer, 0.5)) })
	for _, name := range names {
		w := works[name]
		t.Logf("%-12s %-50s %4d times; answer %7.1f ms (95%% %7.1f); shown %5.1f ms (95%% %5.1f)", phase, name, len(w.answer),
			part(w.answer, 0.5), part(w.answer, 0.95), part(w.shown, 0.5), part(w.shown, 0.95))
	}
}

// worked waits until a work of the views has ended so many times.
func (o *owner) worked(t *testing.T, what string, times int) {
	t.Helper()
	eventually(t, what+" has ended", func() bool {
		n := 0
		for _, one := range readTimes(t, o.times) {
			if one.Ended && one.What == what {
				n++
			}
		}
		return n >= times
	})
}
