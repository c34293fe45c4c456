package channels

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"zhangfang/app/book"
)

// What answers is told apart from nobody answering: the cure is another.
func TestWhoAnsweredIsToldApart(t *testing.T) {
	page := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.Write([]byte("<html>sign in</html>")) })
	plain, sealed := httptest.NewServer(page), httptest.NewTLSServer(page)
	defer plain.Close()
	defer sealed.Close()
	for name, x := range map[string]struct{ address, want string }{
		"nobody":              {"http://127.0.0.1:1", CodeUnavailable},
		"plain where TLS is":  {strings.Replace(plain.URL, "http:", "https:", 1), CodeStranger},
		"a stranger's TLS":    {sealed.URL, CodeStranger},
		"a page":              {plain.URL, CodeStranger},
		"TLS where plain was": {strings.Replace(sealed.URL, "https:", "http:", 1), CodeStranger},
	} {
		c, err := NewHTTP(x.address, Limits{})
		if err != nil {
			t.Fatal(err)
		}
		r, err := http.NewRequest(http.MethodGet, x.address, nil)
		if err != nil {
			t.Fatal(err)
		}
		a, err := Ask(t.Context(), c, r)
		if err == nil && a.Status != http.StatusOK {
			err = a.Refused("")
		} else if err == nil {
			err = a.Decode(&struct{}{})
		}
		if book.CodeOf(err) != x.want || !Temporary(err) {
			t.Errorf("%s: %v, want %s", name, err, x.want)
		}
	}
}

func TestACertificateOfAnotherTimeIsAClock(t *testing.T) {
	err := &tls.CertificateVerificationError{Err: x509.CertificateInvalidError{Cert: &x509.Certificate{}, Reason: x509.Expired}}
	if got := Unreachable(t.Context(), err); book.CodeOf(got) != CodeClock {
		t.Error(got)
	}
}

func TestRefusalsByStatus(t *testing.T) {
	for name, x := range map[string]struct {
		status     int
		body, want string
	}{
		"busy":                     {503, `{"name":"SERVICE_UNAVAILABLE"}`, CodeBusy},
		"busy, by a page":          {502, `<html>`, CodeBusy},
		"no such page":             {404, `404 page not found`, CodeStranger},
		"no such thing":            {404, `{"error":{}}`, CodeUnexpected},
		"a proxy that wants a key": {401, ` <html>`, CodeStranger},
		"no key":                   {401, ``, CodeAccount},
		"no permission":            {403, `{"error":{}}`, CodePermission},
		"too many":                 {429, `slow down`, CodeLimited},
	} {
		if err := (Reply{Status: x.status, Body: []byte(x.body)}).Refused(""); book.CodeOf(err) != x.want {
			t.Errorf("%s: %v, want %s", name, err, x.want)
		}
	}
}

func TestNoJSON(t *testing.T) {
	for body, want := range map[string]bool{"": false, " ": false, "{": false, "\ufeff [1]": false, "null": false, "nu": false, "<html>": true, "nothing": true, "404": true} {
		if NoJSON([]byte(body)) != want {
			t.Errorf("%q: %v", body, !want)
		}
	}
	if err := Unreachable(t.Context(), errors.New("reset")); book.CodeOf(err) != CodeUnavailable {
		t.Error(err)
	}
}
