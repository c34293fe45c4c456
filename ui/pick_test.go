package ui

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"testing"

	"zhangfang/ui/kit"
	"zhangfang/ui/picker"
)

// TestFilesArePickedWithThePlatformsDialog: several at once, one question at a time,
// nothing where the owner thinks better of it, and Fyne's own where it fails.
func TestFilesArePickedWithThePlatformsDialog(t *testing.T) {
	b := newBench(t)
	b.inline = true
	var asked []picker.Question
	var answer []string
	var broken error
	b.pick = func(_ context.Context, _ picker.Parent, q picker.Question) ([]string, error) {
		asked = append(asked, q)
		b.session.chooseFolder() // while this one is open
		return answer, broken
	}

	b.session.chooseFiles()
	if len(asked) != 1 || !asked[0].Many || !slices.Contains(asked[0].Endings, ".csv") {
		t.Fatalf("asked %+v", asked)
	}
	if b.session.cancelImport != nil {
		t.Fatal("an import without a file")
	}

	answer = []string{b.path("a") + ".csv", b.path("b") + ".csv"}
	b.session.chooseFiles()
	b.finish()
	if want := []string{"own.zfbook a.zfbook.csv", "own.zfbook b.zfbook.csv"}; !slices.Equal(b.imported, want) {
		t.Errorf("imported %q, want %q", b.imported, want)
	}
	from := ""
	kit.Recall(b.app.Preferences(), keptBillFolder, &from)
	if from != filepath.Dir(answer[0]) {
		t.Errorf("the next question would begin in %q", from)
	}

	broken = errors.New("no display")
	b.session.openBook()
	if b.window.Canvas().Overlays().Top() == nil {
		t.Error("where the platform's dialog fails nothing asks")
	}
}
