package sample

import (
	"math/rand/v2"
	"slices"

	"zhangfang/app/book"
)

// A card terminal writes a payment lagMin to lagMax seconds after the till has
// closed the order, by a clock of its own.
const (
	lagMin    = 5
	lagMax    = 60
	maxOffset = 90 // seconds a terminal's clock is off, either way
)

// tills are the card terminals of the shop.
type tills struct {
	rng     *rand.Rand
	offsets []int64         // seconds by which a terminal's clock is ahead
	swipes  []swipe         // card sales of the day
	twins   map[string]bool // orders of the day that are meant to be told apart by nobody
}

// swipe is a card sale, as far as telling it from others goes.
type swipe struct {
	orderNo string
	txn     string
	amount  book.Minor
	paid    int64 // by the shop's clock
	at      int64 // by the terminal's clock
	offset  int64
	trouble Trouble
}

func newTills(rng *rand.Rand, cardsPerDay int) *tills {
	t := &tills{rng: rng, twins: map[string]bool{}}
	for range 1 + min(cardsPerDay/60, 19) {
		t.offsets = append(t.offsets, int64(rng.IntN(2*maxOffset+1)-maxOffset))
	}
	return t
}

func (t *tills) openDay() {
	t.swipes = t.swipes[:0]
	clear(t.twins)
}

// lag is how long after the order a payment is written, by a true clock.
func (t *tills) lag() int64 { return lagMin + int64(t.rng.IntN(lagMax-lagMin+1)) }

// couldBe tells whether the payment of b may belong to the order of a.
func couldBe(a, b *swipe) bool {
	lag := b.at - b.offset - a.paid
	return a.amount == b.amount && lag >= lagMin && lag <= lagMax
}

// indistinct finds the card sales of the day of which two may have changed places:
// even who knows the clocks to the second cannot tell them apart.
func (t *tills) indistinct() []Group {
	slices.SortStableFunc(t.swipes, func(a, b swipe) int { return int(a.paid - b.paid) })
	group := make([]int, len(t.swipes)) // of each swipe: the first one of its group
	for i := range group {
		group[i] = i
	}
	for i := range t.swipes {
		for j := i + 1; j < len(t.swipes) && t.swipes[j].paid-t.swipes[i].paid <= lagMax; j++ {
			if a, b := &t.swipes[i], &t.swipes[j]; couldBe(a, b) && couldBe(b, a) {
				join(group, i, j)
			}
		}
	}
	return t.groups(group)
}

// join makes one group of those of i and j.
func join(group []int, i, j int) {
	from, to := max(group[i], group[j]), min(group[i], group[j])
	for k := range group {
		if group[k] == from {
			group[k] = to
		}
	}
}

// groups lists the groups of more than one.
func (t *tills) groups(group []int) []Group {
	members := map[int][]int{}
	for i, first := range group {
		members[first] = append(members[first], i)
	}
	var out []Group
	for first := range group {
		if len(members[first]) < 2 {
			continue
		}
		var g Group
		for _, i := range members[first] {
			g.Orders = append(g.Orders, t.swipes[i].orderNo)
			g.Txns = append(g.Txns, t.swipes[i].txn)
		}
		g.Planted = t.twins[g.Orders[0]]
		out = append(out, g)
	}
	return out
}
