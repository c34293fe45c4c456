package pull

import (
	"context"
	"maps"
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
	for _, name := range []string{accountNumber, merchantNumber, "app_id"} {
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
// Problems "account_connected", "account_other", "account_sandbox", "account_live".
func (s *Service) identify(ctx context.Context, d channels.Driver, c *book.Connection, a channels.Account) error {
	was, _, err := s.others(ctx, c)
	if err != nil {
		return err
	}
	if was.ID != 0 {
		if err := strays(&was, c); err != nil {
			return err
		}
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

// merchantNumber is the field by which WeChat Pay's merchants are told apart: it is
// filled in with the keys.
const merchantNumber = "mch_id"

// strays tells whether what was filled in anew leads a connection to other rows, as far
// as can be seen without asking the provider: to another merchant, or from what truly
// happened to what was tried out, or back.
func strays(was, c *book.Connection) error {
	had, number := was.Fields[merchantNumber], c.Fields[merchantNumber]
	switch {
	case had != "" && had != number:
		return &book.Problem{Code: "account_other", Args: []string{had, number}}
	case c.Sandbox && !was.Sandbox:
		return &book.Problem{Code: "account_sandbox", Args: []string{was.Name}}
	case was.Sandbox && !c.Sandbox:
		return &book.Problem{Code: "account_live", Args: []string{was.Name}}
	}
	return nil
}

// isOf takes it that a connection is of the account of a number, "" for one that was
// not told. Problem "account_other" where it was of another until now: the rows of two
// accounts would get mixed up. Problem "account_connected" where another connection is
// of this account: its rows would come in twice. The fields are changed in a copy: the
// caller may be reading them.
func (s *Service) isOf(ctx context.Context, c *book.Connection, number string) error {
	if had := c.Fields[accountNumber]; had != "" {
		if number != "" && !is(c, number) {
			return &book.Problem{Code: "account_other", Args: []string{had, number}}
		}
		return nil // whether another is of it was looked for when it was told
	}
	known := number
	if known == "" {
		known = AccountNumber(c)
	}
	if known == "" {
		return nil
	}
	_, others, err := s.others(ctx, c)
	if err != nil {
		return err
	}
	for i := range others {
		if o := &others[i]; o.Provider == c.Provider && o.Gateway == c.Gateway && is(o, known) {
			return &book.Problem{Code: "account_connected", Args: []string{o.Name}}
		}
	}
	if number != "" {
		c.Fields = with(c.Fields, accountNumber, number)
	}
	return nil
}

// is tells whether a connection is of the account of a number. One for trying things
// out may have its number without the mark: it was told before there was one, and its
// rows are under it.
func is(c *book.Connection, number string) bool {
	has := AccountNumber(c)
	return has == number || c.Sandbox && has+channels.Trial == number
}

// with is a copy of fields with one more, or another.
func with(fields map[string]string, name, value string) map[string]string {
	more := make(map[string]string, len(fields)+1)
	maps.Copy(more, fields)
	more[name] = value
	return more
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
	had := c.Fields[accountNumber]
	if number == "" || number == had {
		return nil
	}
	if err := s.isOf(ctx, c, number); err != nil || c.Fields[accountNumber] == had {
		return err
	}
	kept, _, err := s.others(ctx, c) // the owner may have changed it since the pull began
	if err != nil || kept.ID == 0 {
		return err
	}
	kept.Fields = with(kept.Fields, accountNumber, number)
	if err := s.book.SaveConnection(ctx, &kept, nil, s.now()); err != nil {
		return &book.Problem{Code: "pull_import", Err: err}
	}
	return nil
}
