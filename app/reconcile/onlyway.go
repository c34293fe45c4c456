package reconcile

import "zhangfang/app/book"

// maxWays is the largest group of equal amounts whose pairings are tried.
const maxWays = 6

// onlyWay pairs as many orders and payments of one amount when the clocks allow
// one pairing only; nil when they allow several or none.
func (w *work) onlyWay(left, right []int32) [][2]int32 {
	if len(left) != len(right) || len(left) > maxWays {
		return nil
	}
	for _, rows := range [][]int32{left, right} {
		for _, i := range rows {
			if w.rows[i].Precision != book.PrecisionSecond {
				return nil
			}
		}
	}
	s := ways{work: w, left: left, right: right, used: make([]bool, len(right))}
	s.pair(0)
	if s.count != 1 {
		return nil
	}
	return s.found
}

// ways is a search through the pairings of a group.
type ways struct {
	*work
	left, right []int32
	used        []bool
	pairs       [][2]int32
	count       int // pairings found, at most two
	found       [][2]int32
}

// pair tries the payments that are left for the k-th order.
func (s *ways) pair(k int) {
	if k == len(s.left) {
		if s.count++; s.count == 1 {
			s.found = append(s.found, s.pairs...)
		}
		return
	}
	for i, r := range s.right {
		if s.used[i] || s.count > 1 || !s.possible(s.left[k], r) {
			continue
		}
		s.used[i] = true
		s.pairs = append(s.pairs, [2]int32{s.left[k], r})
		s.pair(k + 1)
		s.pairs = s.pairs[:k]
		s.used[i] = false
	}
}

// possible tells whether a pair agrees with the clocks, given the pairs before it.
func (s *ways) possible(l, r int32) bool {
	lag := s.lag(l, r)
	least, most, known := s.clocks.bounds(&s.rows[r])
	if lag < least || lag > most || !s.near(wideWindow)(l, r) {
		return false
	}
	if known {
		return true
	}
	for _, p := range s.pairs {
		if d := lag - s.lag(p[0], p[1]); sameTerminal(&s.rows[r], &s.rows[p[1]]) && max(d, -d) > lagSpread {
			return false
		}
	}
	return true
}

func (s *ways) lag(l, r int32) int64 { return s.rows[r].At - s.rows[l].At }

// sameTerminal tells whether two payments were made at one known terminal.
func sameTerminal(a, b *book.Row) bool {
	return a.Channel == b.Channel && a.Text != nil && b.Text != nil && a.Text.Terminal != "" && a.Text.Terminal == b.Text.Terminal
}
