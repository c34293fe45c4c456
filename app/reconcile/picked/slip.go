package picked

import (
	"math"

	"zhangfang/app/book"
)

// slipLore is what pairs whose amounts differ teach about others: on which kinds of
// lines fees are taken, such as wires, and how large they are. The zero lore knows
// nothing.
type slipLore struct {
	kinds map[int32]float64 // bits of a kind of the terse side's lines
	gaps  [gapBins]float64  // bits of a difference of a size
	rates []rate            // fees that are a share of the amount
}

const (
	gapBins    = 24  // sizes of a difference, from the largest fee off to as much on top
	leastSlips = 8   // pairs from which anything is learned
	kindWeight = 5.0 // weight of what all kinds have in common, in rows
	gapWeight  = 0.5 // weight of any size of a difference, in pairs
	mostLore   = 4.0 // bits that a kind may weigh
)

// learnSlips learns from pairs that were counted, and from the rows of the terse
// side that were open before.
func (w *work) learnSlips(counted []choice, open []int32) (lore slipLore) {
	if len(counted) < leastSlips {
		return lore
	}
	slips, rows := map[int32]float64{}, map[int32]float64{}
	for _, i := range open {
		rows[w.items[w.terse][i].kind]++
	}
	var gaps [gapBins]float64
	fees := 0.0
	for _, c := range counted {
		slips[w.items[w.terse][pick(w.terse, c.l, c.r)].kind]++
		a, b := &w.items[book.Left][c.l], &w.items[book.Right][c.r]
		if most := largestFee(a); (a.amount - b.amount).Abs() <= most {
			gaps[gapBin(b.amount-a.amount, most)]++
			fees++
		}
	}
	common := float64(len(counted)) / float64(len(open))
	bits := func(kind int32) float64 {
		share := (slips[kind] + kindWeight*common) / (rows[kind] + kindWeight)
		return min(max(math.Log2(share/common), -mostLore), mostLore)
	}
	lore.kinds = make(map[int32]float64, len(rows))
	for kind := range rows {
		lore.kinds[kind] = bits(kind)
	}
	for k, n := range gaps {
		lore.gaps[k] = math.Log2((n + gapWeight) / (fees + gapWeight*gapBins) * gapBins)
	}
	return lore
}

// gapBin is the size of a difference, as a share of the largest fee.
func gapBin(gap, most book.Minor) int {
	return min(int((gap+most)*gapBins/(2*most+1)), gapBins-1)
}

// kind is what the kind of the line says.
func (x *slipLore) kind(w *work, l, r int32) float64 {
	return x.kinds[w.items[w.terse][pick(w.terse, l, r)].kind]
}
