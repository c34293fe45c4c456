package app

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"zhangfang/app/book"
)

// TestCopiesOfOneSecondStandBesideEachOther: none takes the place of another.
func TestCopiesOfOneSecondStandBesideEachOther(t *testing.T) {
	ctx, dir := t.Context(), t.TempDir()
	now := time.Date(2025, 11, 3, 9, 30, 0, 0, time.Local)
	b, err := Open(ctx, filepath.Join(dir, "a.zfbook"), func() time.Time { return now })
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	var last book.Backup
	for range 12 {
		if last, err = b.Upkeep.Backup(ctx, dir, 0, now); err != nil {
			t.Fatal(err)
		}
	}
	all, err := b.Upkeep.Backups(dir)
	if err != nil || len(all) != 12 || all[0].Path != last.Path {
		t.Errorf("%d copies, the newest %s, want %s; %v", len(all), all[0].Path, last.Path, err)
	}
	before, err := os.ReadFile(all[0].Path)
	if err != nil {
		t.Fatal(err)
	}
	if err := b.store.Copy(ctx, all[0].Path); book.CodeOf(err) != "cannot_write" {
		t.Errorf("over a copy: %v", err)
	}
	if after, err := os.ReadFile(all[0].Path); err != nil || string(after) != string(before) {
		t.Errorf("the copy is another: %v", err)
	}
}

// TestTheCopyAtTheEndIsOneADay: only after changes, in the place of the one before,
// and of no copy that the owner made.
func TestTheCopyAtTheEndIsOneADay(t *testing.T) {
	ctx, dir := t.Context(), t.TempDir()
	now := time.Date(2025, 11, 3, 9, 30, 0, 0, time.Local)
	b, err := Open(ctx, filepath.Join(dir, "a.zfbook"), func() time.Time { return now })
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	copies := filepath.Join(dir, "copies")
	end := func(want bool, count int) {
		t.Helper()
		now = now.Add(time.Minute)
		made, err := b.Upkeep.BackupAtClose(ctx, copies, 30, now)
		all, listed := b.Upkeep.Backups(copies)
		if err != nil || listed != nil || made != want || len(all) != count {
			t.Errorf("made %v, %d copies, %v, %v; want %v, %d", made, len(all), err, listed, want, count)
		}
	}
	change := func(name string) {
		t.Helper()
		now = now.Add(time.Minute)
		if err := b.Upkeep.SetName(ctx, name); err != nil {
			t.Fatal(err)
		}
	}
	end(true, 1)
	end(false, 1)
	change("a")
	end(true, 1)
	change("b")
	now = now.Add(time.Minute)
	if _, err := b.Upkeep.Backup(ctx, copies, 30, now); err != nil {
		t.Fatal(err)
	}
	end(false, 2)
	change("c")
	end(true, 2)
	now = now.AddDate(0, 0, 1)
	end(false, 2)
	change("d")
	end(true, 3)
}
