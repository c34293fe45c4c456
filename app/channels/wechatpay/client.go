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

	"github.com/wechatpay-apiv3/wechatpay-go/core"
	"github.com/wechatpay-apiv3/wechatpay-go/core/auth"
	"github.com/wechatpay-apiv3/wechatpay-go/core/auth/verifiers"
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
	certificates := newPlatform(plain, c.apiKey, env.Now)
	if a.Fields[publicKey] == "" {
		c.platform = certificates
		c.verify(certificates)
		return c, nil
	}
	public, err := channels.PublicKey(a.Fields[publicKey])
	if err != nil {
		return nil, channels.InField(err, publicKey)
	}
	byKey := verifiers.NewSHA256WithRSAPubkeyVerifier(a.Fields[publicKeyID], *public)
	if c.verify(byKey); c.apiKey != "" {
		c.notices = both{byKey, a.Fields[publicKeyID], certificates}
	}
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
	signed                 *core.Client // signs, and verifies answers
	answers, notices       auth.Verifier
	platform               *platform // nil with a public key
	env                    channels.Env
}

func (c *client) verify(v auth.Verifier) {
	c.answers, c.notices = v, v
	c.signed = core.NewClientWithValidator(c.plain, responses{v, c.env.Now})
}

// Close has nothing to end.
func (c *client) Close() error { return nil }

// ready downloads the platform certificates where answers are verified by them: which of
// them an answer is to be signed by is said when it is asked for.
func (c *client) ready(ctx context.Context) error {
	if c.platform == nil {
		return nil
	}
	if err := c.platform.open(ctx); err != nil {
		return c.told(ctx, err)
	}
	return nil
}

// get asks for JSON, verifies the answer and reads it. A refusal is not verified:
// unsigned tells whether it can be believed.
func (c *client) get(ctx context.Context, path string, into any) (err error) {
	defer channels.Recovered(channels.CodeUnexpected, &err)
	if err := c.ready(ctx); err != nil {
		return err
	}
	res, err := c.signed.Get(ctx, c.base+path)
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
