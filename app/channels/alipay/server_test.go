package alipay

import (
	"archive/zip"
	"bytes"
	"crypto"
	"crypto/md5"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"io"
	"math/big"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/text/encoding/simplifiedchinese"

	"zhangfang/app/channels"
)

const theApp = "2021000012345678"

// keys are made once: the app's, Alipay's, and one that is neither.
var keys = sync.OnceValue(func() (k [3]*rsa.PrivateKey) {
	for i := range k {
		var err error
		if k[i], err = rsa.GenerateKey(rand.Reader, 2048); err != nil {
			panic(err)
		}
	}
	return k
})

// certificates are made once, of the app and of Alipay, and a root.
var certificates = sync.OnceValue(func() (c [3]*x509.Certificate) {
	for i, name := range []string{"app", "alipay", "root"} {
		t := &x509.Certificate{SerialNumber: big.NewInt(int64(1000 + i)), Subject: pkix.Name{CommonName: name}, SignatureAlgorithm: x509.SHA256WithRSA, NotAfter: time.Now().Add(time.Hour)}
		der, err := x509.CreateCertificate(rand.Reader, t, t, &keys()[i].PublicKey, keys()[i])
		if err != nil {
			panic(err)
		}
		if c[i], err = x509.ParseCertificate(der); err != nil {
			panic(err)
		}
	}
	return c
})

// serialOf is how Alipay numbers certificates: the MD5 of issuer and serial number.
func serialOf(c *x509.Certificate) string {
	sum := md5.Sum([]byte(c.Issuer.String() + c.SerialNumber.String()))
	return hex.EncodeToString(sum[:])
}

// server is Alipay as its contract says. What is set bends it.
type server struct {
	*httptest.Server
	t     *testing.T
	certs bool

	node    func(method string, form url.Values) string // the answer's node, instead of an address
	answer  func(name, node string) string              // the whole answer, instead of signing the node rightly
	file    func() []byte
	expired int
	status  int // of answers; 200
	asked   []string
	files   int
}

func newServer(t *testing.T) *server {
	s := &server{t: t}
	s.Server = httptest.NewServer(http.HandlerFunc(s.serve))
	t.Cleanup(s.Close)
	return s
}

