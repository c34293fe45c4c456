package gateway_test

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"sort"
	"strings"
	"testing"
	"time"

	"zhangfang/app/channels/gateway"
)

// What is sent and verified here is made of the contract with the standard library
// alone: neither our clients nor an SDK is asked.

func private(t *testing.T, text string) *rsa.PrivateKey {
	t.Helper()
	block, _ := pem.Decode([]byte(text))
	k, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		t.Fatal(err)
	}
	return k.(*rsa.PrivateKey)
}

func public(t *testing.T, text string) *rsa.PublicKey {
	t.Helper()
	block, _ := pem.Decode([]byte(text))
	k, err := x509.ParsePKIXPublicKey(block.Bytes)
	if err != nil {
		t.Fatal(err)
	}
	return k.(*rsa.PublicKey)
}

func rsa2(t *testing.T, k *rsa.PrivateKey, message string) string {
	t.Helper()
	sum := sha256.Sum256([]byte(message))
	b, err := rsa.SignPKCS1v15(rand.Reader, k, crypto.SHA256, sum[:])
	if err != nil {
		t.Fatal(err)
	}
	return base64.StdEncoding.EncodeToString(b)
}

func verified(k *rsa.PublicKey, message, signature string) bool {
	b, err := base64.StdEncoding.DecodeString(signature)
	sum := sha256.Sum256([]byte(message))
	return err == nil && rsa.VerifyPKCS1v15(k, crypto.SHA256, sum[:], b) == nil
}

func read(t *testing.T, res *http.Response, err error) (status int, h http.Header, body string) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, res.Header, string(b)
}

// alipayForm is a request, signed after change.
func alipayForm(t *testing.T, a gateway.Alipay, method, content string, change func(url.Values)) url.Values {
	t.Helper()
	form := url.Values{"app_id": {a.AppID}, "method": {method}, "format": {"JSON"}, "charset": {"utf-8"}, "sign_type": {"RSA2"}, "version": {"1.0"},
		"timestamp": {time.Now().In(time.FixedZone("", 8*3600)).Format(time.DateTime)}, "biz_content": {content}}
	change(form)
	var parts []string
	for k, v := range form {
		if v[0] != "" {
			parts = append(parts, k+"="+v[0])
		}
	}
	sort.Strings(parts)
	form.Set("sign", rsa2(t, private(t, a.PrivateKey), strings.Join(parts, "&")))
	return form
}

const askTrade = `{"bill_type":"trade","bill_date":"2026-03-05"}`

func TestAlipayVerifiesRequests(t *testing.T) {
	g := open(t, noon)
	a := g.Alipay()
	set := func(k, v string) func(url.Values) { return func(f url.Values) { f.Set(k, v) } }
	none := func(url.Values) {}
	stamp := func(d time.Duration) string {
		return time.Now().Add(d).In(time.FixedZone("", 8*3600)).Format(time.DateTime)
	}
	for name, x := range map[string]struct {
		signed, after func(url.Values)
		address, want string
	}{
		"well":            {none, none, a.URL, "Success"},
		"a bit early":     {set("timestamp", stamp(-9*time.Minute)), none, a.URL, "Success"},
		"too early":       {set("timestamp", stamp(-11*time.Minute)), none, a.URL, "isv.invalid-timestamp"},
		"too late":        {set("timestamp", stamp(11*time.Minute)), none, a.URL, "isv.invalid-timestamp"},
		"another app":     {set("app_id", "2021000000000000"), none, a.URL, "isv.invalid-app-id"},
		"RSA":             {set("sign_type", "RSA"), none, a.URL, "isv.invalid-signature-type"},
		"tampered":        {none, set("biz_content", `{"bill_type":"trade","bill_date":"2026-03-06"}`), a.URL, "isv.invalid-signature"},
		"added":           {none, set("notify_url", "x"), a.URL, "isv.invalid-signature"},
		"no signature":    {none, func(f url.Values) { f.Del("sign") }, a.URL, "isv.missing-sign"},
		"doubled":         {none, func(f url.Values) { f.Add("method", "x") }, a.URL, "isv.invalid-parameter"},
		"in the address":  {none, none, a.URL + "?method=x", "isv.invalid-request"},
		"wrong app cert":  {set("app_cert_sn", "0123"), none, a.URL, "isv.invalid-app-cert-sn"},
		"wrong root cert": {set("alipay_root_cert_sn", "0123"), none, a.URL, "isv.invalid-app-cert-sn"},
		"no method":       {set("method", "alipay.nothing"), none, a.URL, "isv.invalid-method"},
	} {
		t.Run(name, func(t *testing.T) {
			form := alipayForm(t, a, gateway.MethodAlipayBill, askTrade, x.signed)
			x.after(form)
			res, err := http.PostForm(x.address, form)
			if _, _, body := read(t, res, err); !strings.Contains(body, x.want) {
				t.Errorf("want %s in %s", x.want, body)
			}
		})
	}
	res, err := http.Post(a.URL, "application/json", strings.NewReader("{}"))
	if _, _, body := read(t, res, err); !strings.Contains(body, "isv.invalid-request") {
		t.Error(body)
	}
}

