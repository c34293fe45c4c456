package gateway_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"zhangfang/app/book"
	"zhangfang/app/channels/gateway"
)

func getRest(t *testing.T, address, bearer string) (int, map[string]any) {
	t.Helper()
	r, err := http.NewRequest(http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+bearer)
	res, err := http.DefaultClient.Do(r)
	status, _, body := read(t, res, err)
	return status, decoded(t, body)
}

func TestPayPal(t *testing.T) {
	now := noon()
	g := open(t, func() time.Time { return now })
	p := g.PayPal()
	token := func(id, secret, grant string) (int, map[string]any) {
		r, err := http.NewRequest(http.MethodPost, p.URL+gateway.MethodPayPalToken, strings.NewReader("grant_type="+grant))
		if err != nil {
			t.Fatal(err)
		}
		r.SetBasicAuth(id, secret)
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		res, err := http.DefaultClient.Do(r)
		status, _, body := read(t, res, err)
		return status, decoded(t, body)
	}
	if status, got := token(p.ClientID, "wrong", "client_credentials"); status != 401 || got["error"] != "invalid_client" {
		t.Errorf("%d %v", status, got)
	}
	if status, _ := token(p.ClientID, p.Secret, "password"); status != 400 {
		t.Errorf("%d", status)
	}
	_, got := token(p.ClientID, p.Secret, "client_credentials")
	bearer := got["access_token"].(string)
	list := p.URL + gateway.MethodPayPalTransactions + "?fields=all&page_size=5&start_date=2026-03-02T00:00:00%2B0800&end_date=2026-03-11T23:59:59%2B0800"
	list = strings.ReplaceAll(list, "%2B0800", "%2B08:00")
	seen := map[string]bool{}
	for page, pages := 1, 1; page <= pages; page++ {
		status, got := getRest(t, fmt.Sprintf("%s&page=%d", list, page), bearer)
		if status != 200 {
			t.Fatalf("%d %v", status, got)
		}
		pages = int(got["total_pages"].(float64))
		for _, d := range got["transaction_details"].([]any) {
			seen[d.(map[string]any)["transaction_info"].(map[string]any)["transaction_id"].(string)] = true
		}
		if page == pages && (len(seen) != int(got["total_items"].(float64)) || len(seen) < 10) {
			t.Errorf("%d transactions of %v", len(seen), got["total_items"])
		}
	}
	for address, want := range map[string]int{
		strings.Replace(list, "2026-03-02", "2026-01-02", 1): 400, strings.Replace(list, "size=5", "size=501", 1): 400,
		strings.ReplaceAll(list, "2026-", "2022-"): 400, p.URL + gateway.MethodPayPalBalances: 200,
	} {
		if status, got := getRest(t, address, bearer); status != want {
			t.Errorf("%s: %d %v", address, status, got)
		}
	}
	if status, _ := getRest(t, list, "A21AAnone"); status != 401 {
		t.Errorf("a wrong token: %d", status)
	}
	now = now.Add(9*time.Hour + time.Second)
	if status, _ := getRest(t, list, bearer); status != 401 {
		t.Errorf("a token of yesterday: %d", status)
	}
}

func TestStripe(t *testing.T) {
	g := open(t, noon)
	s := g.Stripe()
	list := func(query string) []map[string]any {
		t.Helper()
		var all []map[string]any
		for after, more := "", true; more; {
			status, got := getRest(t, s.URL+gateway.MethodStripeTransactions+"?"+query+after, s.Secret)
			if status != 200 {
				t.Fatalf("%d %v", status, got)
			}
			for _, d := range got["data"].([]any) {
				all = append(all, d.(map[string]any))
			}
			if more = got["has_more"].(bool); more {
				after = "&starting_after=" + all[len(all)-1]["id"].(string)
			}
		}
		return all
	}
	all := list("limit=3")
	if len(all) < 15 || len(list("limit=100&expand[]=data.source")) != len(all) {
		t.Fatalf("%d transactions", len(all))
	}
	payout, sum := "", 0.0
	for i, x := range all {
		if i > 0 && x["created"].(float64) > all[i-1]["created"].(float64) {
			t.Error("not the newest first")
		}
		if x["amount"].(float64)-x["fee"].(float64) != x["net"].(float64) {
			t.Errorf("%v does not add up", x)
		}
		if x["type"] == "payout" {
			payout = x["source"].(string)
		}
	}
	for _, x := range list("limit=100&payout=" + payout) {
		sum += x["net"].(float64)
	}
	if payout == "" || sum != 0 {
		t.Errorf("the payout %s and what it pays differ by %v", payout, sum)
	}
	day := time.Date(2026, 3, 5, 0, 0, 0, 0, book.Shanghai).Unix()
	if n := len(list(fmt.Sprintf("limit=100&created[gte]=%d&created[lt]=%d", day, day+86400))); n == 0 || n >= len(all) {
		t.Errorf("%d transactions of a day", n)
	}
	for path, want := range map[string]int{
		gateway.MethodStripePayouts: 200, gateway.MethodStripeBalance: 200, gateway.MethodStripeTransactions + "?limit=101": 400, gateway.MethodStripeTransactions + "?created[gte]=x": 400,
		gateway.MethodStripeTransactions + "?starting_after=none": 400,
	} {
		if status, got := getRest(t, s.URL+path, s.Secret); status != want {
			t.Errorf("%s: %d %v", path, status, got)
		}
		if status, _ := getRest(t, s.URL+path, "rk_test_wrong"); status != 401 {
			t.Errorf("%s with a wrong key: %d", path, status)
		}
	}
}
