package ask

import (
	"fyne.io/fyne/v2"

	"zhangfang/assets"
	"zhangfang/ui/kit"
)

// Filters is what a menu of saved filters needs of a view.
type Filters struct {
	Names   []string
	Current int // of Names, the one that is shown now; -1: none
	Use     func(i int)
	Save    func(name string)
	Remove  func(i int) (undo func())
	Closed  func()                               // gives the keyboard back to the list
	Toast   func(text, action string, do func()) // says what was kept or forgotten
}

// FiltersOf is what is saved as a menu needs it: now is the filter that is shown, use
// shows the one at a place.
func FiltersOf[T comparable](s *kit.Saved[T], now func() T, use func(i int)) Filters {
	f := Filters{Names: s.Names(), Current: -1, Use: use, Save: func(name string) { s.Put(name, now()) }}
	f.Remove = func(i int) func() {
		name, value := s.Names()[i], s.Value(i)
		s.Remove(i)
		return func() { s.Put(name, value) }
	}
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
func (f *Filters) Items(w fyne.Window, t *assets.Text) []*fyne.MenuItem {
	var items, forget []*fyne.MenuItem
	for i, name := range f.Names {
		item := fyne.NewMenuItem(name, func() { f.Use(i) })
		item.Checked = i == f.Current
		items = append(items, item)
		forget = append(forget, fyne.NewMenuItem(name, func() {
			f.Toast(t.T("kit.filter_gone", name), t.T("kit.undo"), f.Remove(i))
			f.Closed()
		}))
	}
	if len(items) > 0 {
		items = append(items, fyne.NewMenuItemSeparator())
	}
	items = append(items, fyne.NewMenuItem(t.T("kit.filter_save"), func() {
		Line(w, t, t.T("kit.filter_title"), t.T("kit.filter_text"), "", t.T("kit.filter_keep"), func(name string, ok bool) {
			if ok {
				f.Save(name)
				f.Toast(t.T("kit.filter_kept", name), "", nil)
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
