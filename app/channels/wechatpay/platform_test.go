package wechatpay

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"zhangfang/app/book"
	"zhangfang/app/channels"
)

// byCertificate is the account of a merchant who has no public key of WeChat Pay's; the
// server signs for it by its platform certificate, the next one once that is rotated.
func (s *server) byCertificate() channels.Account {
	s.sign = func(h http.Header, body []byte) {
		if s.rotated {
			signAs(h, keys()[2], nextSerial, s.now, body)
		} else {
			signAs(h, keys()[1], platformSerial, s.now, body)
		}
	}
	a := s.account()
	delete(a.Fields, publicKey)
	delete(a.Fields, publicKeyID)
	return a
}

// TestPlatformCertificatesChange while a client lives: the SDK would verify what it
// downloads by what it has, and never learn of the new one.
func TestPlatformCertificatesChange(t *testing.T) {
	s := newServer(t)
	c := s.connect(s.byCertificate())
	for range 3 {
		if err := c.Test(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if s.certified != 1 {
		t.Errorf("downloaded %d times", s.certified)
	}
	s.rotated = true
	if err := c.Test(t.Context()); book.CodeOf(err) != channels.CodeForged {
		t.Errorf("at once: %v", err)
	}
	s.now = s.now.Add(patience)
	for range 3 {
		if err := c.Test(t.Context()); err != nil {
			t.Errorf("a minute later: %v", err)
		}
	}
	if s.certified != 2 {
		t.Errorf("downloaded %d times", s.certified)
	}
	for _, stranger := range []string{platformSerial, "FFFFFFFF", "PUB_KEY_ID_1", "nonsense", ""} {
		s.sign = func(h http.Header, b []byte) { signAs(h, keys()[2], stranger, s.now, b) }
		if err := c.Test(t.Context()); book.CodeOf(err) != channels.CodeForged {
			t.Errorf("signed as %q: %v", stranger, err)
		}
	}
}

// TestForgedNotificationsDoNotMakeUsAsk: anybody can name a certificate.
func TestForgedNotificationsDoNotMakeUsAsk(t *testing.T) {
	s := newServer(t)
	paid := map[string]any{"mchid": theMerchant, "out_trade_no": "S1", "trade_state": "SUCCESS"}
	good := func() *http.Request {
		return notification(t, s, "n1", "TRANSACTION.SUCCESS", "transaction", "abcdefghijkl", paid)
	}
	for name, a := range map[string]channels.Account{"certificates": s.byCertificate(), "public key": s.account()} {
		s.certified = 0
		c := s.connect(a)
		for i := range 20 {
			r := good()
			r.Header.Set("Wechatpay-Serial", strings.Repeat("F", 8+i))
			if i%2 == 0 {
				r.Header.Set("Wechatpay-Serial", "../"+strings.Repeat("f", i))
			}
			if _, _, err := c.Notify(t.Context(), r); book.CodeOf(err) != channels.CodeForged {
				t.Errorf("%s: %v", name, err)
			}
		}
		if s.certified > 1 {
			t.Errorf("%s: asked %d times for certificates", name, s.certified)
		}
		for _, bad := range []*http.Request{signedRequest(s, []byte("<xml>")), signedRequest(s, []byte(`{"id":"n"}`)), func() *http.Request {
			r := good()
			r.Header.Set("Wechatpay-Timestamp", "7")
			return r
		}()} {
			bad.Header.Set("Wechatpay-Serial", "EEEEEEEE")
			s.now, s.certified = s.now.Add(patience), 0
			if _, _, err := c.Notify(t.Context(), bad); book.CodeOf(err) != channels.CodeForged || s.certified != 0 {
				t.Errorf("%s: %v, asked %d times", name, err, s.certified)
			}
		}
	}
}

// TestNotificationsWhileAMerchantIsMovedOver from certificates to the public key may be
// signed by either.
func TestNotificationsWhileAMerchantIsMovedOver(t *testing.T) {
	s := newServer(t)
	paid := map[string]any{"mchid": theMerchant, "out_trade_no": "S1", "trade_state": "SUCCESS", "amount": map[string]any{"total": 1}}
	by := func(serial string) *http.Request {
		r := notification(t, s, "n1", "TRANSACTION.SUCCESS", "transaction", "abcdefghijkl", paid)
		r.Header.Set("Wechatpay-Serial", serial) // the server's two keys are one
		return r
	}
	c := s.connect(s.account())
	for _, serial := range []string{theKeyID, platformSerial} {
		if n, _, err := c.Notify(t.Context(), by(serial)); err != nil || n.OrderNo != "S1" {
			t.Errorf("%s: %+v, %v", serial, n, err)
		}
	}
	s.sign = func(h http.Header, b []byte) { signAs(h, keys()[1], platformSerial, s.now, b) }
	if err := c.Test(t.Context()); book.CodeOf(err) != channels.CodeForged { // we ask for it by the key
		t.Errorf("an answer: %v", err)
	}
}

// TestAnAPIKeyThatIsNotTheMerchants is told as that, not as a network that is down or a
// forgery.
func TestAnAPIKeyThatIsNotTheMerchants(t *testing.T) {
	s := newServer(t)
	a := s.byCertificate()
	a.Fields[apiV3Key] = strings.Repeat("x", 32)
	if err := s.connect(a).Test(t.Context()); book.CodeOf(err) != "gateway_secret" || channels.Temporary(err) {
		t.Errorf("certificates: %v", err)
	}
	a = s.account()
	a.Fields[apiV3Key] = strings.Repeat("x", 32)
	_, answer, err := s.connect(a).Notify(t.Context(), notification(t, s, "n1", "TRANSACTION.SUCCESS", "transaction", "abcdefghijkl", map[string]any{"mchid": theMerchant}))
	if book.CodeOf(err) != "gateway_secret" || answer.Status == http.StatusNoContent {
		t.Errorf("a notification: %+v, %v", answer, err)
	}
	s.now = s.now.Add(time.Second)
	s.answer = func(string) (int, string) { return 404, `{"code":"RESOURCE_NOT_EXISTS"}` }
	if _, _, err := s.connect(s.account()).Notify(t.Context(), signedRequest(s, []byte(`{"id":"n","event_type":"X","resource":{"nonce":"abcdefghijkl"}}`))); book.CodeOf(err) != "gateway_secret" {
		t.Errorf("nothing to decrypt: %v", err)
	}
}

// TestCertificatesThatCannotBeRead: the SDK panics over some, and what it says of others
// is no network that is down.
func TestCertificatesThatCannotBeRead(t *testing.T) {
	whole := (&server{}).certificates()
	for name, f := range map[string]struct {
		cert string
		want string
	}{
		"null":         {"null", channels.CodeUnavailable},
		"none":         {`{"data":[]}`, channels.CodeUnavailable},
		"null in it":   {`{"data":[null]}`, channels.CodeUnexpected},
		"no cipher":    {`{"data":[{"serial_no":"0A1B2C3D"}]}`, channels.CodeUnexpected},
		"no data":      {strings.Replace(whole, `"associated_data":"certificate",`, "", 1), channels.CodeUnexpected},
		"short nonce":  {strings.Replace(whole, "abcdefghijkl", "abc", 1), channels.CodeUnexpected},
		"no number":    {strings.Replace(whole, `"serial_no"`, `"serial"`, 1), channels.CodeUnexpected},
		"other number": {strings.Replace(whole, platformSerial, nextSerial, 1), channels.CodeForged},
	} {
		s := newServer(t)
		a := s.byCertificate()
		s.cert = func() string { return f.cert }
		c := s.connect(a)
		if err := c.Test(t.Context()); book.CodeOf(err) != f.want {
			t.Errorf("%s: %v", name, err)
		}
		s.cert, s.now = nil, s.now.Add(patience)
		if err := c.Test(t.Context()); err != nil {
			t.Errorf("%s, afterwards: %v", name, err)
		}
	}
	s := newServer(t)
	a := s.byCertificate()
	s.noCert = true
	if err := s.connect(a).Test(t.Context()); book.CodeOf(err) != "gateway_public_key" {
		t.Errorf("a merchant who has a public key only: %v", err)
	}
}

// TestCertificatesThatDoNotComeAreNoForgery: the network is down, and nothing is known of
// what was signed.
func TestCertificatesThatDoNotComeAreNoForgery(t *testing.T) {
	s := newServer(t)
	c := s.connect(s.byCertificate())
	if err := c.Test(t.Context()); err != nil {
		t.Fatal(err)
	}
	s.rotated = true
	s.now = s.now.Add(patience)
	s.cert = func() string { panic(http.ErrAbortHandler) }
	paid := map[string]any{"mchid": theMerchant, "out_trade_no": "S1", "trade_state": "SUCCESS", "amount": map[string]any{"total": 1}}
	for range 2 { // the second within a minute, in which they are not asked for again
		if err := c.Test(t.Context()); book.CodeOf(err) != channels.CodeUnavailable {
			t.Errorf("an answer: %v", err)
		}
		r := notification(t, s, "n1", "TRANSACTION.SUCCESS", "transaction", "abcdefghijkl", paid)
		r.Header.Set("Wechatpay-Serial", nextSerial)
		if _, answer, err := c.Notify(t.Context(), r); book.CodeOf(err) != channels.CodeUnavailable || answer.Status/100 == 2 {
			t.Errorf("a notification: %+v, %v", answer, err)
		}
	}
	s.cert = nil
	s.now = s.now.Add(patience)
	if err := c.Test(t.Context()); err != nil {
		t.Errorf("afterwards: %v", err)
	}
}

// TestWhatIsSignedByAKnownCertificateWaitsForNoOther: a forged notification that names
// another keeps a genuine one, and the bills, waiting for nothing.
func TestWhatIsSignedByAKnownCertificateWaitsForNoOther(t *testing.T) {
	s := newServer(t)
	c := s.connect(s.byCertificate())
	if err := c.Test(t.Context()); err != nil {
		t.Fatal(err)
	}
	s.now = s.now.Add(patience)
	paid := map[string]any{"mchid": theMerchant, "out_trade_no": "S1", "trade_state": "SUCCESS", "amount": map[string]any{"total": 1}}
	by := func(serial string) *http.Request {
		r := notification(t, s, "n1", "TRANSACTION.SUCCESS", "transaction", "abcdefghijkl", paid)
		r.Header.Set("Wechatpay-Serial", serial)
		return r
	}
	forged, genuine := by("FFFFFFFF"), by(platformSerial)
	asked, answer := make(chan struct{}), make(chan struct{})
	s.cert = func() string { close(asked); <-answer; return `{"data":[]}` }
	ended := make(chan error, 1)
	go func() { _, _, err := c.Notify(t.Context(), forged); ended <- err }()
	<-asked
	if n, _, err := c.Notify(t.Context(), genuine); err != nil || n.OrderNo != "S1" {
		t.Errorf("a genuine one: %+v, %v", n, err)
	}
	if err := c.Test(t.Context()); err != nil {
		t.Errorf("an answer: %v", err)
	}
	if len(ended) > 0 {
		t.Error("they waited until the forged one was given up")
	}
	close(answer)
	if err := <-ended; err == nil {
		t.Error("the forged one passed")
	}
}
