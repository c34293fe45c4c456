package columns

import (
	"runtime"
	"slices"
	"sync"

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
func (t *Table) Find(q Query) []int32 {
	parts := make([][]int32, min(runtime.GOMAXPROCS(0), 1+t.Len()/5000))
	var wg sync.WaitGroup
	for i := range parts {
		wg.Go(func() {
			from, to := t.Len()*i/len(parts), t.Len()*(i+1)/len(parts)
			parts[i] = t.find(q, int32(from), int32(to))
		})
	}
	wg.Wait()
	return slices.Concat(parts...)
}

// Set is the rows of a query.
func (t *Table) Set(q Query) *Set {
	s := NewSet(t)
	for _, row := range t.Find(q) {
		s.Add(row)
	}
	return s
}

func (t *Table) find(q Query, from, to int32) []int32 {
	picks := t.picker(q)
	var rows []int32
	for row := from; row < to; row++ {
		if picks(row) {
			rows = append(rows, row)
		}
	}
	return rows
}

// picker is what a query says of a row.
func (t *Table) picker(q Query) func(row int32) bool {
	from, to := bounds(q.Period)
	channels := map[book.ChannelID]bool{}
	for _, c := range q.Channels {
		channels[c] = true
	}
	last, in := book.ChannelID(0), q.Channels == nil // rows of a channel stand together
	return func(row int32) bool {
		if q.Found != nil && !q.Found.Has(row) || q.Only != nil && !q.Only.Has(row) {
			return false
		}
		if d := t.day[row]; d < from || d > to {
			return false
		}
		if c := t.channel[row]; c != last && q.Channels != nil {
			last, in = c, channels[c]
		}
		return in
	}
}
