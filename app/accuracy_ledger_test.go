package app_test

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"
	"text/tabwriter"
	"time"

	"zhangfang/app"
	"zhangfang/app/book"
	"zhangfang/app/intake"
	"zhangfang/app/sample"
	"zhangfang/store"
)

// ledgerKind is a family of invented ledgers, with the goals of DESIGN 7 and of
// bench/README.md for it.
type ledgerKind struct {
	name      string
	spec      sample.LedgerSpec
	f1        float64
	precision float64
}

func ledgerKinds() []ledgerKind {
	return []ledgerKind{
		{"as they are", sample.LedgerSpec{}, 0.995, 0.999},
		{"numbers stripped", sample.LedgerSpec{NoNumbers: true}, 0.99, 0.99},
		{"dates off by a week", sample.LedgerSpec{DateSlip: 7}, 0.985, 0.99},
		{"names removed on 30 %", sample.LedgerSpec{Nameless: 30}, 0.975, 0.99},
		{"Chinese", sample.LedgerSpec{Chinese: true}, 0.98, 0.99},
		{"Chinese, numbers stripped", sample.LedgerSpec{Chinese: true, NoNumbers: true}, 0.98, 0.99},
	}
}

// ledgerSum adds up the scores of the ledgers of a kind.
type ledgerSum struct {
	ledgerKind
	all   sample.PairScore
	rules map[book.Rule]sample.Hits
	took  time.Duration
	runs  int
}

// TestLedgerAccuracy imports invented statements and ledgers that share no key, has
// the owner pick the two as a leg, and holds the matches against the truth.
func TestLedgerAccuracy(t *testing.T) {
	var sums []*ledgerSum
	for _, k := range ledgerKinds() {
		sum := &ledgerSum{ledgerKind: k, rules: map[book.Rule]sample.Hits{}}
		sums = append(sums, sum)
		t.Run(k.name, func(t *testing.T) {
			for n := range max(shops()/3, 1) {
				spec := k.spec
				spec.Seed = uint64(7_919*n) + 5
				dir := t.TempDir()
				truth, err := sample.WriteLedger(dir, spec)
				if err != nil {
					t.Fatal(err)
				}
				sum.add(truth, pickAndMatch(t, dir, sum))
			}
			sum.check(t)
		})
	}
	sums = append(sums, benchLedger(t))
	if *tables {
		printLedgers(os.Stdout, sums)
	}
}

// benchLedger runs the public benchmark, which lies beside the working tree of a
// developer's machine and is no part of the project; nil where it is not there.
func benchLedger(t *testing.T) *ledgerSum {
	file := filepath.Join("..", "..", "shared", "bench", "bankrec_hard_n1000.json")
	if _, err := os.Stat(file); err != nil {
		return nil
	}
	sum := &ledgerSum{ledgerKind: ledgerKind{name: "public benchmark", f1: 0.995, precision: 0.999}, rules: map[book.Rule]sample.Hits{}}
	t.Run(sum.name, func(t *testing.T) {
		dir := t.TempDir()
		truth := writeBenchmark(t, file, dir)
		sum.add(truth, pickAndMatch(t, dir, sum))
		sum.check(t)
	})
	return sum
}

func (s *ledgerSum) add(truth *sample.LedgerTruth, got []sample.PickedPair) {
	one := sample.GradePairs(truth, got)
	s.all.All.True += one.All.True
	s.all.All.Claimed += one.All.Claimed
	s.all.All.Right += one.All.Right
	for rule, h := range one.Rules {
		sum := s.rules[rule]
		sum.Claimed += h.Claimed
		sum.Right += h.Right
		s.rules[rule] = sum
	}
	s.runs++
}

// met tells whether the goals are.
func (s *ledgerSum) met() bool { return s.all.F1() >= s.f1 && s.all.All.Precision() >= s.precision }

func (s *ledgerSum) check(t *testing.T) {
	t.Helper()
	if !s.met() {
		t.Errorf("F1 %s, precision %s; must be %s and %s", percent(s.all.F1()), percent(s.all.All.Precision()), percent(s.f1), percent(s.precision))
	}
}

// pickAndMatch imports a statement and a ledger, matches them as a leg of their
// own, and lists the pairs that count.
func pickAndMatch(t *testing.T, dir string, sum *ledgerSum) []sample.PickedPair {
	t.Helper()
	ctx := t.Context()
	b, err := app.Open(ctx, filepath.Join(t.TempDir(), "ledger.zfbook"), now)
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	for name, o := range map[string]intake.Options{
		sample.LedgerBankFile:  {Channel: "bank", Role: book.RoleBank},
		sample.LedgerBooksFile: {Channel: "books", Role: book.RoleLedger},
	} {
		receipts, err := b.Import(ctx, []string{filepath.Join(dir, name)}, o, nil)
		if err != nil || len(receipts) != 1 || receipts[0].State != book.ReceiptApplied {
			t.Fatalf("%s: %+v %v", name, receipts, err)
		}
	}
	start := time.Now()
	leg, _, err := b.Review.PickLeg(ctx, "bank", "books")
	if err != nil {
		t.Fatal(err)
	}
	sum.took += time.Since(start)
	return pickedPairs(t, b, leg)
}

// pickedPairs lists the pairs across in the matches of a leg that count.
func pickedPairs(t *testing.T, b *app.Book, leg book.Leg) []sample.PickedPair {
	t.Helper()
	st, err := store.Open(t.Context(), b.Path, now)
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	var out []sample.PickedPair
	match, banks := "", []string(nil)
	for m, err := range st.ExportMatches(t.Context()) { // of a match the left side comes first
		if err != nil {
			t.Fatal(err)
		}
		if m.Leg != leg || m.State == book.MatchSuggested {
			continue
		}
		if m.MatchID != match {
			match, banks = m.MatchID, nil
		}
		if m.Side == book.Left {
			banks = append(banks, m.TxnNo)
			continue
		}
		for _, no := range banks {
			out = append(out, sample.PickedPair{Bank: no, Ledger: m.TxnNo, Rule: m.Rule})
		}
	}
	return out
}

func printLedgers(out io.Writer, sums []*ledgerSum) {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "\nbank and ledger\ttrue\tclaimed\tright\tprecision\tmust be\trecall\tF1\tmust be\ttime\t\t")
	rules := map[sample.Pass]sample.Hits{}
	for _, s := range sums {
		if s == nil {
			continue
		}
		verdict := "met"
		if !s.met() {
			verdict = "MISSED"
		}
		h := s.all.All
		fmt.Fprintf(w, "%s\t%d\t%d\t%d\t%s\t%s\t%s\t%s\t%s\t%v\t%s\t\n", s.name, h.True, h.Claimed, h.Right,
			percent(h.Precision()), percent(s.precision), percent(h.Recall()), percent(s.all.F1()), percent(s.f1),
			(s.took / time.Duration(max(s.runs, 1))).Round(time.Millisecond), verdict)
		for rule, h := range s.rules {
			k := sample.Pass{Leg: "bank~books", Rule: rule}
			sum := rules[k]
			sum.Claimed += h.Claimed
			sum.Right += h.Right
			rules[k] = sum
		}
	}
	printPasses(w, rules)
	w.Flush()
}
