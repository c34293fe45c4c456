// Package reconcile is the matching engine: a function from entries, decisions
// and parameters to matches and exceptions, block by block. It does no I/O and
// knows no clock, so a re-run gives what a first run gave.
//
// A leg is a list of passes, each in a file of its own, from the strongest
// evidence to the weakest; all rows go through one pass before the next.
package reconcile

import (
	"time"

	"zhangfang/app/book"
	"zhangfang/app/calendar"
)

// Parameters are what the engine is told beside the rows.
type Parameters struct {
	Channels  []book.Channel
	Coverage  map[book.ChannelID][]book.Coverage
	Decisions []book.Decision // the standing ones of the leg
	Lessons   []book.Lesson   // what decisions taught about the leg
	Rates     []book.FXRate   // for payouts in another currency
	Days      *calendar.China // bank days; nil: the official ones
}

// reach is how far a refund without a number may lie from its sale, twice: whether
// it is alone depends on what else lies that far from either.
const reach = 2*refundDays + 5

// Reach is how many days around a row matching looks at: rows further away do not
// change what becomes of it, unless they share its order number or a decision.
// So the days that were touched, widened by Reach, hold every row whose result
// may have changed; and with rows loaded for twice Reach around them, and the rows
// of any day that share an order number or a decision with these, matching
// decides them as a run over everything would.
//
// On the payouts leg this holds as long as equal nets, paid late, do not follow
// each other for weeks.
func (p *Parameters) Reach() int { return reach }

// context is Parameters made ready to be asked row by row.
type context struct {
	channels map[book.ChannelID]*channel
	byRole   map[book.Role][]*channel
	methods  map[*book.RowText]method // remembered: texts are shared between rows
	declined map[[2]book.EntryID]bool
	confirms []book.Decision // Confirm and WriteOff, oldest first
}

func (p *Parameters) context() *context {
	c := &context{
		channels: map[book.ChannelID]*channel{}, byRole: map[book.Role][]*channel{},
		methods: map[*book.RowText]method{}, declined: map[[2]book.EntryID]bool{},
	}
	for _, ch := range p.Channels {
		x := newChannel(ch, p.Coverage[ch.ID])
		c.channels[ch.ID] = x
		c.byRole[ch.Role] = append(c.byRole[ch.Role], x)
	}
	for _, d := range p.Decisions {
		switch d.Action {
		case book.Confirm, book.WriteOff:
			c.confirms = append(c.confirms, d)
		case book.Decline:
			for _, l := range d.Left {
				for _, r := range d.Right {
					c.declined[[2]book.EntryID{l, r}] = true
				}
			}
		}
	}
	return c
}

// offset is how far the zone of a row's channel is ahead of UTC, in seconds.
func (c *context) offset(r *book.Row) int64 {
	if ch := c.channels[r.Channel]; ch != nil {
		return ch.offset
	}
	return shanghai
}

// shanghai is the offset of China's clocks, in seconds.
const shanghai = 8 * 3600

const daySeconds = 86400

func offsetOf(zone *time.Location) int64 {
	if zone == nil {
		return shanghai
	}
	_, offset := time.Unix(0, 0).In(zone).Zone()
	return int64(offset)
}
