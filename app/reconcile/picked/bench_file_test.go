package picked_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"zhangfang/app/book"
	"zhangfang/app/reconcile"
	"zhangfang/app/sample"
)

// benchFile is a public benchmark that lies beside the working tree of a
// developer's machine, and nowhere else.
const benchFile = "../../../../shared/bench/bankrec_hard_n1000.json"

type benchRow struct {
	ID, Date, Description, Ref string
	Amount                     json.Number
}

type benchMatch struct {
	Bank  string   `json:"bank_id"`
	Line  string   `json:"gl_id"`
	Lines []string `json:"gl_ids"`
}

type bench struct {
	Bank  []benchRow              `json:"bank_transactions"`
	Books []benchRow              `json:"gl_entries"`
	Truth map[string]benchMatches `json:"ground_truth"`
}

// benchMatches are pairs; the truth's summary, an object, is none.
type benchMatches []benchMatch

func (m *benchMatches) UnmarshalJSON(b []byte) error {
	if len(b) > 0 && b[0] != '[' {
		return nil
	}
	return json.Unmarshal(b, (*[]benchMatch)(m))
}

func TestBenchFile(t *testing.T) {
	data, err := os.ReadFile(benchFile)
	if err != nil {
		t.Skip("the benchmark is not on this machine")
	}
	var in bench
	if err := json.Unmarshal(data, &in); err != nil {
		t.Fatal(err)
	}
	truth := in.truth()
	for _, tt := range []struct {
		trouble       string
		f1, precision float64
	}{{"", 0.995, 0.999}, {"numbers", 0.99, 0.99}, {"names", 0.975, 0.99}, {"dates", 0.985, 0.99}, {"names on both sides", 0.97, 0.99}} {
		l := in.ledger(t, tt.trouble)
		rows, lines := rowsOf(l)
		s := sample.GradePairs(truth, pairsOf(run(rows, &reconcile.Parameters{}), lines))
		t.Logf("%-8s F1 %.4f, precision %.4f, recall %.4f; %v", tt.trouble, s.F1(), s.All.Precision(), s.All.Recall(), s.Rules)
		if s.F1() < tt.f1 || s.All.Precision() < tt.precision {
			t.Errorf("trouble with %q: F1 %.4f, precision %.4f", tt.trouble, s.F1(), s.All.Precision())
		}
	}
}

func (in *bench) truth() *sample.LedgerTruth {
	truth := &sample.LedgerTruth{}
	for _, kind := range []string{"matches_1to1", "matches_many_to_one", "matches_amount_mismatch"} {
		for _, m := range in.Truth[kind] {
			if m.Line != "" {
				m.Lines = append(m.Lines, m.Line)
			}
			for _, line := range m.Lines {
				truth.Pairs = append(truth.Pairs, sample.LedgerPair{Bank: m.Bank, Ledger: line, Event: kind})
			}
		}
	}
	return truth
}

// ledger is the benchmark's lines with a trouble: no numbers in the bank's texts,
// no names on three in ten of them, or of both sides', or the ledger's dates off by
// up to a week.
func (in *bench) ledger(t *testing.T, trouble string) *sample.Ledger {
	draw := lottery(7)
	out := &sample.Ledger{}
	for _, r := range in.Bank {
		switch {
		case trouble == "numbers":
			r.Description = strings.Map(func(c rune) rune {
				if c >= '0' && c <= '9' {
					return -1
				}
				return c
			}, r.Description)
		case strings.HasPrefix(trouble, "names") && draw(10) < 3:
			r.Description, _, _ = strings.Cut(r.Description, " ")
		}
		out.Bank = append(out.Bank, r.line(t))
	}
	for _, r := range in.Books {
		if trouble == "names on both sides" && draw(10) < 3 {
			_, r.Description, _ = strings.Cut(r.Description, " - ")
		}
		line := r.line(t)
		if trouble == "dates" {
			line.Day += book.Day(draw(15)) - 7
		}
		out.Ledger = append(out.Ledger, line)
	}
	return out
}

func (r *benchRow) line(t *testing.T) sample.LedgerLine {
	day, err := book.ParseDay(r.Date)
	if err != nil {
		t.Fatal(err)
	}
	amount, err := decimal.NewFromString(r.Amount.String())
	if err != nil {
		t.Fatal(err)
	}
	minor, _, err := book.FromDecimal(amount, book.CNY)
	if err != nil {
		t.Fatal(err)
	}
	return sample.LedgerLine{ID: r.ID, Day: day, Text: r.Description, Ref: r.Ref, Amount: minor}
}

// lottery draws numbers that are the same on every run.
func lottery(seed uint32) func(n uint32) uint32 {
	return func(n uint32) uint32 {
		seed = seed*1664525 + 1013904223
		return (seed >> 8) % n
	}
}
