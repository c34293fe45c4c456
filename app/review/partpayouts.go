package review

import (
	"iter"
	"slices"

	"zhangfang/app/book"
	"zhangfang/app/reconcile/remark"
)

// What the payouts leg leaves of a channel's day is one settlement, whatever
// outcomes its rows are in. So a part replaces a day as a whole, with all that it is
// decided together with, or leaves it alone. Where that cannot be, because the days
// of a channel run into each other, or because a credit names a batch, whose rows may
// be of any day, all of the leg is matched.

// edgeDays is how far beyond the core of a part days may lie that are decided
// together with some of it: the longest holidays, and some days more.
const edgeDays = 14

// wholeDays keeps the outcomes that a part of the payouts leg decides as a full run
// would. ok is false when only a full run will do.
func wholeDays(outcomes iter.Seq[*book.Outcome], part *book.Part) (kept []*book.Outcome, ok bool) {
	if part.Cut {
		return nil, false
	}
	d := dayKeeper{rows: make(map[book.EntryID]*book.Row, len(part.Rows)), core: map[book.Day]bool{}, deciding: map[netDay][]int{}, seen: map[netDay]bool{}}
	for i := range part.Rows {
		r := &part.Rows[i]
		d.rows[r.ID] = r
		if namesBatch(r) {
			return nil, false
		}
		if part.Core[r.ID] {
			d.core[r.Day] = true
		}
	}
	for o := range outcomes {
		if cutsDays(o) {
			return nil, false
		}
		d.add(o, slices.ContainsFunc(o.Rows, func(id book.EntryID) bool { return part.Core[id] }))
	}
	return d.keep()
}

// namesBatch tells a credit whose text names the batch that it pays.
func namesBatch(r *book.Row) bool {
	return r.Role == book.RoleBank && r.Kind == book.KindDeposit && r.Text != nil &&
		remark.Read(r.Text.Counterparty, r.Text.Memo, r.Day).Batch != ""
}

// daysNamed is the days that the text of a credit says that it pays, where they are
// more than one: of one day the amount tells as much.
func daysNamed(r *book.Row) book.Period {
	if r.Text == nil {
		return book.Period{}
	}
	p := remark.Read(r.Text.Counterparty, r.Text.Memo, r.Day).Period
	if p.From == 0 || p.To <= p.From {
		return book.Period{}
	}
	return p
}

// cutsDays tells an outcome of a channel that does not pay whole calendar days.
func cutsDays(o *book.Outcome) bool {
	return slices.ContainsFunc(o.Settlements, func(s book.Settlement) bool { return s.Terminal != "" }) ||
		slices.ContainsFunc(o.Matches, func(m book.Match) bool {
			return slices.ContainsFunc(m.Evidence, func(f book.Fact) bool { return f.Code == "cutoff" })
		})
}

// netDay is a channel and a day of its sales.
type netDay struct {
	channel book.ChannelID
	day     book.Day
}

// dayKeeper picks outcomes so that each day is decided by all of its outcomes or by
// none.
type dayKeeper struct {
	rows     map[book.EntryID]*book.Row
	core     map[book.Day]bool // of the rows that the part decides
	outcomes []*book.Outcome
	keeps    []bool           // by outcome
	deciding map[netDay][]int // outcomes that settle a day, or raise something of it
	seen     map[netDay]bool
	queue    []int // outcomes kept whose days were not looked at yet
}

// add takes in an outcome, which is only lent.
func (d *dayKeeper) add(lent *book.Outcome, core bool) {
	o := &book.Outcome{
		Rows: slices.Clone(lent.Rows), Matches: slices.Clone(lent.Matches), Exceptions: slices.Clone(lent.Exceptions),
		Open: slices.Clone(lent.Open), Settlements: slices.Clone(lent.Settlements),
	}
	for i := range o.Matches {
		m := &o.Matches[i]
		m.Left, m.Right = slices.Clone(m.Left), slices.Clone(m.Right)
	}
	n := len(d.outcomes)
	d.outcomes, d.keeps = append(d.outcomes, o), append(d.keeps, core)
	if core {
		d.queue = append(d.queue, n)
	}
	if len(o.Settlements) > 0 || slices.ContainsFunc(o.Exceptions, func(x book.Exception) bool { return x.Entry == 0 }) {
		for _, day := range d.daysOf(o) {
			d.deciding[day] = append(d.deciding[day], n)
		}
	}
}

// daysOf lists the days of payments that an outcome has a part in.
func (d *dayKeeper) daysOf(o *book.Outcome) []netDay {
	var out []netDay
	has := map[netDay]bool{}
	see := func(day netDay) {
		if !has[day] {
			has[day] = true
			out = append(out, day)
		}
	}
	for _, id := range o.Rows {
		if r := d.rows[id]; r.Role == book.RolePayments {
			see(netDay{r.Channel, r.Day})
		}
	}
	for i := range o.Settlements {
		if s := &o.Settlements[i]; s.Entry == 0 {
			see(netDay{s.Channel, s.Day})
		}
	}
	return out
}

// keep follows the days of what is kept. ok is false when that leads too far from
// the core: what lies there was solved without all that is around it.
func (d *dayKeeper) keep() (kept []*book.Outcome, ok bool) {
	for len(d.queue) > 0 {
		o := d.outcomes[d.queue[0]]
		d.queue = d.queue[1:]
		for _, day := range d.daysOf(o) {
			if d.seen[day] {
				continue
			}
			d.seen[day] = true
			for _, n := range d.deciding[day] {
				if d.keeps[n] {
					continue
				}
				if !d.near(d.outcomes[n]) {
					return nil, false
				}
				d.keeps[n] = true
				d.queue = append(d.queue, n)
			}
		}
	}
	for n, o := range d.outcomes {
		if d.keeps[n] {
			kept = append(kept, o)
		}
	}
	return kept, true
}

// near tells whether all rows of an outcome lie at the core or just beyond.
func (d *dayKeeper) near(o *book.Outcome) bool {
	return !slices.ContainsFunc(o.Rows, func(id book.EntryID) bool {
		day := d.rows[id].Day
		for off := range book.Day(edgeDays + 1) {
			if d.core[day-off] || d.core[day+off] {
				return false
			}
		}
		return true
	})
}
