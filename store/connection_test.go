package store

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"zhangfang/app/book"
)

func theConnection() book.Connection {
	return book.Connection{Name: "我的支付宝", Provider: "alipay", Gateway: "https://example.com/gateway.do", Sandbox: true, Fields: map[string]string{"app_id": "2021"}, From: march(1), At: "09:30", Paused: true}
}

func TestConnectionsAreKeptWithoutTheirSecrets(t *testing.T) {
	ctx, s := t.Context(), mustOpen(t)
	c := theConnection()
	if err := s.SaveConnection(ctx, &c, []byte("sealed"), noon); err != nil || c.ID == 0 {
		t.Fatal(c.ID, err)
	}
	all, err := s.Connections(ctx)
	if diff := cmp.Diff([]book.Connection{c}, all, cmpopts.EquateApproxTime(time.Second)); err != nil || diff != "" {
		t.Errorf("%v (-saved +listed):\n%s", err, diff)
	}
	twin := theConnection()
	if err := s.SaveConnection(ctx, &twin, nil, noon); book.CodeOf(err) != "connection_twice" {
		t.Errorf("a twin: %v", err)
	}
	c.Name, c.Paused = "支付宝", false
	if err := s.SaveConnection(ctx, &c, nil, noon); err != nil {
		t.Fatal(err)
	}
	if sealed, err := s.Sealed(ctx, c.ID); err != nil || string(sealed) != "sealed" {
		t.Errorf("after a change the secrets are %q, %v", sealed, err)
	}
	mustVerify(t, s)
	execute(t, s.Path(), "UPDATE connection SET body = replace(body, 'example.com', 'evil.example')")
	if v, err := s.Verify(ctx); err != nil || len(v.Faults) == 0 {
		t.Errorf("a changed gateway passes verification: %v", err)
	}
}

func TestRemovedConnectionLeavesNothingButItsRows(t *testing.T) {
	ctx, s := t.Context(), mustOpen(t)
	c := theConnection()
	if err := s.SaveConnection(ctx, &c, []byte("sealed"), noon); err != nil {
		t.Fatal(err)
	}
	p := book.Pull{Connection: c.ID, Stream: "trade", Day: march(2), State: book.PullDone, At: noon}
	if err := s.SavePull(ctx, &p); err != nil {
		t.Fatal(err)
	}
	if err := s.RemoveConnection(ctx, c.ID, noon); err != nil {
		t.Fatal(err)
	}
	sealed, err := s.Sealed(ctx, c.ID)
	pulls, err2 := s.Pulls(ctx, c.ID)
	if err != nil || err2 != nil || sealed != nil || len(pulls) != 0 {
		t.Errorf("%q, %v, %v, %v", sealed, pulls, err, err2)
	}
	if err := s.RemoveConnection(ctx, c.ID, noon); book.CodeOf(err) != "no_connection" {
		t.Errorf("again: %v", err)
	}
	if err := s.SavePull(ctx, &p); err != nil { // one under way when it was removed
		t.Error(err)
	}
	mustVerify(t, s)
}

func TestPullsKeepWhyWithoutTheCause(t *testing.T) {
	ctx, s := t.Context(), mustOpen(t)
	c := theConnection()
	if err := s.SaveConnection(ctx, &c, nil, noon); err != nil {
		t.Fatal(err)
	}
	want := []book.Pull{
		{Connection: c.ID, Stream: "a", Day: march(2), State: book.PullFailed, Tries: 2, At: noon, Next: noon.Add(time.Hour), Problem: &book.Problem{Code: "gateway_keys", Cell: "serial", Args: []string{"SIGN_ERROR"}}},
		{Connection: c.ID, Stream: "b", Day: march(1), State: book.PullDone, At: noon, SHA256: "abc"},
	}
	first := want[0]
	first.State, first.Problem = book.PullWaiting, nil
	for _, p := range []book.Pull{want[1], first, want[0]} {
		if err := s.SavePull(ctx, &p); err != nil {
			t.Fatal(err)
		}
	}
	got, err := s.Pulls(ctx, c.ID)
	if diff := cmp.Diff(want, got, cmpopts.EquateApproxTime(time.Second)); err != nil || diff != "" {
		t.Errorf("%v\n%s", err, diff)
	}
}

func TestOneProcessPullsAtATime(t *testing.T) {
	ctx, s := t.Context(), mustOpen(t)
	other := reopen(t, s.Path())
	c := theConnection()
	if err := s.SaveConnection(ctx, &c, nil, noon); err != nil {
		t.Fatal(err)
	}
	claim := func(s *Store, now time.Time) bool {
		t.Helper()
		mine, err := s.Claim(ctx, c.ID, fmt.Sprintf("%p", s), now, now.Add(time.Minute))
		if err != nil {
			t.Fatal(err)
		}
		return mine
	}
	if !claim(s, noon) || claim(other, noon.Add(30*time.Second)) {
		t.Error("two at a time")
	}
	if !claim(other, noon.Add(2*time.Minute)) {
		t.Error("one that died holds on for ever")
	}
	if err := s.Release(ctx, c.ID, fmt.Sprintf("%p", s)); err != nil || claim(s, noon.Add(150*time.Second)) {
		t.Errorf("who has no claim ended another's: %v", err)
	}
	if !claim(s, noon.Add(-time.Hour)) {
		t.Error("a claim of a clock that was ahead holds on")
	}
	if err := s.RemoveConnection(ctx, c.ID, noon); err != nil || claim(s, noon.Add(time.Hour)) {
		t.Errorf("a connection that is gone is claimed: %v", err)
	}
}

func TestNoticesAreKeptOnce(t *testing.T) {
	ctx, s := t.Context(), mustOpen(t)
	c := theConnection()
	if err := s.SaveConnection(ctx, &c, nil, noon); err != nil {
		t.Fatal(err)
	}
	n := book.Notice{Connection: c.ID, ID: "n1", Kind: book.KindPayment, State: "SUCCESS", OrderNo: "S1", TxnNo: "4200", Amount: book.Money{Minor: 1250, Currency: book.CNY}, At: noon}
	later := n
	later.ID, later.At = "n2", noon.Add(time.Hour)
	for i, x := range []book.Notice{n, later, n} {
		fresh, err := s.SaveNotice(ctx, &x)
		if err != nil || fresh != (i < 2) {
			t.Errorf("notice %d: fresh %v, %v", i, fresh, err)
		}
	}
	got, err := s.Notices(ctx, noon, noon.Add(2*time.Hour))
	if diff := cmp.Diff([]book.Notice{later, n}, got, cmpopts.EquateApproxTime(time.Second)); err != nil || diff != "" {
		t.Errorf("%v\n%s", err, diff)
	}
	if got, err := s.Notices(ctx, noon, noon.Add(time.Minute)); err != nil || !slices.ContainsFunc(got, func(x book.Notice) bool { return x.ID == "n1" }) || len(got) != 1 {
		t.Errorf("%v, %v", got, err)
	}
}
