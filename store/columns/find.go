package columns

import (
	"math/bits"
	"slices"

	"zhangfang/app/book"
)

// Query picks rows. Zero fields do not restrict.
type Query struct {
	Channels []book.ChannelID // none picks none, nil all
	Period   book.Period
	Found    *Set // what Search found
	Only     *Set
}

// Find lists the places of the rows of a query in the order of their ids.
func (t *Table) Find(q Query) []int32 { return t.Set(q).rows() }

// Set is the rows of a query.
func (t *Table) Set(q Query) *Set {
	s := NewSet(t)
	var traits []bool // nil: all
	if q.Channels != nil {
		traits = make([]bool, len(t.traits))
		for i := range t.traits {
			traits[i] = slices.Contains(q.Channels, t.traits[i].channel)
		}
	}
	inParts(t.Len(), func(from, end int32) {
		for row := from; row < end; row += 64 {
			i := row / 64
			s.words[i] = t.pick(q, traits, row, wordOf(q, i, end-row))
		}
	})
	return s
}

// wordOf is the rows of a word that the sets of a query leave, of which so many are
// rows of the table.
func wordOf(q Query, i, rows int32) uint64 {
	w := ^uint64(0)
	if rows < 64 {
		w = 1<<rows - 1
	}
	if q.Found != nil {
		w &= q.Found.words[i]
	}
	if q.Only != nil {
		w &= q.Only.words[i]
	}
	return w
}

// pick is those of a word's rows, from its first on, that have the days and traits.
func (t *Table) pick(q Query, traits []bool, first int32, w uint64) uint64 {
	if q.Period == (book.Period{}) && traits == nil {
		return w
	}
	from, to := bounds(q.Period)
	out := w
	for ; w != 0; w &= w - 1 {
		bit := bits.TrailingZeros64(w)
		row := first + int32(bit)
		if d := t.day[row]; d < from || d > to || traits != nil && !traits[t.trait[row]] {
			out &^= 1 << bit
		}
	}
	return out
}
