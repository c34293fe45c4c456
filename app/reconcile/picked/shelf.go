package picked

import (
	"cmp"
	"math/bits"
	"slices"
	"strings"
)

// shelf finds the texts that share pieces with a name.
type shelf struct {
	texts   []string
	marks   []mark
	byGram  map[gram][]int32
	seen    []bool // of the texts: in the search under way
	touched []int32
}

// gram is a piece that texts are looked up by: three letters, or two Chinese
// characters, each in 21 bits.
type gram uint64

// mark holds a bit for each piece of a text, and the text's length. Two pieces may
// share a bit; but a text without the bit of a piece does not have it.
type mark struct {
	pieces [3]uint64
	size   int32
}

func newShelf(texts []string) *shelf {
	s := &shelf{byGram: map[gram][]int32{}, texts: texts, seen: make([]bool, len(texts)), marks: make([]mark, len(texts))}
	var pieces []gram
	for t, text := range texts {
		runes := []rune(text)
		pieces = grams(pieces[:0], runes)
		s.marks[t] = markOf(runes, pieces)
		for _, g := range pieces {
			if l := s.byGram[g]; len(l) == 0 || l[len(l)-1] != int32(t) {
				s.byGram[g] = append(l, int32(t))
			}
		}
	}
	return s
}

// grams adds the pieces of a text.
func grams(out []gram, text []rune) []gram {
	for i := range text {
		size := 3
		if kind, _ := scriptOf(text[i]); kind == han {
			size = 2
		}
		if i+size > len(text) {
			continue
		}
		g := gram(0)
		for _, r := range text[i : i+size] {
			g = g<<21 | gram(r)
		}
		out = append(out, g)
	}
	return out
}

func markOf(text []rune, pieces []gram) mark {
	m := mark{size: int32(len(text))}
	for _, g := range pieces {
		h := uint64(g) * 0x9e3779b97f4a7c15 >> 32 // Fibonacci's hash: the high bits are well mixed
		m.pieces[h>>6%3] |= 1 << (h & 63)
	}
	return m
}

// lacks is how many bits of a mark another one has not.
func (m *mark) lacks(other *mark) (n int) {
	for k := range m.pieces {
		n += bits.OnesCount64(m.pieces[k] &^ other.pieces[k])
	}
	return n
}

// spare is how many more of a name's pieces are looked up than edits can spoil.
const spare = 1

// find lists the texts that hold the name, in order. Of a Latin one, whose pieces
// many names share, those with more than one edit are sought only where there are
// no others. A text that is itself cut short is held against the beginning of the
// name.
func (s *shelf) find(name string) []sighting {
	runes := []rune(name)
	most := maxEdits(runes)
	first := most
	if !mostlyHan(runes) {
		first = min(most, 1)
	}
	out := s.findWithin(name, first)
	if len(out) == 0 && most > first {
		out = s.findWithin(name, most)
	}
	slices.SortFunc(out, func(a, b sighting) int { return cmp.Compare(a.text, b.text) })
	return out
}

// many tells whether more texts than so many hold the name as it is.
func (s *shelf) many(name string, most int) bool {
	for _, g := range grams(nil, []rune(name)) {
		if len(s.byGram[g]) <= most {
			return false
		}
	}
	return len(s.findWithin(name, 0)) > most
}

// findWithin lists the texts that hold the name with so many edits at most. An edit
// spoils four pieces at most; so a text that holds the name has one of its rarest
// pieces, and the common ones, which are in very many texts, need no look. Of these
// texts few have nearly all of the pieces, which their marks tell at once.
func (s *shelf) findWithin(name string, limit int) (out []sighting) {
	runes := []rune(name)
	pieces, sought, spoilt := grams(nil, runes), newNeedle(runes), 4*limit
	own := markOf(runes, pieces)
	slices.SortStableFunc(pieces, func(a, b gram) int { return cmp.Compare(len(s.byGram[a]), len(s.byGram[b])) })
	for _, t := range s.touch(pieces[:min(len(pieces), spoilt+spare)]) {
		s.seen[t] = false
		missing := max(int(own.size-s.marks[t].size), 0)
		if own.lacks(&s.marks[t]) > spoilt+missing || 5*missing > 2*len(runes) {
			continue
		}
		var e int
		switch text := s.texts[t]; {
		case missing > 0:
			begins := string(runes[:min(int(s.marks[t].size)+1, len(runes))])
			e = newNeedle([]rune(text)).edits(begins, limit) // what is cut off is the end
		case !strings.Contains(text, name):
			e = sought.edits(text, limit)
		}
		if e <= limit {
			out = append(out, sighting{t, int32(e)})
		}
	}
	return out
}

// touch lists the texts that have any of the pieces, until it is asked again.
func (s *shelf) touch(pieces []gram) []int32 {
	s.touched = s.touched[:0]
	for _, g := range pieces {
		for _, t := range s.byGram[g] {
			if !s.seen[t] {
				s.seen[t] = true
				s.touched = append(s.touched, t)
			}
		}
	}
	return s.touched
}
