package review

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"zhangfang/app/book"
	"zhangfang/app/calendar"
	"zhangfang/app/intake"
	"zhangfang/app/sample"
	"zhangfang/store"
)

// TestARunInPartsEqualsAFullRun brings the files of an invented shop in one by one
// in any order, decides and undoes in between, and matches each time only what was
// touched; a full run after each step must find nothing to change.
func TestARunInPartsEqualsAFullRun(t *testing.T) {
	ctx := context.Background()
	now := func() time.Time { return time.Date(2026, 1, 20, 9, 0, 0, 0, book.Shanghai) }
	seeds := uint64(3)
	if testing.Short() {
		seeds = 1
	}
	for seed := range seeds {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			dir := t.TempDir()
			spec := sample.Spec{Seed: 70 + seed, Days: 100, PerDay: 8, Faults: true, ByMonth: true}
			if _, err := sample.Write(ctx, spec, dir); err != nil {
				t.Fatal(err)
			}
			if err := os.Remove(filepath.Join(dir, sample.TruthFile)); err != nil {
				t.Fatal(err)
			}
			st, err := store.Open(ctx, filepath.Join(t.TempDir(), "parts.zfbook"), now)
			if err != nil {
				t.Fatal(err)
			}
			defer st.Close()
			in, s := intake.New(st, now), New(st, now, calendar.New())
			s.whole = 0 // never all of it just because it is little
			files, err := filepath.Glob(filepath.Join(dir, "*"))
			if err != nil {
				t.Fatal(err)
			}
			dice := rand.New(rand.NewPCG(seed, 1))
			dice.Shuffle(len(files), func(i, j int) { files[i], files[j] = files[j], files[i] })
			for _, f := range files {
				if _, err := in.Import(ctx, []string{f}, intake.Options{}, nil); err != nil {
					t.Fatal(err)
				}
				agree(t, s, st, "import "+filepath.Base(f))
			}
			for range 4 {
				declineSome(t, s, dice)
				agree(t, s, st, "decline")
			}
			if _, err := s.Undo(ctx); err != nil {
				t.Fatal(err)
			}
			agree(t, s, st, "undo of a decision")
			batches, err := st.Batches(ctx)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := in.Undo(ctx, batches[dice.IntN(len(batches))].ID); err != nil {
				t.Fatal(err)
			}
			agree(t, s, st, "undo of a batch")
		})
	}
}

func declineSome(t *testing.T, s *Service, dice *rand.Rand) {
	t.Helper()
	ctx := context.Background()
	leg := []book.Leg{book.LegSales, book.LegPayouts}[dice.IntN(2)]
	ids, err := s.EntryIDs(ctx, book.EntryQuery{Leg: leg, Side: book.Right, Show: book.ShowMatched})
	if err != nil || len(ids) == 0 {
		t.Fatal(ids, err)
	}
	m, err := s.book.MatchOf(ctx, leg, ids[dice.IntN(len(ids))])
	if err != nil || m == nil {
		t.Fatal(m, err)
	}
	if len(m.Left) == 0 {
		return
	}
	if _, err := s.record(ctx, []book.Decision{{Action: book.Decline, Leg: leg, Left: m.Left, Right: m.Right}}); err != nil {
		t.Fatal(err)
	}
}

// agree matches what was touched, then everything, and compares.
func agree(t *testing.T, s *Service, st *store.Store, after string) {
	t.Helper()
	ctx := context.Background()
	var told [2]string
	for i, full := range []bool{false, true} {
		if _, err := s.Reconcile(ctx, full, nil); err != nil {
			t.Fatal(err)
		}
		told[i] = results(t, s, st)
	}
	if told[0] != told[1] {
		part, full := strings.Split(told[0], "\n"), strings.Split(told[1], "\n")
		for _, l := range part {
			if !slices.Contains(full, l) {
				t.Errorf("after %s only in parts: %s", after, l)
			}
		}
		for _, l := range full {
			if !slices.Contains(part, l) {
				t.Errorf("after %s only in full: %s", after, l)
			}
		}
		t.FailNow()
	}
}

// results is all that matching left in the book, a line each, sorted.
func results(t *testing.T, s *Service, st *store.Store) string {
	t.Helper()
	ctx := context.Background()
	var lines []string
	for m, err := range st.ExportMatches(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		lines = append(lines, fmt.Sprintf("%s %s %s %s %s %d", m.Leg, m.MatchID, m.Rule, m.State, m.Side, m.ID))
	}
	for _, leg := range []book.Leg{book.LegSales, book.LegPayouts} {
		for _, side := range []book.Side{book.Left, book.Right} {
			ids, err := st.EntryIDs(ctx, book.EntryQuery{Leg: leg, Side: side, Show: book.ShowOpen})
			if err != nil {
				t.Fatal(err)
			}
			lines = append(lines, fmt.Sprintf("open %s %s %v", leg, side, ids))
		}
	}
	exceptions, err := s.Exceptions(ctx, book.ExceptionQuery{})
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range exceptions {
		lines = append(lines, fmt.Sprintf("%s %s %d %d", x.Key(), x.State, x.Expected, x.Actual))
	}
	settlements, err := st.Settlements(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range settlements {
		lines = append(lines, fmt.Sprintf("settlement %+v", x))
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}
