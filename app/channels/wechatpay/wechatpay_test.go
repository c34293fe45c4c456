package wechatpay

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"zhangfang/app/book"
	"zhangfang/app/channels"
)

// earlier is a day whose bill should be ready. The SDK signs by the machine's own
// clock, so that the server's must be the same.
func (s *server) earlier() book.Day { return book.DayOf(s.now.In(channels.China())) - 2 }

func TestBill(t *testing.T) {
	for _, stream := range []string{trade, fundFlow} {
		s := newServer(t)
		day := s.earlier()
		dir := t.TempDir()
		b, err := s.connect(s.account()).Bill(t.Context(), stream, day, dir)
		if err != nil {
			t.Fatalf("%s: %v", stream, err)
		}
		raw, err := os.ReadFile(b.Path)
		if err != nil || string(raw) != bill || !strings.HasPrefix(filepath.Base(b.Path), theMerchant) {
			t.Errorf("%s: %s holds %q, %v", stream, b.Path, raw, err)
		}
	}
}

func TestPlatformCertificates(t *testing.T) {
	s := newServer(t)
	day := s.earlier()
	s.sign = func(h http.Header, body []byte) { signAs(h, keys()[1], platformSerial, s.now, body) }
	a := s.account()
	delete(a.Fields, publicKey)
	delete(a.Fields, publicKeyID)
	if _, err := s.connect(a).Bill(t.Context(), trade, day, t.TempDir()); err != nil {
		t.Error(err)
	}
}

func TestExpiredAddressIsAskedForAgain(t *testing.T) {
	s := newServer(t)
	day := s.earlier()
	s.expired = 1
	if _, err := s.connect(s.account()).Bill(t.Context(), trade, day, t.TempDir()); err != nil || s.pointers != 2 || s.files != 2 {
		t.Errorf("%v after %d pointers and %d files", err, s.pointers, s.files)
	}
	s.expired = 99
	if _, err := s.connect(s.account()).Bill(t.Context(), trade, day, t.TempDir()); book.CodeOf(err) != channels.CodeUnexpected {
		t.Errorf("got %v", err)
	}
}

func TestUnpackedFilesAreTaken(t *testing.T) {
	s := newServer(t)
	day := s.earlier()
	s.file = func() []byte { return []byte(bill) }
	if _, err := s.connect(s.account()).Bill(t.Context(), trade, day, t.TempDir()); err != nil {
		t.Error(err)
	}
}

