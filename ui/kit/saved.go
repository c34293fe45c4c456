package kit

import (
	"cmp"
	"slices"
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
