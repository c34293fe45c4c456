// Package gateway has fakes of the gateways of Alipay, WeChat Pay, PayPal and Stripe,
// on loopback, for tests and for trying the program without an account. They hold the
// ledger of an invented shop, verify every request as the real ones do, sign what
// they answer, serve bills in the true file formats, and go wrong by script.
//
// They are written from the contracts of the providers, not from our clients.
package gateway

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"net"
	"net/http"
	"sync"
	"time"

	"zhangfang/app/book"
	"zhangfang/app/sample"
)

// Options say what to start. The zero value of a field stands for its default.
type Options struct {
	Now    func() time.Time // the gateways' clock, by which bills are ready and answers are signed; default time.Now
	Sent   func() time.Time // the clock by which the times of requests are judged; default time.Now, by which the SDKs sign whatever clock they run under
	Addr   string           // to listen on; default a free port of 127.0.0.1
	Keys   *Keys            // default NewKeys
	Seed   uint64           // of the invented shop
	From   book.Day         // its first day; default so that its last day is yesterday
	Days   int              // default 31
	PerDay int              // orders on an average day; default 40
	Faults bool             // the shop's books hold planted faults, as sample.Spec says
	PayPal PayPalSpec       // what is unusual about the PayPal account
	Alipay string           // user id of the shop at Alipay; default sample.AlipayUser
	Dir    string           // where the shop's orders, card sales, bank statement and truth are written; default nowhere
}

// Gateway is the four fakes behind one address. Its methods may be called at any
// time from any goroutine.
type Gateway struct {
	now    func() time.Time
	sent   func() time.Time
	keys   *Keys
	ledger *ledger
	alipay string // user id of the shop at Alipay
	url    string
	server *http.Server
	ended  chan struct{} // closed by Close: what hangs goes on
	once   sync.Once

	script script
	tokens tokens
	nonces nonces
}

// Start invents the shop and listens.
func Start(o Options) (*Gateway, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Sent == nil {
		o.Sent = time.Now
	}
	if o.Addr == "" {
		o.Addr = "127.0.0.1:0"
	}
	if o.Alipay == "" {
		o.Alipay = sample.AlipayUser
	}
	if o.Days == 0 {
		o.Days = 31
	}
	if o.From == 0 {
		o.From = today(o.Now()) - book.Day(o.Days)
	}
	if o.Keys == nil {
		keys, err := NewKeys()
		if err != nil {
			return nil, err
		}
		o.Keys = keys
	}
	books, err := sample.Keep(context.Background(), sample.Spec{Seed: o.Seed, From: o.From, Days: o.Days, PerDay: o.PerDay, Faults: o.Faults}, o.Dir)
	if err != nil {
		return nil, err
	}
	g := &Gateway{now: o.Now, sent: o.Sent, keys: o.Keys, alipay: o.Alipay, ledger: newLedger(o.Seed, books, o.PayPal), ended: make(chan struct{})}
	if err := g.listen(o.Addr); err != nil {
		return nil, err
	}
	return g, nil
}

func (g *Gateway) listen(addr string) error {
	l, err := net.Listen("tcp", addr)
	if err != nil {
		return fmt.Errorf("gateway: %w", err)
	}
	if a, ok := l.Addr().(*net.TCPAddr); !ok || !a.IP.IsLoopback() { // test keys are no secret
		return errors.Join(errors.New("gateway: listens on this machine alone"), l.Close())
	}
	g.url = "http://" + l.Addr().String()
	g.server = &http.Server{Handler: g.routes(), ReadHeaderTimeout: 10 * time.Second}
	go func() { _ = g.server.Serve(l) }() // until Close
	return nil
}

// Close stops listening and ends every connection, also what hangs by a fault.
func (g *Gateway) Close() error {
	g.once.Do(func() { close(g.ended) })
	return g.server.Close()
}

