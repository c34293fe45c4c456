package picked

import (
	"cmp"
	"math/bits"
	"slices"
)

// shelf finds the texts that share pieces with a name.
type shelf struct {
	texts  [][]rune
	marks  []mark
	byGram map[gram][]int32
	seen   []bool // of the texts: in the search under way
}

// gram is a piece that texts are looked up by: three letters, or two Chinese
// characters, each in 21 bits.
type gram uint64

// mark holds a bit for each piece of a text. Two pieces may share a bit: a text
// without the bit of a piece does not have it.
type mark [4]uint64

func newShelf(texts []string) *shelf {
	s := &shelf{byGram: map[gram][]int32{}, seen: make([]bool, len(texts)), texts: make([][]rune, len(texts)), marks: make([]mark, len(texts))}
	var pieces []gram
	for t, text := range texts {
		s.texts[t] = []rune(text)
		pieces = grams(pieces[:0], s.texts[t])
		s.marks[t] = markOf(pieces)
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

func markOf(pieces []gram) (m mark) {
	for _, g := range pieces {
		bit := uint64(g) * 0x9e3779b97f4a7c15 >> 56 // the high bits of Fibonacci's hash are well mixed
		m[bit>>6] |= 1 << (bit & 63)
	}
	return m
}

// lacks is how many bits of a mark another one has not.
func (m *mark) lacks(other *mark) (n int) {
	for k := range m {
		n += bits.OnesCount64(m[k] &^ other[k])
	}
	return n
}

// spare is how many more of a name's pieces are looked up than edits can spoil.
const spare = 3

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
	out := s.findWithin(runes, first)
	if len(out) == 0 && most > first {
		out = s.findWithin(runes, most)
	}
	slices.SortFunc(out, func(a, b sighting) int { return cmp.Compare(a.text, b.text) })
	return out
}

// findWithin lists the texts that hold the name with so many edits at most. An edit
// spoils four pieces at most; so a text that holds the name has one of its rarest
// pieces, and the common ones, which are in very many texts, need no look. Of these
// texts few have nearly all of the pieces, which their marks tell at once.
func (s *shelf) findWithin(name []rune, limit int) (out []sighting) {
	pieces, sought, spoilt := grams(nil, name), newNeedle(name), 4*limit
	own := markOf(pieces)
	slices.SortStableFunc(pieces, func(a, b gram) int { return cmp.Compare(len(s.byGram[a]), len(s.byGram[b])) })
	for _, t := range s.touch(pieces[:min(len(pieces), spoilt+spare)]) {
		s.seen[t] = false
		text := s.texts[t]
		missing := max(len(name)-len(text), 0)
		if 5*missing > 2*len(name) || own.lacks(&s.marks[t]) > spoilt+missing {
			continue
		}
		var e int
		if missing > 0 {
			e = newNeedle(text).edits(name[:min(len(text)+1, len(name))], limit) // what is cut off is the end
		} else {
			e = sought.edits(text, limit)
		}
		if e <= limit {
			out = append(out, sighting{t, int32(e)})
		}
	}
	return out
}

// touch lists the texts that have any of the pieces.
func (s *shelf) touch(pieces []gram) (touched []int32) {
	for _, g := range pieces {
		for _, t := range s.byGram[g] {
			if !s.seen[t] {
				s.seen[t] = true
				touched = append(touched, t)
			}
		}
	}
	return touched
}
