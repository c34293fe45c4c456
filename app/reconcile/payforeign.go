package reconcile

import (
	"github.com/shopspring/decimal"

	"zhangfang/app/book"
)

// fxNear is how far a credit may lie from what is owed at a known rate and still
// be its payment, in percent: fees and a provider's spread are in it.
const fxNear = 6

// exchange is a credit in one currency that may pay what is owed in another: a
// single amount, or days in a row of which the text names the sum.
type exchange struct {
	payment
	group []*owed
	split FXSplit
}

// foreign matches payouts in a foreign currency with credits in the account's own,
// says where the difference went, and raises what is left of it. A credit that
// says neither who pays nor what was converted is offered only.
func (w *payouts) foreign() {
	var found []exchange
	runs := w.runsNamed()
	for i := range w.credits {
		if c := &w.credits[i]; !w.done[c.row] {
			found = append(found, w.exchanges(c, runs)...)
		}
	}
	for _, x := range w.mutualExchanges(found) {
		sure := x.c.names() || x.saysForeign()
		if others := x.rivals(found); !sure || others > 0 {
			w.later = append(w.later, answer{group: x.group, credits: []*credit{x.c}, rule: x.o.rule(), facts: x.facts(), others: others})
			continue
		}
		w.paidForeign(&x)
	}
}

// runsNamed lists the runs of days by their sums, where a credit names an amount
// in another currency.
func (w *payouts) runsNamed() map[sum][][]*owed {
	wanted := map[sum]bool{}
	for i := range w.credits {
		if c := &w.credits[i]; !w.done[c.row] && c.said.Foreign != nil {
			wanted[sum{c.said.Foreign.Minor, c.said.Foreign.Currency}] = true
		}
	}
	out := map[sum][][]*owed{}
	if len(wanted) > 0 {
		w.eachRun(func(run []*owed, total book.Minor) {
			if k := (sum{total, run[0].Currency}); wanted[k] {
				out[k] = append(out[k], run)
			}
		})
	}
	return out
}

// exchanges lists what in other currencies a credit may pay.
func (w *payouts) exchanges(c *credit, runs map[sum][][]*owed) []exchange {
	var out []exchange
	try := func(group []*owed, total book.Minor) {
		for _, o := range group {
			if o.Currency == c.currency || !w.mayPay(o, c) || c.day > w.until(o) {
				return
			}
		}
		if x, ok := w.exchange(group, total, c); ok {
			out = append(out, x)
		}
	}
	for _, o := range w.dayRange(c.day-payoutDays, c.day) {
		if o.Currency != c.currency && o.Net > 0 {
			try([]*owed{o}, o.Net)
		}
	}
	if f := c.said.Foreign; f != nil {
		for _, run := range runs[sum{f.Minor, f.Currency}] {
			try(run, f.Minor)
		}
	}
	return out
}

// exchange weighs what came against what is owed at the rates known: those of the
// owner's list, and the one that the text names.
func (w *payouts) exchange(group []*owed, total book.Minor, c *credit) (exchange, bool) {
	o := group[len(group)-1]
	fx := FX{
		Net: book.Money{Minor: total, Currency: o.Currency}, Came: book.Money{Minor: c.amount, Currency: c.currency},
		Booked: w.rates.on(o.Currency, c.currency, o.Day, book.RateMarket),
		Market: w.rates.on(o.Currency, c.currency, c.day, book.RateMarket),
		Agreed: w.rates.on(o.Currency, c.currency, c.day, book.RateAgreed),
	}
	if c.said.Fee != nil {
		fx.BankFee = *c.said.Fee
	}
	named := namedRate(&fx, c.said.Rate)
	if fx.Agreed.IsZero() {
		fx.Agreed = named
	}
	if !fx.near(fx.Agreed) && !fx.near(fx.Market) && !fx.near(fx.Booked) && !fx.near(named) {
		return exchange{}, false
	}
	split, err := SplitFX(fx)
	if err != nil {
		return exchange{}, false
	}
	x := exchange{payment{o, c, w.off(o, c), split.Rest.Abs()}, group, split}
	if split.Differs() {
		x.off += payoutDays // after all that leave nothing over
	}
	return x, true
}