// node is the verbatim value and the signature of an answer.
var node = regexp.MustCompile(`^\{"(\w+)_response":(.*?)(?:,"alipay_cert_sn":"(\w+)")?,"sign":"([^"]+)"\}$`)

func TestAlipaySignsVerbatimBytes(t *testing.T) {
	g := open(t, noon)
	a := g.Alipay()
	ask := func() []string {
		t.Helper()
		res, err := http.PostForm(a.URL, alipayForm(t, a, gateway.MethodAlipayBill, askTrade, func(url.Values) {}))
		_, _, body := read(t, res, err)
		m := node.FindStringSubmatch(body)
		if m == nil {
			t.Fatalf("answer %s", body)
		}
		return m
	}
	for f, want := range map[gateway.Fault]bool{gateway.None: true, gateway.Escaped: true, gateway.Null: true, gateway.NumberForID: true, gateway.SystemError: true,
		gateway.WrongKey: false, gateway.Altered: false} {
		g.On(gateway.MethodAlipayBill).Always(f)
		m := ask()
		if verified(public(t, a.PublicKey), m[2], m[4]) != want {
			t.Errorf("%q: signed is %v, want %v: %s", f, !want, want, m[2])
		}
		if f == gateway.Escaped && !strings.Contains(m[2], `\/`) {
			t.Error("no slash is escaped")
		}
	}
	g.Clear()
	g.On(gateway.MethodAlipayBill).Nth(1).Then(gateway.Rotated)
	for range 2 {
		if m := ask(); verified(public(t, a.PublicKey), m[2], m[4]) {
			t.Error("signed by the old key after a rotation")
		}
	}
	g.Clear()
	if m := ask(); !verified(public(t, a.PublicKey), m[2], m[4]) {
		t.Error("the rotation did not end")
	}
}

func TestAlipayAddressLivesThirtySeconds(t *testing.T) {
	now := noon()
	g := open(t, func() time.Time { return now })
	a := g.Alipay()
	res, err := http.PostForm(a.URL, alipayForm(t, a, gateway.MethodAlipayBill, askTrade, func(url.Values) {}))
	_, _, body := read(t, res, err)
	var got map[string]json.RawMessage
	var told struct {
		URL string `json:"bill_download_url"`
	}
	if json.Unmarshal([]byte(body), &got) != nil || json.Unmarshal(got["alipay_data_dataservice_bill_downloadurl_query_response"], &told) != nil {
		t.Fatal(body)
	}
	for after, zip := range map[time.Duration]bool{0: true, 30 * time.Second: true, 31 * time.Second: false} {
		now = noon().Add(after)
		res, err := http.Get(told.URL)
		if _, _, body := read(t, res, err); strings.HasPrefix(body, "PK") != zip {
			t.Errorf("after %v: %.60s", after, body)
		}
	}
}
