package channels

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"zhangfang/app/book"
)

func TestBaseURL(t *testing.T) {
	for address, ok := range map[string]bool{
		"https://api.mch.weixin.qq.com": true, "https://x.example:8443/a/b": true, "http://127.0.0.1:9000/gateway.do": true,
		"http://localhost:1": true, "http://[::1]:80": true,
		"http://example.com": false, "http://127.0.0.1.example.com": false, "ftp://localhost": false, "": false, "api.mch.weixin.qq.com": false,
		"https://user:pass@example.com": false, "https://example.com/?a=b": false, "https://example.com/#f": false, "https://": false, "://": false,
	} {
		if _, err := BaseURL(address); (err == nil) != ok {
			t.Errorf("%q: %v", address, err)
		} else if err != nil && book.CodeOf(err) != "gateway_address_text" {
			t.Errorf("%q: problem %q", address, book.CodeOf(err))
		}
	}
}

// serve answers with h and gives a client for it.
func serve(t *testing.T, limits Limits, h http.HandlerFunc) (*http.Client, string) {
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	c, err := NewHTTP(s.URL, limits)
	if err != nil {
		t.Fatal(err)
	}
	return c, s.URL
}

func TestClientFollowsNoRedirect(t *testing.T) {
	asked := 0
	other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked++ }))
	defer other.Close()
	c, url := serve(t, Limits{}, func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, other.URL, http.StatusTemporaryRedirect)
	})
	_, err := c.Post(url, "text/plain", strings.NewReader("signed"))
	if book.CodeOf(Unreachable(t.Context(), err)) != CodeStranger || asked != 0 {
		t.Errorf("%v, the other host was asked %d times", err, asked)
	}
}

func TestClientGoesNowhereElse(t *testing.T) {
	c, err := NewHTTP("https://gateway.example", Limits{}, "files.example", "http://old.example")
	if err != nil {
		t.Fatal(err)
	}
	g, ok := c.Transport.(*guard)
	if !ok {
		t.Fatal("no guard")
	}
	var went []string
	g.next = roundTripper(func(r *http.Request) (*http.Response, error) {
		went = append(went, r.URL.Host)
		return &http.Response{Body: http.NoBody}, nil
	})
	for address, may := range map[string]bool{
		"https://gateway.example/x": true, "https://files.example/y": true, "http://old.example/z": true,
		"http://gateway.example/x": false, "https://old.example/": false, "http://files.example": false, "https://evil.example": false, "https://gateway.example.evil.example": false,
		"http://127.0.0.1:1": false, "file:///etc/passwd": false,
	} {
		went = nil
		res, err := c.Get(address)
		if (err == nil) != may || may != (len(went) == 1) {
			t.Errorf("%s: %v, went to %v", address, err, went)
		}
		if err == nil {
			res.Body.Close()
		}
	}
}

type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func TestAnswersAreBounded(t *testing.T) {
	const most = 1000
	for name, h := range map[string]http.HandlerFunc{
		"told":     func(w http.ResponseWriter, _ *http.Request) { w.Write(make([]byte, most+1)) },
		"not told": func(w http.ResponseWriter, _ *http.Request) { w.(http.Flusher).Flush(); w.Write(make([]byte, most+1)) },
	} {
		c, url := serve(t, Limits{Bytes: most}, h)
		res, err := c.Get(url)
		if err == nil {
			_, err = io.ReadAll(res.Body)
			res.Body.Close()
		}
		if book.CodeOf(Unreachable(t.Context(), err)) != CodeUnexpected {
			t.Errorf("%s: %v", name, err)
		}
	}
	c, url := serve(t, Limits{Bytes: most}, func(w http.ResponseWriter, _ *http.Request) { w.Write(make([]byte, most)) })
	res, err := c.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if b, err := io.ReadAll(res.Body); err != nil || len(b) != most {
		t.Errorf("an answer of just the limit: %d bytes, %v", len(b), err)
	}
}

func TestSlowAnswersEnd(t *testing.T) {
	c, url := serve(t, Limits{Whole: 50 * time.Millisecond}, func(w http.ResponseWriter, r *http.Request) {
		for range 100 {
			w.Write([]byte("x"))
			w.(http.Flusher).Flush()
			select {
			case <-r.Context().Done():
				return
			case <-time.After(20 * time.Millisecond):
			}
		}
	})
	res, err := c.Get(url)
	if err == nil {
		_, err = io.ReadAll(res.Body)
		res.Body.Close()
	}
	if book.CodeOf(Unreachable(t.Context(), err)) != CodeUnavailable {
		t.Errorf("got %v", err)
	}
}

func TestErrorsOfTheNetworkNameNoAddress(t *testing.T) {
	c, err := NewHTTP("http://127.0.0.1:1", Limits{})
	if err != nil {
		t.Fatal(err)
	}
	_, err = c.Get("http://127.0.0.1:1/?token=secret")
	if told := Unreachable(t.Context(), err); book.CodeOf(told) != CodeUnavailable || strings.Contains(told.Error(), "secret") {
		t.Errorf("told %v", told)
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if err := Unreachable(gone, err); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

func TestSaveLeavesNoHalfBill(t *testing.T) {
	path := filepath.Join(t.TempDir(), "bill.csv")
	broken := errors.New("broken")
	if _, err := Save(path, func(w io.Writer) error { io.WriteString(w, "half"); return broken }); !errors.Is(err, broken) {
		t.Fatalf("got %v", err)
	}
	if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a half bill is left: %v", err)
	}
	sum, err := Save(path, writes("abc"))
	if want := "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"; err != nil || sum != want {
		t.Errorf("%s, %v", sum, err)
	}
	if _, err := Save(path, writes("other")); err == nil {
		t.Error("a bill was overwritten")
	}
}

func writes(s string) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := io.WriteString(w, s)
		return err
	}
}
