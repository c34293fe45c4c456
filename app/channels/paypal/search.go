package paypal

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
	"unicode"

	"zhangfang/app/book"
	"zhangfang/app/channels"
)

// found is a page of what a search found.
type found struct {
	Details    []detail `json:"transaction_details"`
	TotalPages int      `json:"total_pages"`
	Total      *int     `json:"total_items"`             // of all pages, on the first of them
	Account    string   `json:"account_number"`          // the merchant's
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

// search asks for a page of the transactions of a span.
func (c *client) search(ctx context.Context, from, to time.Time, p, size int) (found, error) {
	ask := url.Values{
		"start_date": {from.UTC().Format(time.RFC3339)}, "end_date": {to.UTC().Format(time.RFC3339)}, "fields": {"all"},
		"page_size": {strconv.Itoa(size)}, "page": {strconv.Itoa(p)},
	}
	a, err := c.get(ctx, "/v1/reporting/transactions", ask)
	if err != nil {
		return found{}, err
	}
	if err := a.Past(to.Add(time.Second), c.env.Now()); err != nil {
		return found{}, err
	}
	var got found
	if err := a.Decode(&got); err != nil {
		return found{}, err
	}
	if strings.ContainsFunc(got.Account, func(r rune) bool { return r > 'z' || !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		return found{}, &book.Problem{Code: channels.CodeUnexpected, Args: []string{"account_number"}}
	}
	return got, nil
}

// get asks for a path, with a token that is made anew once where it is not taken any
// more.
func (c *client) get(ctx context.Context, path string, ask url.Values) (channels.Reply, error) {
	for again := false; ; again = true {
		token, err := c.access(ctx, again)
		if err != nil {
			return channels.Reply{}, err
		}
		r, err := http.NewRequest(http.MethodGet, c.base+path+"?"+ask.Encode(), nil)
		if err != nil {
			return channels.Reply{}, fmt.Errorf("ask for %s: %w", path, err)
		}
		r.Header.Set("Authorization", "Bearer "+token)
		a, err := channels.Ask(ctx, c.env.HTTP, r)
		switch {
		case err != nil:
			return channels.Reply{}, err
		case a.Status == http.StatusUnauthorized && !again:
			continue
		case a.Status != http.StatusOK:
			return channels.Reply{}, refused(a)
		}
		return a, nil
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

// errTooMany is that a span has more transactions than PayPal lists for one.
var errTooMany = errors.New("more transactions than one search lists")

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
	case e.Name == "RESULTSET_TOO_LARGE":
		return &book.Problem{Code: channels.CodeUnexpected, Args: []string{e.Name}, Err: errTooMany}
	case e.Name == "":
		e.Name = e.Error
	}
	return a.Refused(e.Name)
}
