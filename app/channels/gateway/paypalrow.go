package gateway

import (
	"math/rand/v2"
	"strconv"
	"strings"
	"time"

	"zhangfang/app/book"
)

// paypalRow is a transaction of the account, in cents of a dollar.
type paypalRow struct {
	id, ref, event, invoice, subject string
	name, email                      string
	at                               time.Time
	amount, fee, balance             book.Minor // fee: 0 or less
	settles                          time.Time  // until then it is pending; zero: it never was
	hidden                           bool       // while it is pending it is not listed, since it moves no balance yet
	denied                           bool       // it settles by being denied
}

// PayPalSpec says what is unusual about a PayPal account. The zero value is a quiet
// shop whose payments all complete at once.
type PayPalSpec struct {
	PerDay    int           // sales a day; 0: one to four
	Unsettled time.Duration // each third sale is pending for so long; each ninth is denied then, each twelfth is listed only then
}

// inventPayPal makes a few sales a day, some of which go back, and a withdrawal a week.
func inventPayPal(seed uint64, span book.Period, unusual PayPalSpec) []paypalRow {
	rng := rand.New(rand.NewPCG(seed, 101))
	ids := idMaker{rng}
	var out []paypalRow
	var balance book.Minor
	sales := 0
	post := func(r paypalRow) {
		r.id = ids.id(capitals, 17)
		balance += r.amount + r.fee
		r.balance = balance
		out = append(out, r)
	}
	for d := span.From; d <= span.To; d++ {
		for n, at := range paypalTimes(rng, d, unusual.PerDay) {
			amount := book.Minor(900 + rng.IntN(9000))
			sale := paypalRow{
				event: "T0006", invoice: "P" + strings.ReplaceAll(d.String(), "-", "") + strconv.Itoa(101+n), subject: goods[rng.IntN(len(goods))],
				name: "Buyer " + ids.id("ABCDEFGHK", 1), email: strings.ToLower(ids.id(letters, 8)) + "@example.com", at: at, amount: amount, fee: -percent(amount, 340) - 30,
			}
			if sales++; unusual.Unsettled > 0 && sales%3 == 0 {
				sale.settles, sale.denied, sale.hidden = at.Add(unusual.Unsettled), sales%9 == 0, sales%12 == 0
			}
			post(sale)
			if !sale.settles.IsZero() {
				continue
			}
			if rng.IntN(12) == 0 {
				sale.event, sale.ref, sale.amount, sale.fee, sale.at = "T1107", out[len(out)-1].id, -amount, 0, at.Add(30*time.Minute)
				post(sale)
			}
		}
		if d.Weekday() == time.Monday && balance > 10_000 {
			post(paypalRow{event: "T0400", at: start(d).Add(23 * time.Hour), amount: -(balance - balance%10_000)})
		}
	}
	return out
}

// paypalTimes are the moments of a day's sales, in order.
func paypalTimes(rng *rand.Rand, d book.Day, perDay int) []time.Time {
	at := start(d)
	if perDay > 0 {
		times := make([]time.Time, perDay)
		for n := range times {
			times[n] = at.Add(time.Duration(n) * 24 * time.Hour / time.Duration(perDay)).Truncate(time.Second)
		}
		return times
	}
	var times []time.Time
	at = at.Add(time.Duration(rng.IntN(7200)) * time.Second)
	for range 1 + rng.IntN(4) {
		at = at.Add(time.Duration(60+rng.IntN(10000)) * time.Second)
		times = append(times, at)
	}
	return times
}

// listed tells whether a search finds it at a moment.
func (r *paypalRow) listed(now time.Time) bool {
	return !r.at.After(now) && !(r.hidden && r.settles.After(now))
}

// status is PayPal's code of its state at a moment.
func (r *paypalRow) status(now time.Time) string {
	switch {
	case r.settles.After(now):
		return "P"
	case r.denied:
		return "D"
	}
	return "S"
}

// detail is a transaction as the search gives it at a moment, with all its fields.
func (r *paypalRow) detail(now time.Time) map[string]any {
	info := map[string]any{
		"paypal_account_id": "LPB8PYKMLSBGG", "transaction_id": r.id, "transaction_event_code": r.event, "transaction_initiation_date": paypalTime(r.at),
		"transaction_updated_date": paypalTime(r.at), "transaction_amount": paypalAmount(r.amount), "transaction_status": r.status(now),
		"ending_balance": paypalAmount(r.balance), "available_balance": paypalAmount(r.balance), "protection_eligibility": "01",
	}
	if r.fee != 0 {
		info["fee_amount"] = paypalAmount(r.fee)
	}
	for k, v := range map[string]string{"paypal_reference_id": r.ref, "invoice_id": r.invoice, "transaction_subject": r.subject} {
		if v != "" {
			info[k] = v
		}
	}
	if r.ref != "" {
		info["paypal_reference_id_type"] = "TXN"
	}
	return map[string]any{
		"transaction_info": info, "shipping_info": map[string]any{}, "cart_info": map[string]any{}, "store_info": map[string]any{}, "auction_info": map[string]any{},
		"incentive_info": map[string]any{},
		"payer_info":     map[string]any{"email_address": r.email, "address_status": "N", "payer_status": "Y", "country_code": "US", "payer_name": map[string]string{"alternate_full_name": r.name}},
	}
}
