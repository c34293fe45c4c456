package intake

import "zhangfang/app/book"

// covers takes the word of who brings a file for the days that it covers, unless the
// file itself says that it covers more.
func (o *observation) covers(p book.Period) {
	c := &o.summary.Covers
	if p == (book.Period{}) || c.From != 0 && !c.PartialEdges && c.From <= p.From && c.To >= p.To {
		return
	}
	*c = book.Coverage{Period: p}
}
