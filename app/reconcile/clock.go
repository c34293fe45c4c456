package reconcile

import (
	"slices"

	"zhangfang/app/book"
)

// A card terminal's clock is off by the same at every payment of a day, and the
// card takes up to a minute. The pairs that are sure by themselves tell by how
// much; pairs that are not are told apart by it. A clock is read from its own day
// only, so that no other day changes what becomes of a row.

// How a payment lies to its order by a clock that is not known: it is off by a
// minute and a half at most.
const (
	leastLag  = -100 // seconds from the order to the payment
	mostLag   = 165
	lagSpread = 70 // between two payments at one terminal
)

const (
	clockPairs = 8  // sure pairs that a clock is read from, at least
	clockReach = 45 // seconds that a payment lies from the middle of its clock's, at most
)

// clock is a channel's terminal on a day.
type clock struct {
	channel  book.ChannelID
	terminal string
	day      book.Day
}

func clockOf(payment *book.Row) clock {
	c := clock{channel: payment.Channel, day: payment.Day}
	if payment.Text != nil {
		c.terminal = payment.Text.Terminal
	}
	return c
}

// clocks are the lags of sure pairs, by clock, and what they tell.
type clocks struct {
	lags   map[clock][]int64
	middle map[clock]int64 // of those with enough pairs
}

func newClocks() *clocks { return &clocks{map[clock][]int64{}, map[clock]int64{}} }

// note takes in a sure pair of which both times are known to the second.
func (c *clocks) note(order, payment *book.Row) {
	if order.Precision == book.PrecisionSecond && payment.Precision == book.PrecisionSecond {
		k := clockOf(payment)
		c.lags[k] = append(c.lags[k], payment.At-order.At)
	}
}

// read finds the middle of each clock's lags.
func (c *clocks) read() {
	for k, lags := range c.lags {
		if len(lags) >= clockPairs {
			slices.Sort(lags)
			c.middle[k] = lags[len(lags)/2]
		}
	}
}

// bounds tells between which lags a payment is its order's by its clock; known is
// false where the bounds are those of any clock.
func (c *clocks) bounds(payment *book.Row) (least, most int64, known bool) {
	middle, known := c.middle[clockOf(payment)]
	if !known {
		return leastLag, mostLag, false
	}
	return middle - clockReach, middle + clockReach, true
}
