package paypal

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

// fake is PayPal as its contract says: a token for id and secret, then pages.
type fake struct {
	tokens int
	fresh  string           // the token that is taken
	serve  http.HandlerFunc // of the search
	clock  time.Time        // now, where it is not set
}

func (f *fake) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	at := now
	if !f.clock.IsZero() {
		at = f.clock
	}
	w.Header().Set("Date", at.UTC().Format(http.TimeFormat))
	switch r.URL.Path {
	case "/v1/oauth2/token":
		if id, key, _ := r.BasicAuth(); id != "me" || key != "hush" || r.FormValue("grant_type") != "client_credentials" {
			w.WriteHeader(http.StatusUnauthorized)
			fmt.Fprint(w, `{"error":"invalid_client","error_description":"Client Authentication failed"}`)
			return
		}
		f.tokens++
		f.fresh = "token" + strconv.Itoa(f.tokens)
		fmt.Fprintf(w, `{"access_token":%q,"expires_in":32400}`, f.fresh)
	case "/v1/reporting/transactions":
		if r.Header.Get("Authorization") != "Bearer "+f.fresh {
			w.WriteHeader(http.StatusUnauthorized)
			fmt.Fprint(w, `{"error":"invalid_token"}`)
			return
		}
		f.serve(w, r)
	default:
		w.WriteHeader(http.StatusNotFound)
	}
}

func connect(t *testing.T, f *fake, both string) channels.Client {
	t.Helper()
	s := httptest.NewServer(f)
	t.Cleanup(s.Close)
	a, err := Driver{}.Check(channels.Account{Gateway: s.URL, Fields: map[string]string{secret: both}})
	if err != nil {
		t.Fatal(err)
	}
	hc, err := channels.NewHTTP(s.URL, channels.Limits{Whole: 2 * time.Second})
	if err != nil {
		t.Fatal(err)
	}
	c, err := Driver{}.Open(a, channels.Env{Now: func() time.Time { return now }, HTTP: hc})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func transaction(id, event, value, fee string) map[string]any {
	return map[string]any{
		"transaction_info": map[string]any{"transaction_id": id, "transaction_event_code": event, "transaction_initiation_date": "2026-03-05T01:02:03+0000", "transaction_status": "S",
			"transaction_amount": map[string]string{"currency_code": "USD", "value": value}, "fee_amount": map[string]string{"currency_code": "USD", "value": fee},
			"ending_balance": map[string]string{"currency_code": "USD", "value": "99.00"}, "invoice_id": "S-1", "transaction_subject": "Tea, \"green\""},
		"payer_info": map[string]any{"email_address": "a@example.com", "payer_name": map[string]string{"given_name": "A", "surname": "Buyer"}},
	}
}

func TestBillIsTheActivityOfTheDay(t *testing.T) {
	var all []map[string]any
	for i := range 1203 {
		all = append(all, transaction(fmt.Sprintf("P%04d", i), "T0006", "10.00", "-0.64"))
	}
	all = append(all, transaction("R1", "T1107", "-10.00", "0.00"), transaction("W1", "T0400", "-80.00", "0.00"), transaction("A1", "T1300", "5.00", "0.00"))
	f := &fake{serve: func(w http.ResponseWriter, r *http.Request) {
		q := r.URL.Query()
		if q.Get("start_date") != "2026-03-04T16:00:00Z" || q.Get("end_date") != "2026-03-05T16:00:00Z" || q.Get("fields") != "all" {
			t.Errorf("asked for %v", q)
		}
		n, _ := strconv.Atoi(q.Get("page"))
		size, _ := strconv.Atoi(q.Get("page_size"))
		pages := (len(all) + size - 1) / size
		json.NewEncoder(w).Encode(map[string]any{"transaction_details": all[(n-1)*size : min(n*size, len(all))], "page": n, "total_pages": pages})
	}}
	c := connect(t, f, "me:hush")
	b, err := c.Bill(t.Context(), stream, day, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile(b.Path)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(raw)), "\r\n")
	if len(lines) != 1+len(all) || f.tokens != 1 {
		t.Fatalf("%d lines, %d tokens", len(lines), f.tokens)
	}
	for line, want := range map[int]string{
		1:    `2026-03-05,01:02:03,UTC,A Buyer,Express Checkout Payment,Completed,USD,10.00,-0.64,9.36,a@example.com,P0000,,S-1,99.00,Credit,"Tea, ""green"""`,
		1204: `2026-03-05,01:02:03,UTC,A Buyer,Payment Refund,Completed,USD,-10.00,0,-10,a@example.com,R1,,S-1,99.00,Debit,"Tea, ""green"""`,
		1205: `2026-03-05,01:02:03,UTC,A Buyer,General Withdrawal,Completed,USD,-80.00,0,-80,a@example.com,W1,,S-1,99.00,Debit,"Tea, ""green"""`,
		1206: `2026-03-05,01:02:03,UTC,A Buyer,General Authorization,Completed,USD,5.00,0,5,a@example.com,A1,,S-1,99.00,Memo,"Tea, ""green"""`,
	} {
		if lines[line] != want {
			t.Errorf("line %d is\n%s, want\n%s", line, lines[line], want)
		}
	}
}

