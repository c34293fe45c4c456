package gateway

import (
	"math/rand/v2"
	"net/http"
	"strconv"
	"strings"
	"time"

	"zhangfang/app/book"
)

// paypalLag is by how much transactions may be listed late.
const paypalLag = 3 * time.Hour

// paypalRow is a transaction of the account, in cents of a dollar.
type paypalRow struct {
	id, ref, event, invoice, subject string
	name, email                      string
	at                               time.Time
	amount, fee, balance             book.Minor // fee: 0 or less
}

// inventPayPal makes a few sales a day, some of which go back, and a withdrawal a week.
func inventPayPal(seed uint64, span book.Period) []paypalRow {
	rng := rand.New(rand.NewPCG(seed, 101))
	ids := idMaker{rng}
	var out []paypalRow
	var balance book.Minor
	post := func(r paypalRow) {
		r.id = ids.id(capitals, 17)
		balance += r.amount + r.fee
		r.balance = balance
		out = append(out, r)
	}
	for d := span.From; d <= span.To; d++ {
		at := start(d).Add(time.Duration(rng.IntN(7200)) * time.Second)
		for n := range 1 + rng.IntN(4) {
			at = at.Add(time.Duration(60+rng.IntN(10000)) * time.Second)
			amount := book.Minor(900 + rng.IntN(9000))
			sale := paypalRow{
				event: "T0006", invoice: "P" + strings.ReplaceAll(d.String(), "-", "") + strconv.Itoa(101+n), subject: goods[rng.IntN(len(goods))],
				name: "Buyer " + ids.id("ABCDEFGHK", 1), email: strings.ToLower(ids.id(letters, 8)) + "@example.com", at: at, amount: amount, fee: -percent(amount, 340) - 30,
			}
			post(sale)
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
	all := []any{}
	for i := range g.ledger.paypal {
		if r := &g.ledger.paypal[i]; !r.at.Before(from) && !r.at.After(to) && !r.at.After(now.Add(-paypalLag)) {
			all = append(all, r.detail())
		}
	}
	pages := (len(all) + size - 1) / size
	return jsonReply(http.StatusOK, map[string]any{
		"transaction_details": all[min((page-1)*size, len(all)):min(page*size, len(all))], "account_number": "DVGTXPB7SLZZA",
		"start_date": paypalTime(from), "end_date": paypalTime(to), "last_refreshed_datetime": paypalTime(now.Add(-paypalLag)),
		"page": page, "total_items": len(all), "total_pages": pages, "links": []any{},
	})
}

func paypalTime(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05-0700") }

func paypalAmount(m book.Minor) map[string]string {
	return map[string]string{"currency_code": "USD", "value": usd(m)}
}

// detail is a transaction as the search gives it, with all its fields.
func (r *paypalRow) detail() map[string]any {
	info := map[string]any{
		"paypal_account_id": "LPB8PYKMLSBGG", "transaction_id": r.id, "transaction_event_code": r.event, "transaction_initiation_date": paypalTime(r.at),
		"transaction_updated_date": paypalTime(r.at), "transaction_amount": paypalAmount(r.amount), "transaction_status": "S",
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
		"account_id": "LPB8PYKMLSBGG", "as_of_time": paypalTime(at), "last_refresh_time": paypalTime(g.now().Add(-paypalLag)),
	})
}
