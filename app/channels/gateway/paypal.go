package gateway

import (
	"net/http"
	"strings"
	"time"

	"zhangfang/app/book"
)

// paypalLag is by how much transactions may be listed late.
const paypalLag = 3 * time.Hour

// paypalMost is how many transactions one search finds at most.
// https://developer.paypal.com/api/transaction-search/v1/errors/resultset_too_large
const paypalMost = 10_000

// paypalFault is the answer of a fault that answers.
// https://developer.paypal.com/docs/api/transaction-search/v1/#errors
func paypalFault(f Fault) (reply, bool) {
	switch f {
	case Unavailable:
		return paypalError(http.StatusServiceUnavailable, "SERVICE_UNAVAILABLE", "Service is temporarily unavailable"), true
	case SystemError:
		return paypalError(http.StatusInternalServerError, "INTERNAL_SERVER_ERROR", "An internal server error occurred"), true
	case Limited:
		return paypalError(http.StatusTooManyRequests, "RATE_LIMIT_REACHED", "Too many requests. Blocked due to rate limiting."), true
	case KeysRefused:
		return jsonReply(http.StatusUnauthorized, map[string]string{"error": "invalid_token", "error_description": "The token passed in was not found in the system"}), true
	case NoAccount:
		return jsonReply(http.StatusUnauthorized, map[string]string{"error": "invalid_client", "error_description": "Client Authentication failed"}), true
	case NoPermission, IPRefused:
		return paypalError(http.StatusForbidden, "NOT_AUTHORIZED", "Authorization failed due to insufficient permissions."), true
	}
	return reply{}, false
}

func paypalError(status int, name, message string) reply {
	return jsonReply(status, map[string]string{"name": name, "message": message, "debug_id": random(7)})
}

// tokenLives is how long a token of PayPal's is good.
const tokenLives = 9 * time.Hour

// paypalToken gives a token for the id and the secret.
func (g *Gateway) paypalToken(c *call) reply {
	id, secret, _ := c.BasicAuth()
	switch {
	case id != g.keys.paypalID || secret != g.keys.paypalSecret:
		a, _ := paypalFault(NoAccount)
		return a
	case c.FormValue("grant_type") != "client_credentials":
		return jsonReply(http.StatusBadRequest, map[string]string{"error": "unsupported_grant_type", "error_description": "unsupported grant_type"})
	}
	token := "A21AA" + g.tokens.lasting(g.now(), tokenLives)
	return jsonReply(http.StatusOK, map[string]any{
		"scope": "https://uri.paypal.com/services/reporting/search/read", "access_token": token, "token_type": "Bearer", "app_id": "APP-80W284485P519543T",
		"expires_in": int(tokenLives / time.Second), "nonce": g.now().UTC().Format(time.RFC3339) + random(8),
	})
}

// paypalKnows tells whether a request has a token that is good.
func (g *Gateway) paypalKnows(c *call) bool {
	token, ok := strings.CutPrefix(c.Header.Get("Authorization"), "Bearer A21AA")
	_, alive := g.tokens.find(g.now(), token)
	return ok && alive
}

// paypalTransactions lists the transactions of at most 31 days, both ends included.
func (g *Gateway) paypalTransactions(c *call) reply {
	if !g.paypalKnows(c) {
		a, _ := paypalFault(KeysRefused)
		return a
	}
	from, err := time.Parse(time.RFC3339, c.FormValue("start_date"))
	to, err2 := time.Parse(time.RFC3339, c.FormValue("end_date"))
	page, size := number(c.FormValue("page"), 1), number(c.FormValue("page_size"), 100)
	now := g.now()
	if err != nil || err2 != nil || to.Before(from) || to.Sub(from) > 31*24*time.Hour || from.Before(now.AddDate(-3, 0, 0)) || page < 1 || size < 1 || size > 500 {
		return paypalError(http.StatusBadRequest, "INVALID_REQUEST", "Request is not well-formed, syntactically incorrect, or violates schema.")
	}
	all, one := []any{}, c.FormValue("transaction_id")
	for i := range g.ledger.paypal {
		if r := &g.ledger.paypal[i]; (one == "" || r.id == one) && !r.at.Before(from) && !r.at.After(to) && r.listed(now.Add(-paypalLag)) {
			all = append(all, r.detail(now.Add(-paypalLag)))
		}
	}
	if len(all) > paypalMost {
		return jsonReply(http.StatusBadRequest, map[string]any{
			"name": "RESULTSET_TOO_LARGE", "message": "Result set size is greater than the maximum limit. Change the filter criteria and try again.", "debug_id": random(7),
			"total_items": len(all), "maximum_items": paypalMost,
		})
	}
	pages := (len(all) + size - 1) / size
	return jsonReply(http.StatusOK, map[string]any{
		"transaction_details": all[min((page-1)*size, len(all)):min(page*size, len(all))], "account_number": g.ledger.paypalAccount,
		"start_date": paypalTime(from), "end_date": paypalTime(to), "last_refreshed_datetime": paypalTime(now.Add(-paypalLag)),
		"page": page, "total_items": len(all), "total_pages": pages, "links": []any{},
	})
}

func paypalTime(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05-0700") }

func paypalAmount(m book.Minor) map[string]string {
	return map[string]string{"currency_code": "USD", "value": usd(m)}
}

// paypalBalances tells what lies in the account.
func (g *Gateway) paypalBalances(c *call) reply {
	if !g.paypalKnows(c) {
		a, _ := paypalFault(KeysRefused)
		return a
	}
	at := g.now().Add(-paypalLag)
	if s := c.FormValue("as_of_time"); s != "" {
		t, err := time.Parse(time.RFC3339, s)
		if err != nil {
			return paypalError(http.StatusBadRequest, "INVALID_REQUEST", "as_of_time")
		}
		at = t
	}
	var balance book.Minor
	for i := range g.ledger.paypal {
		if r := &g.ledger.paypal[i]; !r.at.After(at) {
			balance = r.balance
		}
	}
	return jsonReply(http.StatusOK, map[string]any{
		"balances": []any{map[string]any{
			"currency": "USD", "primary": true, "total_balance": paypalAmount(balance), "available_balance": paypalAmount(balance), "withheld_balance": paypalAmount(0),
		}},
		"account_id": g.ledger.paypalAccount, "as_of_time": paypalTime(at), "last_refresh_time": paypalTime(g.now().Add(-paypalLag)),
	})
}
