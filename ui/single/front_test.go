package single

import (
	"path/filepath"
	"testing"
	"time"

	"zhangfang/app/book"
)

// TestAStartThatNamesNoBookGoesToTheWindowInFront: whichever book that has, and never
// to one that is ending.
func TestAStartThatNamesNoBookGoesToTheWindowInFront(t *testing.T) {
	dir := t.TempDir()
	told := make(chan string, 4)
	take := func(name string) *Claim {
		c, err := Take(t.Context(), dir, filepath.Join(dir, name), Call{}, func(Call) { told <- name })
		if err != nil || c == nil {
			t.Fatal(name, err)
		}
		t.Cleanup(func() {
			if err := c.Close(); err != nil {
				t.Error(err)
			}
		})
		return c
	}
	if HandOver(t.Context(), dir, Call{}) {
		t.Fatal("handed over to nobody")
	}
	a, b := take("a.zfbook"), take("b.zfbook")
	call := func(want string) {
		t.Helper()
		if !HandOver(t.Context(), dir, Call{Files: []string{"/x.csv"}}) {
			t.Fatal("no window took it")
		}
		if got := <-told; got != want {
			t.Errorf("%s was told, want %s", got, want)
		}
	}
	time.Sleep(5 * time.Millisecond) // of the file system's clock
	a.InFront()
	call("a.zfbook")
	time.Sleep(5 * time.Millisecond)
	b.InFront()
	call("b.zfbook")
	b.End()
	call("a.zfbook")
	a.End()
	if HandOver(t.Context(), dir, Call{}) {
		t.Error("handed over to a window that is ending")
	}
}

// TestAWindowThatIsEndingIsWaitedFor: its book is free in a moment.
func TestAWindowThatIsEndingIsWaitedFor(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.zfbook")
	first, err := Take(t.Context(), dir, path, Call{}, func(Call) { t.Error("a window that is ending was called") })
	if err != nil {
		t.Fatal(err)
	}
	first.End()
	go func() {
		time.Sleep(3 * tryEvery)
		if err := first.Close(); err != nil {
			t.Error(err)
		}
	}()
	second, err := Take(t.Context(), dir, path, Call{}, nil)
	if err != nil || second == nil {
		t.Fatalf("after the window ended: %v, %s", err, book.CodeOf(err))
	}
	if err := second.Close(); err != nil {
		t.Error(err)
	}
}
