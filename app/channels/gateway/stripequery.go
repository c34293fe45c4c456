package gateway

import (
	"net/http"
	"slices"

	"zhangfang/app/book"
)

// Methods of Stripe about one object.
const (
	MethodStripeTransaction = "/v1/balance_transactions/{id}"
	MethodStripeCharge      = "/v1/charges/{id}"
	MethodStripeRefund      = "/v1/refunds/{id}"
)

// stripeOne serves one object, which is there from its moment on.
func (g *Gateway) stripeOne(c *call, is func(*stripeRow) bool, object func(*stripeRow) map[string]any) reply {
	if !g.stripeKnows(c) {
		a, _ := stripeFault(KeysRefused)
		return a
	}
	for i := range g.ledger.stripe {
		if r := &g.ledger.stripe[i]; is(r) && !r.created.After(g.now()) {
			return jsonReply(http.StatusOK, object(r))
		}
	}
	return stripeError(http.StatusNotFound, "invalid_request_error", "resource_missing", "No such object: '"+c.PathValue("id")+"'")
}

func (g *Gateway) stripeTransaction(c *call) reply {
	expand := slices.Contains(c.URL.Query()["expand[]"], "source")
	return g.stripeOne(c, func(r *stripeRow) bool { return r.id == c.PathValue("id") }, func(r *stripeRow) map[string]any {
		t := r.transaction(false, g.now())
		if expand {
			t["source"] = g.stripeObject(r)
		}
		return t
	})
}

func (g *Gateway) stripeCharge(c *call) reply {
	return g.stripeOne(c, func(r *stripeRow) bool { return r.kind == "charge" && r.source == c.PathValue("id") }, g.stripeObject)
}

func (g *Gateway) stripeRefund(c *call) reply {
	return g.stripeOne(c, func(r *stripeRow) bool { return r.kind == "refund" && r.source == c.PathValue("id") }, (*stripeRow).object)
}

// stripeObject is what a transaction is about, a charge with what went back of it.
func (g *Gateway) stripeObject(r *stripeRow) map[string]any {
	o := r.object()
	if r.kind == "charge" {
		var back book.Minor
		for i := range g.ledger.stripe {
			if x := &g.ledger.stripe[i]; x.charge == r.source && !x.created.After(g.now()) {
				back -= x.amount
			}
		}
		o["amount_refunded"] = back
	}
	return o
}
