package app_test

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"text/tabwriter"

	"zhangfang/app/book"
	"zhangfang/app/sample"
)

// printTables prints what `make accuracy` is for.
func printTables(out io.Writer, s *sample.Score) {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	printLegs(w, s)
	printPasses(w, s.Passes)
	printFaults(w, s.Faults)
	printFound(w, "what life does", "matched", s.Troubles)
	printFound(w, "bank lines by class", "right", s.Classes)
	fmt.Fprintln(w, "\ngoal\tmeasured\tmust be\t\t")
	for _, g := range goals(s) {
		verdict := "met"
		if !g.met() {
			verdict = "MISSED"
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t\n", g.what, g.value(), g.must(), verdict)
	}
	w.Flush()
}

func printLegs(w io.Writer, s *sample.Score) {
	fmt.Fprintln(w, "\nleg\ttrue\tclaimed\tright\tprecision\trecall\t")
	row := func(name string, h sample.Hits) {
		fmt.Fprintf(w, "%s\t%d\t%d\t%d\t%s\t%s\t\n", name, h.True, h.Claimed, h.Right, percent(h.Precision()), percent(h.Recall()))
	}
	row("sales, all", s.Sales)
	keyed := s.Keyed
	keyed.Claimed = keyed.Right // only recall is told of a part
	row("sales that share a number", keyed)
	tellable := s.Tellable
	tellable.Claimed = tellable.Right
	row("sales that can be told apart", tellable)
	row("payouts", s.Payouts)
}

func printPasses(w io.Writer, passes map[sample.Pass]sample.Hits) {
	fmt.Fprintln(w, "\nleg\tpass\tclaimed\tright\twrong\tprecision\t")
	keys := slices.SortedFunc(maps.Keys(passes), func(a, b sample.Pass) int {
		return cmp.Or(-cmp.Compare(a.Leg, b.Leg), -cmp.Compare(passes[a].Claimed, passes[b].Claimed), cmp.Compare(a.Rule, b.Rule))
	})
	for _, k := range keys {
		if h := passes[k]; h.Claimed > 0 {
			fmt.Fprintf(w, "%s\t%s\t%d\t%d\t%d\t%s\t\n", k.Leg, k.Rule, h.Claimed, h.Right, h.Wrong(), percent(h.Precision()))
		}
	}
}

func printFaults(w io.Writer, faults map[book.ExceptionType]sample.Found) {
	fmt.Fprintln(w, "\nexception\tplanted\tfound\tto the cent\tfalse alarms\tprecision\trecall\t")
	for _, typ := range book.ExceptionTypes {
		f, ok := faults[typ]
		if !ok {
			continue
		}
		precision, recall := 1.0, 1.0
		if f.Found+f.False > 0 {
			precision = float64(f.Found) / float64(f.Found+f.False)
		}
		if f.Planted > 0 {
			recall = float64(f.Found) / float64(f.Planted)
		}
		fmt.Fprintf(w, "%s\t%d\t%d\t%d\t%d\t%s\t%s\t\n", typ, f.Planted, f.Found, f.Exact, f.False, percent(precision), percent(recall))
	}
}

func printFound[K ~string](w io.Writer, title, verb string, found map[K]sample.Found) {
	fmt.Fprintf(w, "\n%s\tplanted\t%s\tshare\t\n", title, verb)
	for _, k := range slices.Sorted(maps.Keys(found)) {
		f := found[k]
		fmt.Fprintf(w, "%s\t%d\t%d\t%s\t\n", k, f.Planted, f.Found, percent(float64(f.Found)/float64(f.Planted)))
	}
}

func percent(share float64) string { return fmt.Sprintf("%.3f %%", 100*share) }
