package wechatpay

import (
	"context"
	"errors"
	"strings"
	"sync"
	"time"

	"github.com/wechatpay-apiv3/wechatpay-go/core"
	"github.com/wechatpay-apiv3/wechatpay-go/core/auth"
	"github.com/wechatpay-apiv3/wechatpay-go/core/auth/verifiers"
	"github.com/wechatpay-apiv3/wechatpay-go/core/downloader"

	"zhangfang/app/book"
	"zhangfang/app/channels"
)

// platform verifies by WeChat Pay's platform certificates. They are downloaded when they
// are first needed, and again where a message names one that is not among them: they
// change at least every five years, and before a merchant knows.
//
// Each download is a new one of the SDK: what it downloads later it verifies by the
// certificates that it has, so that it never learns of new ones once the old are gone;
// and it does so on a goroutine of its own, where nobody catches a panic.
type platform struct {
	plain  *core.Client // signs, and verifies nothing: the certificates are encrypted to the merchant
	apiKey string
	now    func() time.Time

	mu    sync.Mutex
	certs core.CertificateGetter // nil before the first download

	one    chan struct{} // holds what guards the rest: one downloads at a time, and who knows the certificate does not wait for it
	tried  time.Time     // when it was last downloaded, or not
	failed error         // why not
}

func newPlatform(plain *core.Client, apiKey string, now func() time.Time) *platform {
	return &platform{plain: plain, apiKey: apiKey, now: now, one: make(chan struct{}, 1)}
}

// patience is how long an unknown certificate is not asked for again: anybody can name
// one in a forged notification.
const patience = time.Minute

// errNoCertificate is a message signed by a certificate that is none of WeChat Pay's.
var errNoCertificate = errors.New("no such platform certificate")

// unfetched is that nothing is known of a signature: the certificates did not come.
type unfetched struct{ error }

func (u unfetched) Unwrap() error { return u.error }

// open downloads the certificates where there are none yet.
func (p *platform) open(ctx context.Context) error {
	if p.held() != nil {
		return nil
	}
	if err := p.take(ctx); err != nil {
		return err
	}
	defer p.let()
	if p.held() != nil { // another opened them meanwhile
		return nil
	}
	return p.download(ctx)
}

// take waits until nobody else downloads; let lets the next.
func (p *platform) take(ctx context.Context) error {
	select {
	case p.one <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (p *platform) let() { <-p.one }

// held are the certificates that were downloaded last.
func (p *platform) held() core.CertificateGetter {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.certs
}

// download is for who took the turn.
func (p *platform) download(ctx context.Context) error {
	p.tried = p.now()
	p.failed = p.fetch(ctx)
	return p.failed
}

func (p *platform) fetch(ctx context.Context) (err error) {
	defer channels.Recovered(channels.CodeUnexpected, &err)
	got, err := downloader.NewCertificateDownloaderWithClient(ctx, p.plain, p.apiKey)
	var refused *core.APIError
	switch {
	case err == nil:
		p.mu.Lock()
		defer p.mu.Unlock()
		p.certs = got
		return nil
	case secretWrong(err):
		return wrongSecret()
	case errors.As(err, &refused) && refused.Code == "RESOURCE_NOT_EXISTS": // new merchants have a public key only
		return &book.Problem{Code: codePublicKey}
	}
	return err
}

// having gives certificates among which is that of a number. The error is
// errNoCertificate, unfetched or that of a cancelled context.
func (p *platform) having(ctx context.Context, serial string) (core.CertificateGetter, error) {
	if certs := p.held(); holds(ctx, certs, serial) {
		return certs, nil
	}
	if !aCertificate.MatchString(serial) {
		return nil, errNoCertificate
	}
	if err := p.take(ctx); err != nil {
		return nil, err
	}
	defer p.let()
	if certs := p.held(); holds(ctx, certs, serial) { // another asked for it meanwhile
		return certs, nil
	}
	if since := p.now().Sub(p.tried); since >= patience || since < 0 {
		_ = p.download(ctx) // kept as failed
	}
	certs := p.held()
	switch {
	case holds(ctx, certs, serial):
		return certs, nil
	case p.failed != nil && book.CodeOf(p.failed) != codePublicKey: // else this merchant has none at all
		return nil, unfetched{p.failed}
	}
	return nil, errNoCertificate
}

func holds(ctx context.Context, certs core.CertificateGetter, serial string) bool {
	if certs == nil {
		return false
	}
	_, ok := certs.Get(ctx, serial)
	return ok
}

// Verify verifies a message, with a panic of the SDK as an error.
func (p *platform) Verify(ctx context.Context, serial, message, signature string) (err error) {
	defer channels.Recovered(channels.CodeUnexpected, &err)
	certs, err := p.having(ctx, serial)
	if err != nil {
		return err
	}
	return verifiers.NewSHA256WithRSAVerifier(certs).Verify(ctx, serial, message, signature)
}

// GetSerial names the newest certificate.
func (p *platform) GetSerial(ctx context.Context) (string, error) {
	certs := p.held()
	if certs == nil {
		return "", errNoCertificate
	}
	return certs.GetNewestSerial(ctx), nil
}

// both verifies notifications of a merchant who has the public key: while WeChat Pay
// moves a merchant over, they may still be signed by a platform certificate.
// https://pay.weixin.qq.com/doc/v3/merchant/4012154180
type both struct {
	auth.Verifier // by the public key
	keyID         string
	platform      *platform
}

func (b both) Verify(ctx context.Context, serial, message, signature string) error {
	if serial == b.keyID {
		return b.Verifier.Verify(ctx, serial, message, signature)
	}
	return b.platform.Verify(ctx, serial, message, signature)
}

// secretWrong tells whether an error of the SDK is that the certificates cannot be
// decrypted, of which it makes no type: the API v3 key is another.
func secretWrong(err error) bool {
	return err != nil && strings.Contains(err.Error(), "decrypt downloaded certificate failed")
}

const (
	codeSecret    = "gateway_secret"     // the API v3 key is not the merchant's
	codePublicKey = "gateway_public_key" // the merchant has a public key and no certificates
)

func wrongSecret() error { return &book.Problem{Code: codeSecret} }