func TestFaultsOfBills(t *testing.T) {
	status := func(code int, body string) func(*server) {
		return func(s *server) { s.answer = func(string) (int, string) { return code, body } }
	}
	refusal := func(code int, name string) func(*server) { return status(code, `{"code":"`+name+`","message":"m"}`) }
	for name, f := range map[string]struct {
		bend func(*server)
		want string
	}{
		"no trade":            {refusal(400, "NO_STATEMENT_EXIST"), channels.CodeNoTrade},
		"no trade by 404":     {refusal(404, "NO_STATEMENT_EXIST"), channels.CodeNoTrade},
		"being made":          {refusal(400, "STATEMENT_CREATING"), channels.CodeNotReady},
		"no permission":       {refusal(403, "NO_AUTH"), channels.CodePermission},
		"address":             {status(403, `{"code":"NO_AUTH","message":"此IP地址不允许调用该接口"}`), channels.CodeAddress},
		"merchant":            {refusal(400, "MCH_NOT_EXISTS"), channels.CodeAccount},
		"too many":            {refusal(429, "RATELIMIT_EXCEED"), channels.CodeLimited},
		"frequency":           {refusal(429, "FREQUENCY_LIMITED"), channels.CodeLimited},
		"system error":        {refusal(500, "SYSTEM_ERROR"), channels.CodeBusy},
		"other address":       {status(404, "404 page not found"), channels.CodeStranger},
		"html of a proxy":     {status(502, "<html>"), channels.CodeBusy},
		"html with success":   {status(200, "<html>"), channels.CodeUnexpected},
		"null":                {status(200, "null"), channels.CodeUnexpected},
		"truncated":           {status(200, `{"hash_type":"SHA1","hash_va`), channels.CodeUnexpected},
		"number for a string": {status(200, `{"hash_type":"SHA1","hash_value":7}`), channels.CodeUnexpected},
		"other hash":          {status(200, `{"hash_type":"MD5","hash_value":"x","download_url":"https://api.mch.weixin.qq.com/v3/billdownload/file"}`), channels.CodeUnexpected},
		"other host":          {status(200, `{"hash_type":"SHA1","hash_value":"x","download_url":"https://evil.example/v3/billdownload/file"}`), channels.CodeUnavailable},
		"wrong hash":          {func(s *server) { s.hash = strings.Repeat("0", 40) }, channels.CodeDamaged},
		"truncated gzip":      {func(s *server) { s.file = func() []byte { z := zipped(bill); return z[:len(z)-9] } }, channels.CodeDamaged},
		"no gzip":             {func(s *server) { s.file = func() []byte { return []byte("\x1f\x8bnonsense") } }, channels.CodeDamaged},
		"empty file":          {func(s *server) { s.file = func() []byte { return nil } }, channels.CodeDamaged},
		"bomb":                {func(s *server) { s.file = func() []byte { return zipped(strings.Repeat("0", 5<<20)) } }, channels.CodeDamaged},
		"huge file":           {func(s *server) { s.file = func() []byte { return make([]byte, 2<<20) } }, channels.CodeDamaged},
		"not signed":          {func(s *server) { s.sign = func(http.Header, []byte) {} }, channels.CodeForged},
		"signed by another":   {func(s *server) { s.sign = func(h http.Header, b []byte) { signAs(h, keys()[2], theKeyID, s.now, b) } }, channels.CodeForged},
		"other serial": {func(s *server) {
			s.sign = func(h http.Header, b []byte) { signAs(h, keys()[1], "PUB_KEY_ID_9", s.now, b) }
		}, channels.CodeForged},
		"probe": {func(s *server) {
			s.sign = func(h http.Header, b []byte) {
				signAs(h, keys()[1], theKeyID, s.now, b)
				h.Set("Wechatpay-Signature", "WECHATPAY/SIGNTEST/"+h.Get("Wechatpay-Signature"))
			}
		}, channels.CodeForged},
		"their clock off": {func(s *server) {
			s.sign = func(h http.Header, b []byte) { signAs(h, keys()[1], theKeyID, s.now.Add(-skew-time.Second), b) }
		}, channels.CodeClock},
		"body changed": {func(s *server) {
			s.sign = func(h http.Header, b []byte) { signAs(h, keys()[1], theKeyID, s.now, append(b, ' ')) }
		}, channels.CodeForged},
	} {
		t.Run(name, func(t *testing.T) {
			s := newServer(t)
			day := s.earlier()
			f.bend(s)
			dir := t.TempDir()
			_, err := s.connect(s.account()).Bill(t.Context(), trade, day, dir)
			if book.CodeOf(err) != f.want {
				t.Errorf("got %v, want %s", err, f.want)
			}
			if err != nil && (strings.Contains(err.Error(), "token=") || strings.Contains(err.Error(), "secret")) {
				t.Errorf("the error tells the address: %v", err)
			}
			if left, _ := os.ReadDir(dir); len(left) != 0 {
				t.Errorf("a half bill is left: %v", left)
			}
			// Whatever came, the next answer that is right is taken.
			s.answer, s.sign, s.file, s.hash = nil, nil, nil, ""
			if _, err := s.connect(s.account()).Bill(t.Context(), trade, day, dir); err != nil {
				t.Errorf("afterwards: %v", err)
			}
		})
	}
}

func TestAbsentBillMeansWhatTheClockSays(t *testing.T) {
	day := book.NewDay(2026, 3, 5)
	at := func(month time.Month, d, hour int) time.Time {
		return time.Date(2026, month, d, hour, 0, 0, 0, channels.China())
	}
	for now, want := range map[time.Time]string{
		at(3, 5, 20): channels.CodeNotReady, at(3, 6, 9): channels.CodeNotReady, at(3, 6, 10): channels.CodeNoTrade, at(5, 1, 0): channels.CodeNoTrade, at(7, 1, 0): channels.CodeNoBill,
	} {
		c := &client{env: channels.Env{Now: func() time.Time { return now }}}
		if got := book.CodeOf(c.absent(&book.Problem{Code: channels.CodeNoBill}, day)); got != want {
			t.Errorf("at %s: %s, want %s", now, got, want)
		}
	}
}

