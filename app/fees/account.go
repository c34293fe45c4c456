package fees

import (
	"cmp"
	"encoding/binary"
	"maps"
	"slices"

	"github.com/cespare/xxhash/v2"

	"zhangfang/app/book"
)

// account is the rows of a channel in one currency.
type account struct {
	seat
	sales   []*book.Row
	refunds []*book.Row
	coupons int // sales billed for more than they brought
}

// accountsOf sorts rows that moved money by channel and currency.
func accountsOf(rows []book.Row) []*account {
	byseat := map[seat]*account{}
	for i := range rows {
		r := &rows[i]
		if !book.MovesMoney(r.Kind, r.Status, r.Amount) || r.Status == book.StatusReversed {
			continue
		}
		k := seat{channel: r.Channel, currency: r.Currency}
		a := byseat[k]
		if a == nil {
			a = &account{seat: k}
			byseat[k] = a
		}
		switch {
		case r.Kind == book.KindRefund && r.Amount < 0:
			a.refunds = append(a.refunds, r)
		case r.Kind == book.KindPayment && r.Amount > 0 && r.Amount <= largest && r.Gross <= largest && r.Fee >= 0:
			a.sales = append(a.sales, r)
			if r.Gross != r.Amount {
				a.coupons++
			}
		}
	}
	for _, a := range byseat {
		a.thin()
	}
	return slices.SortedFunc(maps.Values(byseat), func(a, b *account) int {
		return cmp.Or(cmp.Compare(a.channel, b.channel), cmp.Compare(a.currency, b.currency))
	})
}

// plenty is how many payments of an account tell its rates as well as all of them.
const plenty = 60_000

// thin leaves out most rows of an account that has far more than plenty, by their
// order number, so that a refund stays with its payment.
func (a *account) thin() {
	part := uint64(len(a.sales) / plenty)
	if part < 2 {
		return
	}
	out := func(r *book.Row) bool {
		h := xxhash.Sum64String(r.Key)
		if r.Key == "" {
			h = xxhash.Sum64(binary.BigEndian.AppendUint64(binary.BigEndian.AppendUint64(nil, uint64(r.At)), uint64(r.Amount.Abs())))
		}
		return h%part != 0
	}
	a.sales = slices.DeleteFunc(a.sales, out)
	a.refunds = slices.DeleteFunc(a.refunds, out)
}

// read reads the cards of an account on a base: one line for all methods where that
// serves them all, else one for each.
func (a *account) read(b book.FeeBase) []proposal {
	byMethod := map[string][]seen{}
	var all []seen
	for _, r := range a.sales {
		if amount := b.Of(r); amount > 0 {
			s := seen{r.Day, amount, r.Fee}
			m := seatOf(r).method
			byMethod[m] = append(byMethod[m], s)
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
