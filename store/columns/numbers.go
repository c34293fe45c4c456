package columns

import "math"

// numbers is a column of 64-bit numbers, of which nearly all fit into 32 bits.
type numbers struct {
	near []int32
	far  map[int32]int64 // by row, those that do not fit
}

// isFar stands in the place of a number that does not fit.
const isFar = math.MinInt32

func (n *numbers) add(v int64) {
	if v <= isFar || v > math.MaxInt32 {
		if n.far == nil {
			n.far = map[int32]int64{}
		}
		n.far[int32(len(n.near))] = v
		v = isFar
	}
	n.near = append(n.near, int32(v))
}

func (n *numbers) at(row int32) int64 {
	if v := n.near[row]; v != isFar {
		return int64(v)
	}
	return n.far[row]
}

// joinNumbers is two columns in one. The second is let go, so that only one column at
// a time is in memory twice.
func joinNumbers(a numbers, b *numbers) numbers {
	joined := numbers{near: joinColumns(a.near, &b.near), far: a.far}
	for row, v := range b.far {
		if joined.far == nil {
			joined.far = map[int32]int64{}
		}
		joined.far[row+int32(len(a.near))] = v
	}
	return joined
}
