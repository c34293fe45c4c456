package picked

import (
	"math"
	"slices"

	"zhangfang/app/book"
)

// matrix is the bits of a block's pairs; 0 for none, since to leave two rows alone
// is worth nothing.
type matrix struct {
	size int
	bits []float64
	days [2][]book.Day // of the rows and columns; 0 for those that only fill up
}

// lift keeps every edge that is weighed at all above leaving its rows alone.
const lift = 3.0

func (b *block) matrix() *matrix {
	n := max(len(b.rows[0]), len(b.rows[1]))
	m := &matrix{size: n, bits: make([]float64, n*n), days: [2][]book.Day{make([]book.Day, n), make([]book.Day, n)}}
	for _, e := range b.edges {
		i, j := m.index(b, e)
		m.bits[i*n+j] = max(e.bits+lift, 0.001)
		m.days[0][i], m.days[1][j] = e.days[0], e.days[1]
	}
	return m
}

func (m *matrix) index(b *block, e edge) (i, j int) {
	i, _ = slices.BinarySearch(b.rows[0], e.l)
	j, _ = slices.BinarySearch(b.rows[1], e.r)
	return i, j
}

func (m *matrix) at(i, j int) float64 { return m.bits[i*m.size+j] }

// ahead is how many bits are lost at least when a chosen pair is broken: its rows
// exchanged with those of another pair, or given to rows that are left over.
func (m *matrix) ahead(to []int, i, j int) float64 {
	own, least := m.at(i, j), math.Inf(1)
	for k, l := range to {
		if k == i {
			continue
		}
		if m.at(i, l) > 0 || m.at(k, j) > 0 {
			least = min(least, own+m.at(k, l)-m.at(i, l)-m.at(k, j)+m.order(i, k, j, l))
		}
	}
	return least
}

// orderBits is how much likelier it is that equal amounts move in the order in
// which they were booked than that one overtakes another.
const orderBits = 2.0

// order is what the order of days says for the pairs (i,j) and (k,l) against (i,l)
// and (k,j).
func (m *matrix) order(i, k, j, l int) float64 {
	if m.at(i, l) == 0 || m.at(k, j) == 0 || m.at(i, j) == 0 || m.at(k, l) == 0 {
		return 0
	}
	switch a, b := m.days[0][i]-m.days[0][k], m.days[1][j]-m.days[1][l]; {
	case a == 0 || b == 0:
		return 0
	case (a < 0) == (b < 0):
		return orderBits
	}
	return -orderBits
}

// straighten exchanges the pairs of which one overtakes the other, where all else
// says little against it.
func (m *matrix) straighten(to []int) {
	for range to { // each exchange uncrosses; a few rounds settle it
		changed := false
		for i, j := range to {
			for k := i + 1; k < len(to); k++ {
				l := to[k]
				if m.order(i, k, j, l) < 0 && m.at(i, l)+m.at(k, j)+orderBits > m.at(i, j)+m.at(k, l) {
					to[i], to[k], j, changed = l, j, l, true
				}
			}
		}
		if !changed {
			return
		}
	}
}

// solve assigns every row of the matrix a column so that the bits add up to the
// most: the Hungarian method with potentials, in the cube of the size.
func (m *matrix) solve() []int {
	n := m.size
	u, v := make([]float64, n+1), make([]float64, n+1)
	from, way := make([]int, n+1), make([]int, n+1)
	for i := 1; i <= n; i++ {
		m.augment(i, u, v, from, way)
	}
	to := make([]int, n)
	for j := 1; j <= n; j++ {
		to[from[j]-1] = j - 1
	}
	return to
}

// augment adds row i by the cheapest alternating path.
func (m *matrix) augment(i int, u, v []float64, from, way []int) {
	n := m.size
	from[0] = i
	least, used := make([]float64, n+1), make([]bool, n+1)
	for j := range least {
		least[j] = math.Inf(1)
	}
	j0 := 0
	for from[j0] != 0 {
		used[j0] = true
		i0, delta, j1 := from[j0], math.Inf(1), 0
		for j := 1; j <= n; j++ {
			if used[j] {
				continue
			}
			if c := -m.at(i0-1, j-1) - u[i0] - v[j]; c < least[j] {
				least[j], way[j] = c, j0
			}
			if least[j] < delta {
				delta, j1 = least[j], j
			}
		}
		for j := 0; j <= n; j++ {
			if used[j] {
				u[from[j]] += delta
				v[j] -= delta
			} else {
				least[j] -= delta
			}
		}
		j0 = j1
	}
	for j0 != 0 {
		j1 := way[j0]
		from[j0] = from[j1]
		j0 = j1
	}
}
