package columns

import (
	"bytes"
	"runtime"
	"slices"
	"sort"
	"sync"

	"zhangfang/app/book"
)

// Query picks rows. Zero fields do not restrict.
type Query struct {
	Channels []book.ChannelID // none picks none, nil all
	Period   book.Period
	Text     string       // a piece of any text, in any letter case of ASCII
	Amounts  []book.Minor // or an amount or gross of one of these
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
	if q.Text == "" && q.Amounts == nil {
		for row := from; row < to; row++ {
			if picks(row) {
				rows = append(rows, row)
			}
		}
		return rows
	}
	hits := hits{t: t, needle: appendFolded(nil, q.Text), row: from, end: to}
	next, found := hits.next()
	if len(q.Amounts) == 0 { // from hit to hit, without a look at the rows between
		for ; found; next, found = hits.next() {
			if picks(next) {
				rows = append(rows, next)
			}
		}
		return rows
	}
	for row := from; row < to; row++ {
		hit := found && next == row
		if hit {
			next, found = hits.next()
		}
		if (hit || slices.Contains(q.Amounts, t.amount[row]) || slices.Contains(q.Amounts, t.gross[row])) && picks(row) {
			rows = append(rows, row)
		}
	}
	return rows
}

// picker is what a query says of a row beside its text.
func (t *Table) picker(q Query) func(row int32) bool {
	from, to := bounds(q.Period)
	channels := map[book.ChannelID]bool{}
	for _, c := range q.Channels {
		channels[c] = true
	}
	last, in := book.ChannelID(0), q.Channels == nil // rows of a channel stand together
	return func(row int32) bool {
		if q.Only != nil && !q.Only.Has(row) {
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

// hits walks over the rows that have a text, in order.
type hits struct {
	t        *Table
	needle   []byte
	row, end int32
}

func (h *hits) next() (row int32, ok bool) {
	if h.row >= h.end || len(h.needle) == 0 {
		return 0, false
	}
	from, to := h.t.start[h.row], h.t.start[h.end]
	i := bytes.Index(h.t.text[from:to], h.needle)
	if i < 0 {
		h.row = h.end
		return 0, false
	}
	at := from + uint32(i)
	starts := h.t.start[h.row+1 : h.end+1] // the first beyond the hit ends its row
	h.row += int32(sort.Search(len(starts), func(i int) bool { return starts[i] > at })) + 1
	return h.row - 1, true
}