// routes are the paths of all four; no two providers share one.
func (g *Gateway) routes() http.Handler {
	m := http.NewServeMux()
	m.HandleFunc(alipayPath, g.serveAlipay)
	m.HandleFunc("GET "+MethodAlipayDownload, g.serveAlipayDownload)
	for path, serve := range map[string]func(*call) reply{
		MethodWeChatTradeBill:    g.wechatTradeBill,
		MethodWeChatFundBill:     g.wechatFundBill,
		MethodWeChatCertificates: g.wechatCertificates,
		MethodWeChatTransaction:  g.wechatTransaction,
		MethodWeChatOrder:        g.wechatOrder,
		MethodWeChatRefund:       g.wechatRefund,
		MethodWeChatBalance:      g.wechatBalance,
		MethodWeChatDayBalance:   g.wechatDayBalance,
		MethodWeChatDownload:     g.wechatDownload,
	} {
		m.HandleFunc("GET "+path, g.wechat(path, serve))
	}
	m.HandleFunc("/v3/", g.wechat("/v3/", func(*call) reply { return wechatError(http.StatusNotFound, "NOT_FOUND", "接口不存在") }))
	m.HandleFunc("POST "+MethodPayPalToken, g.rest(MethodPayPalToken, g.paypalToken))
	m.HandleFunc("GET "+MethodPayPalTransactions, g.rest(MethodPayPalTransactions, g.paypalTransactions))
	m.HandleFunc("GET "+MethodPayPalBalances, g.rest(MethodPayPalBalances, g.paypalBalances))
	m.HandleFunc("GET "+MethodStripeTransactions, g.rest(MethodStripeTransactions, g.stripeTransactions))
	m.HandleFunc("GET "+MethodStripePayouts, g.rest(MethodStripePayouts, g.stripePayouts))
	m.HandleFunc("GET "+MethodStripeBalance, g.rest(MethodStripeBalance, g.stripeBalance))
	m.HandleFunc("GET "+MethodStripeTransaction, g.rest(MethodStripeTransaction, g.stripeTransaction))
	m.HandleFunc("GET "+MethodStripeCharge, g.rest(MethodStripeCharge, g.stripeCharge))
	m.HandleFunc("GET "+MethodStripeRefund, g.rest(MethodStripeRefund, g.stripeRefund))
	m.HandleFunc("GET "+MethodStripeAccount, g.rest(MethodStripeAccount, g.stripeAccount))
	return m
}

// Alipay is what connects to the fake of Alipay, in key mode with the keys or in
// certificate mode with the certificates.
type Alipay struct {
	URL        string // of gateway.do
	AppID      string
	PrivateKey string // the app's, PEM
	PublicKey  string // Alipay's, PEM
	AppCert    string // PEM, as the others
	AlipayCert string
	RootCert   string
}

// WeChat is what connects to the fake of WeChat Pay.
type WeChat struct {
	URL         string
	MchID       string
	Serial      string // of the merchant's certificate
	PrivateKey  string // the merchant's, PEM
	PublicKey   string // WeChat Pay's, PEM
	PublicKeyID string
	APIv3Key    string
}

// PayPal is what connects to the fake of PayPal.
type PayPal struct{ URL, ClientID, Secret string }

// Stripe is what connects to the fake of Stripe.
type Stripe struct{ URL, Secret string }

// Alipay tells how to connect to Alipay.
func (g *Gateway) Alipay() Alipay {
	k := g.keys
	return Alipay{
		URL: g.url + alipayPath, AppID: alipayApp, PrivateKey: privatePEM(k.alipayApp), PublicKey: publicPEM(k.alipay),
		AppCert: certPEM(k.appCert), AlipayCert: certPEM(k.alipayCert), RootCert: certPEM(k.rootCert),
	}
}

// WeChat tells how to connect to WeChat Pay.
func (g *Gateway) WeChat() WeChat {
	k := g.keys
	return WeChat{
		URL: g.url, MchID: sample.WeChatMerchant, Serial: k.merchantSerial, PrivateKey: privatePEM(k.merchant),
		PublicKey: publicPEM(k.wechat), PublicKeyID: wechatKeyID, APIv3Key: k.apiV3,
	}
}

// PayPal tells how to connect to PayPal.
func (g *Gateway) PayPal() PayPal { return PayPal{g.url, g.keys.paypalID, g.keys.paypalSecret} }

// Stripe tells how to connect to Stripe.
func (g *Gateway) Stripe() Stripe { return Stripe{g.url, g.keys.stripe} }

// StripeLive is Stripe with a key that is not for test mode. Both modes are of one
// account, and this fake tells the same of both.
func (g *Gateway) StripeLive() Stripe { return Stripe{g.url, g.keys.stripeLive} }

// Truth is what truly happened in the shop.
func (g *Gateway) Truth() *sample.Truth { return g.ledger.books.Truth }

// Books is what WeChat Pay and Alipay hold.
func (g *Gateway) Books() *sample.Record { return g.ledger.books }

// Span is the days of the shop.
func (g *Gateway) Span() book.Period { return g.ledger.books.Span() }

// today is the day in China.
func today(now time.Time) book.Day { return book.DayOf(now.In(book.Shanghai)) }

// start is the moment in China at which a day begins.
func start(d book.Day) time.Time {
	return time.Unix(int64(d)*86400, 0).Add(-8 * time.Hour).In(book.Shanghai)
}

// random is n random bytes in hex.
func random(n int) string {
	b := make([]byte, n)
	_, _ = rand.Read(b) // never fails
	return hex.EncodeToString(b)
}