func TestTestSaysWhatIsWrong(t *testing.T) {
	s := newServer(t)
	if err := s.connect(s.account()).Test(t.Context()); err != nil {
		t.Errorf("all is well: %v", err)
	}
	for _, says := range []string{"NO_STATEMENT_EXIST", "STATEMENT_CREATING"} { // the keys are well
		s.answer = func(string) (int, string) { return 400, `{"code":"` + says + `","message":"m"}` }
		if err := s.connect(s.account()).Test(t.Context()); err != nil {
			t.Errorf("%s: %v", says, err)
		}
	}
	s.answer = nil
	a := s.account()
	other, err := channels.PrivatePEM(keys()[2])
	if err != nil {
		t.Fatal(err)
	}
	a.Fields[privateKey] = other
	if err := s.connect(a).Test(t.Context()); book.CodeOf(err) != channels.CodeKeys {
		t.Errorf("another key: %v", err)
	}
	s.now = s.now.Add(time.Hour)
	if err := s.connect(a).Test(t.Context()); book.CodeOf(err) != channels.CodeClock {
		t.Errorf("a clock that is off: %v", err)
	}
}

func TestCheck(t *testing.T) {
	s := newServer(t)
	for name, c := range map[string]struct {
		field, value, want string
	}{
		"no merchant": {mchID, "", "field_missing"}, "merchant": {mchID, "wx123", "field_id"}, "serial": {serial, "xyz", "field_id"}, "key": {privateKey, "abc", "field_key"},
		"no key": {privateKey, " ", "field_missing"}, "key id": {publicKeyID, "5157F09EFDC0", "field_id"}, "no key id": {publicKeyID, "", "field_missing"},
		"api key": {apiV3Key, "short", "field_id"}, "all is well": {mchID, theMerchant, ""},
	} {
		a := s.account()
		a.Fields[c.field] = c.value
		_, err := Driver{}.Check(a)
		if book.CodeOf(err) != c.want {
			t.Errorf("%s: %v", name, err)
		}
	}
	a := s.account()
	own, err := channels.PublicPEM(&keys()[0].PublicKey)
	if err != nil {
		t.Fatal(err)
	}
	a.Fields[publicKey] = own
	if _, err := (Driver{}).Check(a); book.CodeOf(err) != "field_own_key" {
		t.Errorf("the merchant's own public key: %v", err)
	}
}

// notification is a request as WeChat Pay makes it.
func notification(t *testing.T, s *server, id, event, kind, nonce string, content any) *http.Request {
	t.Helper()
	inner, err := json.Marshal(content)
	if err != nil {
		t.Fatal(err)
	}
	var resource map[string]string
	if len(nonce) == 12 {
		resource = encrypted(kind, nonce, string(inner))
	} else {
		resource = encrypted(kind, "abcdefghijkl", string(inner))
		resource["nonce"] = nonce
	}
	resource["original_type"] = kind
	body, err := json.Marshal(map[string]any{"id": id, "create_time": s.now.Format(time.RFC3339), "event_type": event, "resource_type": "encrypt-resource", "resource": resource})
	if err != nil {
		t.Fatal(err)
	}
	return signedRequest(s, body)
}

func signedRequest(s *server, body []byte) *http.Request {
	r := httptest.NewRequest(http.MethodPost, "/notify/1", strings.NewReader(string(body)))
	signAs(r.Header, keys()[1], theKeyID, s.now, body)
	return r
}

