package importers_test

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"zhangfang/app/book"
	"zhangfang/importers"
	"zhangfang/importers/bill"
)

const samples = "../../shared/samples"

// TestSamples reads every real export that is at hand: each imports, or waits or is
// refused for a reason that a person found right (see judged). Run with -v it prints
// what became of each as tables.
func TestSamples(t *testing.T) {
	if _, err := os.Stat(samples); err != nil {
		t.Skip("no samples here")
	}
	files, refused, err := importers.Expand(context.Background(), []string{samples}, "")
	if err != nil {
		t.Fatal(err)
	}
	var all []outcome
	for _, r := range refused {
		all = append(all, outcome{file: r.File, code: book.CodeOf(r.Problem), why: r.Problem.Error()})
	}
	for _, f := range files {
		parts, err := importers.Parts(context.Background(), f, bill.Options{})
		if err != nil {
			parts = []bill.File{f} // reading it says why
		}
		for _, p := range parts {
			all = append(all, outcomeOf(t, p))
		}
	}
	for _, o := range all {
		if o.code != "" && !slices.Contains(strings.Fields(judged[o.file].codes), o.code) {
			t.Errorf("%s %s: nobody found it right: %s %s", o.file, o.part, o.code, o.why)
		}
	}
	if testing.Verbose() {
		fmt.Print(formatTable(all), waitingTable(all))
	}
}

// outcome is what became of a file or a part of one.
type outcome struct {
	file, part, format     string
	rows, entries, refused int
	code                   string // of what first holds or refuses it, "" where it goes in
	why                    string
}

func outcomeOf(t *testing.T, f bill.File) outcome {
	o := outcome{file: f.Path[len(samples)+1:], part: f.Part}
	hold := func(code, why string) { o.code, o.why = cmp.Or(o.code, code), cmp.Or(o.why, why) }
	suspicious := func(notes []book.Note) {
		for _, n := range notes {
			if n.Suspicious {
				hold(n.Code, strings.Join(n.Args, " "))
			}
		}
	}
	s, err := importers.Read(context.Background(), f, bill.Options{}, func(r *bill.Row) error {
		o.rows++
		o.entries += len(r.Entries)
		if r.Problem != nil {
			o.refused++
			hold(r.Problem.Code, fmt.Sprintf("%s: %s", r.Problem.Cell, strings.Join(r.Problem.Args, " ")))
		}
		suspicious(r.Notes)
		return nil
	})
	if err != nil {
		var p *book.Problem
		if !errors.As(err, &p) {
			t.Errorf("%s: refused without a problem: %v", o.file, err)
		}
		hold(book.CodeOf(err), strings.Join(p.Args, " "))
		return o
	}
	o.format = s.Format
	if s.Incomplete != nil {
		hold(s.Incomplete.Code, "")
	}
	suspicious(s.Notes)
	return o
}

// formatTable tells per format how many files were tried and what they made.
func formatTable(all []outcome) string {
	type sum struct {
		files                        map[string]bool
		rows, entries, refused, wait int
	}
	sums := map[string]*sum{}
	for _, o := range all {
		format := cmp.Or(o.format, "(none)")
		s := sums[format]
		if s == nil {
			s = &sum{files: map[string]bool{}}
			sums[format] = s
		}
		s.files[o.file] = true
		s.rows, s.entries, s.refused = s.rows+o.rows, s.entries+o.entries, s.refused+o.refused
		if o.code != "" {
			s.wait++
		}
	}
	var b strings.Builder
	b.WriteString("\n| format | files | rows | entries | rows refused | files or parts that wait |\n| --- | ---: | ---: | ---: | ---: | ---: |\n")
	for _, name := range slices.Sorted(maps.Keys(sums)) {
		s := sums[name]
		fmt.Fprintf(&b, "| %s | %d | %d | %d | %d | %d |\n", name, len(s.files), s.rows, s.entries, s.refused, s.wait)
	}
	return b.String()
}

// waitingTable tells why files are refused or held, and why that is right.
func waitingTable(all []outcome) string {
	var b strings.Builder
	b.WriteString("\n| file | format | rows | entries | reason | why that is right |\n| --- | --- | ---: | ---: | --- | --- |\n")
	for _, o := range all {
		if o.code == "" {
			continue
		}
		reason := strings.ReplaceAll(strings.TrimSpace(o.code+" "+o.why), "|", "¦")
		fmt.Fprintf(&b, "| %s | %s | %d | %d | %s | %s |\n", strings.TrimSpace(o.file+" "+o.part), cmp.Or(o.format, "-"), o.rows, o.entries, reason, judged[o.file].why)
	}
	return b.String()
}
