package gateway_test

import (
	"bytes"
	"compress/gzip"
	"crypto/sha1"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"zhangfang/app/channels/gateway"
)

// wechatGet asks with a signature over what said says; change spoils the request.
func wechatGet(t *testing.T, w gateway.WeChat, path, nonce string, at time.Time, change func(*http.Request)) (int, http.Header, string) {
	t.Helper()
	r, err := http.NewRequest(http.MethodGet, w.URL+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	signature := rsa2(t, private(t, w.PrivateKey), fmt.Sprintf("GET\n%s\n%d\n%s\n\n", r.URL.RequestURI(), at.Unix(), nonce))
	r.Header.Set("Authorization", fmt.Sprintf(`WECHATPAY2-SHA256-RSA2048 mchid="%s",nonce_str="%s",signature="%s",timestamp="%d",serial_no="%s"`, w.MchID, nonce, signature, at.Unix(), w.Serial))
	r.Header.Set("Accept", "application/json")
	change(r)
	res, err := http.DefaultClient.Do(r)
	return read(t, res, err)
}

const tradeBill = "/v3/bill/tradebill?bill_date=2026-03-05&bill_type=ALL&tar_type=GZIP"

func TestWeChatVerifiesRequests(t *testing.T) {
	w := open(t, noon).WeChat()
	none := func(*http.Request) {}
	swap := func(old, new string) func(*http.Request) {
		return func(r *http.Request) {
			r.Header.Set("Authorization", strings.Replace(r.Header.Get("Authorization"), old, new, 1))
		}
	}
	for name, x := range map[string]struct {
		nonce  string
		at     time.Duration
		change func(*http.Request)
		want   string
	}{
		"well":              {"n1", 0, none, `"hash_type":"SHA1"`},
		"no nonce":          {"", 0, none, "SIGN_ERROR"},
		"a bit early":       {"n2", -299 * time.Second, none, `"hash_type"`},
		"too early":         {"n3", -302 * time.Second, none, "SIGN_ERROR"},
		"too late":          {"n4", 302 * time.Second, none, "SIGN_ERROR"},
		"another merchant":  {"n5", 0, swap(w.MchID, "1600000000"), "MCH_NOT_EXISTS"},
		"another serial":    {"n6", 0, swap(w.Serial, "ABCD"), "SIGN_ERROR"},
		"another nonce":     {"n7", 0, swap(`"n7"`, `"n8"`), "SIGN_ERROR"},
		"another query":     {"n9", 0, func(r *http.Request) { r.URL.RawQuery = strings.Replace(r.URL.RawQuery, "05", "06", 1) }, "SIGN_ERROR"},
		"no authorization":  {"n10", 0, func(r *http.Request) { r.Header.Del("Authorization") }, "SIGN_ERROR"},
		"unknown key asked": {"n11", 0, func(r *http.Request) { r.Header.Set("Wechatpay-Serial", "PUB_KEY_ID_1") }, "PARAM_ERROR"},
	} {
		t.Run(name, func(t *testing.T) {
			if _, _, body := wechatGet(t, w, tradeBill, x.nonce, time.Now().Add(x.at), x.change); !strings.Contains(body, x.want) {
				t.Errorf("want %s in %s", x.want, body)
			}
		})
	}
	if status, _, body := wechatGet(t, w, tradeBill, "n1", time.Now(), none); status != 401 || !strings.Contains(body, "nonce") {
		t.Errorf("a nonce was taken twice: %s", body)
	}
}

func wechatSigned(t *testing.T, w gateway.WeChat, h http.Header, body string) bool {
	t.Helper()
	return h.Get("Wechatpay-Serial") == w.PublicKeyID &&
		verified(public(t, w.PublicKey), h.Get("Wechatpay-Timestamp")+"\n"+h.Get("Wechatpay-Nonce")+"\n"+body+"\n", h.Get("Wechatpay-Signature"))
}

func TestWeChatSignsAnswersAndHashesFiles(t *testing.T) {
	g := open(t, noon)
	w := g.WeChat()
	none := func(*http.Request) {}
	n := 0
	get := func(path string) (int, http.Header, string) {
		t.Helper()
		n++
		return wechatGet(t, w, path, fmt.Sprint("a", n), time.Now(), none)
	}
	_, h, body := get(tradeBill)
	var told struct {
		Hash string `json:"hash_value"`
		URL  string `json:"download_url"`
	}
	if !wechatSigned(t, w, h, body) || json.Unmarshal([]byte(body), &told) != nil {
		t.Fatalf("not signed: %s", body)
	}
	if res, err := http.Get(told.URL); err != nil || res.StatusCode != http.StatusUnauthorized {
		t.Errorf("an unsigned download: %v", err)
	}
	_, h, packed := get(strings.TrimPrefix(told.URL, w.URL))
	if h.Get("Wechatpay-Signature") != "" {
		t.Error("the file is signed")
	}
	z, err := gzip.NewReader(strings.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	plain, err := io.ReadAll(z)
	sum := sha1.Sum(plain)
	if err != nil || hex.EncodeToString(sum[:]) != told.Hash || !bytes.HasPrefix(plain, []byte("\xef\xbb\xbf交易时间")) || !bytes.HasSuffix(plain, []byte("\r\n")) {
		t.Errorf("the file is not that of the hash, or has no mark: %v", err)
	}
	for f, want := range map[gateway.Fault]bool{gateway.WrongKey: false, gateway.NoSignature: false, gateway.SignTest: false, gateway.WrongSerial: false, gateway.Altered: false, gateway.Early: true} {
		g.On(gateway.MethodWeChatTradeBill).Always(f)
		if _, h, body := get(tradeBill); wechatSigned(t, w, h, body) != want {
			t.Errorf("%s: signed is %v", f, !want)
		}
	}
}

// TestHashRuleOfTheRealBill is the one public vector of WeChat Pay's hash: the bill of
// 2021-01-28, kept without its mark and with LF, has the SHA-1 that WeChat Pay told of
// it only with a byte order mark and CRLF, as this gateway writes bills.
func TestHashRuleOfTheRealBill(t *testing.T) {
	const told = "dcd7ceb3d382a1181798368bb15d8437de46c00f"
	b, err := os.ReadFile("../../../../shared/samples/_transcribed/wechat_merchant/2021-01-28_tradebill_ALL_v3.csv")
	if err != nil {
		t.Skip("the real bill is not here")
	}
	lines := strings.Split(strings.TrimRight(strings.ReplaceAll(string(b), "\r\n", "\n"), "\n"), "\n")
	sum := sha1.Sum([]byte("\ufeff" + strings.TrimPrefix(strings.Join(lines, "\r\n"), "\ufeff") + "\r\n"))
	if got := hex.EncodeToString(sum[:]); got != told {
		t.Errorf("SHA-1 %s, want %s", got, told)
	}
}
