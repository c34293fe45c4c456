package gateway

import (
	"math/rand/v2"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"zhangfang/app/book"
)

// stripeRow is a transaction of the balance, in cents of a dollar.
type stripeRow struct {
	id, source, charge, order string // charge: what a refund gives back
	category, kind, text      string
	payout                    string // the payout that it is in; "" while it is in none
	created, available        time.Time
	amount, fee, net          book.Minor
}

// inventStripe makes a few charges a day, some of which go back, and pays out on every
// weekday what the days before brought.
func inventStripe(seed uint64, span book.Period) []stripeRow {
	rng := rand.New(rand.NewPCG(seed, 102))
	ids := idMaker{rng}
	var out []stripeRow
	var due book.Minor
	unpaid := 0 // the first row that no payout holds
	post := func(r stripeRow) {
		r.id, r.net, r.available = "txn_1"+ids.id(letters, 23), r.amount-r.fee, r.created.AddDate(0, 0, 2)
		out = append(out, r)
	}
	for d := span.From; d <= span.To; d++ {
		if w := d.Weekday(); w != time.Saturday && w != time.Sunday && due > 0 {
			p := "po_1" + ids.id(letters, 23)
			for i := unpaid; i < len(out); i++ {
				out[i].payout = p
			}
			post(stripeRow{source: p, category: "payout", kind: "payout", text: "STRIPE PAYOUT", payout: p, created: start(d).Add(8 * time.Hour), amount: -due})
			unpaid, due = len(out), 0
		}
		at := start(d).Add(9 * time.Hour)
		for n := range 1 + rng.IntN(5) {
			at = at.Add(time.Duration(60+rng.IntN(8000)) * time.Second)
			amount := book.Minor(1200 + rng.IntN(12000))
			r := stripeRow{
				source: "ch_3" + ids.id(letters, 23), order: "T" + strings.ReplaceAll(d.String(), "-", "") + strconv.Itoa(101+n), category: "charge", kind: "charge",
				text: goods[rng.IntN(len(goods))], created: at, amount: amount, fee: percent(amount, 290) + 30,
			}
			post(r)
			due += r.amount - r.fee
			if rng.IntN(12) == 0 {
				post(stripeRow{source: "re_3" + ids.id(letters, 23), charge: r.source, category: "refund", kind: "refund", text: "REFUND FOR CHARGE", created: at.Add(40 * time.Second), amount: -amount})
				due -= amount
			}
		}
	}
	return out
}

// stripeFault is the answer of a fault that answers. https://docs.stripe.com/api/errors
func stripeFault(f Fault) (reply, bool) {
	switch f {
	case Unavailable:
		return stripeError(http.StatusServiceUnavailable, "api_error", "", "An unknown error occurred"), true
	case SystemError:
		return stripeError(http.StatusInternalServerError, "api_error", "", "An unknown error occurred"), true
	case Limited:
		return stripeError(http.StatusTooManyRequests, "invalid_request_error", "rate_limit", "Request rate limit exceeded."), true
	case KeysRefused, NoAccount:
		return stripeError(http.StatusUnauthorized, "invalid_request_error", "", "Invalid API Key provided: rk_test_********************"), true
	case NoPermission:
		return stripeError(http.StatusForbidden, "invalid_request_error", "more_permissions_required", "The provided key does not have the required permissions for this endpoint."), true
	case IPRefused:
		return stripeError(http.StatusForbidden, "invalid_request_error", "", "The API key provided does not allow requests from your IP address."), true
	}
	return reply{}, false
}

func stripeError(status int, kind, code, message string) reply {
	e := map[string]string{"type": kind, "message": message}
	if code != "" {
		e["code"] = code
	}
	return jsonReply(status, map[string]any{"error": e})
}

// stripeKnows tells whether a request has the key, as bearer or as the user's name.
func (g *Gateway) stripeKnows(c *call) bool {
	key, bearer := strings.CutPrefix(c.Header.Get("Authorization"), "Bearer ")
	if !bearer {
		key, _, _ = c.BasicAuth()
	}
	return key == g.keys.stripe || key == g.keys.stripeLive
}

// stripeList serves a page of a list, newest first.
func (g *Gateway) stripeList(c *call, path string, keep func(*stripeRow) bool, id func(*stripeRow) string, object func(*stripeRow) map[string]any) reply {
	limit := number(c.FormValue("limit"), 10)
	within, ok := createdRange(c)
	switch {
	case !g.stripeKnows(c):
		a, _ := stripeFault(KeysRefused)
		return a
	case limit < 1 || limit > 100 || !ok:
		return stripeError(http.StatusBadRequest, "invalid_request_error", "parameter_invalid_integer", "Invalid integer")
	}
	now, after := g.now(), c.FormValue("starting_after")
	found := after == ""
	data := []any{}
	for _, r := range slices.Backward(g.ledger.stripe) {
		if r.created.After(now) || !keep(&r) || !within(r.created.Unix()) {
			continue
		}
		if found {
			data = append(data, object(&r))
		}
		found = found || id(&r) == after
	}
	if !found {
		return stripeError(http.StatusBadRequest, "invalid_request_error", "resource_missing", "No such object: "+strconv.Quote(after))
	}
	return jsonReply(http.StatusOK, map[string]any{"object": "list", "url": path, "has_more": len(data) > limit, "data": data[:min(limit, len(data))]})
}

