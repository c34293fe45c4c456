package pull

import (
	"context"
	"strings"

	"zhangfang/app/book"
	"zhangfang/app/channels"
)

// Connect checks what the owner filled in and keeps it: a connection without an ID is
// made, one with an ID gets new keys. Problems: those of Driver.Check,
// "connection_name", "connection_twice", "connection_from", "connection_at",
// "account_connected", "account_other", "account_sandbox", "account_live", "passphrase",
// "ring_closed".
func (s *Service) Connect(ctx context.Context, c book.Connection, a channels.Account) (book.Connection, error) {
	if c.Name = strings.TrimSpace(c.Name); c.Name == "" {
		return c, &book.Problem{Code: "connection_name"}
	}
	d := s.Driver(c.Provider)
	if d == nil {
		return c, &book.Problem{Code: "connection_provider", Args: []string{c.Provider}}
	}
	if err := s.terms(ctx, &c); err != nil {
		return c, err
	}
	a, err := d.Check(a)
	if err != nil {
		return c, err
	}
	if own, _ := d.Address(channels.Account{Sandbox: a.Sandbox}); a.Gateway == own {
		a.Gateway = "" // the way back from another
	}
	c.Gateway, c.Sandbox = a.Gateway, a.Sandbox
	secrets := map[string]string{}
	c.Fields = map[string]string{}
	for _, f := range d.Fields() {
		switch v := a.Fields[f.Name]; {
		case v == "":
		case f.Secret:
			secrets[f.Name] = v
		default:
			c.Fields[f.Name] = v
		}
	}
	if err := s.identify(ctx, d, &c, a); err != nil {
		return c, err
	}
	if err := s.own(ctx, &c); err != nil {
		return c, err
	}
	sealed, err := s.vault.seal(ctx, secrets)
	if err != nil {
		return c, err
	}
	again := c.ID != 0
	if err := s.book.SaveConnection(ctx, &c, sealed, s.now()); err != nil {
		return c, err
	}
	if again {
		return c, s.retry(ctx, c.ID)
	}
	s.Wake()
	return c, nil
}

// retry lets what failed be tried at once: what was wrong may be mended.
func (s *Service) retry(ctx context.Context, id book.ConnectionID) error {
	s.goOn(id)
	pulls, err := s.book.Pulls(ctx, id)
	if err != nil {
		return err
	}
	for i := range pulls {
		if p := &pulls[i]; p.State == book.PullFailed {
			p.Next = s.now()
			if err := s.book.SavePull(ctx, p); err != nil {
				return err
			}
		}
	}
	s.Wake()
	return nil
}

// ownChannel is where a connection keeps the name of a channel of its own.
const ownChannel = "channel"

// own gives a connection a channel of its own where its provider's bills name no
// account and the provider is connected already, so that two accounts never share
// one. The name stays what it was at first, whatever the connection is called later.
// It matters as long as the provider does not tell the account.
func (s *Service) own(ctx context.Context, c *book.Connection) error {
	if c.Provider == "alipay" || c.Provider == "wechatpay" { // their bills tell, or the merchant's number does
		return nil
	}
	all, err := s.book.Connections(ctx)
	if err != nil {
		return err
	}
	for _, o := range all {
		switch {
		case o.ID == c.ID && o.Fields[ownChannel] != "":
			c.Fields[ownChannel] = o.Fields[ownChannel]
		case c.ID == 0 && o.Provider == c.Provider:
			c.Fields[ownChannel] = c.Name
		}
	}
	return nil
}

// Change keeps a connection's name, hour, first day or pause; its keys stay, and what
// was learnt about its account since c was read. Problems as of Connect.
func (s *Service) Change(ctx context.Context, c book.Connection) error {
	if c.Name = strings.TrimSpace(c.Name); c.Name == "" {
		return &book.Problem{Code: "connection_name"}
	}
	if err := s.terms(ctx, &c); err != nil {
		return err
	}
	kept, _, err := s.others(ctx, &c)
	if err != nil {
		return err
	}
	c.Gateway, c.Sandbox, c.Fields = kept.Gateway, kept.Sandbox, kept.Fields
	if err := s.book.SaveConnection(ctx, &c, nil, s.now()); err != nil {
		return err
	}
	s.goOn(c.ID)
	s.Wake()
	return nil
}

