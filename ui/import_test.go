package ui

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"zhangfang/app/book"
	"zhangfang/assets"
	"zhangfang/ui/kit"
)

func TestACancelIsHeardAtOnce(t *testing.T) {
	stand := newStand(t)
	text, err := assets.NewText("zh")
	if err != nil {
		t.Fatal(err)
	}
	cancelled := 0
	s := &session{text: text, shell: stand.shell, cancelImport: func() {}}
	strip := &importStrip{session: s, cancel: func() { cancelled++ }}
	strip.told(book.Progress{Stage: "read", What: "a.csv", Done: 1, Total: 4})
	if got := s.shell.strip.says(); got != "读取 a.csv · 25%" {
		t.Fatalf("the strip says %q", got)
	}
	s.shell.strip.cancelWork()
	if got := s.shell.strip.says(); cancelled != 1 || got != "正在取消，已完成的会保留" || s.shell.strip.button.Visible() {
		t.Errorf("cancelled %d times, the strip says %q", cancelled, got)
	}
	strip.last.Store(time.Now().Add(-time.Second).UnixNano())
	strip.told(book.Progress{Stage: "read", What: "b.csv", Done: 2, Total: 4})
	if got := s.shell.strip.says(); got != "正在取消，已完成的会保留" {
		t.Errorf("work that is ending says %q", got)
	}
}

// TestAPasswordIsAskedForOnce: a file can be looked at, taught and imported with it.
func TestAPasswordIsAskedForOnce(t *testing.T) {
	test.NewTempApp(t)
	text, err := assets.NewText("zh")
	if err != nil {
		t.Fatal(err)
	}
	s := &session{text: text, window: test.NewTempWindow(t, kit.NewLabel(""))}
	const path = "/a/锁.zip"
	went := 0
	s.unlock(path, book.Problem{Code: "password", File: "锁.zip"}, func() { went++ })
	test.Type(s.window.Canvas().Focused(), "2468")
	s.window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if went != 1 || passwordOf(s.passwords, []string{"/a/b.csv", path}) != "2468" || passwordOf(s.passwords, []string{"/a/b.csv"}) != "" {
		t.Errorf("went on %d times, keeps %q", went, s.passwords)
	}
}
