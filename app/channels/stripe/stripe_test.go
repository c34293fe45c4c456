package stripe

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"zhangfang/app/book"
	"zhangfang/app/channels"
)

var (
	day = book.NewDay(2026, 3, 5)
	now = time.Date(2026, 3, 6, 8, 0, 0, 0, time.UTC)
)

// connect opens a client for a server of the test's own.
func connect(t *testing.T, h http.HandlerFunc) channels.Client {
	t.Helper()
	return connectAt(t, now, now, h)
}

// connectAt lets the clocks of both sides be told.
func connectAt(t *testing.T, ours, theirs time.Time, h http.HandlerFunc) channels.Client {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Date", theirs.UTC().Format(http.TimeFormat))
		if r.URL.Path == "/v1/account" { // which a restricted key mostly may not read
			w.WriteHeader(http.StatusForbidden)
			fmt.Fprint(w, `{"error":{"type":"invalid_request_error","message":"The provided key 'rk_test_***abc' does not have the required permissions for this endpoint on account 'acct_1'."}}`)
			return
		}
		h(w, r)
	}))
	t.Cleanup(s.Close)
	a, err := Driver{}.Check(channels.Account{Gateway: s.URL, Fields: map[string]string{secret: "  rk_test_abc\n"}})
	if err != nil {
		t.Fatal(err)
	}
	hc, err := channels.NewHTTP(s.URL, channels.Limits{Whole: 2 * time.Second})
	if err != nil {
		t.Fatal(err)
	}
	c, err := Driver{}.Open(a, channels.Env{Now: func() time.Time { return ours }, HTTP: hc})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func pull(t *testing.T, c channels.Client) (text string, err error) {
	t.Helper()
	b, err := c.Bill(t.Context(), stream, day, t.TempDir())
	if err != nil {
		return "", err
	}
	raw, err := os.ReadFile(b.Path)
	return string(raw), err
}

func TestBillIsTheReportOfTheDay(t *testing.T) {
	from, to := channels.DayBounds(day)
	charge := func(i int) map[string]any {
		return map[string]any{"id": fmt.Sprintf("txn_%03d", i), "amount": 1050, "fee": 61, "net": 989, "currency": "usd", "created": from.Unix() + int64(i), "available_on": to.Unix(),
			"reporting_category": "charge", "description": "Tea, \"green\"", "source": map[string]any{"id": "ch_1", "metadata": map[string]string{"order_id": "S-7"}}}
	}
	var all []map[string]any
	for i := range 205 {
		all = append(all, charge(i))
	}
	all = append(all,
		map[string]any{"id": "txn_r", "amount": -500, "fee": 0, "net": -500, "currency": "jpy", "created": from.Unix() + 300, "available_on": to.Unix(), "reporting_category": "refund",
			"source": map[string]any{"id": "re_1", "charge": "ch_1"}},
		map[string]any{"id": "txn_p", "amount": -100000, "fee": 0, "net": -100000, "currency": "kwd", "created": from.Unix() + 301, "available_on": to.Unix(), "reporting_category": "payout", "source": "po_1"})
	c := connect(t, func(w http.ResponseWriter, r *http.Request) {
		q := r.URL.Query()
		if r.Header.Get("Authorization") != "Bearer rk_test_abc" || r.Header.Get("Stripe-Version") == "" {
			t.Errorf("headers %v", r.Header)
		}
		if q.Get("created[gte]") != strconv.FormatInt(from.Unix(), 10) || q.Get("created[lt]") != strconv.FormatInt(to.Unix(), 10) {
			t.Errorf("asked for %v", q)
		}
		at := 0
		for i, x := range all {
			if x["id"] == q.Get("starting_after") {
				at = i + 1
			}
		}
		end := min(at+100, len(all))
		json.NewEncoder(w).Encode(map[string]any{"object": "list", "data": all[at:end], "has_more": end < len(all)})
	})
	text, err := pull(t, c)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(text), "\r\n")
	if len(lines) != 1+len(all) {
		t.Fatalf("%d lines", len(lines))
	}
	for line, want := range map[int]string{
		1:   `txn_000,2026-03-04 16:00:00,2026-03-05 16:00:00,usd,10.50,0.61,9.89,charge,ch_1,ch_1,"Tea, ""green""",S-7`,
		206: `txn_r,2026-03-04 16:05:00,2026-03-05 16:00:00,jpy,-500,0,-500,refund,re_1,ch_1,,`,
		207: `txn_p,2026-03-04 16:05:01,2026-03-05 16:00:00,kwd,-100.000,0.000,-100.000,payout,po_1,,,`,
	} {
		if lines[line] != want {
			t.Errorf("line %d is\n%s, want\n%s", line, lines[line], want)
		}
	}
}

func TestKeyForTheBalanceAlone(t *testing.T) {
	c := connect(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Query().Has("expand[]") {
			w.WriteHeader(http.StatusForbidden)
			return
		}
		fmt.Fprint(w, `{"data":[{"id":"txn_1","amount":5,"net":5,"currency":"usd","source":"ch_9"}]}`)
	})
	if text, err := pull(t, c); err != nil || !strings.Contains(text, ",ch_9,ch_9,") {
		t.Errorf("%s, %v", text, err)
	}
}

