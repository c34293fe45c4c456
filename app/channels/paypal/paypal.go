// Package paypal pulls the transactions of a PayPal account, read only, and writes
// them in the layout of the activity that PayPal lets a merchant download, so that
// a day pulled and a file dropped hold the same rows.
// https://developer.paypal.com/docs/api/transaction-search/v1
package paypal

import (
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"

	"zhangfang/app/book"
	"zhangfang/app/channels"
)

const (
	gateway = "https://api-m.paypal.com"
	sandbox = "https://api-m.sandbox.paypal.com"

	clientID = "client_id"
	secret   = "secret"
	stream   = "activity"
	page     = 500 // the most that PayPal gives
)

// Driver knows PayPal.
type Driver struct{}

// Provider is "paypal".
func (Driver) Provider() string { return "paypal" }

// Fields is the id and secret of a REST app of the account. A secret written as
// "id:secret", or below its id, holds both.
func (Driver) Fields() []channels.Field {
	return []channels.Field{{Name: clientID, Optional: true}, {Name: secret, Secret: true}}
}

// Streams is the account's activity. Transactions may be listed up to three hours
// late, and for three years.
func (Driver) Streams() []channels.Stream {
	return []channels.Stream{{Name: stream, Ready: 4 * time.Hour, Back: 3*365 - 1}}
}

// Check trims and parts what was filled in.
func (Driver) Check(a channels.Account) (channels.Account, error) {
	id, key := strings.TrimSpace(a.Fields[clientID]), strings.TrimSpace(a.Fields[secret])
	if parts := strings.FieldsFunc(key, func(r rune) bool { return strings.ContainsRune(": \t\r\n", r) }); id == "" && len(parts) == 2 {
		id, key = parts[0], parts[1]
	}
	for _, f := range [][2]string{{clientID, id}, {secret, key}} {
		switch name, v := f[0], f[1]; {
		case v == "":
			return a, &book.Problem{Code: "field_missing", Cell: name}
		case strings.ContainsAny(v, " \t\r\n:"):
			return a, &book.Problem{Code: "field_id", Cell: name}
		}
	}
	if err := channels.CheckGateway(a.Gateway); err != nil {
		return a, err
	}
	a.Fields = map[string]string{clientID: id, secret: key}
	return a, nil
}

// Address is where an account's requests go.
func (Driver) Address(a channels.Account) (base string, hosts []string) {
	switch {
	case a.Gateway != "":
		return a.Gateway, nil
	case a.Sandbox:
		return sandbox, nil
	}
	return gateway, nil
}

// Open makes a client; nothing goes over the network.
func (d Driver) Open(a channels.Account, env channels.Env) (channels.Client, error) {
	base, _ := d.Address(a)
	return &client{base: strings.TrimRight(base, "/"), id: a.Fields[clientID], secret: a.Fields[secret], env: env}, nil
}

type client struct {
	base, id, secret string
	env              channels.Env

	mu    sync.Mutex
	token string
	until time.Time
}

func (c *client) Close() error { return nil }

// Test asks for the transactions of an hour of the day before yesterday.
func (c *client) Test(ctx context.Context) error {
	from := c.env.Now().Add(-48 * time.Hour).Truncate(time.Hour)
	_, err := c.search(ctx, from, from.Add(time.Hour), 1, 1)
	return err
}

// Bill writes the transactions that began on a day.
func (c *client) Bill(ctx context.Context, stream string, day book.Day, dir string) (channels.Bill, error) {
	if !channels.Over(day, c.env.Now()) {
		return channels.Bill{}, &book.Problem{Code: channels.CodeNotReady}
	}
	path := filepath.Join(dir, "PayPal_activity_"+strings.ReplaceAll(day.String(), "-", "")+".csv")
	rows := 0
	sum, err := channels.Save(path, func(w io.Writer) (err error) {
		if rows, err = c.write(ctx, w, day); err == nil && rows == 0 {
			err = &book.Problem{Code: channels.CodeNoTrade}
		}
		return err
	})
	return channels.Bill{Path: path, SHA256: sum}, err
}

