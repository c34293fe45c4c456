// Package reconcile is the matching engine: a function from entries, decisions
// and parameters to matches and exceptions, block by block. It does no I/O and
// knows no clock, so a re-run gives what a first run gave.
//
// A leg is a list of passes, each in a file of its own, from the strongest
// evidence to the weakest; all rows go through one pass before the next.
package reconcile

import (
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

	// Standing is what the run before found for sales that nothing has touched
	// since; nil in a run over everything. See Reach.
	Standing map[book.EntryID]book.Standing
}

// near is how many days around a row the passes on numbers and on amount and time
// look at, one thing after the other: a damaged number a day either way, twice,
// since it must be alone on both sides; then a clock's day, a chain of equal
// amounts within hours, rows known to the day only, and a day that is cut
// elsewhere than at midnight.
const near = 6

// reach is how many days around a row refunds without a number may be decided by
// it: four windows, since that a pair is alone, or a sum the only one, depends on
// what else lies within one or two of either, and the sale may lie before.
const reach = 4*refundDays + saleDays + near

// Near is how many days around a row the sales leg looks at for rows without a
// common number that are no refunds: others further away do not change what
// becomes of it.
func (p *Parameters) Near() int { return near }

// Reach is how many days around a row matching looks at: rows further away do not
// change what becomes of it, unless they share its order number or a decision.
//
// On the sales leg only refunds are decided over so many days, and rows whose
// counterpart may be in a file that is not in yet; of all others, what changes
// lies within Near. A row in an automatic match of RuleKey is decided by the rows
// of its number alone. So a run over part of a book decides as one over all of it
// when it is given
//   - the rows that changed, those that a decision names with one of them, and
//     those that share an order number with any of these; D below is their days,
//     and the days whose coverage changed;
//   - rows that no automatic RuleKey match holds: all within twice Near of D,
//     refunds (but reversals) within twice Reach, and within Reach those that wait
//     or are open for an exception, or are matched by RuleKeyDifference;
//   - the rows that a RuleCancel match holds together with one of these, the rows
//     that decisions name, and the rows of any day that share an order number with
//     one of all these;
//   - the payments of orders that share a number with a refund among them, where
//     Standing names them;
//   - in Standing, of each of these that did not change, is no refund, and lies
//     further than Near from D, what the run before found.
//
// Of its outcomes, those hold that have a changed row, a row within Near of D, or
// within Reach a refund or a row that was open; the rest is there as context.
//
// For the payouts leg see PayoutReach.
func (p *Parameters) Reach() int { return reach }

// context is Parameters made ready to be asked row by row.
type context struct {
	channels map[book.ChannelID]*channel
	byRole   map[book.Role][]*channel
	methods  map[*book.RowText]method // remembered: texts are shared between rows
	declined map[[2]book.EntryID]bool
	confirms []book.Decision // Confirm and WriteOff, oldest first
	standing map[book.EntryID]book.Standing
	limits   limits

	lastText   *book.RowText // methodOf's last answer: neighbours are asked in turn
	lastMethod method
	told       map[book.Money]string // amounts as facts tell them
}

func (p *Parameters) context() *context {
	c := &context{
		channels: map[book.ChannelID]*channel{}, byRole: map[book.Role][]*channel{},
		methods: map[*book.RowText]method{}, declined: map[[2]book.EntryID]bool{},
		standing: p.Standing, limits: limitsOf(p.Lessons), told: map[book.Money]string{},
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
			for _, pair := range declinedPairs(&d) {
				c.declined[pair] = true
			}
		}
	}
	return c
}

// declinedPairs is the pairs that a decision keeps apart: each row of one side with
// each of the other, or, where it names one side only, each with each.
func declinedPairs(d *book.Decision) [][2]book.EntryID {
	left, right := d.Left, d.Right
	if len(left) == 0 {
		left = right
	}
	if len(right) == 0 {
		right = left
	}
	var out [][2]book.EntryID
	for _, l := range left {
		for _, r := range right {
			if l != r {
				out = append(out, [2]book.EntryID{l, r})
			}
		}
	}
	return out
}

// shanghai is the offset of China's clocks, in seconds.
const shanghai = 8 * 3600

const daySeconds = 86400
