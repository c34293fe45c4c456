package columns

import (
	"bytes"
	"runtime"
	"sort"
	"sync"
)

// Search is the rows that have a piece of text in any of their texts, in any letter
// case of ASCII, or an amount or gross in one of some spans, which ascend.
func (t *Table) Search(text string, spans []Span) *Set {
	s := NewSet(t)
	needle := appendFolded(nil, text)
	parts := min(runtime.GOMAXPROCS(0), 1+t.Len()/5000)
	var wg sync.WaitGroup
	for i := range parts {
		from, to := len(s.words)*i/parts, len(s.words)*(i+1)/parts // whole words: no two parts write one
		wg.Go(func() { t.search(s, needle, spans, int32(from*64), int32(min(to*64, t.Len()))) })
	}
	wg.Wait()
	return s
}

// search puts the rows of a part into a set.
func (t *Table) search(to *Set, needle []byte, spans []Span, from, end int32) {
	hits := hits{t: t, needle: needle, row: from, end: end}
	for row, ok := hits.next(); ok; row, ok = hits.next() {
		to.Add(row)
	}
	if len(spans) == 0 {
		return
	}
	for row := from; row < end; row++ {
		if inSpans(spans, t.amount[row]) || inSpans(spans, t.gross[row]) {
			to.Add(row)
		}
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
