package ui

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"zhangfang/app/book"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/ask"
)

// keptUnfinished is where the files are kept, by book, of an import that the end of the
// program stopped, whichever way it ended.
const keptUnfinished = "import.unfinished."

func (s *session) unfinishedKey() string { return keptUnfinished + s.book.Path }

// keepUnfinished writes down what is being imported and what waits for it.
func (s *session) keepUnfinished() {
	if s.isSample() { // what the owner brings goes on to their own book at once
		return
	}
	paths := slices.Clone(s.going)
	for _, job := range s.waiting {
		paths = append(paths, job.paths...)
	}
	kit.Remember(s.app.Preferences(), s.unfinishedKey(), paths)
}

// forgetUnfinished leaves what waits to the session that has the window next.
func (s *session) forgetUnfinished() {
	kit.Remember(s.app.Preferences(), s.unfinishedKey(), []string(nil))
}

// dropFinished takes the files off that list that an import came to before it was
// stopped. It is called off the UI goroutine.
func (s *session) dropFinished(receipts []book.Receipt) {
	var paths []string
	prefs, key := s.app.Preferences(), s.unfinishedKey()
	kit.Recall(prefs, key, &paths)
	kit.Remember(prefs, key, slices.DeleteFunc(paths, func(path string) bool {
		info, err := os.Stat(path)
		return err != nil || info.Mode().IsRegular() && slices.ContainsFunc(receipts, func(r book.Receipt) bool { return r.Path == path })
	}))
}

// offerUnfinished asks once whether to go on with the files that the program's end kept
// from the book. What is in already is not taken twice.
func (s *session) offerUnfinished() {
	var paths []string
	kit.Recall(s.app.Preferences(), s.unfinishedKey(), &paths)
	paths = slices.DeleteFunc(paths, func(path string) bool {
		_, err := os.Stat(path)
		return err != nil
	})
	if s.isSample() || s.cancelImport != nil || len(paths) == 0 {
		return
	}
	t := s.text
	var d *ask.Dialog
	answer := func(do func()) func() {
		return func() {
			d.Close()
			s.keepUnfinished() // nothing, or what was dropped meanwhile
			do()
		}
	}
	drop := kit.NewButton(t.T("unfinished.drop"), kit.ButtonSecondary, answer(func() {}))
	on := kit.NewButton(t.T("unfinished.go_on"), kit.ButtonPrimary, answer(func() { s.importPaths(paths) }))
	d = ask.Modal(s.window, t.T("unfinished.title"), ask.Words(t.Count("unfinished.text", len(paths), namesOf(paths))), drop, on)
}

// namesOf is the names of some files, the first few of them.
func namesOf(paths []string) string {
	const most = 4
	names := make([]string, 0, most+1)
	for i, path := range paths {
		if i == most {
			names = append(names, "…")
			break
		}
		names = append(names, filepath.Base(path))
	}
	return strings.Join(names, "\n")
}
