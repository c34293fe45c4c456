package store

import (
	"context"
	"database/sql/driver"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"zhangfang/app/book"
)

// dump is what a person could see of the book's rows, in words: the entries with
// what they hold and where they come from, and all that hangs on them.
func dump(tb testing.TB, s *Store) string {
	tb.Helper()
	ctx := context.Background()
	var out strings.Builder
	for e, err := range s.ExportEntries(ctx) {
		if err != nil {
			tb.Fatal(err)
		}
		src, err := s.EntrySource(ctx, e.ID)
		if err != nil {
			tb.Fatal(err)
		}
		fmt.Fprintf(&out, "%d %s:%d %s %s %d %q\n", e.ID, e.File, e.Line, e.OrderNo, e.Day, e.Amount, src.Cells)
	}
	conn, err := s.read.Conn(ctx)
	if err != nil {
		tb.Fatal(err)
	}
	defer conn.Close()
	for _, q := range []string{
		"SELECT leg, lead, other, rule FROM match_head", "SELECT leg, entry, lead FROM match_member", "SELECT leg, entry FROM open_row",
		"SELECT key, gone FROM exception", "SELECT channel, day, net FROM settlement", "SELECT entry, batch, line FROM sighting",
		"SELECT entry, batch, content, digest FROM entry_version", "SELECT id, hex(pairs) FROM ident_bucket", "SELECT id, hex(pairs) FROM order_bucket",
		"SELECT id FROM decision WHERE undone = 0",
	} {
		if err := scan(ctx, conn, q, nil, func(row []driver.Value) error {
			fmt.Fprintln(&out, q[12:25], row)
			return nil
		}); err != nil {
			tb.Fatal(err)
		}
	}
	return out.String()
}

func undo(tb testing.TB, s *Store, id book.BatchID) book.UndoPlan {
	tb.Helper()
	plan, err := s.UndoBatch(context.Background(), id, noon)
	if err != nil {
		tb.Fatal(err)
	}
	mustVerify(tb, s)
	return plan
}

func TestUndoBringsBackWhatWas(t *testing.T) {
	s := mustOpen(t)
	a, aIDs := importRows(t, s, shopChannel, "a.csv", order("A1", march(1), 100), order("A2", march(1), 200))
	before := dump(t, s)
	changed := order("A2", march(1), 250)
	b, _ := importRows(t, s, shopChannel, "b.csv", order("A1", march(1), 100), changed, order("A3", march(2), 300))
	mustVerify(t, s)
	plan, err := s.PlanUndo(context.Background(), b.ID)
	if err != nil || plan.Remove != 1 || plan.Keep != 0 || plan.Restore != 1 || plan.Batch.Known != 1 || plan.Batch.Changed != 1 {
		t.Errorf("plan %+v %v", plan, err)
	}
	undo(t, s, b.ID)
	if after := dump(t, s); after != before {
		t.Errorf("before:\n%s\nafter:\n%s", before, after)
	}
	// Again, and now the first goes: the rows that the second saw survive it.
	b, _ = importRows(t, s, shopChannel, "b.csv", order("A1", march(1), 100), changed)
	plan = undo(t, s, a.ID)
	if plan.Remove != 0 || plan.Keep != 2 {
		t.Errorf("plan %+v", plan)
	}
	lines, err := s.EntryLines(context.Background(), aIDs)
	if err != nil || len(lines) != 2 || lines[0].File != "b.csv" || lines[1].Amount != 250 {
		t.Fatalf("%+v %v", lines, err)
	}
	if src, err := s.EntrySource(context.Background(), aIDs[0]); err != nil || src.File != "b.csv" || src.Cells[0] != "A1" || len(src.Seen) != 1 {
		t.Errorf("%+v %v", src, err)
	}
	undo(t, s, b.ID)
	if after := dump(t, s); after != "" {
		t.Errorf("left: %s", after)
	}
	for _, id := range []book.BatchID{b.ID, 77} {
		if _, err := s.UndoBatch(context.Background(), id, noon); book.CodeOf(err) != "no_batch" {
			t.Errorf("batch %d: %v", id, err)
		}
	}
}

