package intake

import "zhangfang/app/book"

// noteOtherDays is told of a file that was brought for some days and has rows of
// others. A: the days asked for, B: those of the rows.
const noteOtherDays = "covers_other_days"

// covers takes the word of who brings a file for the days that it covers, unless the
// file itself says that it covers more. A file that has no row of these days, but of
// others, is not the one that was asked for: it covers what it says itself.
func (o *observation) covers(p book.Period) {
	c := &o.summary.Covers
	if p == (book.Period{}) || c.From != 0 && !c.PartialEdges && c.From <= p.From && c.To >= p.To {
		return
	}
	has := o.days.From != 0
	if has && (o.days.From < p.From || o.days.To > p.To) {
		o.note(book.Note{Code: noteOtherDays, Args: []string{spanText(p), spanText(o.days)}})
	}
	if !has || o.days.From <= p.To && o.days.To >= p.From {
		*c = book.Coverage{Period: p}
	}
}

// spanText names days from the first to the last.
func spanText(p book.Period) string {
	if p.From == p.To {
		return p.From.String()
	}
	return p.From.String() + "–" + p.To.String()
}
