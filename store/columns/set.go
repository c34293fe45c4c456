package columns

import (
	"math/bits"
	"runtime"
	"slices"
	"sync"
)

// Set is some of a table's rows, by their places.
type Set struct{ words []uint64 }

// NewSet has room for the rows of a table.
func NewSet(t *Table) *Set { return newSet(t.Len()) }

func newSet(n int) *Set { return &Set{words: make([]uint64, (n+63)/64)} }

// Add puts a row in.
func (s *Set) Add(row int32) { s.words[row/64] |= 1 << (row % 64) }

// Remove takes a row out.
func (s *Set) Remove(row int32) { s.words[row/64] &^= 1 << (row % 64) }

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

// Len is how many rows are in.
func (s *Set) Len() int { return s.Common(s) }

// Common is how many rows are in both of two sets of the same table.
func (s *Set) Common(o *Set) int {
	n := 0
	for i, b := range o.words {
		n += bits.OnesCount64(b & s.words[i])
	}
	return n
}

// rows lists the rows in order.
func (s *Set) rows() []int32 {
	rows := make([]int32, 0, s.Len())
	for i, w := range s.words {
		for ; w != 0; w &= w - 1 {
			rows = append(rows, int32(i*64+bits.TrailingZeros64(w)))
		}
	}
	return rows
}

// inParts cuts n places into parts and does something with all of them at the same
// time. No two parts share a word of a set.
func inParts(n int, do func(from, end int32)) {
	words := (n + 63) / 64
	parts := min(runtime.GOMAXPROCS(0), 1+n/5000)
	var wg sync.WaitGroup
	for i := range parts {
		from, end := words*i/parts*64, min(words*(i+1)/parts*64, n)
		wg.Go(func() { do(int32(from), int32(end)) })
	}
	wg.Wait()
}
