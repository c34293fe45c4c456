package intake

import (
	"github.com/cespare/xxhash/v2"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

// occurrences finds earlier entries of a file by identity, so that two equal
// coffees are two rows and the same row told twice is one. It is a table of
// ordinals into the marks, which hold the identities: a map of them would be the
// largest thing in memory while a big file is read.
type occurrences struct {
	table   []uint32          // by identity, the ordinal of an entry plus one; 0: free
	used    int               // slots taken
	further map[uint32]uint32 // by the ordinal plus one: how often an entry without a key came again
}

// mark is the identity of an entry that comes behind those of marks: its own the
// first time, one with its occurrence number after. A row that repeats a
// provider's key with the same content is the same row told twice; with other
// content it is kept apart.
func (s *occurrences) mark(marks []book.Mark, e *bill.Entry) (m book.Mark, repeat, twin bool) {
	m = book.Mark{Ident: e.Ident, Digest: e.Digest}
	first := s.find(marks, e.Ident)
	switch {
	case first == 0:
		s.add(marks, e.Ident)
	case e.Keyless:
		if s.further == nil {
			s.further = map[uint32]uint32{}
		}
		s.further[first]++
		m.Ident, twin = nth(e.Ident, s.further[first]), true
	case marks[first-1].Digest == e.Digest:
		repeat = true
	default:
		m.Ident = another(e.Ident, e.Digest)
		if repeat = s.find(marks, m.Ident) != 0; !repeat {
			s.add(marks, m.Ident)
		}
	}
	return m, repeat, twin
}

// find is the ordinal, plus one, of the first entry of an identity; 0: none.
func (s *occurrences) find(marks []book.Mark, ident uint64) uint32 {
	if s.used == 0 {
		return 0
	}
	for at := s.slot(ident); ; at = s.slot(uint64(at) + 1) {
		if n := s.table[at]; n == 0 || marks[n-1].Ident == ident {
			return n
		}
	}
}

// add takes in the entry that comes next behind marks, of a new identity.
func (s *occurrences) add(marks []book.Mark, ident uint64) {
	if s.used*4 >= len(s.table)*3 {
		old := s.table
		s.table = make([]uint32, max(1024, 2*len(old)))
		for _, n := range old {
			if n != 0 {
				s.put(marks[n-1].Ident, n)
			}
		}
	}
	s.put(ident, uint32(len(marks))+1)
	s.used++
}

func (s *occurrences) put(ident uint64, n uint32) {
	at := s.slot(ident)
	for s.table[at] != 0 {
		at = s.slot(uint64(at) + 1)
	}
	s.table[at] = n
}

// slot is where the search for an identity, which is a digest, begins.
func (s *occurrences) slot(ident uint64) int { return int(ident & uint64(len(s.table)-1)) }

// another is the identity of a further row under a provider's key. It is made of
// the content, so that it does not depend on how many stood before it in a file.
func another(ident, digest uint64) uint64 { return nth(ident^digest, uint32(digest>>32)|1) }

// nth is the identity of the n-th further occurrence of a row.
func nth(ident uint64, n uint32) uint64 {
	var b [12]byte
	for i := range 8 {
		b[i] = byte(ident >> (8 * i))
	}
	for i := range 4 {
		b[8+i] = byte(n >> (8 * i))
	}
	return xxhash.Sum64(b[:])
}
