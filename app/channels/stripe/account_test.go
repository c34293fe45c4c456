package stripe

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"

	"zhangfang/app/book"
	"zhangfang/app/channels"
)

// keyOf is a client whose key meets one answer when it asks for the account, and a
// balance with one transaction.
func keyOf(t *testing.T, key string, status int, body string, asked *int) channels.Client {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Date", now.Format(http.TimeFormat))
		if r.URL.Path == "/v1/account" {
			*asked++
			w.WriteHeader(status)
			fmt.Fprint(w, body)
			return
		}
		fmt.Fprint(w, `{"data":[{"id":"txn_1","amount":5,"net":5,"currency":"usd","source":"ch_9","reporting_category":"charge","status":"pending"}]}`)
	}))
	t.Cleanup(s.Close)
	a := channels.Account{Gateway: s.URL, Fields: map[string]string{secret: key}}
	hc, err := channels.NewHTTP(s.URL, channels.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	c, err := Driver{}.Open(a, channels.Env{Now: now.UTC, HTTP: hc})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestABillNamesTheAccountWhereTheKeyMay: a restricted key that may not read the
// account brings its bills all the same, without a number; the connection has a channel
// of its own then.
func TestABillNamesTheAccountWhereTheKeyMay(t *testing.T) {
	for name, x := range map[string]struct {
		key        string
		status     int
		body, want string
	}{
		"a live key":       {"rk_live_abc", 200, `{"id":"acct_1PJBLEBBLEfV","object":"account"}`, "acct_1PJBLEBBLEfV"},
		"a test key":       {"sk_test_abc", 200, `{"id":"acct_1PJBLEBBLEfV","object":"account"}`, "acct_1PJBLEBBLEfV_test"},
		"a restricted key": {"rk_live_abc", 403, `{"error":{"type":"invalid_request_error","message":"does not have the required permissions for this endpoint on account 'acct_1'"}}`, ""},
		"another object":   {"rk_live_abc", 200, `{"id":"cus_1"}`, channels.CodeUnexpected},
		"no answer":        {"rk_live_abc", 502, `<html>`, channels.CodeBusy},
	} {
		asked := 0
		c := keyOf(t, x.key, x.status, x.body, &asked)
		for range 2 {
			b, err := c.Bill(t.Context(), stream, day, t.TempDir())
			if b.Account+book.CodeOf(err) != x.want {
				t.Errorf("%s: %+v, %v", name, b, err)
			}
			if b.Pending != 0 { // pending at Stripe is the money's way to the balance: amount, fee and net stand
				t.Errorf("%s: %d rows may change", name, b.Pending)
			}
		}
		if asked != 1 && x.status < 500 && name != "another object" {
			t.Errorf("%s: asked for the account %d times", name, asked)
		}
	}
}
