// Package paypal pulls the transactions of a PayPal account, read only, and writes
// them in the layout of the activity that PayPal lets a merchant download, so that
// a day pulled and a file dropped hold the same rows.
// https://developer.paypal.com/docs/api/transaction-search/v1
package paypal

import (
	"context"
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

	// Only what moved the balance is listed: a payment by electronic cheque, which
	// takes up to a week and a half, may join the list of its day when it clears.
	late = 10 * 24 * time.Hour
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
	return []channels.Stream{{Name: stream, Ready: 4 * time.Hour, Back: 3*365 - 1, Late: late}}
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
	_, err := c.AccountNumber(ctx)
	return err
}

// AccountNumber is what every search tells besides what it finds.
func (c *client) AccountNumber(ctx context.Context) (string, error) {
	from := c.env.Now().Add(-48 * time.Hour).Truncate(time.Hour)
	got, err := c.search(ctx, from, from.Add(time.Hour), 1, 1)
	return got.Account, err
}
