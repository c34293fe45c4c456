package wechatpay

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"

	"github.com/wechatpay-apiv3/wechatpay-go/core"
	"github.com/wechatpay-apiv3/wechatpay-go/core/auth"
	"github.com/wechatpay-apiv3/wechatpay-go/core/auth/verifiers"
	"github.com/wechatpay-apiv3/wechatpay-go/core/downloader"
	"github.com/wechatpay-apiv3/wechatpay-go/core/option"

	"zhangfang/app/book"
	"zhangfang/app/channels"
)

// Open makes a client; nothing goes over the network.
func (d Driver) Open(a channels.Account, env channels.Env) (channels.Client, error) {
	private, err := channels.PrivateKey(a.Fields[privateKey])
	if err != nil {
		return nil, channels.InField(err, privateKey)
	}
	address, _ := d.Address(a)
	base, err := channels.BaseURL(address)
	if err != nil {
		return nil, err
	}
	hc := *env.HTTP
	hc.Transport = &toGateway{base: base, next: hc.Transport}
	merchant := option.WithMerchantCredential(a.Fields[mchID], a.Fields[serial], private)
	// What comes with a bill's download is not signed; the hash of the file is, in
	// the answer that leads to it.
	plain, err := core.NewClient(context.Background(), merchant, option.WithoutValidator(), option.WithHTTPClient(&hc))
	if err != nil {
		return nil, fmt.Errorf("wechatpay: %w", err)
	}
	c := &client{base: strings.TrimRight(gateway, "/"), merchant: a.Fields[mchID], apiKey: a.Fields[apiV3Key], plain: plain, env: env}
	if a.Fields[publicKey] == "" {
		return c, nil
	}
	public, err := channels.PublicKey(a.Fields[publicKey])
	if err != nil {
		return nil, channels.InField(err, publicKey)
	}
	c.verify(verifiers.NewSHA256WithRSAPubkeyVerifier(a.Fields[publicKeyID], *public))
	return c, nil
}

// toGateway sends what the SDK means for WeChat Pay's own host to the account's
// gateway. The signature covers the path and the body, not the host.
type toGateway struct {
	base *url.URL
	next http.RoundTripper
}

func (t *toGateway) RoundTrip(r *http.Request) (*http.Response, error) {
	if "https://"+r.URL.Host != gateway {
		return t.next.RoundTrip(r)
	}
	there := r.Clone(r.Context())
	there.URL.Scheme, there.URL.Host, there.Host = t.base.Scheme, t.base.Host, t.base.Host
	return t.next.RoundTrip(there)
}

type client struct {
	base, merchant, apiKey string
	plain                  *core.Client // signs, and verifies nothing
	env                    channels.Env

	mu       sync.Mutex
	signed   *core.Client // signs, and verifies answers
	verifier auth.Verifier
	platform *downloader.CertificateDownloaderMgr // of platform certificates; nil with a public key
}

func (c *client) verify(v auth.Verifier) {
	c.verifier = v
	c.signed = core.NewClientWithValidator(c.plain, responses{v, c.env.Now})
}

// Close ends the downloading of platform certificates.
func (c *client) Close() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.platform != nil {
		c.platform.Stop()
		c.platform = nil
	}
	return nil
}

// ready gives the client that verifies. Without a public key it needs the platform
// certificates, which are downloaded on the first call.
func (c *client) ready(ctx context.Context) (_ *core.Client, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.signed != nil {
		return c.signed, nil
	}
	// The manager renews the certificates daily, for as long as its context lives.
	mgr := downloader.NewCertificateDownloaderMgr(context.WithoutCancel(ctx))
	if err := mgr.RegisterDownloaderWithClient(ctx, c.plain, c.merchant, c.apiKey); err != nil {
		mgr.Stop()
		return nil, c.told(ctx, err)
	}
	c.platform = mgr
	c.verify(verifiers.NewSHA256WithRSAVerifier(mgr.GetCertificateVisitor(c.merchant)))
	return c.signed, nil
}

// get asks for JSON, verifies the answer and reads it.
func (c *client) get(ctx context.Context, path string, into any) (err error) {
	defer channels.Recovered(channels.CodeUnexpected, &err)
	signed, err := c.ready(ctx)
	if err != nil {
		return err
	}
	res, err := signed.Get(ctx, c.base+path)
	if err != nil {
		return c.told(ctx, err)
	}
	defer res.Response.Body.Close()
	body, err := io.ReadAll(io.LimitReader(res.Response.Body, mostJSON))
	if err != nil {
		return channels.Unreachable(ctx, err)
	}
	if err := json.Unmarshal(body, into); err != nil {
		return &book.Problem{Code: channels.CodeUnexpected, Args: []string{""}, Err: errors.New("no JSON that the contract has")}
	}
	return nil
}

// mostJSON bounds an answer that is no bill.
const mostJSON = 4 << 20
