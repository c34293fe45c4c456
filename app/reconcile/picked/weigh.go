package picked

import (
	"cmp"
	"math"
	"slices"

	"zhangfang/app/book"
)

// Bits of what does not come out of counting.
const (
	aliasBits   = 8.0 // the owner said that both name the same party
	declineBits = 6.0 // the owner said that they do not, times the lesson's weight
	refSlack    = 2.0 // a number may be shared by chance
	refFew      = 200 // numbers are as rare in a small book as in one of so many rows
)

// nameHow says how names were found to agree.
type nameHow uint8

const (
	nameNone nameHow = iota
	nameLike
	nameSame
	nameAlias
)

// nameBits is what the names of a pair say, in bits. A text that names nobody
// known is no evidence, not evidence against.
func (w *work) nameBits(l, r int32) (bits float64, how nameHow) {
	switch x := w.relation(l, r); {
	case x.found:
		bits, how = math.Log2(w.model.edits[min(x.edits, 3)]/max(x.share, 1e-6)), nameLike
		if x.edits == 0 {
			how = nameSame
		}
	case x.known:
		bits = w.model.denies
	}
	if w.rules.byParty() {
		pair := pairOf(w.items[book.Left][l].party, w.items[book.Right][r].party)
		if w.rules.aliases[pair] && bits < aliasBits {
			bits, how = aliasBits, nameAlias
		}
		bits -= declineBits * w.rules.against[pair]
	}
	return bits, how
}

// refBits is what a shared reference says.
func (w *work) refBits(l, r int32) float64 {
	ref := sharedRef(&w.items[0][l], &w.items[1][r], w.model.common)
	if ref == "" {
		return 0
	}
	n := float64(max(len(w.part[0]), len(w.part[1]), refFew))
	return max(math.Log2(n/float64(w.model.refs[ref]))-refSlack, 3)
}

// pairBits is what day, name and reference say of a pair.
func (w *work) pairBits(l, r int32) float64 {
	name, _ := w.nameBits(l, r)
	return w.lagBits(l, r) + name + w.refBits(l, r)
}

// scoreOf turns bits into a probability.
func scoreOf(bits float64) float64 { return 1 / (1 + math.Exp2(-bits)) }

// margin is how many bits a pair must be ahead of any other way to pair its rows
// to count by itself: eight times as likely.
const margin = 3.0

// crowd knows how many rows of a side have amounts like a given one: of its size,
// and as round. Round amounts meet by chance, odd ones do not.
type crowd map[int][]book.Minor

// crowdOf sorts the sizes of a side's amounts by roundness.
func (w *work) crowdOf(side book.Side) crowd {
	c := crowd{}
	for _, i := range w.part[side] {
		size := w.items[side][i].amount.Abs()
		class, _ := roundness(size)
		c[class] = append(c[class], size)
	}
	for _, list := range c {
		slices.Sort(list)
	}
	return c
}

// roundness is the class of an amount and the distance of the amounts of that
// class: those with the same last two digits, or, of whole ones, those with as many
// zeros.
func roundness(size book.Minor) (class int, step float64) {
	if last := size % 100; last != 0 || size == 0 {
		return int(last), 100
	}
	zeros, step := 0, 1.0
	for ; size%10 == 0; size /= 10 {
		zeros++
		step *= 10
	}
	return 100 + zeros, step
}

// chance is how many rows of the crowd are expected to have exactly this amount
// for no reason.
func (c crowd) chance(amount book.Minor) float64 {
	size := amount.Abs()
	class, step := roundness(size)
	low, high := size-size/4, size+size/3
	n := between(c[class], low, high)
	return min(float64(max(n, 1))*step/max(float64(high-low), step), 1)
}

// between counts the sorted amounts from low to high.
func between(list []book.Minor, low, high book.Minor) int {
	from, _ := slices.BinarySearch(list, low)
	to, _ := slices.BinarySearch(list, high+1)
	return to - from
}

func sortPairs(pairs [][2]int32) {
	slices.SortFunc(pairs, func(a, b [2]int32) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
}
