package picked

import "unicode/utf8"

// needle is a name made ready to be sought in texts: for each letter the places
// where it stands, as bits.
type needle struct {
	runes []rune
	ascii [128]uint64
	other map[rune]uint64
}

// maxNeedle is how much of a name is sought: a machine word holds a place a bit.
const maxNeedle = 64

func newNeedle(name []rune) *needle {
	n := &needle{runes: name[:min(len(name), maxNeedle)]}
	for i, r := range n.runes {
		if r < 128 {
			n.ascii[r] |= 1 << i
			continue
		}
		if n.other == nil {
			n.other = map[rune]uint64{}
		}
		n.other[r] |= 1 << i
	}
	return n
}

func (n *needle) places(r rune) uint64 {
	if r < 128 {
		return n.ascii[r]
	}
	return n.other[r]
}

// edits is how many letters must be added, left out, replaced or swapped with
// their neighbour to find the name somewhere within a text: the semi-global edit
// distance with transpositions, a column of the table at a time (Hyyrö 2003, "A
// bit-vector algorithm for computing Levenshtein and Damerau edit distances"). It
// gives up where more than limit are certain, with some number above it.
func (n *needle) edits(text string, limit int) int {
	if len(n.runes) == 0 {
		return 0
	}
	plus, minus, diagonal, before := ^uint64(0), uint64(0), uint64(0), uint64(0)
	last := uint64(1) << (len(n.runes) - 1)
	cost := len(n.runes)
	least := cost
	for i, r := range text {
		if least == 0 || least > limit && cost-(len(text)-i) > limit {
			break // each letter that is left finds one at most
		}
		at := n.places(r)
		swapped := ((^diagonal & at) << 1) & before
		diagonal = (((at & plus) + plus) ^ plus) | at | minus | swapped
		up, down := minus|^(diagonal|plus), diagonal&plus
		if up&last != 0 {
			cost++
		}
		if down&last != 0 {
			cost--
		}
		up, down = up<<1, down<<1 // the name may begin anywhere: the first row stays 0
		plus, minus = down|^(diagonal|up), up&diagonal
		before = at
		least = min(least, cost)
	}
	return least
}

// maxEdits is how many edits still leave a name the same: one in six letters, one
// in four Chinese characters, two at most, and none in a very short name.
func maxEdits(name []rune) int {
	if mostlyHan(name) {
		return min(len(name)/4, 2)
	}
	return min(len(name)/6, 2)
}

func mostlyHan(name []rune) bool {
	n := 0
	for _, r := range name {
		if kind, _ := scriptOf(r); kind == han {
			n++
		}
	}
	return 2*n > len(name)
}

// alike tells whether the shorter of two names is found in the longer one.
func alike(a, b string) bool {
	if utf8.RuneCountInString(a) > utf8.RuneCountInString(b) {
		a, b = b, a
	}
	if a == b {
		return true
	}
	short := []rune(a)
	return newNeedle(short).edits(b, maxEdits(short)) <= maxEdits(short)
}
