package channels

import (
	"crypto/sha256"
	"crypto/tls"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"os"
	"slices"
	"time"

	"zhangfang/app/book"
)

// Limits bound one request. The zero value is the default of each.
type Limits struct {
	Whole time.Duration // from dialling to the last byte; three minutes
	Head  time.Duration // from the request to the head of the answer; thirty seconds
	Bytes int64         // of the answer's body; 512 MiB
}

const (
	dialTimeout  = 10 * time.Second
	headTimeout  = 30 * time.Second
	wholeTimeout = 3 * time.Minute
	mostBytes    = 512 << 20
)

// errTooLarge ends the reading of an answer that is larger than its limit.
var errTooLarge = errors.New("the answer is larger than any that the contract knows")

// NewHTTP is the client through which all talk with a provider goes: to the host of
// its gateway and to the hosts named, nowhere else; over TLS, but for loopback and
// hosts named with "http://" before them; within limits, and following no redirect,
// since a signed request is for one address: that is the problem CodeStranger. Problem "gateway_address_text" when
// the gateway is no such address.
func NewHTTP(gateway string, limits Limits, hosts ...string) (*http.Client, error) {
	base, err := BaseURL(gateway)
	if err != nil {
		return nil, err
	}
	if limits.Whole == 0 {
		limits.Whole = wholeTimeout
	}
	if limits.Head == 0 {
		limits.Head = headTimeout
	}
	if limits.Bytes == 0 {
		limits.Bytes = mostBytes
	}
	return &http.Client{
		Timeout:       limits.Whole,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Transport: &guard{
			hosts: append(hosts, base.Host),
			bytes: limits.Bytes,
			next: &http.Transport{
				Proxy:                 http.ProxyFromEnvironment,
				DialContext:           (&net.Dialer{Timeout: dialTimeout}).DialContext,
				TLSClientConfig:       &tls.Config{MinVersion: tls.VersionTLS12},
				TLSHandshakeTimeout:   dialTimeout,
				ResponseHeaderTimeout: limits.Head,
				// A request that is sent again because a kept connection died is the same
				// signed request, whose nonce WeChat Pay has seen: it would be refused like
				// a wrong key. A few bills a day can have a connection each.
				DisableKeepAlives: true,
			},
		},
	}, nil
}

// BaseURL reads the address of a gateway: https, or http to this very machine.
// Problem "gateway_address_text".
func BaseURL(gateway string) (*url.URL, error) {
	u, err := url.Parse(gateway)
	if err != nil || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" ||
		u.Scheme != "https" && (u.Scheme != "http" || !IsLoopback(u.Hostname())) {
		return nil, &book.Problem{Code: "gateway_address_text", Args: []string{gateway}}
	}
	return u, nil
}

// IsLoopback tells whether a host is this very machine.
func IsLoopback(host string) bool {
	if host == "localhost" {
		return true
	}
	a, err := netip.ParseAddr(host)
	return err == nil && a.IsLoopback()
}

// guard lets requests go only where they may, and answers be only so large.
type guard struct {
	hosts []string
	bytes int64
	next  http.RoundTripper
}

func (g *guard) RoundTrip(r *http.Request) (*http.Response, error) {
	plain := r.URL.Scheme == "http" && !IsLoopback(r.URL.Hostname())
	switch {
	case r.URL.Scheme != "http" && r.URL.Scheme != "https",
		plain && !slices.Contains(g.hosts, "http://"+r.URL.Host),
		!plain && !slices.Contains(g.hosts, r.URL.Host):
		return nil, fmt.Errorf("%s is not an address of this provider", r.URL.Host)
	}
	res, err := g.next.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	if res.StatusCode >= http.StatusMultipleChoices && res.StatusCode < http.StatusBadRequest {
		res.Body.Close()
		return nil, Stranger(fmt.Errorf("a redirect, status %d", res.StatusCode))
	}
	if res.ContentLength > g.bytes {
		res.Body.Close()
		return nil, errTooLarge
	}
	res.Body = &bounded{ReadCloser: res.Body, left: g.bytes}
	return res, nil
}

// CloseIdleConnections lets http.Client end the connections of the transport below.
func (g *guard) CloseIdleConnections() {
	if c, ok := g.next.(interface{ CloseIdleConnections() }); ok {
		c.CloseIdleConnections()
	}
}

// bounded fails once more bytes come than were allowed; cutting them off silently
// would make a short bill of a long one.
type bounded struct {
	io.ReadCloser
	left int64
}

func (b *bounded) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	if b.left -= int64(n); b.left < 0 {
		return 0, errTooLarge
	}
	return n, err
}

// Save lets fill write a new file, which is not left behind when that fails, and
// tells the SHA-256 of its bytes in hex.
func Save(path string, fill func(io.Writer) error) (sum string, err error) {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return "", fmt.Errorf("keep the bill: %w", err)
	}
	h := sha256.New()
	err = fill(io.MultiWriter(f, h))
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err != nil {
		os.Remove(path) // the error that counts is the first
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
