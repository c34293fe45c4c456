package kit

import (
	"cmp"
	"slices"

	"fyne.io/fyne/v2"

	"zhangfang/assets"
)

// Saved is values that the owner keeps by names, such as filters, in the order of
// their names; they outlast the window.
type Saved[T any] struct {
	prefs Prefs
	key   string
	list  []named[T]
}

type named[T any] struct {
	Name  string `json:"name"`
	Value T      `json:"value"`
}

// NewSaved recalls what is kept under a key; without prefs it is kept until the
// window closes.
func NewSaved[T any](p Prefs, key string) *Saved[T] {
	s := &Saved[T]{prefs: p, key: key}
	Recall(p, key, &s.list)
	return s
}

// Names are the names, in order.
func (s *Saved[T]) Names() []string {
	out := make([]string, len(s.list))
	for i := range s.list {
		out[i] = s.list[i].Name
	}
	return out
}

// Value is the value of the name at a place.
func (s *Saved[T]) Value(i int) T { return s.list[i].Value }

// Put keeps a value by a name, in the place of what the name stood for.
func (s *Saved[T]) Put(name string, value T) {
	i, found := slices.BinarySearchFunc(s.list, name, func(n named[T], name string) int { return cmp.Compare(n.Name, name) })
	if found {
		s.list[i].Value = value
	} else {
		s.list = slices.Insert(s.list, i, named[T]{name, value})
	}
	Remember(s.prefs, s.key, s.list)
}

// Remove forgets the name at a place.
func (s *Saved[T]) Remove(i int) {
	s.list = slices.Delete(s.list, i, i+1)
	Remember(s.prefs, s.key, s.list)
}

// SavedFilters is what a menu of saved filters needs of a view.
type SavedFilters struct {
	Names   []string
	Current int // of Names, the one that is shown now; -1: none
	Use     func(i int)
	Save    func(name string)
	Remove  func(i int)
	Closed  func() // gives the keyboard back to the list
}

// FiltersOf is what is saved as a menu needs it: now is the filter that is shown, use
// shows the one at a place.
func FiltersOf[T comparable](s *Saved[T], now func() T, use func(i int)) SavedFilters {
	f := SavedFilters{Names: s.Names(), Current: -1, Use: use, Remove: s.Remove, Save: func(name string) { s.Put(name, now()) }}
	shown := now()
	for i := range f.Names {
		if s.Value(i) == shown {
			f.Current = i
		}
	}
	return f
}

// Items are the menu: the filters, the way to keep the one that is shown now, and
// the ways to forget one.
func (f *SavedFilters) Items(w fyne.Window, t *assets.Text) []*fyne.MenuItem {
	var items, forget []*fyne.MenuItem
	for i, name := range f.Names {
		item := fyne.NewMenuItem(name, func() { f.Use(i) })
		item.Checked = i == f.Current
		items = append(items, item)
		forget = append(forget, fyne.NewMenuItem(name, func() { f.Remove(i) }))
	}
	if len(items) > 0 {
		items = append(items, fyne.NewMenuItemSeparator())
	}
	items = append(items, fyne.NewMenuItem(t.T("kit.filter_save"), func() {
		PromptLine(w, t, t.T("kit.filter_title"), t.T("kit.filter_text"), "", t.T("kit.filter_keep"), func(name string, ok bool) {
			if ok {
				f.Save(name)
			}
			f.Closed()
		})
	}))
	if len(forget) > 0 {
		drop := fyne.NewMenuItem(t.T("kit.filter_forget"), nil)
		drop.ChildMenu = fyne.NewMenu("", forget...)
		items = append(items, drop)
	}
	return items
}
