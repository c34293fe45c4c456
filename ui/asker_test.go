package ui

import (
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"zhangfang/app/book"
)

// TestAReportReplacesNoBook: whatever its name, and whichever book it is.
func TestAReportReplacesNoBook(t *testing.T) {
	b := newBench(t)
	s := b.session
	other := filepath.Join(b.dir, "copy.xlsx")
	data, err := os.ReadFile(s.book.Path)
	if err != nil {
		t.Fatal(err)
	}
	plain := filepath.Join(b.dir, "old.xlsx")
	for path, text := range map[string][]byte{other: data, b.path("x") + "-wal": []byte("x"), plain: []byte("x")} {
		if err := os.WriteFile(path, text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	link := filepath.Join(b.dir, "link.xlsx")
	if err := os.Symlink(s.book.Path, link); err != nil {
		t.Skip(err)
	}
	for path, want := range map[string]string{s.book.Path: "is_the_book", link: "is_the_book", s.book.Path + "-wal": "is_the_book",
		other: "is_a_book", b.path("x") + "-wal": "is_a_book", plain: ""} {
		if got := book.CodeOf(s.refuse(path)); got != want {
			t.Errorf("%s: %q, want %q", filepath.Base(path), got, want)
		}
	}
}

// TestANewBookBesideAnOldOneOpensThat: Fyne's dialog emptied it.
func TestANewBookBesideAnOldOneOpensThat(t *testing.T) {
	b := newBench(t)
	old, err := b.openBook(t.Context(), b.path("a"))
	if err != nil {
		t.Fatal(err)
	}
	if err := old.Upkeep.SetName(t.Context(), "西街小馆"); err != nil {
		t.Fatal(err)
	}
	if err := old.Close(); err != nil {
		t.Fatal(err)
	}
	b.inline = true // for the dialog
	b.session.newBook()
	entry := b.window.Canvas().Focused()
	entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace}) // all of the name is selected
	test.Type(entry, "a.zfbook")
	entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	b.inline = false
	b.finish()
	if name, err := b.session.book.Upkeep.Name(t.Context()); err != nil || name != "西街小馆" {
		t.Errorf("the book is %q, %v", name, err)
	}
}
