// Package reconcile is the matching engine: a function from entries, decisions
// and parameters to matches and exceptions, block by block. It does no I/O and
// knows no clock, so a re-run gives what a first run gave.
package reconcile

import (
	"slices"
	"strings"
	"time"

	"zhangfang/app/book"
)

// Parameters are what the engine is told beside the rows.
type Parameters struct {
	Channels  []book.Channel
	Coverage  map[book.ChannelID][]book.Coverage
	Decisions []book.Decision // the standing ones of the leg
}

// refundDays is how long after its sale a refund without an order number is
// looked for, in days.
const refundDays = 31

// Reach is how many days around a row matching looks at. Solving the days that
// were touched, widened by Reach, together with the rows of any day that share
// an order number with them, decides the touched rows as a run over everything
// would.
func (p *Parameters) Reach() int { return refundDays }

// context is Parameters made ready to be asked row by row.
type context struct {
	channels map[book.ChannelID]*channel
	byRole   map[book.Role][]*channel
	declined map[[2]book.EntryID]bool
	confirms []book.Decision // Confirm and WriteOff, oldest first
}

// channel is a channel with the days it covers.
type channel struct {
	book.Channel
	covered []book.Coverage // by first day
	offset  int64           // seconds of its zone east of UTC
}

func (p *Parameters) context() *context {
	c := &context{channels: map[book.ChannelID]*channel{}, byRole: map[book.Role][]*channel{}, declined: map[[2]book.EntryID]bool{}}
	for _, ch := range p.Channels {
		zone := ch.Zone
		if zone == nil {
			zone = book.Shanghai
		}
		covered := slices.Clone(p.Coverage[ch.ID])
		slices.SortFunc(covered, func(a, b book.Coverage) int { return int(a.From - b.From) })
		_, offset := time.Unix(0, 0).In(zone).Zone()
		x := &channel{Channel: ch, covered: covered, offset: int64(offset)}
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

// covers tells whether the channel covers the whole day.
func (c *channel) covers(d book.Day) bool {
	for i := range c.covered {
		if c.covered[i].From > d {
			return false
		}
		if c.covered[i].Covers(d) {
			return true
		}
	}
	return false
}

// near tells whether the channel covers anything within a month of the day: one
// that does not is not in use then, and nothing is missing from it.
func (c *channel) near(d book.Day) bool {
	const month = 31
	for i := range c.covered {
		if c.covered[i].From != 0 && c.covered[i].From <= d+month && c.covered[i].To >= d-month {
			return true
		}
	}
	return false
}

// last is the last day that the channel covers, at least in part.
func (c *channel) last() book.Day {
	var d book.Day
	for i := range c.covered {
		d = max(d, c.covered[i].To)
	}
	return d
}

// through is the last day of the unbroken run of covered days from d; 0 when d
// itself is not covered. An edge day counts: money seen there was there.
func (c *channel) through(d book.Day) book.Day {
	if !slices.ContainsFunc(c.covered, func(x book.Coverage) bool { return x.From != 0 && x.Has(d) }) {
		return 0
	}
	for slices.ContainsFunc(c.covered, func(x book.Coverage) bool { return x.From != 0 && x.Has(d+1) }) {
		d++
	}
	return d
}

// allCover tells whether the channels in use around the days cover all of them;
// false when none is in use.
func allCover(channels []*channel, from, to book.Day) bool {
	used := false
	for _, c := range channels {
		if !c.near(from) {
			continue
		}
		used = true
		for d := from; d <= to; d++ {
			if !c.covers(d) {
				return false
			}
		}
	}
	return used
}

// midnightSlack is how near to midnight a row may be booked on the neighbouring
// day by the other side, in seconds.
const midnightSlack = 15 * 60

// span is the days on which the other side may have booked a row: its own, and
// the neighbour's when it happened around midnight.
func (c *context) span(r *book.Row) (from, to book.Day) {
	from, to = r.Day, r.Day
	if r.Precision != book.PrecisionSecond && r.Precision != book.PrecisionMinute {
		return from, to
	}
	const daySeconds = 86400
	var offset int64 = 8 * 3600
	if ch := c.channels[r.Channel]; ch != nil {
		offset = ch.offset
	}
	switch since := ((r.At+offset)%daySeconds + daySeconds) % daySeconds; {
	case since < midnightSlack:
		from--
	case since >= daySeconds-midnightSlack:
		to++
	}
	return from, to
}

// method is what an order's payment method says about where its money comes in.
type method struct {
	provider string // "" any
	none     bool   // no channel: cash
}

// methods is read in order: the first word found in the method decides.
var methods = []struct {
	word string
	method
}{
	{"货到付款", method{none: true}}, {"现金", method{none: true}}, {"cod", method{none: true}}, {"cash", method{none: true}},
	{"微信", method{provider: "wechatpay"}}, {"wechat", method{provider: "wechatpay"}}, {"weixin", method{provider: "wechatpay"}},
	{"财付通", method{provider: "wechatpay"}},
	{"支付宝", method{provider: "alipay"}}, {"alipay", method{provider: "alipay"}}, {"花呗", method{provider: "alipay"}},
	{"云闪付", method{provider: "pos"}}, {"银联", method{provider: "pos"}}, {"刷卡", method{provider: "pos"}}, {"银行卡", method{provider: "pos"}},
	{"信用卡", method{provider: "pos"}}, {"借记卡", method{provider: "pos"}}, {"储蓄卡", method{provider: "pos"}}, {"pos", method{provider: "pos"}},
	{"card", method{provider: "pos"}}, {"unionpay", method{provider: "pos"}},
	{"paypal", method{provider: "paypal"}}, {"stripe", method{provider: "stripe"}},
}

func methodOf(text *book.RowText) method {
	if text == nil || text.Method == "" {
		return method{}
	}
	m := strings.ToLower(text.Method)
	for i := range methods {
		if strings.Contains(m, methods[i].word) {
			return methods[i].method
		}
	}
	return method{}
}

// expects lists the payments channels that an order's money may come in by.
func (c *context) expects(r *book.Row) []*channel {
	m := methodOf(r.Text)
	if m.none {
		return nil
	}
	all := c.byRole[book.RolePayments]
	if m.provider == "" {
		return all
	}
	var out []*channel
	for _, ch := range all {
		if ch.Provider == m.provider {
			out = append(out, ch)
		}
	}
	return out
}

// compatible tells whether a payment may be an order's by its method.
func (c *context) compatible(order, payment *book.Row) bool {
	m := methodOf(order.Text)
	if m.none {
		return false
	}
	ch := c.channels[payment.Channel]
	return m.provider == "" || ch == nil || ch.Provider == m.provider
}
