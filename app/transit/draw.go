package transit

import (
	"math/rand/v2"
	"slices"

	"zhangfang/app/book"
)

// draws is how often the days ahead are played through for the band.
const draws = 400

// draw sets the band of each day: the days are played through many times, each
// amount coming on a day drawn by its odds, and the lowest and highest tenth are
// left out. The lots are the same every time, so a forecast is too.
func draw(items []coming, at map[book.Currency]int, out []ForecastDay, days int) {
	lots := rand.New(rand.NewPCG(1, 2))
	sums := make([]book.Minor, len(out)*draws) // of each day of out, its draws
	for i := range items {
		c := &items[i]
		first := at[c.currency]
		for n := range draws {
			if ahead := c.day(lots.Int64N(c.total)); ahead > 0 {
				sum := &sums[(first+ahead-1)*draws+n]
				*sum = plus(*sum, c.amount(lots))
			}
		}
	}
	for i := range out {
		day := sums[i*draws : (i+1)*draws]
		slices.Sort(day)
		out[i].Low = min(day[draws/10], out[i].Expected)
		out[i].High = max(day[draws-1-draws/10], out[i].Expected)
	}
}

// day is how many days after as-of a lot of the odds falls; 0: on none of them.
func (c *coming) day(lot int64) int {
	for n, w := range c.odds {
		if lot -= w; lot < 0 {
			return n
		}
	}
	return 0
}

// amount is what it amounts to in one draw.
func (c *coming) amount(lots *rand.Rand) book.Minor {
	if len(c.maybe) == 0 {
		return c.expected
	}
	return c.maybe[lots.IntN(len(c.maybe))]
}
