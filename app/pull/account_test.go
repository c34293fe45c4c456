package pull

import (
	"context"
	"maps"
	"testing"

	"zhangfang/app/book"
	"zhangfang/app/channels"
)

// numbered is a provider whose bills come with the number of the account, and whose
// merchants have numbers, as WeChat Pay's.
type numbered struct {
	*provider
	number string
}

func (n numbered) Fields() []channels.Field {
	return append(n.provider.Fields(), channels.Field{Name: merchantNumber, Optional: true})
}

func (n numbered) Open(a channels.Account, env channels.Env) (channels.Client, error) {
	c, err := n.provider.Open(a, env)
	return numberedClient{c, n.number}, err
}

type numberedClient struct {
	channels.Client
	number string
}

func (c numberedClient) Bill(ctx context.Context, stream string, day book.Day, dir string) (channels.Bill, error) {
	b, err := c.Client.Bill(ctx, stream, day, dir)
	b.Account = c.number
	return b, err
}

// TestKeysThatLeadElsewhereAreNotTaken: other rows would come under the connection, and
// its days of before would never be asked for.
func TestKeysThatLeadElsewhereAreNotTaken(t *testing.T) {
	for name, x := range map[string]struct {
		was, is channels.Account
		want    string
	}{
		"the same":           {channels.Account{Fields: map[string]string{merchantNumber: "1"}}, channels.Account{}, ""},
		"another merchant":   {channels.Account{Fields: map[string]string{merchantNumber: "1"}}, channels.Account{Fields: map[string]string{merchantNumber: "2"}}, "account_other"},
		"a sandbox":          {channels.Account{}, channels.Account{Sandbox: true}, "account_sandbox"},
		"the sandbox":        {channels.Account{Sandbox: true}, channels.Account{Sandbox: true}, ""},
		"nothing said":       {channels.Account{Sandbox: true}, channels.Account{}, ""}, // as the key and all else
		"the own gateway":    {channels.Account{Gateway: "https://example.org"}, channels.Account{Gateway: "https://example.com"}, ""},
		"nothing said of it": {channels.Account{Gateway: "https://example.org"}, channels.Account{}, ""},
	} {
		s := newShop(t)
		s.drivers[0] = numbered{s.p, ""}
		was := channels.Account{Gateway: x.was.Gateway, Sandbox: x.was.Sandbox, Fields: map[string]string{"id": "1", "secret": "hush"}}
		maps.Copy(was.Fields, x.was.Fields)
		c, err := s.Connect(t.Context(), book.Connection{Name: "c", Provider: "alipay", From: march5}, was)
		if err != nil {
			t.Fatal(err)
		}
		got, err := s.Renew(t.Context(), c, x.is)
		if book.CodeOf(err) != x.want {
			t.Errorf("%s: %v", name, err)
		}
		if want := map[string]string{"the own gateway": "", "nothing said of it": "https://example.org"}[name]; got.Gateway != want {
			t.Errorf("%s: gateway %q", name, got.Gateway)
		}
	}
	s := newShop(t)
	c, err := s.Connect(t.Context(), book.Connection{Name: "c", Provider: "alipay"}, channels.Account{Sandbox: true, Fields: map[string]string{"id": "1", "secret": "hush"}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Connect(t.Context(), c, channels.Account{Fields: map[string]string{"id": "1", "secret": "hush"}}); book.CodeOf(err) != "account_live" {
		t.Errorf("true rows among those of a sandbox: %v", err)
	}
}

// TestANumberOfBeforeStays: rows lie under it, and those that come go there too.
func TestANumberOfBeforeStays(t *testing.T) {
	s := newShop(t)
	s.drivers[0] = numbered{s.p, "acct_1" + channels.Trial}
	c, err := s.Connect(t.Context(), book.Connection{Name: "c", Provider: "alipay", From: march5}, channels.Account{Sandbox: true, Fields: map[string]string{"id": "1", "secret": "hush"}})
	if err != nil {
		t.Fatal(err)
	}
	c.Fields[accountNumber] = "acct_1"
	if err := s.book.SaveConnection(t.Context(), &c, nil, s.now); err != nil {
		t.Fatal(err)
	}
	if r := s.catchUp(); len(r) != 1 || r[0].Problem != nil || len(s.imported) != 1 {
		t.Errorf("%+v", r)
	}
	if kept, err := s.Find(t.Context(), "c"); err != nil || kept.Fields[accountNumber] != "acct_1" {
		t.Errorf("%+v, %v", kept, err)
	}
	for _, live := range []bool{false, true} { // neither a twin nor the account itself joins it
		x := book.Connection{Name: "d", Provider: "alipay", Sandbox: !live}
		number := "acct_1"
		if !live {
			number += channels.Trial
		}
		if err := s.isOf(t.Context(), &x, number); book.CodeOf(err) != "account_connected" {
			t.Errorf("live %v: %v", live, err)
		}
	}
}

// TestAPullWritesIntoNothingOfItsCallers: a card of the window shows the connection
// meanwhile.
func TestAPullWritesIntoNothingOfItsCallers(t *testing.T) {
	s := newShop(t)
	s.drivers[0] = numbered{s.p, "N7"}
	c := s.connect(march5)
	before := maps.Clone(c.Fields)
	if _, err := s.Pull(t.Context(), c, book.Period{From: march5, To: march5}, nil); err != nil {
		t.Fatal(err)
	}
	if !maps.Equal(c.Fields, before) {
		t.Errorf("%v became %v", before, c.Fields)
	}
	if kept, err := s.Find(t.Context(), c.Name); err != nil || kept.Fields[accountNumber] != "N7" {
		t.Errorf("%+v, %v", kept, err)
	}
}

// TestAChangeForgetsNothingThatWasLearntMeanwhile: what the window holds may be of before
// the first bill.
func TestAChangeForgetsNothingThatWasLearntMeanwhile(t *testing.T) {
	s := newShop(t)
	s.drivers[0] = numbered{s.p, "N7"}
	c := s.connect(march5)
	s.catchUp()
	c.Paused = true
	if err := s.Change(t.Context(), c); err != nil {
		t.Fatal(err)
	}
	if kept, err := s.Find(t.Context(), c.Name); err != nil || kept.Fields[accountNumber] != "N7" || !kept.Paused {
		t.Errorf("%+v, %v", kept, err)
	}
}
