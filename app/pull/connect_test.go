package pull

import (
	"testing"

	"zhangfang/app/book"
	"zhangfang/app/channels"
)

func TestConnect(t *testing.T) {
	s := newShop(t)
	for _, c := range []struct {
		what   string
		x      book.Connection
		secret string
		want   string
	}{
		{"no name", book.Connection{Provider: "alipay"}, "hush", "connection_name"}, {"provider", book.Connection{Name: "x", Provider: "nobody"}, "hush", "connection_provider"},
		{"no secret", book.Connection{Name: "x", Provider: "alipay"}, "", "field_missing"}, {"well", book.Connection{Name: "x", Provider: "alipay"}, "hush", ""},
		{"twice", book.Connection{Name: "x ", Provider: "alipay"}, "hush", "connection_twice"},
	} {
		if _, err := s.Connect(t.Context(), c.x, channels.Account{Fields: map[string]string{"id": "1", "secret": c.secret}}); book.CodeOf(err) != c.want {
			t.Errorf("%s: %v", c.what, err)
		}
	}
	c, err := s.Find(t.Context(), "x")
	if err != nil || c.Fields["secret"] != "" || c.From != march5 {
		t.Errorf("%+v, %v", c, err)
	}
	if err := s.Test(t.Context(), c); err != nil {
		t.Errorf("test: %v", err)
	}
	again, err := s.Connect(t.Context(), c, channels.Account{Fields: map[string]string{"id": "1", "secret": "wrong"}})
	if err != nil || again.ID != c.ID {
		t.Fatalf("new keys: %+v, %v", again, err)
	}
	if err := s.Test(t.Context(), c); book.CodeOf(err) != channels.CodeKeys {
		t.Errorf("after new keys: %v", err)
	}
	if err := s.Remove(t.Context(), c.ID); err != nil {
		t.Fatal(err)
	}
	if err := s.Test(t.Context(), c); book.CodeOf(err) != "secrets_lost" {
		t.Errorf("after its removal: %v", err)
	}
}

func TestASecondAccountHasAChannelOfItsOwnForGood(t *testing.T) {
	s := newShop(t)
	s.drivers = append(s.drivers, second{s.p})
	var made [2]book.Connection
	for i, name := range []string{"一号", "二号"} {
		c, err := s.Connect(t.Context(), book.Connection{Name: name, Provider: "stripe"}, channels.Account{Fields: map[string]string{"secret": "hush"}})
		if err != nil {
			t.Fatal(err)
		}
		made[i] = c
	}
	if made[0].Fields[ownChannel] != "" || made[1].Fields[ownChannel] != "二号" {
		t.Errorf("channels %v", made)
	}
	made[1].Name = "改名"
	again, err := s.Connect(t.Context(), made[1], channels.Account{Fields: map[string]string{"secret": "new"}})
	if err != nil || again.Fields[ownChannel] != "二号" {
		t.Errorf("after new keys and name %+v, %v", again, err)
	}
}

func TestTermsOfAConnection(t *testing.T) {
	s := newShop(t)
	account := channels.Account{Fields: map[string]string{"id": "1", "secret": "hush"}}
	for name, x := range map[string]struct {
		from     book.Day
		at       string
		want, is string
	}{
		"well":          {march5 - 3, " 9:05 ", "", "09:05"},
		"tomorrow":      {march5 + 2, "", "connection_from", ""},
		"today":         {march5 + 1, "", "connection_from", ""},
		"no clock's":    {march5, "25:99", "connection_at", ""},
		"no hour":       {march5, "soon", "connection_at", ""},
		"the providers": {0, "", "", ""},
	} {
		c, err := s.Connect(t.Context(), book.Connection{Name: name, Provider: "alipay", From: x.from, At: x.at}, account)
		if book.CodeOf(err) != x.want || err == nil && c.At != x.is {
			t.Errorf("%s: %+v, %v", name, c, err)
		}
		if err == nil { // one account is connected once
			if err := s.Remove(t.Context(), c.ID); err != nil {
				t.Fatal(err)
			}
		}
	}
	c := s.connect(march5)
	c.At = "24:00"
	if err := s.Change(t.Context(), c); book.CodeOf(err) != "connection_at" {
		t.Errorf("a change: %v", err)
	}
	c.At = "99:99" // of a book of before: it goes on
	if err := s.book.SaveConnection(t.Context(), &c, nil, s.now); err != nil {
		t.Fatal(err)
	}
	c.Paused = true
	if err := s.Change(t.Context(), c); err != nil {
		t.Errorf("a pause: %v", err)
	}
}