func TestFaults(t *testing.T) {
	status := func(code int, body string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(code); fmt.Fprint(w, body) }
	}
	for name, f := range map[string]struct {
		h    http.HandlerFunc
		want string
	}{
		"empty day":     {status(200, `{"data":[],"has_more":false}`), channels.CodeNoTrade},
		"wrong key":     {status(401, `{"error":{"type":"invalid_request_error","message":"Invalid API Key provided: rk_test_***abc"}}`), channels.CodeAccount},
		"no permission": {status(403, `{"error":{"code":"permission_denied"}}`), channels.CodePermission},
		"address":       {status(403, `{"error":{"message":"The API key does not allow requests from your IP address."}}`), channels.CodeAddress},
		"too many":      {status(429, `{"error":{"code":"rate_limit"}}`), channels.CodeLimited},
		"down":          {status(502, `<html>`), channels.CodeBusy},
		"other address": {status(404, `404 page not found`), channels.CodeStranger},
		"html":          {status(200, `<html>`), channels.CodeStranger},
		"truncated":     {status(200, `{"data":[{"id":"txn_1"`), channels.CodeUnexpected},
		"redirect": {func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "https://evil.example", http.StatusTemporaryRedirect)
		}, channels.CodeStranger},
		"endless":      {status(200, `{"data":[{"id":"txn_1"}],"has_more":true}`), channels.CodeUnexpected},
		"nothing more": {status(200, `{"data":[],"has_more":true}`), channels.CodeUnexpected},
		"reset":        {func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }, channels.CodeUnavailable},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			_, err := connect(t, f.h).Bill(t.Context(), stream, day, dir)
			if book.CodeOf(err) != f.want {
				t.Errorf("got %v, want %s", err, f.want)
			}
			if err != nil && strings.Contains(err.Error(), "rk_test") {
				t.Error("the error holds a piece of the key")
			}
			if left, _ := os.ReadDir(dir); len(left) != 0 {
				t.Errorf("a half bill is left: %v", left)
			}
		})
	}
}

func TestTheDayMustBeOver(t *testing.T) {
	c := connect(t, func(http.ResponseWriter, *http.Request) { t.Error("asked") })
	if _, err := c.Bill(t.Context(), stream, book.NewDay(2026, 3, 6), t.TempDir()); book.CodeOf(err) != channels.CodeNotReady {
		t.Errorf("got %v", err)
	}
}

func TestADayIsOverByStripesClockToo(t *testing.T) {
	_, over := channels.DayBounds(day)
	for name, x := range map[string]struct {
		ours, theirs time.Time
		want         string
	}{
		"both say so":           {over, over, ""},
		"we are a minute ahead": {over.Add(30 * time.Second), over.Add(-30 * time.Second), channels.CodeNotReady},
		"their last second":     {over, over.Add(-time.Second), channels.CodeNotReady},
		"we are far ahead":      {over.Add(10 * time.Hour), over.Add(-2 * time.Hour), channels.CodeClock},
		"we are far behind":     {over, over.Add(5 * time.Minute), channels.CodeClock},
		"almost far":            {over, over.Add(4 * time.Minute), ""},
	} {
		c := connectAt(t, x.ours, x.theirs, func(w http.ResponseWriter, _ *http.Request) {
			fmt.Fprint(w, `{"data":[{"id":"txn_1","amount":5,"net":5,"currency":"usd","source":"ch_9"}]}`)
		})
		dir := t.TempDir()
		_, err := c.Bill(t.Context(), stream, day, dir)
		if book.CodeOf(err) != x.want || x.want == "" && err != nil {
			t.Errorf("%s: %v, want %q", name, err, x.want)
		}
		if left, _ := os.ReadDir(dir); err != nil && len(left) != 0 {
			t.Errorf("%s: a half bill is left: %v", name, left)
		}
		if err := c.Test(t.Context()); (book.CodeOf(err) == channels.CodeClock) != (x.want == channels.CodeClock) {
			t.Errorf("%s: tested: %v", name, err)
		}
	}
}

func TestCheck(t *testing.T) {
	for key, want := range map[string]string{"": "field_missing", "pk_live_x": "field_id", "rk_live_a b": "field_id", "rk_live_x": "", " sk_test_x ": ""} {
		a, err := Driver{}.Check(channels.Account{Fields: map[string]string{secret: key}})
		if book.CodeOf(err) != want || err == nil && a.Sandbox != strings.Contains(key, "test") {
			t.Errorf("%q: %v, %+v", key, err, a)
		}
	}
	if _, err := (Driver{}).Check(channels.Account{Gateway: "http://example.com", Fields: map[string]string{secret: "rk_x"}}); book.CodeOf(err) != "gateway_address_text" {
		t.Errorf("gateway: %v", err)
	}
}
