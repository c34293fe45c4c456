package gateway_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"zhangfang/app/channels"
	"zhangfang/app/channels/gateway"
)

// paypalList asks the fake of PayPal for a span of a day, and gives what it answers.
func paypalList(t *testing.T, g *gateway.Gateway, from, to time.Time) (int, map[string]any) {
	t.Helper()
	p := g.PayPal()
	r, err := http.NewRequest(http.MethodPost, p.URL+gateway.MethodPayPalToken, strings.NewReader("grant_type=client_credentials"))
	if err != nil {
		t.Fatal(err)
	}
	r.SetBasicAuth(p.ClientID, p.Secret)
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	res, err := http.DefaultClient.Do(r)
	_, _, body := read(t, res, err)
	ask := url.Values{"start_date": {from.Format(time.RFC3339)}, "end_date": {to.Format(time.RFC3339)}, "fields": {"all"}, "page_size": {"500"}}
	return getRest(t, p.URL+gateway.MethodPayPalTransactions+"?"+ask.Encode(), decoded(t, body)["access_token"].(string))
}

// unusual starts the gateways for one day of a shop whose PayPal account is unusual.
func unusual(t *testing.T, now func() time.Time, x gateway.PayPalSpec) *gateway.Gateway {
	t.Helper()
	k, err := keys()
	if err != nil {
		t.Fatal(err)
	}
	g, err := gateway.Start(gateway.Options{Now: now, Keys: k, Seed: 7, From: from, Days: 1, PerDay: 4, PayPal: x})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { g.Close() })
	return g
}

func TestPayPalListsTenThousandAtMost(t *testing.T) {
	g := unusual(t, noon, gateway.PayPalSpec{PerDay: 12_000})
	start, over := channels.DayBounds(from)
	status, got := paypalList(t, g, start, over)
	if n, _ := got["total_items"].(float64); status != http.StatusBadRequest || got["name"] != "RESULTSET_TOO_LARGE" || n < 12_000 {
		t.Errorf("%d %v", status, got["name"])
	}
	half := start.Add(12 * time.Hour)
	_, morning := paypalList(t, g, start, half.Add(-time.Second))
	_, evening := paypalList(t, g, half, over.Add(-time.Second))
	if n := morning["total_items"].(float64) + evening["total_items"].(float64); n != got["total_items"].(float64) {
		t.Errorf("%v in the halves, %v in all", n, got["total_items"])
	}
}

func TestPayPalsPendingPaymentsSettle(t *testing.T) {
	now := noon()
	g := unusual(t, func() time.Time { return now }, gateway.PayPalSpec{PerDay: 24, Unsettled: 12 * 24 * time.Hour})
	start, over := channels.DayBounds(from)
	states := func() map[string]int {
		_, got := paypalList(t, g, start, over)
		n := map[string]int{}
		for _, d := range got["transaction_details"].([]any) {
			n[d.(map[string]any)["transaction_info"].(map[string]any)["transaction_status"].(string)]++
		}
		return n
	}
	before := states()
	now = now.AddDate(0, 0, 5)
	after := states()
	// Of 24 sales, 8 are pending, 2 of which are not listed; 2 are denied.
	if before["P"] != 6 || before["D"] != 0 || after["P"] != 0 || after["D"] != 2 || after["S"] != before["S"]+6 {
		t.Errorf("before %v, after %v", before, after)
	}
}

func TestAShopKeepsItsAccounts(t *testing.T) {
	a, b := open(t, noon), unusual(t, noon, gateway.PayPalSpec{})
	id := func(g *gateway.Gateway) string {
		status, got := getRest(t, g.Stripe().URL+gateway.MethodStripeAccount, g.Stripe().Secret)
		if status != http.StatusOK || !strings.HasPrefix(got["id"].(string), "acct_") {
			t.Errorf("%d %v", status, got)
		}
		return got["id"].(string)
	}
	if id(a) != id(b) { // of one seed
		t.Errorf("%s and %s", id(a), id(b))
	}
	if status, _ := getRest(t, a.Stripe().URL+gateway.MethodStripeAccount, "rk_test_wrong"); status != http.StatusUnauthorized {
		t.Errorf("a wrong key: %d", status)
	}
	a.On(gateway.MethodStripeAccount).Always(gateway.NoPermission)
	if status, _ := getRest(t, a.Stripe().URL+gateway.MethodStripeAccount, a.Stripe().Secret); status != http.StatusForbidden {
		t.Errorf("a key that may not: %d", status)
	}
}
