package store

import (
	"context"
	"fmt"
	"io/fs"
	"path/filepath"
	"testing"
	"testing/fstest"
	"time"

	"zhangfang/app/book"
)

// upTo is the migrations of this program up to a version.
func upTo(t *testing.T, names ...string) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	for _, name := range names {
		data, err := fs.ReadFile(embedded(), name)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = &fstest.MapFile{Data: data}
	}
	return files
}

const firstMigration = "00001_book.sql"

// fillOld makes a book of an older version, filled by this program. That writes two
// columns which came later; they are there meanwhile.
func fillOld(t *testing.T, path string, files fstest.MapFS, fill func(*Store)) {
	t.Helper()
	s, err := open(context.Background(), path, func() time.Time { return noon }, files)
	if err != nil {
		t.Fatal(err)
	}
	execute(t, path, "ALTER TABLE channel ADD COLUMN cutoff INTEGER NOT NULL DEFAULT 0", "ALTER TABLE entry ADD COLUMN stated INTEGER NOT NULL DEFAULT 0")
	fill(s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	execute(t, path, "ALTER TABLE channel DROP COLUMN cutoff", "ALTER TABLE entry DROP COLUMN stated")
}

// firstBook makes a book as the first version of the program left it: two batches,
// a match, a settlement, an exception that is there and one that is gone, and
// decisions, one undone.
func firstBook(t *testing.T, path string) {
	t.Helper()
	fillOld(t, path, upTo(t, firstMigration), func(s *Store) { fillFirst(t, s, path) })
}

func fillFirst(t *testing.T, s *Store, path string) {
	ctx := context.Background()
	for i, c := range []book.Channel{shopChannel, wechatChannel} {
		execute(t, path, fmt.Sprintf("INSERT INTO channel VALUES (%d, '%s', %d, '%s', '%s', '%s', 'CNY', '%s', 0)",
			i+1, c.Name, c.Role, c.Provider, c.Account, c.Stream, c.Zone))
	}
	_, o := importRows(t, s, shopChannel, "o.csv", order("A", march(1), 100), order("B", march(1), 200))
	_, p := importRows(t, s, wechatChannel, "p.csv", payment("A", march(1), 100))
	key := (&book.Exception{Type: book.MissingPayment, Leg: book.LegSales, Entry: o[1]}).Key()
	decide := func(id book.DecisionID, d book.Decision) {
		err := s.change(ctx, "decide", func(t *tx) error {
			err := t.exec(`INSERT INTO decision (id, action, leg, lefts, rights, exception, state, note, at, undone)
				VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0)`, id, d.Action, d.Leg, list(d.Left), list(d.Right), d.Exception, d.State, d.Note, noon.Unix())
			if err != nil {
				return err
			}
			digest, err := digestOf([]any{id, d.Action, d.Leg, list(d.Left), list(d.Right), d.Exception, d.State, d.Note, noon.Unix()})
			if err != nil {
				return err
			}
			return t.audit("decide", map[string]any{"decision": id, "action": d.Action, "leg": d.Leg}, digest)
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	decide(1, book.Decision{Action: book.Confirm, Leg: book.LegSales, Left: o[:1], Right: p[:1], Note: "对"})
	decide(2, book.Decision{Action: book.SetState, Leg: book.LegSales, Exception: key, State: book.ExceptionResolved, Note: "现金"})
	decide(3, book.Decision{Action: book.Decline, Leg: book.LegSales, Left: o[1:], Right: p[:1]})
	err := s.change(ctx, "undo", func(t *tx) error {
		if err := t.exec("UPDATE decision SET undone = ? WHERE id = 3", noon.Unix()); err != nil {
			return err
		}
		return t.audit("undo_decision", map[string]any{"decision": 3, "action": book.Decline, "leg": book.LegSales}, []byte{1})
	})
	if err != nil {
		t.Fatal(err)
	}
	gone := (&book.Exception{Type: book.MissingOrder, Leg: book.LegSales, Entry: p[0]}).Key()
	execute(t, path,
		"INSERT INTO leg (id, name, seen) VALUES (1, 'sales', 9), (2, 'payouts', 9)",
		"INSERT INTO match_head (leg, lead, other, rule, state, score) VALUES (1, 1, 3, 'key', 0, 1.0)",
		"INSERT INTO match_member VALUES (1, 3, 1)",
		"INSERT INTO open_row VALUES (1, 2, 0, 2)",
		"INSERT INTO exception VALUES ('"+key+"', 1, 'missing_payment', 1, 2, 0, 20000, 200, 0, 'CNY', 'null', 0, 1000, 0)",
		"INSERT INTO exception VALUES ('"+gone+"', 1, 'missing_order', 2, 3, 0, 20000, 0, 100, 'CNY', 'null', 0, 1000, 2000)",
		"INSERT INTO settlement VALUES (2, 20000, 0, 'CNY', 100, 1, 0, 0, 0)")
}

func TestMigrateAnOlderBook(t *testing.T) {
	ctx := context.Background()
	dir := t.TempDir()
	path := filepath.Join(dir, "old.zfbook")
	firstBook(t, path)
	s := reopen(t, path)
	if v := mustVerify(t, s); v.Entries != 3 {
		t.Errorf("%d entries", v.Entries)
	}
	ds, err := s.Decisions(ctx, "")
	if err != nil || len(ds) != 2 || ds[0].Note != "对" || ds[1].State != book.ExceptionResolved {
		t.Error(ds, err)
	}
	xs, err := s.Exceptions(ctx)
	if err != nil || len(xs) != 2 || xs[0].State != book.ExceptionResolved || xs[1].State != book.ExceptionResolved || xs[0].Raised.Unix() != 1000 {
		t.Error(xs, err)
	}
	all, err := s.Settlements(ctx)
	if err != nil || len(all) != 1 || all[0].Net != 100 || all[0].Terminal != "" {
		t.Error(all, err)
	}
	if events, err := s.ExceptionEvents(ctx, ds[1].Exception); err != nil || len(events) != 2 || events[1].What != "decided" || events[1].Note != "现金" {
		t.Error(events, err)
	}
	for _, leg := range []book.Leg{book.LegSales, book.LegPayouts} {
		if touched, err := s.Touched(ctx, leg); err != nil || !touched.Full {
			t.Errorf("%s is not looked at again as a whole: %+v %v", leg, touched, err)
		}
	}
	saveRun(t, s, true, outcomeOf([]book.Match{pairOf(1, 3)}, book.Open{Leg: book.LegSales, Entry: 2, Why: book.OpenException}))
	if touched, err := s.Touched(ctx, book.LegSales); err != nil || touched.Full || len(touched.Rows) > 0 {
		t.Errorf("%+v %v", touched, err)
	}
	mustVerify(t, s)
	copies, _ := filepath.Glob(filepath.Join(dir, "old-v1-*.zfbook"))
	if len(copies) != 1 {
		t.Fatalf("copies: %q", copies)
	}
	if f, err := inspect(ctx, copies[0]); err != nil || f.version != 1 {
		t.Errorf("the copy is of version %d (%v)", f.version, err)
	}
}

func TestNewerBookIsRefused(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "new.zfbook")
	reopen(t, path).Close()
	if _, err := open(ctx, path, time.Now, upTo(t, firstMigration)); book.CodeOf(err) != "newer_book" {
		t.Errorf("the first version opened a book of this one: %v", err)
	}
}