func TestNotify(t *testing.T) {
	s := newServer(t)
	c := s.connect(s.account())
	paid := map[string]any{"mchid": theMerchant, "out_trade_no": "S1", "transaction_id": "4200", "trade_state": "SUCCESS", "success_time": "2026-03-05T10:00:00+08:00",
		"amount": map[string]any{"total": 1250, "currency": "CNY"}}
	n, a, err := c.Notify(t.Context(), notification(t, s, "n1", "TRANSACTION.SUCCESS", "transaction", "abcdefghijkl", paid))
	want := book.Notice{ID: "n1", Kind: book.KindPayment, State: "SUCCESS", OrderNo: "S1", TxnNo: "4200", Amount: book.Money{Minor: 1250, Currency: book.CNY}, At: n.At}
	if err != nil || n != want || a.Status != http.StatusNoContent || n.At.Unix() != 1772676000 {
		t.Errorf("payment %+v, %+v, %v", n, a, err)
	}
	back := map[string]any{"mchid": theMerchant, "out_trade_no": "S1", "transaction_id": "4200", "refund_id": "5000", "refund_status": "SUCCESS", "success_time": "2026-03-05T11:00:00+08:00",
		"amount": map[string]any{"total": 1250, "refund": 250}}
	n, _, err = c.Notify(t.Context(), notification(t, s, "n2", "REFUND.SUCCESS", "refund", "abcdefghijkl", back))
	if err != nil || n.Kind != book.KindRefund || n.RefundNo != "5000" || n.Amount.Minor != -250 {
		t.Errorf("refund %+v, %v", n, err)
	}
	n, a, err = c.Notify(t.Context(), notification(t, s, "n3", "MCHTRANSFER.BILL.FINISHED", "mch_payment", "abcdefghijkl", map[string]any{}))
	if err != nil || n.Kind != book.KindOther || a.Status != http.StatusNoContent {
		t.Errorf("of no use here: %+v, %+v, %v", n, a, err)
	}
}

func TestForgedNotificationsChangeNothing(t *testing.T) {
	s := newServer(t)
	c := s.connect(s.account())
	paid := map[string]any{"mchid": theMerchant, "out_trade_no": "S1", "trade_state": "SUCCESS"}
	good := func() *http.Request {
		return notification(t, s, "n1", "TRANSACTION.SUCCESS", "transaction", "abcdefghijkl", paid)
	}
	for name, r := range map[string]*http.Request{
		"not signed": func() *http.Request { r := good(); r.Header.Del("Wechatpay-Signature"); return r }(),
		"old": func() *http.Request {
			r := good()
			body := `{"id":"n1","resource":{}}`
			signAs(r.Header, keys()[1], theKeyID, s.now.Add(-time.Hour), []byte(body))
			r.Body = http.MaxBytesReader(nil, readCloser(body), 1<<20)
			return r
		}(),
		"body changed":     func() *http.Request { r := good(); r.Body = readCloser(`{"id":"n9"}`); return r }(),
		"short nonce":      notification(t, s, "n1", "TRANSACTION.SUCCESS", "transaction", "short", paid),
		"no resource":      signedRequest(s, []byte(`{"id":"n1","event_type":"TRANSACTION.SUCCESS"}`)),
		"no json":          signedRequest(s, []byte(`<xml>`)),
		"null":             signedRequest(s, []byte(`null`)),
		"other merchant":   notification(t, s, "n1", "TRANSACTION.SUCCESS", "transaction", "abcdefghijkl", map[string]any{"mchid": "1600000000"}),
		"signed by nobody": func() *http.Request { r := good(); signAs(r.Header, keys()[2], theKeyID, s.now, nil); return r }(),
	} {
		n, a, err := c.Notify(t.Context(), r)
		if book.CodeOf(err) != channels.CodeForged || a.Status != http.StatusUnauthorized || !strings.Contains(a.Body, "FAIL") {
			t.Errorf("%s: %+v, %+v, %v", name, n, a, err)
		}
	}
	if _, _, err := c.Notify(t.Context(), good()); err != nil {
		t.Errorf("a good one afterwards: %v", err)
	}
	if err := c.Test(t.Context()); err != nil {
		t.Errorf("an answer afterwards: %v", err)
	}
}

func FuzzNotify(f *testing.F) {
	f.Add([]byte(`{"id":"n","event_type":"TRANSACTION.SUCCESS","resource":{"algorithm":"AEAD_AES_256_GCM","nonce":"abcdefghijkl","ciphertext":"AAAA"}}`))
	f.Add([]byte(`{"resource":{"nonce":""}}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		s := &server{t: t, now: time.Now(), Server: &httptest.Server{URL: "http://127.0.0.1:1"}}
		c := s.connect(s.account())
		if n, _, err := c.Notify(t.Context(), signedRequest(s, body)); err == nil && n.Kind != book.KindOther {
			t.Errorf("taken: %+v", n)
		}
	})
}
