package app_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"zhangfang/app/sample"
)

// benchLine is a line of the public benchmark.
type benchLine struct {
	ID, Date, Description, Ref string
	Amount                     json.Number
}

// benchPair is a true match of the public benchmark.
type benchPair struct {
	Bank    string   `json:"bank_id"`
	Ledger  string   `json:"gl_id"`
	Ledgers []string `json:"gl_ids"`
}

// writeBenchmark writes the benchmark's two sides as the files that a picked leg is
// made of, and returns the pairs that count.
func writeBenchmark(t *testing.T, file, dir string) *sample.LedgerTruth {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var in struct {
		Bank  []benchLine `json:"bank_transactions"`
		Books []benchLine `json:"gl_entries"`
		Truth struct {
			Single   []benchPair `json:"matches_1to1"`
			Batch    []benchPair `json:"matches_many_to_one"`
			Mismatch []benchPair `json:"matches_amount_mismatch"`
		} `json:"ground_truth"`
	}
	if err := json.Unmarshal(b, &in); err != nil {
		t.Fatal(err)
	}
	writeBenchSide(t, filepath.Join(dir, sample.LedgerBankFile), in.Bank)
	writeBenchSide(t, filepath.Join(dir, sample.LedgerBooksFile), in.Books)
	truth := &sample.LedgerTruth{}
	for event, list := range map[string][]benchPair{"simple": in.Truth.Single, "batch": in.Truth.Batch, "amount_mismatch": in.Truth.Mismatch} {
		for _, p := range list {
			for _, no := range append(p.Ledgers, p.Ledger) {
				if no != "" {
					truth.Pairs = append(truth.Pairs, sample.LedgerPair{Bank: p.Bank, Ledger: no, Event: event})
				}
			}
		}
	}
	return truth
}

func writeBenchSide(t *testing.T, path string, lines []benchLine) {
	t.Helper()
	var out strings.Builder
	out.WriteString("id,date,description,amount,ref\n")
	for _, l := range lines {
		fmt.Fprintf(&out, "%s,%s,%q,%s,%s\n", l.ID, l.Date, l.Description, l.Amount, l.Ref)
	}
	if err := os.WriteFile(path, []byte(out.String()), 0o600); err != nil {
		t.Fatal(err)
	}
}