// createdRange reads created[gte] and its like.
func createdRange(c *call) (within func(int64) bool, ok bool) {
	bounds := map[string]int64{}
	for _, name := range []string{"gte", "gt", "lte", "lt"} {
		if s := c.FormValue("created[" + name + "]"); s != "" {
			n, err := strconv.ParseInt(s, 10, 64)
			if err != nil {
				return nil, false
			}
			bounds[name] = n
		}
	}
	return func(at int64) bool {
		for name, n := range bounds {
			if name == "gte" && at < n || name == "gt" && at <= n || name == "lte" && at > n || name == "lt" && at >= n {
				return false
			}
		}
		return true
	}, true
}

// stripeTransactions lists the transactions of the balance.
func (g *Gateway) stripeTransactions(c *call) reply {
	expand := slices.Contains(c.URL.Query()["expand[]"], "data.source")
	kind, payout := c.FormValue("type"), c.FormValue("payout")
	keep := func(r *stripeRow) bool {
		return (kind == "" || r.kind == kind) && (payout == "" || r.payout == payout)
	}
	return g.stripeList(c, MethodStripeTransactions, keep, func(r *stripeRow) string { return r.id }, func(r *stripeRow) map[string]any {
		return r.transaction(expand, g.now())
	})
}

// transaction is a transaction of the balance as Stripe's API has it.
func (r *stripeRow) transaction(expand bool, now time.Time) map[string]any {
	status := "pending"
	if !r.available.After(now) {
		status = "available"
	}
	t := map[string]any{
		"id": r.id, "object": "balance_transaction", "amount": r.amount, "fee": r.fee, "net": r.net, "currency": "usd", "created": r.created.Unix(),
		"available_on": r.available.Unix(), "description": r.text, "exchange_rate": nil, "reporting_category": r.category, "type": r.kind, "status": status, "source": r.source,
		"fee_details": []any{},
	}
	if r.fee != 0 {
		t["fee_details"] = []any{map[string]any{"amount": r.fee, "currency": "usd", "type": "stripe_fee", "description": "Stripe processing fees"}}
	}
	if expand {
		t["source"] = r.object()
	}
	return t
}

// object is what a transaction is about.
func (r *stripeRow) object() map[string]any {
	o := map[string]any{"id": r.source, "object": r.kind, "currency": "usd", "created": r.created.Unix(), "balance_transaction": r.id, "metadata": map[string]string{}}
	switch r.kind {
	case "charge":
		o["amount"], o["status"], o["metadata"] = r.amount, "succeeded", map[string]string{"order_id": r.order}
	case "refund":
		o["amount"], o["status"], o["charge"] = -r.amount, "succeeded", r.charge
	case "payout":
		o["amount"], o["status"], o["automatic"], o["reconciliation_status"], o["arrival_date"] = -r.amount, "paid", true, "completed", r.created.AddDate(0, 0, 2).Unix()
	}
	return o
}

// stripePayouts lists the payouts.
func (g *Gateway) stripePayouts(c *call) reply {
	return g.stripeList(c, MethodStripePayouts, func(r *stripeRow) bool { return r.kind == "payout" }, func(r *stripeRow) string { return r.source }, (*stripeRow).object)
}

// stripeBalance tells what lies in the balance.
func (g *Gateway) stripeBalance(c *call) reply {
	if !g.stripeKnows(c) {
		a, _ := stripeFault(KeysRefused)
		return a
	}
	var available, pending book.Minor
	for i := range g.ledger.stripe {
		switch r := &g.ledger.stripe[i]; {
		case r.created.After(g.now()):
		case r.available.After(g.now()) && r.kind != "payout":
			pending += r.net
		default:
			available += r.net
		}
	}
	amount := func(m book.Minor) []any { return []any{map[string]any{"amount": m, "currency": "usd"}} }
	return jsonReply(http.StatusOK, map[string]any{"object": "balance", "livemode": false, "available": amount(available), "pending": amount(pending)})
}

// stripeAccount tells whose key it is.
func (g *Gateway) stripeAccount(c *call) reply {
	if !g.stripeKnows(c) {
		a, _ := stripeFault(KeysRefused)
		return a
	}
	return jsonReply(http.StatusOK, map[string]any{
		"id": g.ledger.stripeAccount, "object": "account", "type": "standard", "country": "HK", "default_currency": "usd", "charges_enabled": true, "payouts_enabled": true,
	})
}