func (s *server) serve(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path == "/downloadBillFile.resource" {
		s.download(w)
		return
	}
	if r.URL.Path != "/gateway.do" || r.Method != http.MethodPost || r.URL.RawQuery != "" || !strings.HasPrefix(r.Header.Get("Content-Type"), "application/x-www-form-urlencoded") {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	if err := r.ParseForm(); err != nil {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	form := r.PostForm
	method := form.Get("method")
	s.asked = append(s.asked, method+" "+form.Get("biz_content"))
	name := strings.ReplaceAll(method, ".", "_") + "_response"
	if sub := s.objection(form); sub != "" {
		io.WriteString(w, `{"error_response":{"code":"40002","msg":"Invalid Arguments","sub_code":"`+sub+`","sub_msg":"no"}}`)
		return
	}
	node := `{"code":"10000","msg":"Success","bill_download_url":"` + s.URL + `/downloadBillFile.resource?fileId=secret&downloadFileName=20881234567890120156_20260305.csv.zip"}`
	if s.status != 0 {
		w.WriteHeader(s.status)
	}
	if s.node != nil {
		node = s.node(method, form)
	}
	if s.answer != nil {
		io.WriteString(w, s.answer(name, node))
		return
	}
	io.WriteString(w, s.signed(name, node, keys()[1]))
}

// objection is what the gateway finds wrong with a request.
func (s *server) objection(form url.Values) string {
	at, err := time.ParseInLocation(time.DateTime, form.Get("timestamp"), channels.China())
	switch {
	case form.Get("app_id") != theApp:
		return "isv.invalid-app-id"
	case err != nil || time.Since(at).Abs() > 10*time.Minute:
		return "isv.invalid-timestamp"
	case form.Get("sign_type") != "RSA2" || form.Get("charset") != "utf-8" || form.Get("version") != "1.0":
		return "isv.invalid-signature-type"
	case s.certs && (form.Get("app_cert_sn") != serialOf(certificates()[0]) || form.Get("alipay_root_cert_sn") != serialOf(certificates()[2])):
		return "isv.invalid-app-cert-sn"
	}
	signature, _ := base64.StdEncoding.DecodeString(form.Get("sign"))
	sum := sha256.Sum256([]byte(toSign(form, "sign")))
	if rsa.VerifyPKCS1v15(&keys()[0].PublicKey, crypto.SHA256, sum[:], signature) != nil {
		return "isv.invalid-signature"
	}
	return ""
}

// toSign joins the values by name; requests leave out empty ones, of which these
// have none, notifications keep them.
func toSign(form url.Values, without ...string) string {
	var parts []string
	for name := range form {
		if !slices.Contains(without, name) {
			parts = append(parts, name+"="+form.Get(name))
		}
	}
	slices.Sort(parts)
	return strings.Join(parts, "&")
}

func sign(key *rsa.PrivateKey, text string) string {
	sum := sha256.Sum256([]byte(text))
	b, err := rsa.SignPKCS1v15(rand.Reader, key, crypto.SHA256, sum[:])
	if err != nil {
		panic(err)
	}
	return base64.StdEncoding.EncodeToString(b)
}

func (s *server) signed(name, node string, key *rsa.PrivateKey) string {
	cert := ""
	if s.certs {
		cert = `"alipay_cert_sn":"` + serialOf(certificates()[1]) + `",`
	}
	return `{"` + name + `":` + node + `,` + cert + `"sign":"` + sign(key, node) + `"}`
}

func (s *server) download(w http.ResponseWriter) {
	s.files++
	switch {
	case s.files <= s.expired:
		io.WriteString(w, "<html>链接已失效")
	case s.file != nil:
		w.Write(s.file())
	default:
		w.Write(zipped("#支付宝业务明细查询\r\n"))
	}
}

// zipped is a bill as Alipay packs it: names in GBK without the mark of UTF-8.
func zipped(text string) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	name, err := simplifiedchinese.GBK.NewEncoder().String("20881234567890120156_20260305_业务明细.csv")
	if err != nil {
		panic(err)
	}
	w, err := z.CreateHeader(&zip.FileHeader{Name: name, NonUTF8: true, Method: zip.Deflate})
	if err != nil {
		panic(err)
	}
	io.WriteString(w, text)
	if err := z.Close(); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// account is what the owner fills in for the server.
func (s *server) account() channels.Account {
	f := map[string]string{appID: " " + theApp, privateKey: base64.StdEncoding.EncodeToString(x509.MarshalPKCS1PrivateKey(keys()[0]))}
	if s.certs {
		for i, name := range []string{appCert, alipayCert, rootCert} {
			f[name] = channels.PEM("CERTIFICATE", certificates()[i].Raw)
		}
	} else {
		public, err := x509.MarshalPKIXPublicKey(&keys()[1].PublicKey)
		if err != nil {
			s.t.Fatal(err)
		}
		f[publicKey] = base64.StdEncoding.EncodeToString(public)
	}
	return channels.Account{Gateway: s.URL + "/gateway.do", Fields: f}
}

func (s *server) connect(a channels.Account, now time.Time) *client {
	s.t.Helper()
	a, err := Driver{}.Check(a)
	if err != nil {
		s.t.Fatal(err)
	}
	hc, err := channels.NewHTTP(s.URL, channels.Limits{Whole: 2 * time.Second, Bytes: 1 << 20})
	if err != nil {
		s.t.Fatal(err)
	}
	opened, err := Driver{}.Open(a, channels.Env{Now: func() time.Time { return now }, HTTP: hc})
	if err != nil {
		s.t.Fatal(err)
	}
	c, ok := opened.(*client)
	if !ok {
		s.t.Fatalf("a %T", opened)
	}
	return c
}

// failure is a node that says no.
func failure(code, sub string) func(string, url.Values) string {
	return func(string, url.Values) string {
		b, err := json.Marshal(map[string]string{"code": code, "msg": "Business Failed", "sub_code": sub, "sub_msg": "不行"})
		if err != nil {
			panic(err)
		}
		return string(b)
	}
}
