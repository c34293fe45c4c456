package channels

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net/http"
	"net/url"

	"zhangfang/app/book"
)

// Stranger is the problem CodeStranger.
func Stranger(err error) error { return &book.Problem{Code: CodeStranger, Err: err} }

// Unreachable is what a person is told of an error of the network, without what it
// was asked for, which may hold a token. It is nil for none, and a cancelled
// context stays one.
func Unreachable(ctx context.Context, err error) error {
	var known *book.Problem
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.As(err, &known):
		return known
	}
	if u := (*url.Error)(nil); errors.As(err, &u) {
		err = u.Err // without the address, whose query may be a secret
	}
	return &book.Problem{Code: unreached(err), Err: err}
}

// unreached tells an error of the network apart from an answer of somebody else.
func unreached(err error) string {
	var invalid x509.CertificateInvalidError
	var untrusted *tls.CertificateVerificationError
	switch {
	case errors.Is(err, errTooLarge):
		return CodeUnexpected
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired: // or not valid yet: providers renew theirs in time
		return CodeClock
	case errors.As(err, &untrusted), errors.Is(err, http.ErrSchemeMismatch):
		return CodeStranger
	}
	return CodeUnavailable
}

// NoJSON tells whether a body is something else from its start on, as pages of proxies
// and of networks that want a sign-in are; one that is cut off, or empty, is not.
func NoJSON(body []byte) bool {
	body = bytes.TrimLeft(body, " \t\r\n\ufeff")
	return len(body) > 0 && body[0] != '{' && body[0] != '[' && !bytes.HasPrefix([]byte("null"), body[:min(len(body), 4)])
}