// near tells whether what came is about what was owed at a rate.
func (x *FX) near(rate decimal.Decimal) bool {
	if rate.IsZero() {
		return false
	}
	owed := x.Net.Decimal().Mul(rate)
	gap := x.Came.Decimal().Sub(owed).Abs()
	return gap.Mul(decimal.NewFromInt(100)).LessThanOrEqual(owed.Mul(decimal.NewFromInt(fxNear)))
}

// namedRate is the rate that a text names, where it is one of this payout: some
// banks write what a hundred units are worth.
func namedRate(x *FX, said decimal.Decimal) decimal.Decimal {
	for _, rate := range []decimal.Decimal{said, said.Shift(-2)} {
		if x.near(rate) {
			return rate
		}
	}
	return decimal.Decimal{}
}

// mutualExchanges picks those of which credit and amount are each other's best.
func (w *payouts) mutualExchanges(all []exchange) []exchange {
	byPayment := make(map[payment]exchange, len(all))
	payments := make([]payment, len(all))
	for i, x := range all {
		byPayment[x.payment], payments[i] = x, x.payment
	}
	var out []exchange
	for _, e := range w.mutual(payments) {
		if x := byPayment[e]; w.stillOpen(&answer{group: x.group}) {
			out = append(out, x)
		}
	}
	return out
}

// saysForeign tells whether the text names just what is owed.
func (x *exchange) saysForeign() bool {
	total, _ := netOf(x.group) // in range: see eachRun
	return x.c.said.Foreign != nil && *x.c.said.Foreign == book.Money{Minor: total, Currency: x.o.Currency}
}

// rivals counts what fits the same credit, or what is owed, as well.
func (x *exchange) rivals(all []exchange) int {
	n := 0
	for i := range all {
		if y := &all[i]; y.payment != x.payment && (y.c == x.c || y.o == x.o) && y.off == x.off && y.saysForeign() == x.saysForeign() {
			n++
		}
	}
	return n
}

// facts tells where the money went.
func (x *exchange) facts() []book.Fact {
	cur := x.c.currency
	facts := []book.Fact{fact("fx_booked", money(x.split.Booked, cur))}
	for _, part := range []struct {
		code   string
		amount book.Minor
	}{{"fx_fee", x.split.Fee}, {"fx_spread", x.split.Spread}, {"fx_move", x.split.Move}} {
		if part.amount != 0 {
			facts = append(facts, fact(part.code, money(part.amount, cur)))
		}
	}
	return facts
}

// paidForeign matches a foreign payout and raises what nothing explains. In its
// own currency the payout has arrived in full.
func (w *payouts) paidForeign(x *exchange) {
	credits := []*credit{x.c}
	score := 0.95
	if x.split.Differs() {
		score = 0.85
	}
	w.match(x.o.rule(), score, rowsOwed(x.group), creditRows(credits), w.payFacts(x.group, credits, x.facts()...)...)
	if x.split.Differs() {
		x.o.differs = append(x.o.differs, w.fxException(x))
	}
	for _, o := range x.group {
		o.Arrived, o.ArrivedOn = o.Net, x.c.day
		w.settlement(o)
	}
	w.flush()
}

func (w *payouts) fxException(x *exchange, more ...book.Fact) book.Exception {
	return book.Exception{
		Type: book.FXDifference, Leg: w.leg, Channel: x.o.Channel, Terminal: x.o.Terminal, Entry: x.o.Entry, Other: w.rows[x.c.row].ID, Day: x.o.Day,
		Expected: x.split.Expected(), Actual: x.c.amount, Currency: x.c.currency,
		Evidence: append(append(more, x.facts()...), fact("fx_rest", money(x.split.Rest, x.c.currency))),
	}
}

// linkedForeign raises what a person linked with other money in another currency
// than its rates explain. Where no rate is known, nothing can be said.
func (w *payouts) linkedForeign(o *owed, row int32) {
	c := w.creditOf(row)
	x, ok := w.exchange([]*owed{o}, o.Net, &c)
	if ok && x.split.Differs() {
		o.differs = append(o.differs, w.fxException(&x, fact("linked_by_hand")))
	}
}
