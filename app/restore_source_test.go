package app

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"zhangfang/app/book"
)

// madeAt is a book in a folder of its own, made at a moment.
func madeAt(t *testing.T, name string, at time.Time) *Book {
	t.Helper()
	b, err := Open(t.Context(), filepath.Join(t.TempDir(), name), func() time.Time { return at })
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := b.Close(); err != nil {
			t.Error(err)
		}
	})
	return b
}

// TestBooksOfOneNameKeepTheirCopiesApart in the one folder that the owner picked.
func TestBooksOfOneNameKeepTheirCopiesApart(t *testing.T) {
	ctx, dir := t.Context(), t.TempDir()
	now := time.Date(2026, 11, 1, 9, 0, 0, 0, time.Local)
	a, b := madeAt(t, "账套.zfbook", now), madeAt(t, "账套.zfbook", now.Add(time.Hour))
	first, err := a.Upkeep.Backup(ctx, dir, 3, now)
	if err != nil {
		t.Fatal(err)
	}
	if due, err := b.Upkeep.BackupDue(dir, now.Add(time.Hour)); err != nil || !due {
		t.Errorf("a book that was never copied: due %v, %v", due, err)
	}
	for i := range 5 {
		if _, err := b.Upkeep.Backup(ctx, dir, 3, now.AddDate(0, 0, i)); err != nil {
			t.Fatal(err)
		}
	}
	if all, err := a.Upkeep.Backups(dir); err != nil || len(all) != 1 || all[0].Path != first.Path {
		t.Errorf("the first book's copies are %+v, %v", all, err)
	}
	if all, err := b.Upkeep.Backups(dir); err != nil || len(all) != 3 {
		t.Errorf("the second book's copies are %+v, %v", all, err)
	}
}

// TestACopyIsStillOfItsBook: also after it was restored, by another clock.
func TestACopyIsStillOfItsBook(t *testing.T) {
	ctx, dir := t.Context(), t.TempDir()
	now := time.Date(2026, 11, 1, 9, 0, 0, 0, time.Local)
	path := filepath.Join(t.TempDir(), "a.zfbook")
	for i := range 2 {
		b, err := Open(ctx, path, time.Now)
		if err != nil {
			t.Fatal(err)
		}
		made, err := b.Upkeep.Backup(ctx, dir, 0, now)
		if err != nil {
			t.Fatal(err)
		}
		if all, err := b.Upkeep.Backups(dir); err != nil || len(all) != i+1 || all[0].Path != made.Path {
			t.Errorf("copies %+v, %v", all, err)
		}
		if err := b.Close(); err != nil {
			t.Fatal(err)
		}
		if _, err := Restore(ctx, made.Path, path, now); err != nil {
			t.Fatal(err)
		}
	}
}

// TestManyCopiesOfADayTakeNoOtherDayAway: "back up now" may be pressed often.
func TestManyCopiesOfADayTakeNoOtherDayAway(t *testing.T) {
	ctx, dir := t.Context(), t.TempDir()
	now := time.Date(2026, 11, 1, 9, 0, 0, 0, time.Local)
	b := madeAt(t, "a.zfbook", now)
	for day := range 4 {
		if _, err := b.Upkeep.Backup(ctx, dir, 3, now.AddDate(0, 0, day)); err != nil {
			t.Fatal(err)
		}
	}
	for i := range 5 {
		if _, err := b.Upkeep.Backup(ctx, dir, 3, now.AddDate(0, 0, 3).Add(time.Duration(i+1)*time.Minute)); err != nil {
			t.Fatal(err)
		}
	}
	all, err := b.Upkeep.Backups(dir)
	days := map[int]int{}
	for _, c := range all {
		days[c.At.Day()]++
	}
	if err != nil || days[1] != 0 || days[2] != 1 || days[3] != 1 || days[4] != 6 {
		t.Errorf("copies by day: %v, %v", days, err)
	}
}

// TestABookThatIsOpenIsNotReplaced: also one that is open and writes nothing, whose log
// is empty or not there.
func TestABookThatIsOpenIsNotReplaced(t *testing.T) {
	ctx := t.Context()
	path := filepath.Join(t.TempDir(), "a.zfbook")
	copied := filepath.Join(t.TempDir(), "copy.zfbook")
	b, err := Open(ctx, path, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	if err := b.store.Copy(ctx, copied); err != nil {
		t.Fatal(err)
	}
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	if b, err = Open(ctx, path, time.Now); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(path + "-wal"); err == nil && info.Size() > 0 {
		t.Fatalf("the log holds %d bytes", info.Size())
	}
	if _, err := Restore(ctx, copied, path, time.Now()); book.CodeOf(err) != "book_in_use" {
		t.Fatalf("got %v", err)
	}
	if err := b.Upkeep.SetName(ctx, "not lost"); err != nil {
		t.Fatal(err)
	}
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	if held, err := Look(ctx, path, time.Now); err != nil || held.Shop != "not lost" || !held.Whole {
		t.Errorf("%+v, %v", held, err)
	}
	if left, err := filepath.Glob(path + ".*"); err != nil || len(left) != 0 {
		t.Errorf("left behind %q", left)
	}
}

// TestWhatIsNoWholeBookIsNotRestored: an empty file, a text, and a book whose newest
// rows are still in its log.
func TestWhatIsNoWholeBookIsNotRestored(t *testing.T) {
	ctx, dir := t.Context(), t.TempDir()
	to := madeAt(t, "to.zfbook", time.Now()).Path
	live := madeAt(t, "live.zfbook", time.Now())
	if err := live.Upkeep.SetName(ctx, "西街小馆"); err != nil {
		t.Fatal(err)
	}
	sources := map[string]string{live.Path: "copy_in_use", filepath.Join(dir, "none.zfbook"): "path_not_found"}
	for name, text := range map[string]string{"empty.zfbook": "", "text.zfbook": "some text that is as long as a head"} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		sources[path] = "not_a_book"
	}
	for from, want := range sources {
		if c, err := Look(ctx, from, time.Now); book.CodeOf(err) != want {
			t.Errorf("%s: looked at as %+v, %v", filepath.Base(from), c, err)
		}
		if _, err := Restore(ctx, from, to, time.Now()); book.CodeOf(err) != want {
			t.Errorf("%s: restored, %v", filepath.Base(from), err)
		}
	}
}

// TestADamagedBookIsReplaced, and put aside as it is; no log of it is read as the copy's.
func TestADamagedBookIsReplaced(t *testing.T) {
	ctx, dir := t.Context(), t.TempDir()
	b := madeAt(t, "a.zfbook", time.Now())
	copied, err := b.Upkeep.Backup(ctx, dir, 0, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	to := filepath.Join(dir, "broken.zfbook")
	for _, end := range []string{"", "-wal"} {
		if err := os.WriteFile(to+end, []byte("once a book, now something else altogether"+end), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	aside, err := Restore(context.Background(), copied.Path, to, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	if held, err := Look(ctx, to, time.Now); err != nil || !held.Whole {
		t.Errorf("%+v, %v", held, err)
	}
	if text, err := os.ReadFile(aside); err != nil || string(text) != "once a book, now something else altogether" {
		t.Errorf("put aside is %q, %v", text, err)
	}
}
