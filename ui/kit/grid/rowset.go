package grid

import "math/bits"

// rowSet is a set of row numbers. A million ticked rows cost 125 kB.
type rowSet struct {
	words []uint64
	count int
}

func (s *rowSet) has(i int) bool {
	w := i >> 6
	return i >= 0 && w < len(s.words) && s.words[w]&(1<<(i&63)) != 0
}

func (s *rowSet) set(i int, on bool) {
	if i < 0 || s.has(i) == on {
		return
	}
	w := i >> 6
	for len(s.words) <= w {
		s.words = append(s.words, 0)
	}
	s.words[w] ^= 1 << (i & 63)
	if on {
		s.count++
	} else {
		s.count--
	}
}

func (s *rowSet) clear() { s.words, s.count = nil, 0 }

// rows lists the set in ascending order.
func (s *rowSet) rows() []int {
	out := make([]int, 0, s.count)
	for w, word := range s.words {
		for word != 0 {
			out = append(out, w<<6+bits.TrailingZeros64(word))
			word &= word - 1
		}
	}
	return out
}
