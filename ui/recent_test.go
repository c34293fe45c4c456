package ui

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"
)

func TestRecentBooksAreThoseThatAreThere(t *testing.T) {
	prefs, dir := test.NewTempApp(t).Preferences(), t.TempDir()
	var paths []string
	for _, name := range []string{"a", "b", "c", "d", "e", "f", "g", "h", "i", "sample"} {
		path := filepath.Join(dir, name+bookExt)
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		paths = append(paths, path)
		rememberRecent(prefs, path)
	}
	rememberRecent(prefs, paths[3])
	if err := os.Remove(paths[7]); err != nil {
		t.Fatal(err)
	}
	want := []string{paths[3], paths[8], paths[6], paths[5], paths[4], paths[2], paths[1]}
	if got := recentBooks(prefs); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestBooksOfOneNameAreToldApart(t *testing.T) {
	got := bookNames([]string{"/x/shop.zfbook", "/y/shop.zfbook", "/y/西街.zfbook"})
	if want := []string{"shop — /x", "shop — /y", "西街"}; !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
}

func TestTheSizeOfTextAsFyneReadsIt(t *testing.T) {
	if scaleOf(130) != "1.30" || scaleOf(90) != "0.90" {
		t.Errorf("Fyne is told %s", scaleOf(130))
	}
}

func TestACrashIsPutAsideAndTold(t *testing.T) {
	dir, now := t.TempDir(), time.Date(2025, 11, 3, 9, 30, 0, 0, time.Local)
	if last := putAsideCrash(dir, now); last != "" {
		t.Errorf("told of %q", last)
	}
	if err := os.WriteFile(filepath.Join(dir, crashFile), []byte("panic: boom"), 0o600); err != nil {
		t.Fatal(err)
	}
	last := putAsideCrash(dir, now)
	if text, err := os.ReadFile(last); err != nil || string(text) != "panic: boom" || filepath.Base(last) != "crash-20251103-093000.log" {
		t.Errorf("put aside as %q: %q, %v", last, text, err)
	}
	if last := putAsideCrash(dir, now); last != "" {
		t.Errorf("told twice of %q", last)
	}
}

func TestEveryViewHasItsPageOfTheManual(t *testing.T) {
	for _, id := range []string{idOverview, idImport, idChannels, idReconcile, idExceptions, idUnderway, idFees, idReports, idSettings} {
		if page := pageOf(id); page == "" || id != idOverview && page == "figures" {
			t.Errorf("%s has the page %q", id, page)
		}
	}
}
