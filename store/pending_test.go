package store

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"zhangfang/app/book"
)

// heldFile is the receipt of a file that waits, with all that a receipt can tell.
func heldFile(path, file, sha256 string) *book.Receipt {
	why := book.Problem{Code: "rows_refused", File: file, Line: 7, Cell: "金额", Args: []string{"2"}}
	return &book.Receipt{
		File: file, Path: path, SHA256: sha256, State: book.ReceiptHeld, Format: "bank.statement", Channel: "银行", Role: book.RoleBank,
		Covers: book.Coverage{Period: book.Period{From: march(1), To: march(9)}, PartialEdges: true},
		Rows:   9, New: 5, Known: 1, Changed: 1, Suspicious: 3, Refused: 2, Problem: &why,
		Notes:   []book.Note{{Code: "damaged_id", Args: []string{"4E+27"}, Line: 3, Suspicious: true}},
		Rejects: []book.Refused{{Problem: why, Raw: "1,二,3"}},
		Changes: []book.Change{{Line: 4, Number: "T1", Was: book.Money{Minor: 100, Currency: book.CNY}, Is: book.Money{Minor: 90, Currency: book.CNY}}},
		Choices: []string{"银行", "银行 2"},
	}
}

func pendingFiles(t *testing.T, s *Store) []book.Pending {
	t.Helper()
	all, err := s.Pending(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func keep(t *testing.T, s *Store, r *book.Receipt, at time.Time) {
	t.Helper()
	if err := s.KeepPending(context.Background(), r, at); err != nil {
		t.Fatal(err)
	}
}

func TestAFileWaitsUntilItGoesIn(t *testing.T) {
	ctx := context.Background()
	s := mustOpen(t)
	first, second := heldFile("/a/1.csv", "1.csv", "s1"), heldFile("/a/2.csv", "2.csv", "")
	second.State, second.Problem.Err = book.ReceiptRefused, fmt.Errorf("of the disk")
	keep(t, s, first, noon)
	keep(t, s, second, noon.Add(time.Minute))
	second.Problem.Err = nil // for the log, and not kept
	want := []book.Pending{{ID: 2, At: noon.Add(time.Minute), Receipt: *second}, {ID: 1, At: noon, Receipt: *first}}
	if d := cmp.Diff(want, pendingFiles(t, s)); d != "" {
		t.Fatal(d)
	}
	again := heldFile("/b/renamed.csv", "renamed.csv", "s1") // the same bytes elsewhere
	keep(t, s, again, noon.Add(time.Hour))
	if all := pendingFiles(t, s); len(all) != 2 || all[0].ID != 1 || all[0].Receipt.File != "renamed.csv" {
		t.Errorf("the same bytes: %+v", all)
	}
	keep(t, s, heldFile("/a/2.csv", "2.csv", "s2"), noon.Add(time.Hour)) // other bytes in the same place
	if all := pendingFiles(t, s); len(all) != 2 || all[0].ID != 2 || all[0].Receipt.SHA256 != "s2" {
		t.Errorf("the same place: %+v", all)
	}
	if err := s.DropPending(ctx, &book.Receipt{File: "other.csv", Path: "/a/2.csv"}, noon); err != nil || len(pendingFiles(t, s)) != 2 {
		t.Errorf("another member of the same zip: %v", err)
	}
	if err := s.DropPending(ctx, &book.Receipt{File: "x.csv", Path: "/x/x.csv", SHA256: "s2"}, noon); err != nil || len(pendingFiles(t, s)) != 1 {
		t.Errorf("went in from elsewhere: %v", err)
	}
	if err := s.PutAside(ctx, 1, noon); err != nil || len(pendingFiles(t, s)) != 0 {
		t.Errorf("put aside: %v", err)
	}
	if err := s.PutAside(ctx, 1, noon); book.CodeOf(err) != "no_pending" {
		t.Errorf("put aside twice: %v", err)
	}
	keep(t, s, first, noon)
	if all := pendingFiles(t, s); all[0].ID != 3 {
		t.Errorf("the number of a file that is gone was given again: %d", all[0].ID)
	}
	mustVerify(t, s)
	var acts string
	if err := s.read.QueryRowContext(ctx, "SELECT group_concat(act, ' ') FROM (SELECT act FROM audit ORDER BY seq)").Scan(&acts); err != nil ||
		acts != "create pending pending pending pending pending_done put_aside pending" {
		t.Errorf("on record: %s %v", acts, err)
	}
}

func TestAStoredReceiptIsBounded(t *testing.T) {
	s := mustOpen(t)
	r := heldFile("/a/1.csv", "1.csv", "s")
	long := strings.Repeat("账", 1<<20)
	for range book.MaxRejects {
		r.Rejects = append(r.Rejects, book.Refused{Problem: book.Problem{Code: "bad_amount", Args: []string{"x"}}, Raw: long})
	}
	r.Notes = append(r.Notes, book.Note{Code: "sheets_skipped", Args: []string{long}})
	keep(t, s, r, noon)
	got := pendingFiles(t, s)[0].Receipt
	body, err := encodeReceipt(&got)
	if err != nil || len(body) > maxReceipt {
		t.Errorf("%d bytes, %v", len(body), err)
	}
	ignore := cmpopts.IgnoreFields(book.Receipt{}, "Notes", "Rejects", "Changes", "Choices")
	if d := cmp.Diff(*r, got, ignore); d != "" {
		t.Error(d)
	}
}

func TestMigrateABookOfTheThirdVersion(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "third.zfbook")
	third, err := open(ctx, path, func() time.Time { return noon }, upTo(t, firstMigration, "00002_rates_and_work.sql", "00003_profiles.sql"))
	if err != nil {
		t.Fatal(err)
	}
	refused := &book.Problem{Code: "no_table"}
	for _, err := range []error{
		third.SaveProfile(ctx, profileOf("甲", "天", "钱"), noon),
		third.Quarantine(ctx, "x.csv", "s", []byte("x"), refused),
		third.Close(),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	s := reopen(t, path)
	if len(pendingFiles(t, s)) != 0 {
		t.Error("a file waits that nobody dropped")
	}
	keep(t, s, heldFile("/a/1.csv", "1.csv", "s1"), noon)
	if profiles, err := s.Profiles(ctx); err != nil || len(profiles) != 1 || len(pendingFiles(t, s)) != 1 {
		t.Errorf("%v %v", profiles, err)
	}
	mustVerify(t, s)
}
