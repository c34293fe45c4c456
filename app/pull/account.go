package pull

import (
	"context"
	"time"

	"zhangfang/app/book"
	"zhangfang/app/channels"
)

// accountNumber is where a connection keeps the provider's number of its account, once
// the provider told it.
const accountNumber = "account"

// AccountNumber is the provider's number of the account that a connection is of; ""
// while it is not known.
func AccountNumber(c *book.Connection) string {
	for _, name := range []string{accountNumber, "mch_id", "app_id"} {
		if n := c.Fields[name]; n != "" {
			return n
		}
	}
	return ""
}

// patience is how long the owner is let wait for the number of an account, which the
// first bill tells as well.
const patience = 15 * time.Second

// identify asks for the number of the account that a connection is about to be of.
// Problems "account_connected", "account_other".
func (s *Service) identify(ctx context.Context, d channels.Driver, c *book.Connection, a channels.Account) error {
	was, _, err := s.others(ctx, c)
	if err != nil {
		return err
	}
	if n := was.Fields[accountNumber]; n != "" {
		c.Fields[accountNumber] = n
	}
	number := ""
	err = s.with(d, a, func(client channels.Client) (err error) {
		if asks, ok := client.(channels.Identifier); ok {
			short, cancel := context.WithTimeout(ctx, patience)
			defer cancel()
			number, err = asks.AccountNumber(short)
		}
		return err
	})
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		number = "" // not reached, or not with these keys: the first bill tells it, or why there is none
	}
	return s.isOf(ctx, c, number)
}

// isOf takes it that a connection is of the account of a number, "" for one that was
// not told. Problem "account_other" where it was of another until now: the rows of two
// accounts would get mixed up. Problem "account_connected" where another connection is
// of this account: its rows would come in twice.
func (s *Service) isOf(ctx context.Context, c *book.Connection, number string) error {
	had := c.Fields[accountNumber]
	if had != "" && number != "" && had != number {
		return &book.Problem{Code: "account_other", Args: []string{had, number}}
	}
	if number != "" {
		if c.Fields == nil {
			c.Fields = map[string]string{}
		}
		c.Fields[accountNumber] = number
	}
	if had != "" {
		return nil // it was looked for then
	}
	if number = AccountNumber(c); number == "" {
		return nil
	}
	_, others, err := s.others(ctx, c)
	if err != nil {
		return err
	}
	for i := range others {
		if o := &others[i]; o.Provider == c.Provider && o.Sandbox == c.Sandbox && o.Gateway == c.Gateway && AccountNumber(o) == number {
			delete(c.Fields, accountNumber)
			return &book.Problem{Code: "account_connected", Args: []string{o.Name}}
		}
	}
	return nil
}

// others are all connections but one, and that one as it is kept; zero while it is not.
func (s *Service) others(ctx context.Context, c *book.Connection) (kept book.Connection, others []book.Connection, err error) {
	all, err := s.book.Connections(ctx)
	for _, o := range all {
		if o.ID == c.ID {
			kept = o
		} else {
			others = append(others, o)
		}
	}
	return kept, others, err
}

// tells takes the number of the account that a bill came with, and keeps it where it
// was not known: connections of before, and keys that the provider did not answer to
// when they were filled in. Problems as of isOf.
func (s *Service) tells(ctx context.Context, c *book.Connection, number string) error {
	if number == "" || number == c.Fields[accountNumber] {
		return nil
	}
	if err := s.isOf(ctx, c, number); err != nil {
		return err
	}
	kept, _, err := s.others(ctx, c) // the owner may have changed it since the pull began
	if err != nil || kept.ID == 0 {
		return err
	}
	if kept.Fields == nil {
		kept.Fields = map[string]string{}
	}
	kept.Fields[accountNumber] = number
	if err := s.book.SaveConnection(ctx, &kept, nil, s.now()); err != nil {
		return &book.Problem{Code: "pull_import", Err: err}
	}
	return nil
}