func TestUndoTakesWhatHangsOnTheRows(t *testing.T) {
	ctx := context.Background()
	s := mustOpen(t)
	_, o := importRows(t, s, shopChannel, "o.csv", order("A1", march(1), 100), order("A2", march(1), 200), order("A3", march(2), 300))
	p, pay := importRows(t, s, wechatChannel, "p.csv", payment("A1", march(1), 100), payment("A2", march(1), 200), payment("A9", march(1), 900))
	x := book.Exception{Type: book.MissingOrder, Leg: book.LegSales, Entry: pay[2], Channel: p.Channel, Day: march(1), Actual: 900, Currency: book.CNY}
	block := outcomeOf([]book.Match{{Leg: book.LegSales, Rule: book.RuleManual, Score: 1, Left: o[:2], Right: pay[:2]}},
		book.Open{Entry: pay[2], Side: book.Right, Why: book.OpenException}, book.Open{Entry: o[2]})
	block.Exceptions = []book.Exception{x}
	saveRun(t, s, true, block)
	kept, err := s.Decide(ctx, book.Decision{Action: book.WriteOff, Leg: book.LegSales, Left: []book.EntryID{o[2]}, Note: "现金"})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range []book.Decision{
		{Action: book.Confirm, Leg: book.LegSales, Left: o[:2], Right: pay[:2]},
		{Action: book.SetState, Leg: book.LegSales, Exception: x.Key(), State: book.ExceptionWaiting, Note: "问客服"},
	} {
		if _, err := s.Decide(ctx, d); err != nil {
			t.Fatal(err)
		}
	}
	saveRun(t, s, false)
	plan, err := s.PlanUndo(ctx, p.ID)
	if err != nil || len(plan.Decisions) != 2 {
		t.Fatalf("%+v %v", plan, err)
	}
	undo(t, s, p.ID)
	if m, err := s.MatchOf(ctx, book.LegSales, o[0]); m != nil || err != nil {
		t.Error("the match stands", m, err)
	}
	if all, err := s.Exceptions(ctx); len(all) != 0 || err != nil {
		t.Error("the exception stands", all, err)
	}
	if all, err := s.Decisions(ctx, ""); err != nil || len(all) != 1 || all[0].ID != kept.ID {
		t.Error("decisions that stand:", all, err)
	}
	touched, err := s.Touched(ctx, book.LegSales)
	if err != nil || touched.Full || !slices.Equal(touched.Rows, o[:2]) || !touched.Period.Has(march(1)) {
		t.Errorf("touched %+v %v", touched, err)
	}
	// A run that had loaded the rows before they went must not bring them back.
	r, err := s.SaveRun(ctx, book.Run{Leg: book.LegSales, Mark: 0, Full: false}, seqOf(block), noon)
	if err != nil || r.Added != 0 {
		t.Error(r, err)
	}
	mustVerify(t, s)
}

// TestUndoProperty imports and undoes at random and compares with a model: a book
// is what its standing batches tell, in their order.
func TestUndoProperty(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		dir := t.TempDir()
		s := reopen(t, dir+"/p.zfbook")
		defer s.Close()
		type file struct {
			id   book.BatchID
			rows map[int]int // number: amount
		}
		var standing []file
		for step := range rapid.IntRange(1, 8).Draw(rt, "steps") {
			if len(standing) > 0 && rapid.Bool().Draw(rt, "undo") {
				i := rapid.IntRange(0, len(standing)-1).Draw(rt, "which")
				undo(t, s, standing[i].id)
				standing = slices.Delete(standing, i, i+1)
			} else {
				rows := rapid.MapOfN(rapid.IntRange(0, 6), rapid.IntRange(1, 2), 1, 5).Draw(rt, "rows")
				var entries []book.Entry
				for _, n := range slices.Sorted(maps.Keys(rows)) {
					entries = append(entries, order(fmt.Sprint("N", n), march(1+n), book.Minor(rows[n])))
				}
				b, _ := importRows(t, s, shopChannel, fmt.Sprint(step), entries...)
				standing = append(standing, file{b.ID, rows})
			}
			want, first := map[string]int{}, map[string]string{}
			for _, f := range standing {
				for n, fen := range f.rows {
					no := fmt.Sprint("N", n)
					want[no] = fen
					if first[no] == "" {
						first[no] = fmt.Sprint(f.id)
					}
				}
			}
			got, from := map[string]int{}, map[string]string{}
			for e, err := range s.ExportEntries(context.Background()) {
				if err != nil {
					rt.Fatal(err)
				}
				got[e.OrderNo], from[e.OrderNo] = int(e.Amount), fmt.Sprint(e.Batch)
			}
			if !maps.Equal(want, got) || !maps.Equal(first, from) {
				rt.Fatalf("step %d: want %v from %v, got %v from %v", step, want, first, got, from)
			}
		}
		mustVerify(t, s)
		for _, f := range standing {
			undo(t, s, f.id)
		}
		if left := dump(t, s); left != "" {
			rt.Fatalf("left: %s", left)
		}
	})
}
