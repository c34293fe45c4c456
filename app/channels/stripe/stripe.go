// Package stripe pulls the transactions of a Stripe balance, read only, and writes
// them in the layout of Stripe's own report of the balance's activity, so that a
// day pulled and a report dropped hold the same rows.
// https://docs.stripe.com/api/balance_transactions
package stripe

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"time"

	"zhangfang/app/book"
	"zhangfang/app/channels"
)

const (
	gateway = "https://api.stripe.com"
	version = "2025-08-27.basil" // what the fields below are read by
	secret  = "secret"           // a restricted key that may read the balance and charges
	stream  = "balance"
)

// Driver knows Stripe.
type Driver struct{}

// Provider is "stripe".
func (Driver) Provider() string { return "stripe" }

// Fields is the key alone: all else hangs on it.
func (Driver) Fields() []channels.Field {
	return []channels.Field{{Name: secret, Secret: true}}
}

// Streams is the balance's activity. A day in China is over for Stripe as well, and
// its transactions are listed at once; an hour is left for late ones.
func (Driver) Streams() []channels.Stream {
	return []channels.Stream{{Name: stream, Ready: time.Hour, Back: 5 * 365}}
}

// Check trims the key and looks at its kind: "sk_" or "rk_".
func (Driver) Check(a channels.Account) (channels.Account, error) {
	key := strings.TrimSpace(a.Fields[secret])
	switch {
	case key == "":
		return a, &book.Problem{Code: "field_missing", Cell: secret}
	case !strings.HasPrefix(key, "sk_") && !strings.HasPrefix(key, "rk_") || strings.ContainsAny(key, " \t\r\n"):
		return a, &book.Problem{Code: "field_id", Cell: secret}
	}
	if err := channels.CheckGateway(a.Gateway); err != nil {
		return a, err
	}
	a.Sandbox = tests(key)
	a.Fields = map[string]string{secret: key}
	return a, nil
}

// Address is where an account's requests go.
func (Driver) Address(a channels.Account) (base string, hosts []string) {
	if a.Gateway != "" {
		return a.Gateway, nil
	}
	return gateway, nil
}

// Open makes a client; nothing goes over the network.
func (d Driver) Open(a channels.Account, env channels.Env) (channels.Client, error) {
	base, _ := d.Address(a)
	return &client{base: strings.TrimRight(base, "/"), key: a.Fields[secret], env: env}, nil
}

type client struct {
	base, key string
	env       channels.Env

	mu     sync.Mutex
	number string // of the account
	asked  bool
}

func (c *client) Close() error { return nil }

// AccountNumber asks for the account's id. A restricted key often may not read it: then
// there is none. One for test mode is told the same id, which is marked as that.
// https://docs.stripe.com/api/accounts/retrieve
func (c *client) AccountNumber(ctx context.Context) (string, error) {
	a, err := c.get(ctx, "/v1/account", nil)
	switch {
	case err != nil:
		return "", err
	case a.Status == http.StatusForbidden:
		return "", nil
	case a.Status != http.StatusOK:
		return "", refused(a)
	}
	var account struct {
		ID string `json:"id"`
	}
	if err := a.Decode(&account); err != nil {
		return "", err
	}
	if !anAccount.MatchString(account.ID) {
		return "", &book.Problem{Code: channels.CodeUnexpected, Args: []string{channels.Short(account.ID)}}
	}
	if tests(c.key) {
		return account.ID + channels.Trial, nil
	}
	return account.ID, nil
}

// tests tells whether a key is for test mode, as it says itself.
func tests(key string) bool { return strings.Contains(key, "_test_") }

var anAccount = regexp.MustCompile(`^acct_[0-9A-Za-z]+$`)

// account is the number of the account, asked for once.
func (c *client) account(ctx context.Context) (string, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.asked {
		return c.number, nil
	}
	number, err := c.AccountNumber(ctx)
	c.number, c.asked = number, err == nil
	return number, err
}

// Test asks for one transaction.
func (c *client) Test(ctx context.Context) error {
	_, err := c.list(ctx, url.Values{"limit": {"1"}}, time.Time{})
	return err
}

// get asks for a path with the key.
func (c *client) get(ctx context.Context, path string, ask url.Values) (channels.Reply, error) {
	address := c.base + path
	if len(ask) > 0 {
		address += "?" + ask.Encode()
	}
	r, err := http.NewRequest(http.MethodGet, address, nil)
	if err != nil {
		return channels.Reply{}, fmt.Errorf("ask for %s: %w", path, err)
	}
	r.Header.Set("Authorization", "Bearer "+c.key)
	r.Header.Set("Stripe-Version", version)
	return channels.Ask(ctx, c.env.HTTP, r)
}

// refused reads Stripe's error object.
func refused(a channels.Reply) error {
	var e struct {
		Error struct{ Type, Code, Message string } `json:"error"`
	}
	_ = a.Decode(&e) // a page of a proxy has none
	if strings.Contains(e.Error.Message, "IP address") {
		return &book.Problem{Code: channels.CodeAddress}
	}
	if e.Error.Code == "" {
		e.Error.Code = e.Error.Type
	}
	return a.Refused(e.Error.Code)
}
