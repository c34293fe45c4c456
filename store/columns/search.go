package columns

import "zhangfang/app/book"

// Search is the rows that have a piece of text in any of their texts, in any letter
// case of ASCII, or an amount or gross in one of some spans, which ascend.
func (t *Table) Search(text string, spans []Span) *Set {
	s := NewSet(t)
	needle := appendFolded(nil, text)
	inParts(t.Len(), func(from, end int32) {
		if len(needle) > 0 {
			t.texts.search(s, needle, from, end)
		}
		if len(spans) > 0 {
			t.searchAmounts(s, spans, from, end)
		}
	})
	if len(needle) > 0 {
		t.searchKnown(s, needle)
	}
	return s
}

func (t *Table) searchAmounts(to *Set, spans []Span, from, end int32) {
	for row := from; row < end; row++ {
		amount, gross := t.amount.at(row), t.gross.at(row)
		if inSpans(spans, book.Minor(amount)) || gross != amount && inSpans(spans, book.Minor(gross)) {
			to.Add(row)
		}
	}
}

// searchKnown looks through the dictionary, and then for rows with what it found.
func (t *Table) searchKnown(to *Set, needle []byte) {
	words := newSet(t.known.len())
	inParts(t.known.len(), func(from, end int32) { t.known.search(words, needle, from, end) })
	if words.Len() == 0 {
		return
	}
	inParts(t.Len(), func(from, end int32) {
		for row := from; row < end; row++ {
			if words.Has(int32(t.party[row])) || words.Has(int32(t.memo[row])) {
				to.Add(row)
			}
		}
	})
}
