package pull

import (
	"context"
	"strings"

	"zhangfang/app/book"
	"zhangfang/app/channels"
)

// Connect checks what the owner filled in and keeps it: a connection without an ID is
// made, one with an ID gets new keys. Problems: those of Driver.Check,
// "connection_name", "connection_twice", "passphrase".
func (s *Service) Connect(ctx context.Context, c book.Connection, a channels.Account) (book.Connection, error) {
	if c.Name = strings.TrimSpace(c.Name); c.Name == "" {
		return c, &book.Problem{Code: "connection_name"}
	}
	d := s.Driver(c.Provider)
	if d == nil {
		return c, &book.Problem{Code: "connection_provider", Args: []string{c.Provider}}
	}
	a, err := d.Check(a)
	if err != nil {
		return c, err
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
	if c.From == 0 {
		c.From = s.today() - 1
	}
	sealed, err := s.vault.seal(ctx, secrets)
	if err != nil {
		return c, err
	}
	if err := s.book.SaveConnection(ctx, &c, sealed, s.now()); err != nil {
		return c, err
	}
	s.Wake()
	return c, nil
}

// Change keeps a connection's name, hour, first day or pause; its keys stay. Problems
// as of Connect.
func (s *Service) Change(ctx context.Context, c book.Connection) error {
	if c.Name = strings.TrimSpace(c.Name); c.Name == "" {
		return &book.Problem{Code: "connection_name"}
	}
	if err := s.book.SaveConnection(ctx, &c, nil, s.now()); err != nil {
		return err
	}
	s.Wake()
	return nil
}

// Remove forgets a connection and its secrets; what came in by it stays.
func (s *Service) Remove(ctx context.Context, id book.ConnectionID) error {
	return s.book.RemoveConnection(ctx, id, s.now())
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
	return s.client(ctx, c, func(_ channels.Driver, client channels.Client) error { return client.Test(ctx) })
}

// client opens a connection with its secrets, for the time of use.
func (s *Service) client(ctx context.Context, c book.Connection, use func(channels.Driver, channels.Client) error) error {
	d := s.Driver(c.Provider)
	if d == nil {
		return &book.Problem{Code: "connection_provider", Args: []string{c.Provider}}
	}
	secrets, err := s.vault.unseal(ctx, c.ID)
	if err != nil {
		return err
	}
	a := channels.Account{Gateway: c.Gateway, Sandbox: c.Sandbox, Fields: map[string]string{}}
	for _, from := range []map[string]string{c.Fields, secrets} {
		for name, v := range from {
			a.Fields[name] = v
		}
	}
	return s.with(d, a, func(client channels.Client) error { return use(d, client) })
}

func (s *Service) with(d channels.Driver, a channels.Account, use func(channels.Client) error) (err error) {
	gateway, hosts := d.Address(a)
	hc, err := channels.NewHTTP(gateway, s.opt.Limits, hosts...)
	if err != nil {
		return err
	}
	defer hc.CloseIdleConnections()
	client, err := d.Open(a, channels.Env{Now: s.now, HTTP: hc})
	if err != nil {
		return err
	}
	defer func() {
		if closed := client.Close(); err == nil {
			err = closed
		}
	}()
	return use(client)
}

// today is the day that it is in China, where bills are cut.
func (s *Service) today() book.Day { return book.DayOf(s.now().In(channels.China())) }
