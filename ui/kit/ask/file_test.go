package ask

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"zhangfang/assets"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/draw"
)

// asked shows a question over a folder and gives the asker's keys and answers.
type asked struct {
	w       fyne.Window
	answers []string
}

func ask(t *testing.T, q FileQuestion) *asked {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(draw.NewThemeVariant(1))
	text, err := assets.NewText("zh")
	if err != nil {
		t.Fatal(err)
	}
	a := &asked{w: test.NewTempWindow(t, kit.NewLabel(""))}
	a.w.Resize(fyne.NewSize(1024, 640))
	q.Title, q.Action, q.Run = "保存到", "保存", kit.InlineRunner
	q.Chosen = func(path string) { a.answers = append(a.answers, path) }
	File(a.w, text, q)
	return a
}

func (a *asked) key(name fyne.KeyName) { a.w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: name}) }

func held(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestAskingTouchesNoFile: asking and answering, also with the name of a file that is
// there, leaves the disk as it was; replacing takes a second yes.
func TestAskingTouchesNoFile(t *testing.T) {
	dir := t.TempDir()
	there := filepath.Join(dir, "月报.xlsx")
	if err := os.WriteFile(there, []byte("precious"), 0o600); err != nil {
		t.Fatal(err)
	}
	a := ask(t, FileQuestion{Folder: dir, Name: "月报", Endings: []string{".xlsx"}})
	a.key(fyne.KeyReturn) // asks again
	a.key(fyne.KeyReturn) // Enter alone is no
	if len(a.answers) != 0 || !kit.Covered(a.w) || held(t, there) != "precious" {
		t.Fatalf("answered %q by Enter alone", a.answers)
	}
	a.key(fyne.KeyReturn)
	a.w.Canvas().FocusNext() // to the button that replaces
	a.key(fyne.KeyReturn)
	if len(a.answers) != 1 || a.answers[0] != there || kit.Covered(a.w) || held(t, there) != "precious" {
		t.Errorf("answered %q", a.answers)
	}
	if files, err := os.ReadDir(dir); err != nil || len(files) != 1 {
		t.Errorf("asking left %v, %v", files, err)
	}
}

func TestTheEndingStays(t *testing.T) {
	dir := t.TempDir()
	a := ask(t, FileQuestion{Folder: dir, Name: "x", Endings: []string{".xlsx", ".csv"}})
	entry := a.w.Canvas().Focused().(*lineEntry)
	for typed, want := range map[string]string{"": "", "  ": "", "a/b": "", ".x": "", "x.": ""} {
		entry.SetText(typed)
		a.key(fyne.KeyReturn)
		if len(a.answers) != 0 {
			t.Fatalf("%q is a name: %q, want %q", typed, a.answers, want)
		}
	}
	entry.SetText(" 明细.CSV ")
	a.key(fyne.KeyReturn)
	if want := filepath.Join(dir, "明细.csv"); len(a.answers) != 1 || a.answers[0] != want {
		t.Errorf("got %q", a.answers)
	}
}

func TestWhatIsThereMayBeOpenedOrRefused(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.zfbook")
	if err := os.WriteFile(path, []byte("book"), 0o600); err != nil {
		t.Fatal(err)
	}
	a := ask(t, FileQuestion{Folder: dir, Name: "a", Endings: []string{".zfbook"}, Opens: true})
	a.key(fyne.KeyReturn)
	if len(a.answers) != 1 || a.answers[0] != path || held(t, path) != "book" {
		t.Errorf("got %q", a.answers)
	}
	a = ask(t, FileQuestion{Folder: dir, Name: "a", Endings: []string{".zfbook"}, Refuse: func(string) error { return errors.New("no") }})
	a.key(fyne.KeyReturn)
	if len(a.answers) != 0 || a.w.Canvas().Overlays().Top() == nil {
		t.Errorf("a refused file is answered: %q", a.answers)
	}
	a.key(fyne.KeyEscape)
	if kit.Covered(a.w) {
		t.Error("Escape does not end it")
	}
	a = ask(t, FileQuestion{Folder: filepath.Join(dir, "gone"), Name: "a", Endings: []string{".x"}})
	a.key(fyne.KeyReturn)
	if len(a.answers) != 0 {
		t.Errorf("a folder that is gone: %q", a.answers)
	}
}

func TestAnotherFolderIsPicked(t *testing.T) {
	from, to := t.TempDir(), t.TempDir()
	a := ask(t, FileQuestion{Folder: from, Name: "a", Endings: []string{".x"}, PickFolder: func(at string, picked func(string)) {
		if at != from {
			t.Errorf("begins in %s", at)
		}
		picked(to)
	}})
	a.w.Canvas().FocusPrevious() // from the name back to the button
	a.key(fyne.KeySpace)
	a.key(fyne.KeyReturn)
	if want := filepath.Join(to, "a.x"); len(a.answers) != 1 || a.answers[0] != want {
		t.Errorf("got %q", a.answers)
	}
}
