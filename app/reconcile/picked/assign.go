package picked

import (
	"cmp"
	"math"
	"slices"

	"zhangfang/app/book"
)

// proposal is rows that may belong together, with how strongly all evidence speaks
// for it, in bits, and by how much it is ahead of any other use of its rows.
type proposal struct {
	rows  [2][]int32
	bits  float64
	ahead float64
	rule  book.Rule
	facts []book.Fact
}

// edge is a possible pair.
type edge struct {
	l, r  int32
	bits  float64
	facts []book.Fact // what its pass found; the rest is said when it is taken
	rule  book.Rule
	days  [2]book.Day // of its rows
}

// maxBlock is how many rows a side of a block may have for the best assignment of
// the whole; in a larger one a pair must be the best of both its rows.
const maxBlock = 200

// assign finds the pairs whose bits add up to the most, block by block: a block is
// rows that edges hang together. It calls with the pairs of each block, and with
// all rows of it.
func assign(edges []edge, each func(chosen []choice, block [2][]int32)) {
	for _, b := range blocksOf(edges) {
		chosen := b.best()
		each(chosen, b.rows)
	}
}

// choice is an edge that was chosen, and by how many bits the whole block is worse
// with its rows used otherwise.
type choice struct {
	edge
	ahead float64
}

// block is a connected part of the graph of edges.
type block struct {
	rows  [2][]int32
	edges []edge
}

func blocksOf(edges []edge) []block {
	if len(edges) == 1 {
		return []block{{[2][]int32{{edges[0].l}, {edges[0].r}}, edges}}
	}
	slices.SortFunc(edges, func(a, b edge) int {
		return cmp.Or(cmp.Compare(a.l, b.l), cmp.Compare(a.r, b.r), cmp.Compare(b.bits, a.bits))
	})
	edges = slices.CompactFunc(edges, func(a, b edge) bool { return a.l == b.l && a.r == b.r })
	place := map[int32]int{} // of the rows; those of the right side by their complement
	number := func(x int32) int {
		n, ok := place[x]
		if !ok {
			n = len(place)
			place[x] = n
		}
		return n
	}
	for _, e := range edges {
		number(e.l)
		number(^e.r)
	}
	lead := newLeads(len(place))
	for _, e := range edges {
		lead.join(place[e.l], place[^e.r])
	}
	at := map[int]int{}
	var out []block
	for _, e := range edges {
		top := lead.of(place[e.l])
		k, ok := at[top]
		if !ok {
			k = len(out)
			at[top] = k
			out = append(out, block{})
		}
		b := &out[k]
		b.edges = append(b.edges, e)
		b.rows[0] = append(b.rows[0], e.l)
		b.rows[1] = append(b.rows[1], e.r)
	}
	for k := range out {
		for side := range out[k].rows {
			slices.Sort(out[k].rows[side])
			out[k].rows[side] = slices.Compact(out[k].rows[side])
		}
	}
	return out
}

// best chooses the pairs of a block.
func (b *block) best() []choice {
	if len(b.edges) == 1 {
		return []choice{{b.edges[0], math.Inf(1)}}
	}
	if len(b.rows[0]) > maxBlock || len(b.rows[1]) > maxBlock {
		return b.mutual()
	}
	m := b.matrix()
	to := m.solve()
	m.straighten(to)
	var out []choice
	for _, e := range b.edges {
		i, j := m.index(b, e)
		if to[i] == j {
			out = append(out, choice{e, m.ahead(to, i, j)})
		}
	}
	return out
}

// mutual chooses the edges that are the best of both their rows.
func (b *block) mutual() []choice {
	first, second := map[int32]float64{}, map[int32]float64{}
	see := func(x int32, bits float64) {
		switch best, ok := first[x]; {
		case !ok || bits > best:
			if ok {
				second[x] = best
			}
			first[x] = bits
		default:
			if s, ok := second[x]; !ok || bits > s {
				second[x] = bits
			}
		}
	}
	for _, e := range b.edges {
		see(e.l, e.bits)
		see(^e.r, e.bits)
	}
	var out []choice
	for _, e := range b.edges {
		ahead := math.Inf(1)
		for _, x := range []int32{e.l, ^e.r} {
			if s, ok := second[x]; ok {
				ahead = min(ahead, first[x]-s)
			}
			if first[x] > e.bits {
				ahead = -1
			}
		}
		if ahead > 0 {
			out = append(out, choice{e, ahead})
		}
	}
	return out
}