// write lists the transactions page by page and tells how many they were.
func (c *client) write(ctx context.Context, to io.Writer, day book.Day) (n int, err error) {
	from, end := channels.DayBounds(day)
	w := csv.NewWriter(to)
	w.UseCRLF = true
	if err := w.Write(columns); err != nil {
		return 0, err
	}
	for p, pages := 1, 1; p <= pages; p++ {
		// Both ends belong to PayPal's span.
		got, err := c.search(ctx, from, end.Add(-time.Second), p, page)
		if err == nil {
			err = got.whole(end)
		}
		if err != nil {
			return n, err
		}
		pages = got.TotalPages
		for i := range got.Details {
			cells, err := row(&got.Details[i])
			if err == nil {
				err = w.Write(cells)
			}
			if err != nil {
				return n, err
			}
			n++
		}
	}
	w.Flush()
	return n, w.Error()
}

// found is a page of what a search found.
type found struct {
	Details    []detail `json:"transaction_details"`
	TotalPages int      `json:"total_pages"`
	Refreshed  string   `json:"last_refreshed_datetime"` // what came later is not listed yet
}

// whole tells whether all that happened before a moment is listed by now. Problem
// CodeNotReady.
func (f *found) whole(before time.Time) error {
	if f.Refreshed == "" {
		return nil // it is optional: the hours of Streams are all there is then
	}
	at, err := moment(f.Refreshed)
	switch {
	case err != nil:
		return &book.Problem{Code: channels.CodeUnexpected, Args: []string{"last_refreshed_datetime"}}
	case at.Before(before):
		return &book.Problem{Code: channels.CodeNotReady}
	}
	return nil
}

// search asks for a page of the transactions of a span, with a token that is made
// anew once where it is not taken any more.
func (c *client) search(ctx context.Context, from, to time.Time, p, size int) (found, error) {
	ask := url.Values{
		"start_date": {from.UTC().Format(time.RFC3339)}, "end_date": {to.UTC().Format(time.RFC3339)}, "fields": {"all"},
		"page_size": {strconv.Itoa(size)}, "page": {strconv.Itoa(p)},
	}
	for again := false; ; again = true {
		token, err := c.access(ctx, again)
		if err != nil {
			return found{}, err
		}
		r, err := http.NewRequest(http.MethodGet, c.base+"/v1/reporting/transactions?"+ask.Encode(), nil)
		if err != nil {
			return found{}, fmt.Errorf("ask for transactions: %w", err)
		}
		r.Header.Set("Authorization", "Bearer "+token)
		a, err := channels.Ask(ctx, c.env.HTTP, r)
		switch {
		case err != nil:
			return found{}, err
		case a.Status == http.StatusUnauthorized && !again:
			continue
		case a.Status != http.StatusOK:
			return found{}, refused(a)
		}
		if err := a.Past(to.Add(time.Second), c.env.Now()); err != nil {
			return found{}, err
		}
		var got found
		return got, a.Decode(&got)
	}
}

// access is a token that is good for a minute at least.
func (c *client) access(ctx context.Context, anew bool) (string, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !anew && c.token != "" && c.env.Now().Before(c.until) {
		return c.token, nil
	}
	r, err := http.NewRequest(http.MethodPost, c.base+"/v1/oauth2/token", strings.NewReader("grant_type=client_credentials"))
	if err != nil {
		return "", fmt.Errorf("ask for a token: %w", err)
	}
	r.SetBasicAuth(c.id, c.secret)
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	a, err := channels.Ask(ctx, c.env.HTTP, r)
	if err != nil {
		return "", err
	}
	if a.Status != http.StatusOK {
		return "", refused(a)
	}
	var t struct {
		Token   string `json:"access_token"`
		Seconds int64  `json:"expires_in"`
	}
	if err := a.Decode(&t); err != nil {
		return "", err
	}
	if t.Token == "" {
		return "", &book.Problem{Code: channels.CodeUnexpected, Args: []string{"access_token"}}
	}
	c.token, c.until = t.Token, c.env.Now().Add(time.Duration(t.Seconds)*time.Second-time.Minute)
	return c.token, nil
}

// refused reads PayPal's two kinds of error objects.
func refused(a channels.Reply) error {
	var e struct {
		Name  string `json:"name"`
		Error string `json:"error"`
	}
	_ = a.Decode(&e) // a page of a proxy has none
	switch {
	case e.Error == "invalid_client":
		return &book.Problem{Code: channels.CodeAccount}
	case e.Name == "NOT_AUTHORIZED":
		return &book.Problem{Code: channels.CodePermission}
	case e.Name == "":
		e.Name = e.Error
	}
	return a.Refused(e.Name)
}
