package ui

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"zhangfang/ui/kit"
)

const (
	keptRecent = "recent"
	mostRecent = 8
)

// readRecent looks which of the books that were open last are still there, which may
// take long where a folder is far away, and shows them in the menu.
func (s *session) readRecent() {
	var paths []string
	s.run(s.ctx, func(context.Context) error {
		paths = recentBooks(s.app.Preferences())
		return nil
	}, func(error) {
		s.recents = paths
		s.shell.Remenu(s.actions())
	})
}

// recentItems is the books that were open last, without the one that is open.
func (s *session) recentItems() []*fyne.MenuItem {
	paths := slices.DeleteFunc(slices.Clone(s.recents), func(p string) bool { return p == s.book.Path })
	var items []*fyne.MenuItem
	for i, name := range bookNames(paths) {
		items = append(items, fyne.NewMenuItem(name, func() { s.goBack(paths[i]) }))
	}
	return items
}

// recentBooks is the books that were open last, the newest first, without those
// that are gone.
func recentBooks(p kit.Prefs) []string {
	var all []string
	kit.Recall(p, keptRecent, &all)
	return slices.DeleteFunc(all, func(path string) bool {
		_, err := os.Stat(path)
		return err != nil
	})
}

// rememberRecent puts a book at the head of those that were open last. The sample
// shop has a menu entry of its own.
func rememberRecent(p kit.Prefs, path string) {
	if filepath.Base(path) == sampleFile {
		return
	}
	var all []string
	kit.Recall(p, keptRecent, &all)
	all = slices.DeleteFunc(all, func(x string) bool { return x == path })
	all = slices.Insert(all, 0, path)
	kit.Remember(p, keptRecent, all[:min(len(all), mostRecent)])
}

// bookNames is how books are told apart in a menu: by their file's name, with the
// folder where two have the same.
func bookNames(paths []string) []string {
	names := make([]string, len(paths))
	count := map[string]int{}
	for i, path := range paths {
		names[i] = strings.TrimSuffix(filepath.Base(path), bookExt)
		count[names[i]]++
	}
	for i, path := range paths {
		if count[names[i]] > 1 {
			names[i] += " — " + filepath.Dir(path)
		}
	}
	return names
}
