package app

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"zhangfang/app/book"
)

// TestABackupIsLookedAtAndRestored goes the owner's way: a copy, more work, a look
// into the copy, and back to it; the work in between is put aside, not lost.
func TestABackupIsLookedAtAndRestored(t *testing.T) {
	ctx, dir := t.Context(), t.TempDir()
	path, copies := filepath.Join(dir, "shop.zfbook"), filepath.Join(dir, "copies")
	now := time.Date(2025, 11, 3, 9, 30, 0, 0, time.Local)
	clock := func() time.Time { return now }
	b, err := Open(ctx, path, clock)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.ImportSample(ctx, nil); err != nil {
		t.Fatal(err)
	}
	if err := b.Upkeep.SetName(ctx, "西街小馆"); err != nil {
		t.Fatal(err)
	}
	if due, err := b.Upkeep.BackupDue(copies, now); err != nil || !due {
		t.Fatalf("no copy yet, due %v, %v", due, err)
	}
	first, err := b.Upkeep.Backup(ctx, copies, 2, now)
	if err != nil || first.Size == 0 {
		t.Fatalf("%+v, %v", first, err)
	}
	if due, err := b.Upkeep.BackupDue(copies, now.Add(time.Hour)); err != nil || due {
		t.Errorf("a second copy on one day: due %v, %v", due, err)
	}
	if err := b.Upkeep.SetName(ctx, "东街小馆"); err != nil {
		t.Fatal(err)
	}
	want, err := b.contents(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}

	held, err := Look(ctx, first.Path, clock)
	if err != nil {
		t.Fatal(err)
	}
	if held.Shop != "西街小馆" || !held.Whole || held.Entries != want.Entries || held.Lines != want.Lines-1 || held.Days.From != want.Days.From {
		t.Errorf("the copy holds %+v, the book %+v", held, want)
	}
	aside, err := Restore(ctx, first.Path, path, now)
	if err != nil {
		t.Fatal(err)
	}
	for file, shop := range map[string]string{path: "西街小馆", aside: "东街小馆", first.Path: "西街小馆"} {
		if got, err := Look(ctx, file, clock); err != nil || got.Shop != shop || !got.Whole {
			t.Errorf("%s holds %+v, %v", file, got, err)
		}
	}
}

func TestOldBackupsMakeRoom(t *testing.T) {
	ctx, dir := t.Context(), t.TempDir()
	now := time.Date(2025, 11, 3, 9, 30, 0, 0, time.Local)
	b, err := Open(ctx, filepath.Join(dir, "a-b.zfbook"), func() time.Time { return now })
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	others := []string{"a-b-2025.zfbook", "a-20251103-093000.zfbook", "a-b-20251103-093000.txt"}
	for _, name := range others {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for i := range 5 {
		if _, err := b.Upkeep.Backup(ctx, dir, 3, now.AddDate(0, 0, i)); err != nil {
			t.Fatal(err)
		}
	}
	all, err := b.Upkeep.Backups(dir)
	if err != nil || len(all) != 3 || all[0].At.Day() != 7 || all[2].At.Day() != 5 {
		t.Errorf("%+v, %v", all, err)
	}
	for _, name := range others {
		if _, err := os.Stat(filepath.Join(dir, name)); err != nil {
			t.Errorf("%s is gone: %v", name, err)
		}
	}
	for _, file := range []string{b.Path, b.Path + "-wal"} { // written now, by a clock of its own
		if err := os.Chtimes(file, now, now); err != nil {
			t.Fatal(err)
		}
	}
	if due, err := b.Upkeep.BackupDue(dir, now.AddDate(0, 0, 9)); err != nil || due {
		t.Errorf("nothing changed, due %v, %v", due, err)
	}
}

func TestWhatIsInUseIsNotReplaced(t *testing.T) {
	ctx, dir := t.Context(), t.TempDir()
	path := filepath.Join(dir, "shop.zfbook")
	b, err := Open(ctx, path, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	if err := b.Upkeep.SetName(ctx, "x"); err != nil {
		t.Fatal(err)
	}
	saved, err := b.Upkeep.Backup(ctx, dir, 0, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Restore(ctx, saved.Path, path, time.Now()); book.CodeOf(err) != "book_in_use" {
		t.Errorf("got %v", err)
	}
	if _, err := Look(ctx, filepath.Join(dir, "none.zfbook"), time.Now); book.CodeOf(err) != "path_not_found" {
		t.Errorf("got %v", err)
	}
	text := filepath.Join(dir, "a.txt")
	if err := os.WriteFile(text, []byte("no book at all, but long enough to be one"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Look(ctx, text, time.Now); book.CodeOf(err) != "not_a_book" {
		t.Errorf("got %v", err)
	}
}
