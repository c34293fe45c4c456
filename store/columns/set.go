package columns

import (
	"math/bits"
	"slices"
)

// Set is some of a table's rows, by their places.
type Set struct{ words []uint64 }

// NewSet has room for the rows of a table.
func NewSet(t *Table) *Set { return &Set{words: make([]uint64, (t.Len()+63)/64)} }

// Add puts a row in.
func (s *Set) Add(row int32) { s.words[row/64] |= 1 << (row % 64) }

// Has tells whether a row is in.
func (s *Set) Has(row int32) bool { return s.words[row/64]&(1<<(row%64)) != 0 }

// Clone is another set of the same rows.
func (s *Set) Clone() *Set { return &Set{words: slices.Clone(s.words)} }

// Join puts in the rows of another set of the same table.
func (s *Set) Join(o *Set) {
	for i, b := range o.words {
		s.words[i] |= b
	}
}

// Common is how many rows are in both of two sets of the same table.
func (s *Set) Common(o *Set) int {
	n := 0
	for i, b := range o.words {
		n += bits.OnesCount64(b & s.words[i])
	}
	return n
}