func TestTokenIsMadeAnewOnce(t *testing.T) {
	f := &fake{serve: func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprint(w, `{"transaction_details":[],"total_pages":0}`)
	}}
	c := connect(t, f, "me\nhush\n")
	if err := c.Test(t.Context()); err != nil {
		t.Fatal(err)
	}
	f.fresh = "revoked"
	if err := c.Test(t.Context()); err != nil || f.tokens != 2 {
		t.Errorf("%v after %d tokens", err, f.tokens)
	}
	f.serve = func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusUnauthorized) }
	if err := c.Test(t.Context()); book.CodeOf(err) != channels.CodeAccount || f.tokens != 3 {
		t.Errorf("%v after %d tokens", err, f.tokens)
	}
}

func TestFaults(t *testing.T) {
	status := func(code int, body string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(code); fmt.Fprint(w, body) }
	}
	for name, x := range map[string]struct {
		h    http.HandlerFunc
		want string
	}{
		"empty day":     {status(200, `{"transaction_details":[],"total_pages":0}`), channels.CodeNoTrade},
		"no permission": {status(403, `{"name":"NOT_AUTHORIZED","message":"Authorization failed due to insufficient permissions."}`), channels.CodePermission},
		"too many":      {status(429, `{"name":"RATE_LIMIT_REACHED"}`), channels.CodeLimited},
		"down":          {status(503, `<html>`), channels.CodeBusy},
		"other address": {status(404, `404 page not found`), channels.CodeStranger},
		"html":          {status(200, `<html>`), channels.CodeStranger},
		"truncated":     {status(200, `{"transaction_details":[{"transaction_info"`), channels.CodeUnexpected},
		"no amount":     {status(200, `{"transaction_details":[{"transaction_info":{"transaction_id":"X","transaction_initiation_date":"2026-03-05T01:02:03Z"}}],"total_pages":1}`), channels.CodeUnexpected},
		"number":        {status(200, `{"transaction_details":[{"transaction_info":{"transaction_id":7}}],"total_pages":1}`), channels.CodeUnexpected},
		"redirect": {func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "https://evil.example", http.StatusTemporaryRedirect)
		}, channels.CodeStranger},
		"reset": {func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }, channels.CodeUnavailable},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			_, err := connect(t, &fake{serve: x.h}, "me:hush").Bill(t.Context(), stream, day, dir)
			if book.CodeOf(err) != x.want {
				t.Errorf("got %v, want %s", err, x.want)
			}
			if left, _ := os.ReadDir(dir); len(left) != 0 {
				t.Errorf("a half bill is left: %v", left)
			}
		})
	}
	if err := connect(t, &fake{}, "me:wrong").Test(t.Context()); book.CodeOf(err) != channels.CodeAccount || strings.Contains(err.Error(), "wrong") {
		t.Errorf("wrong secret: %v", err)
	}
}

func TestADayIsOverByPayPalsClockToo(t *testing.T) {
	_, over := channels.DayBounds(day)
	listed := func(refreshed string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			json.NewEncoder(w).Encode(map[string]any{"transaction_details": []any{transaction("P1", "T0006", "10.00", "-0.64")}, "total_pages": 1, "last_refreshed_datetime": refreshed})
		}
	}
	for name, x := range map[string]struct {
		ours, theirs time.Time
		refreshed    string
		want         string
	}{
		"all listed":             {now, now, "2026-03-05T16:00:00+0000", ""},
		"all listed, other form": {now, now, "2026-03-05T16:00:00Z", ""},
		"not said":               {now, now, "", ""},
		"a second short":         {now, now, "2026-03-05T15:59:59+0000", channels.CodeNotReady},
		"no time":                {now, now, "yesterday", channels.CodeUnexpected},
		"we are a minute ahead":  {over.Add(30 * time.Second), over.Add(-30 * time.Second), "", channels.CodeNotReady},
		"their last second":      {over, over.Add(-time.Second), "", channels.CodeNotReady},
		"we are far ahead":       {now, now.Add(-5 * time.Minute), "2026-03-05T16:00:00Z", channels.CodeClock},
		"we are far behind":      {now, now.Add(5 * time.Minute), "2026-03-05T16:00:00Z", channels.CodeClock},
	} {
		was := now
		now = x.ours
		dir := t.TempDir()
		_, err := connect(t, &fake{serve: listed(x.refreshed), clock: x.theirs}, "me:hush").Bill(t.Context(), stream, day, dir)
		now = was
		if book.CodeOf(err) != x.want || x.want == "" && err != nil {
			t.Errorf("%s: %v, want %q", name, err, x.want)
		}
		if left, _ := os.ReadDir(dir); err != nil && len(left) != 0 {
			t.Errorf("%s: a half bill is left: %v", name, left)
		}
	}
}

func TestCheck(t *testing.T) {
	for _, c := range []struct{ id, key, want string }{
		{"", "", "field_missing"}, {"a", "", "field_missing"}, {"", "b", "field_missing"}, {"a", "b", ""}, {"", "a:b", ""}, {"", "a\r\nb\r\n", ""}, {"a b", "c", "field_id"}, {"", "a:b:c", "field_missing"},
	} {
		a, err := Driver{}.Check(channels.Account{Fields: map[string]string{clientID: c.id, secret: c.key}})
		if book.CodeOf(err) != c.want || err == nil && (a.Fields[clientID] != "a" || a.Fields[secret] != "b") {
			t.Errorf("%q %q: %v %v", c.id, c.key, err, a.Fields)
		}
	}
}
