package pull

import (
	"context"
	"net"
	"net/http"
	"testing"
	"time"

	"zhangfang/app/book"
)

func TestHearListensWhereTheOwnerWants(t *testing.T) {
	s := newShop(t)
	ctx, cancel := context.WithCancel(t.Context())
	failed := make(chan error, 1)
	done := make(chan struct{})
	go func() {
		defer close(done)
		s.Hear(ctx, nil, func(err error) { failed <- err })
	}()
	for address, want := range map[string]string{"8.8.8.8:1": "listen_address", "127.0.0.1": "listen_address", "nonsense": "listen_address"} {
		if err := s.SetListenAddress(t.Context(), address); book.CodeOf(err) != want {
			t.Errorf("%s: %v", address, err)
		}
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	taken := l.Addr().String()
	if err := s.SetListenAddress(t.Context(), taken); err != nil {
		t.Fatal(err)
	}
	if err := <-failed; book.CodeOf(err) != "listen_address" {
		t.Errorf("a taken port: %v", err)
	}
	if h := s.Hearing(); h.Address != "" || h.Problem == nil || h.Problem.Code != "listen_address" {
		t.Errorf("a taken port: %+v", h)
	}
	l.Close()
	if err := s.SetListenAddress(t.Context(), taken); err != nil {
		t.Fatal(err)
	}
	var res *http.Response
	for range 100 {
		if res, err = http.Post("http://"+taken+"/notify/nobody", "text/plain", nil); err == nil {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	if err != nil || res.StatusCode != http.StatusNotFound {
		t.Fatalf("asked for nobody: %v, %v", res, err)
	}
	res.Body.Close()
	if h := s.Hearing(); h.Address != taken || h.Problem != nil || h.Unknown != 1 {
		t.Errorf("listening: %+v", h)
	}
	if err := s.SetListenAddress(t.Context(), ""); err != nil {
		t.Fatal(err)
	}
	cancel()
	<-done
	if _, err := http.Post("http://"+taken+"/notify/nobody", "text/plain", nil); err == nil {
		t.Error("it listens on")
	}
	if h := s.Hearing(); h.Address != "" || h.Problem != nil {
		t.Errorf("after it ended: %+v", h)
	}
}
