//go:build linux

package picker

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	fynetest "fyne.io/fyne/v2/test"
)

// The platform's program is stood in for by a script that notes how it was asked; it
// answers, thinks better of it or waits, as its title says. The library looks for it
// once a process, so all cases share it.
const program = `#!/bin/sh
printf '%s\n' "$@" > "$ASKED"
case "$*" in
*Never*) exit 1 ;;
*Later*) exec sleep 60 ;;
*Broken*) exit 3 ;;
*--multiple*) printf '/a/一月.csv\036/a/b.csv\n' ;;
*) printf '/a/一月.csv\n' ;;
esac
`

func TestAsk(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "qarma"), []byte(program), 0o700); err != nil {
		t.Fatal(err)
	}
	asked := filepath.Join(dir, "asked")
	t.Setenv("ASKED", asked)
	t.Setenv("PATH", dir+":"+os.Getenv("PATH"))
	if !Available() {
		t.Fatal("the platform's program was not found")
	}
	over := ParentOf(fynetest.NewTempWindow(t, nil))

	for name, c := range map[string]struct {
		q     Question
		want  []string
		args  []string
		other bool // an error that is no answer
	}{
		"one file": {q: Question{Title: "T", From: "/a/b", Kind: "Bills", Endings: []string{".csv", ".xlsx"}, Others: "All"},
			want: []string{"/a/一月.csv"}, args: []string{"--file-selection", "--title", "T", "/a/b/", "--file-filter=All|*"}},
		"several":    {q: Question{Title: "T", Many: true}, want: []string{"/a/一月.csv", "/a/b.csv"}, args: []string{"--multiple"}},
		"folder":     {q: Question{Title: "T", Folder: true, Endings: []string{".csv"}}, want: []string{"/a/一月.csv"}, args: []string{"--directory"}},
		"cancelled":  {q: Question{Title: "Never"}},
		"cancelled2": {q: Question{Title: "Never", Many: true}},
		"broken":     {q: Question{Title: "Broken"}, other: true},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := Ask(context.Background(), over, c.q)
			if (err != nil) != c.other || !slices.Equal(got, c.want) {
				t.Fatalf("answer %q, error %v, want %q", got, err, c.want)
			}
			args, err := os.ReadFile(asked)
			if err != nil {
				t.Fatal(err)
			}
			lines := strings.Split(string(args), "\n")
			for _, a := range c.args {
				if !slices.Contains(lines, a) {
					t.Errorf("%q is not among %q", a, lines)
				}
			}
			if c.q.Folder && strings.Contains(string(args), "filter") {
				t.Errorf("a folder was asked for by endings: %q", lines)
			}
		})
	}

	t.Run("ended from outside", func(t *testing.T) {
		ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
		defer cancel()
		if _, err := Ask(ctx, over, Question{Title: "Later"}); !errors.Is(err, context.DeadlineExceeded) {
			t.Fatalf("error %v", err)
		}
	})
}
