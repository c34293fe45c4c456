package fees

import (
	"encoding/binary"
	"maps"
	"slices"
	"strings"

	"github.com/cespare/xxhash/v2"

	"zhangfang/app/book"
)

// account is the rows of a channel in one currency. Of those with far more payments
// than tell their rates it keeps some, by their order number, so that a refund stays
// with its payment.
type account struct {
	seat
	sales   []sale
	refunds []given
	thinned int // only rows are kept whose hash ends in so many zeros
	methods []*book.RowText
	places  map[string]int32 // of the methods
}

// sale is what a payment tells of its account's rates. There are many of them.
type sale struct {
	amount, gross, fee book.Minor
	hash               uint32
	day                book.Day
	method             int32 // place in the account's methods
}

// given is a refund that may tell what becomes of a fee.
type given struct {
	hash uint32
	row  book.Row
}

// plenty is how many rows of an account tell its rates as well as all of them.
const plenty = 120_000

// mostThinned bounds account.thinned: rows that are still too many have one number.
const mostThinned = 16

// look takes in a row that moved money.
func (a *account) look(r *book.Row) {
	hash := hashOf(r)
	if !a.keeps(hash) {
		return
	}
	switch {
	case r.Kind == book.KindRefund && r.Amount < 0:
		own := *r
		own.Text = a.methods[a.method(r)]
		a.refunds = append(a.refunds, given{hash, own})
	case r.Kind == book.KindPayment && r.Amount > 0 && r.Amount <= largest && r.Gross <= largest && r.Fee >= 0:
		a.sales = append(a.sales, sale{r.Amount, r.Gross, r.Fee, hash, r.Day, a.method(r)})
	}
	for len(a.sales)+len(a.refunds) > plenty && a.thinned < mostThinned {
		a.thinned++
		a.sales = slices.DeleteFunc(a.sales, func(s sale) bool { return !a.keeps(s.hash) })
		a.refunds = slices.DeleteFunc(a.refunds, func(r given) bool { return !a.keeps(r.hash) })
	}
}

// method is the place of a row's method among those of the account.
func (a *account) method(r *book.Row) int32 {
	method := seatOf(r).method
	i, ok := a.places[method]
	if !ok {
		own := strings.Clone(method) // not a piece of the row's memory
		i = int32(len(a.methods))
		a.methods, a.places[own] = append(a.methods, &book.RowText{Method: own}), i
	}
	return i
}

func (a *account) keeps(hash uint32) bool { return hash&(1<<a.thinned-1) == 0 }

// hashOf is the same for a payment and its refunds, where they have an order number.
func hashOf(r *book.Row) uint32 {
	if r.Key != "" {
		return uint32(xxhash.Sum64String(r.Key))
	}
	return uint32(xxhash.Sum64(binary.BigEndian.AppendUint64(binary.BigEndian.AppendUint64(nil, uint64(r.At)), uint64(r.Amount.Abs()))))
}

// coupons counts the sales that were billed for more than they brought.
func (a *account) coupons() (n int) {
	for i := range a.sales {
		if a.sales[i].gross != a.sales[i].amount {
			n++
		}
	}
	return n
}

// on is what the payment was charged on.
func (s *sale) on(b book.FeeBase) book.Minor {
	return b.Of(&book.Row{Amount: s.amount, Gross: s.gross})
}

// read reads the cards of an account on a base: one line for all methods where that
// serves them all, else one for each.
func (a *account) read(b book.FeeBase) []proposal {
	byMethod := map[string][]seen{}
	var all []seen
	for i := range a.sales {
		one := &a.sales[i]
		if amount := one.on(b); amount > 0 {
			s := seen{one.day, amount, one.fee}
			method := a.methods[one.method].Method
			byMethod[method] = append(byMethod[method], s)
			all = append(all, s)
		}
	}
	methods := slices.Sorted(maps.Keys(byMethod))
	only := ""
	if len(methods) == 1 {
		only = methods[0]
	}
	found := a.cards(only, all)
	if len(methods) > 1 && !servesAll(found, byMethod, len(all)) {
		found = a.perMethod(methods, byMethod)
	}
	for i := range found {
		found[i].Base = b
		found[i].Refund = a.policy(&found[i])
	}
	return found
}

// servesAll tells whether cards that name no method will do for every one.
func servesAll(cards []proposal, byMethod map[string][]seen, payments int) bool {
	rows := 0
	for _, c := range cards {
		rows += c.Rows
	}
	for _, list := range byMethod {
		if !serves(cards, list) {
			return false
		}
	}
	return most(rows, payments)
}

// perMethod reads a line for each method. That of rows without a method counts for
// every method without cards of its own, so it must serve these too.
func (a *account) perMethod(methods []string, byMethod map[string][]seen) (out []proposal) {
	var plain []proposal
	var rest [][]seen
	for _, m := range methods {
		switch found := a.cards(m, byMethod[m]); {
		case m == "":
			plain = found
		case len(found) == 0:
			rest = append(rest, byMethod[m])
		default:
			out = append(out, found...)
		}
	}
	for _, rows := range rest {
		if !serves(plain, rows) {
			return out
		}
	}
	return append(plain, out...)
}

// serves tells whether the cards explain the payments of their days: nine tenths of
// them, or all but one of a few.
func serves(cards []proposal, rows []seen) bool {
	fits, all := 0, 0
	for _, s := range rows {
		for i := range cards {
			if c := &cards[i]; c.Valid.Has(s.day) {
				all++
				if c.explains(s.amount, s.fee) {
					fits++
				}
				break
			}
		}
	}
	return most(fits, all) || all >= enough/4 && fits >= all-1
}

// cards reads the line of cards that payments of one kind show.
func (a *account) cards(method string, rows []seen) (out []proposal) {
	slices.SortFunc(rows, seen.compare)
	list := stretches(rows)
	for i, s := range list {
		s.tariff = s.rounded(s.rows)
		valid := book.Period{From: s.first()}
		if i+1 < len(list) {
			valid.To = list[i+1].first() - 1
		}
		if p := (proposal{a.card(method, valid, &s), s}); s.read && p.holds() {
			out = append(out, p)
		}
	}
	return out
}

// holds tells whether the payments carry the card.
func (p *proposal) holds() bool {
	charged := 0
	for _, s := range p.rows {
		if s.fee > 0 {
			charged++
		}
	}
	return charged >= enough && most(p.Fits, p.Rows)
}

// card is the tariff of a stretch as a rate card.
func (a *account) card(method string, valid book.Period, s *stretch) book.RateCard {
	return book.RateCard{
		Channel: a.channel, Method: method, Valid: valid, Currency: a.currency, Rate: s.rate(),
		Fixed: book.Minor(s.fixed), Min: book.Minor(s.min), Cap: book.Minor(s.cap), Rounding: s.rounding,
		State: book.CardProposed, Rows: len(s.rows), Fits: s.count(s.rows),
	}
}