// Remove forgets a connection and its secrets, with the last one the book's key as well;
// what came in by it stays.
func (s *Service) Remove(ctx context.Context, id book.ConnectionID) error {
	if err := s.book.RemoveConnection(ctx, id, s.now()); err != nil {
		return err
	}
	s.Stop(book.Connection{ID: id})
	return s.vault.tidy(ctx)
}

// Find is the connection of a name. Problem "no_connection".
func (s *Service) Find(ctx context.Context, name string) (book.Connection, error) {
	all, err := s.book.Connections(ctx)
	if err != nil {
		return book.Connection{}, err
	}
	for _, c := range all {
		if c.Name == name {
			return c, nil
		}
	}
	return book.Connection{}, &book.Problem{Code: "no_connection", Args: []string{name}}
}

// Try asks a provider whether what the owner filled in is right, before anything is
// kept. Problems: those of Driver.Check and of package channels.
func (s *Service) Try(ctx context.Context, provider string, a channels.Account) error {
	d := s.Driver(provider)
	if d == nil {
		return &book.Problem{Code: "connection_provider", Args: []string{provider}}
	}
	a, err := d.Check(a)
	if err != nil {
		return err
	}
	return s.with(d, a, func(c channels.Client) error { return c.Test(ctx) })
}

// Test asks a provider whether a connection works.
func (s *Service) Test(ctx context.Context, c book.Connection) error {
	if err := s.client(ctx, c, func(_ channels.Driver, client channels.Client) error { return client.Test(ctx) }); err != nil {
		return err
	}
	return s.retry(ctx, c.ID)
}

// client opens a connection with its secrets, for the time of use.
func (s *Service) client(ctx context.Context, c book.Connection, use func(channels.Driver, channels.Client) error) error {
	d, a, err := s.filled(ctx, c)
	if err != nil {
		return err
	}
	return s.with(d, a, func(client channels.Client) error { return use(d, client) })
}

// filled is what the owner filled in for a connection, secrets too.
func (s *Service) filled(ctx context.Context, c book.Connection) (channels.Driver, channels.Account, error) {
	d := s.Driver(c.Provider)
	if d == nil {
		return nil, channels.Account{}, &book.Problem{Code: "connection_provider", Args: []string{c.Provider}}
	}
	secrets, err := s.vault.unseal(ctx, c.ID)
	if err != nil {
		return nil, channels.Account{}, err
	}
	a := channels.Account{Gateway: c.Gateway, Sandbox: c.Sandbox, Fields: map[string]string{}}
	for _, from := range []map[string]string{c.Fields, secrets} {
		for name, v := range from {
			a.Fields[name] = v
		}
	}
	return d, a, nil
}

func (s *Service) with(d channels.Driver, a channels.Account, use func(channels.Client) error) (err error) {
	client, end, err := s.opened(d, a)
	if err != nil {
		return err
	}
	defer func() {
		if closed := end(); err == nil {
			err = closed
		}
	}()
	return use(client)
}

// opened is a client, and what ends it.
func (s *Service) opened(d channels.Driver, a channels.Account) (client channels.Client, end func() error, err error) {
	gateway, hosts := d.Address(a)
	hc, err := channels.NewHTTP(gateway, s.opt.Limits, hosts...)
	if err != nil {
		return nil, nil, err
	}
	if client, err = d.Open(a, channels.Env{Now: s.now, HTTP: hc}); err != nil {
		hc.CloseIdleConnections()
		return nil, nil, err
	}
	return client, func() error {
		err := client.Close()
		hc.CloseIdleConnections()
		return err
	}, nil
}

// today is the day that it is in China, where bills are cut.
func (s *Service) today() book.Day { return dayIn(s.now()) }
