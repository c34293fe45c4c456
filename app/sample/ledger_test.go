package sample

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"zhangfang/app/book"
	"zhangfang/importers"
	"zhangfang/importers/bill"
	"zhangfang/importers/bill/billtest"
)

func TestLedgerIsAFunctionOfItsSpec(t *testing.T) {
	spec := LedgerSpec{Seed: 7, Lines: 300, Nameless: 20, DateSlip: 3}
	a, b := NewLedger(spec), NewLedger(spec)
	if !reflect.DeepEqual(a, b) {
		t.Error("the same spec makes another ledger")
	}
	if spec.Seed++; reflect.DeepEqual(a.Bank, NewLedger(spec).Bank) {
		t.Error("another seed makes the same statement")
	}
}

// TestLedgerTruth holds the truth against the lines: pairs of an event other than
// one whose amounts differ add up to the cent, and cancelled lines to nothing.
func TestLedgerTruth(t *testing.T) {
	l := NewLedger(LedgerSpec{Seed: 3})
	amounts := map[string]book.Minor{}
	for _, list := range [][]LedgerLine{l.Bank, l.Ledger} {
		for _, x := range list {
			amounts[x.ID] = x.Amount
		}
	}
	gap, event, of := map[string]book.Minor{}, map[string]string{}, map[string]int{}
	for _, p := range l.Truth.Pairs {
		if of[p.Bank]++; of[p.Bank] == 1 {
			gap[p.Bank] = amounts[p.Bank]
		}
		gap[p.Bank] -= amounts[p.Ledger]
		event[p.Bank] = p.Event
	}
	seen := map[string]bool{}
	for id, g := range gap {
		seen[event[id]] = true
		if (g != 0) != (event[id] == "differs") || of[id] > 1 != (event[id] == "batch") {
			t.Errorf("%s of %s: %d lines, off by %d", event[id], id, of[id], g)
		}
	}
	if len(seen) != 9 || len(l.Truth.Cancels) == 0 {
		t.Errorf("events %v, %d cancelled", seen, len(l.Truth.Cancels))
	}
	for _, c := range l.Truth.Cancels {
		if amounts[c[0]]+amounts[c[1]] != 0 {
			t.Errorf("%v do not cancel each other", c)
		}
	}
}

func TestLedgerTroubles(t *testing.T) {
	for _, x := range NewLedger(LedgerSpec{Lines: 400, NoNumbers: true}).Bank {
		if strings.ContainsAny(x.Text, "0123456789#") {
			t.Fatalf("a number is left: %s", x.Text)
		}
	}
}

// TestImportersReadLedger reads the files with the program's own importers.
func TestImportersReadLedger(t *testing.T) {
	for _, chinese := range []bool{false, true} {
		dir := t.TempDir()
		truth, err := WriteLedger(dir, LedgerSpec{Seed: 5, Lines: 200, Chinese: chinese})
		if err != nil {
			t.Fatal(err)
		}
		l := NewLedger(truth.Spec)
		for name, want := range map[string][]LedgerLine{LedgerBankFile: l.Bank, LedgerBooksFile: l.Ledger} {
			entries := readLedger(t, filepath.Join(dir, name))
			if len(entries) != len(want) {
				t.Fatalf("%s: %d rows, want %d", name, len(entries), len(want))
			}
			for i, e := range entries {
				if w := want[i]; e.TxnNo != w.ID || e.Day != w.Day || e.Amount != w.Amount || e.Memo == "" || e.Key() != book.NormalKey(w.Ref) {
					t.Errorf("%s: got %+v, want %+v", name, e, w)
				}
			}
		}
		b, err := os.ReadFile(filepath.Join(dir, LedgerTruthFile))
		if err != nil {
			t.Fatal(err)
		}
		var again LedgerTruth
		if err := json.Unmarshal(b, &again); err != nil || len(again.Pairs) != len(truth.Pairs) {
			t.Errorf("the truth reads back as %d pairs: %v", len(again.Pairs), err)
		}
	}
}

func readLedger(t *testing.T, path string) (out []bill.Entry) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	s, err := importers.Read(context.Background(), billtest.File(filepath.Base(path), data), bill.Options{}, func(r *bill.Row) error {
		if r.Problem != nil {
			t.Errorf("%s:%d refused: %v", path, r.Line, r.Problem)
		}
		out = append(out, r.Entries...)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	role := book.RoleBank
	if filepath.Base(path) == LedgerBooksFile {
		role = book.RoleLedger
	}
	if s.Source.Role != role {
		t.Errorf("%s is read as %v, want %v", path, s.Source.Role, role)
	}
	return out
}

func TestGradePairs(t *testing.T) {
	truth := &LedgerTruth{Pairs: []LedgerPair{{"B1", "L1", "simple"}, {"B2", "L2", "batch"}, {"B2", "L3", "batch"}}}
	s := GradePairs(truth, []PickedPair{{"B1", "L1", book.RuleKey}, {"B1", "L1", book.RuleKey}, {"B2", "L2", book.RuleSum}, {"B2", "L9", book.RuleSum}})
	if s.All != (Hits{True: 3, Claimed: 3, Right: 2}) || s.Rules[book.RuleSum] != (Hits{Claimed: 2, Right: 1}) {
		t.Errorf("got %+v, by rule %v", s.All, s.Rules)
	}
	if s.Events["batch"] != (Found{Planted: 2, Found: 1}) || len(s.Wrong) != 1 || len(s.Missed) != 1 {
		t.Errorf("events %v, wrong %v, missed %v", s.Events, s.Wrong, s.Missed)
	}
	if f := s.F1(); f < 0.666 || f > 0.667 {
		t.Errorf("F1 %v", f)
	}
}
