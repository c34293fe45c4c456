package picked

import (
	"math"

	"zhangfang/app/book"
)

// maxLag is how many days apart rows may lie at all, unless they share a reference.
const maxLag = 45

// lags are the bits of each lag from -maxLag on, and of one beyond all.
type lags struct {
	at  [2*maxLag + 1]float64
	far float64
}

func (x *lags) of(lag int) float64 {
	if lag < -maxLag || lag > maxLag {
		return x.far
	}
	return x.at[lag+maxLag]
}

// learnLags counts the lags of certain pairs, those at the edge apart, and smooths
// them with what is usual: the farther the rarer.
func (w *work) learnLags(pairs [][2]int32) {
	const usual = 8.0 // weight of what is usual, in pairs
	span := w.learnDays()
	var count [2]map[int]float64
	var total [2]float64
	for edge := range count {
		count[edge], total[edge] = map[int]float64{}, usual
	}
	all := map[int]float64{}
	for _, p := range pairs {
		lag, edge := w.counted(p[0], p[1])
		count[edge][lag]++
		total[edge]++
		all[w.lag(p[0], p[1])]++
	}
	w.model.least, w.model.most = edges(all, len(pairs))
	shape := func(d int) float64 { return math.Pow(0.75, math.Abs(float64(d))) }
	prior := 0.0
	for d := -maxLag; d <= maxLag; d++ {
		prior += shape(d)
	}
	for edge := range count {
		x := &w.model.lags[edge]
		for d := -maxLag; d <= maxLag; d++ {
			seen := 0.8*count[edge][d] + 0.1*count[edge][d-1] + 0.1*count[edge][d+1]
			x.at[d+maxLag] = math.Log2((seen + usual*shape(d)/prior) / total[edge] * float64(span))
		}
		x.far = x.of(maxLag) - 2
	}
}

// counted is the lag of two rows. A row that lies before the other side begins, or
// after it ends, cannot have its counterpart at a usual lag: its lag is counted from
// the edge, and edge is 1.
func (w *work) counted(l, r int32) (lag, edge int) {
	days := [2]book.Day{w.items[book.Left][l].day, w.items[book.Right][r].day}
	for side, d := range days {
		across := w.model.days[1-side]
		if in := min(max(d, across[0]), across[1]); in != d {
			days[side], edge = in, 1
		}
	}
	return int(days[1] - days[0]), edge
}

// lagBits is what the days of a pair say.
func (w *work) lagBits(l, r int32) float64 {
	lag, edge := w.counted(l, r)
	return w.model.lags[edge].of(lag)
}

// edges are the lags between which all but a few in a thousand pairs lie.
func edges(count map[int]float64, n int) (least, most int) {
	few := float64(n) * 0.004
	below, above := 0.0, 0.0
	for least = -maxLag; least < 0 && below+count[least] <= few; least++ {
		below += count[least]
	}
	for most = maxLag; most > 0 && above+count[most] <= few; most-- {
		above += count[most]
	}
	return least, most
}

// learnDays finds the first and last day of each side, and counts the days from the
// first of either to the last.
func (w *work) learnDays() (span int) {
	first, last := book.Day(math.MaxInt32), book.Day(0)
	for side := range w.items {
		days := &w.model.days[side]
		*days = [2]book.Day{math.MaxInt32, 0}
		for _, i := range w.part[side] {
			if d := w.items[side][i].day; d != 0 {
				days[0], days[1] = min(days[0], d), max(days[1], d)
			}
		}
		first, last = min(first, days[0]), max(last, days[1])
	}
	return max(int(last-first)+1, 7)
}
