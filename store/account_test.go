package store

import (
	"context"
	"testing"

	"zhangfang/app/book"
)

// TestTheAccountOfAChannel grows with what files tell of it, is no other's, and can be
// forgotten.
func TestTheAccountOfAChannel(t *testing.T) {
	ctx := context.Background()
	s := mustOpen(t)
	bring := func(id book.ChannelID, account string) book.Channel {
		t.Helper()
		ch := book.Channel{ID: id, Name: "银行", Role: book.RoleBank, Provider: "bank", Stream: "statement", Account: account, Currency: book.CNY, Zone: book.Shanghai}
		if _, err := s.Import(ctx, ch, book.Batch{File: "a.csv", At: noon}, func(book.BatchWriter) error { return nil }); err != nil {
			t.Fatal(err)
		}
		all, err := s.Channels(ctx)
		if err != nil || len(all) != 1 {
			t.Fatalf("%+v %v", all, err)
		}
		return all[0]
	}
	id := bring(0, "").ID
	for _, c := range [][2]string{{"6222****1111", "6222****1111"}, {"6222000000001111", "6222000000001111"}, {"****1111", "6222000000001111"}, {"6225000000002222", "6222000000001111"}, {"", "6222000000001111"}} {
		if got := bring(id, c[0]).Account; got != c[1] {
			t.Errorf("after %q it is %q, want %q", c[0], got, c[1])
		}
	}
	for range 2 { // the second time there is none to forget
		if err := s.ForgetAccount(ctx, id, noon); err != nil {
			t.Fatal(err)
		}
	}
	if got := bring(id, "6225000000002222").Account; got != "6225000000002222" {
		t.Errorf("after it was forgotten: %q", got)
	}
	mustVerify(t, s)
}
