package wechatpay

import (
	"bytes"
	"compress/gzip"
	"crypto"
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"math/big"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"zhangfang/app/channels"
)

const (
	theMerchant = "1612345678"
	theSerial   = "5157F09EFDC096DE15EBE81A47057A7232F1B8E1"
	theKeyID    = "PUB_KEY_ID_0116123456782026030100000000"
	theAPIKey   = "0123456789abcdefghijklmnopqrstuv"
	bill        = "\ufeff交易时间,商户号\r\n`2026-03-05 10:00:00,`1612345678\r\n总交易单数\r\n`1\r\n"
)

// keys are made once: the merchant's, WeChat Pay's, and one that is neither.
var keys = sync.OnceValue(func() (k [3]*rsa.PrivateKey) {
	for i := range k {
		var err error
		if k[i], err = rsa.GenerateKey(rand.Reader, 2048); err != nil {
			panic(err)
		}
	}
	return k
})

// server is WeChat Pay as its contract says. What is set bends it.
type server struct {
	*httptest.Server
	t   *testing.T
	now time.Time

	answer    func(path string) (status int, body string) // of bills, instead of a pointer
	sign      func(h http.Header, body []byte)            // instead of signing rightly
	file      func() []byte                               // instead of the gzip of bill
	hash      string
	expired   int // so many downloads come too late
	pointers  int
	rotated   bool          // the platform certificate is another
	noCert    bool          // the merchant has a public key only
	cert      func() string // instead of certificates
	certified int           // downloads of certificates
	paths     []string      // of questions about payments
	files     int
}

var authorization = regexp.MustCompile(`^WECHATPAY2-SHA256-RSA2048 mchid="(\d+)",nonce_str="([^"]+)",timestamp="(\d+)",serial_no="([0-9A-F]+)",signature="([^"]+)"$`)

func newServer(t *testing.T) *server {
	s := &server{t: t, now: time.Now()}
	s.Server = httptest.NewServer(http.HandlerFunc(s.serve))
	t.Cleanup(s.Close)
	return s
}

func (s *server) serve(w http.ResponseWriter, r *http.Request) {
	m := authorization.FindStringSubmatch(r.Header.Get("Authorization"))
	body, _ := io.ReadAll(r.Body)
	if m == nil || m[1] != theMerchant || m[4] != theSerial {
		s.refuse(w, http.StatusUnauthorized, "SIGN_ERROR")
		return
	}
	sum := sha256.Sum256([]byte(r.Method + "\n" + r.URL.RequestURI() + "\n" + m[3] + "\n" + m[2] + "\n" + string(body) + "\n"))
	signature, _ := base64.StdEncoding.DecodeString(m[5])
	if rsa.VerifyPKCS1v15(&keys()[0].PublicKey, crypto.SHA256, sum[:], signature) != nil {
		s.refuse(w, http.StatusUnauthorized, "SIGN_ERROR")
		return
	}
	switch {
	case r.URL.Path == "/v3/billdownload/file":
		s.download(w)
	case r.URL.Path == "/v3/certificates":
		s.certified++
		switch {
		case s.noCert:
			s.refuse(w, http.StatusNotFound, "RESOURCE_NOT_EXISTS")
		case s.cert != nil:
			s.reply(w, s.cert())
		default:
			s.reply(w, s.certificates())
		}
	case strings.HasPrefix(r.URL.Path, "/v3/bill/"):
		s.pointers++
		status, body := http.StatusOK, s.pointer()
		if s.answer != nil {
			status, body = s.answer(r.URL.RequestURI())
		}
		if status != http.StatusOK {
			w.WriteHeader(status)
			io.WriteString(w, body)
			return
		}
		s.reply(w, body)
	case s.answer != nil:
		if status, body := s.answer(r.URL.RequestURI()); status == http.StatusOK {
			s.reply(w, body)
		} else {
			s.signs(w.Header(), body)
			w.WriteHeader(status)
			io.WriteString(w, body)
		}
	default:
		s.refuse(w, http.StatusNotFound, "NOT_FOUND")
	}
}

func (s *server) pointer() string {
	hash := s.hash
	if hash == "" {
		sum := sha1.Sum([]byte(bill))
		hash = hex.EncodeToString(sum[:])
	}
	return fmt.Sprintf(`{"hash_type":"SHA1","hash_value":"%s","download_url":"https://api.mch.weixin.qq.com/v3/billdownload/file?token=secret%d"}`, hash, s.pointers)
}

func (s *server) download(w http.ResponseWriter) {
	s.files++
	if s.files <= s.expired {
		s.refuse(w, http.StatusBadRequest, "INVALID_REQUEST")
		return
	}
	if s.file != nil {
		w.Write(s.file())
		return
	}
	w.Write(zipped(bill))
}

func zipped(text string) []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	io.WriteString(z, text)
	z.Close()
	return b.Bytes()
}

func (s *server) refuse(w http.ResponseWriter, status int, code string) {
	w.WriteHeader(status)
	fmt.Fprintf(w, `{"code":%q,"message":"no"}`, code)
}

// reply answers 200 with a signature.
func (s *server) reply(w http.ResponseWriter, body string) {
	s.signs(w.Header(), body)
	io.WriteString(w, body)
}

// signs signs a body, rightly or as the test says.
func (s *server) signs(h http.Header, body string) {
	if s.sign != nil {
		s.sign(h, []byte(body))
	} else {
		signAs(h, keys()[1], theKeyID, s.now, []byte(body))
	}
}

func signAs(h http.Header, key *rsa.PrivateKey, serial string, at time.Time, body []byte) {
	stamp := strconv.FormatInt(at.Unix(), 10)
	sum := sha256.Sum256([]byte(stamp + "\nnonce\n" + string(body) + "\n"))
	signature, err := rsa.SignPKCS1v15(rand.Reader, key, crypto.SHA256, sum[:])
	if err != nil {
		panic(err)
	}
	h.Set("Wechatpay-Timestamp", stamp)
	h.Set("Wechatpay-Nonce", "nonce")
	h.Set("Wechatpay-Serial", serial)
	h.Set("Wechatpay-Signature", base64.StdEncoding.EncodeToString(signature))
}

// The platform certificate, and the one that comes after it.
const (
	platformSerial = "0A1B2C3D"
	nextSerial     = "0A1B2C3E"
)

// certificates is the platform certificate, encrypted as /v3/certificates gives it.
func (s *server) certificates() string {
	serial, number, key := platformSerial, int64(0x0A1B2C3D), keys()[1]
	if s.rotated {
		serial, number, key = nextSerial, 0x0A1B2C3E, keys()[2]
	}
	c := &x509.Certificate{SerialNumber: big.NewInt(number), Subject: pkix.Name{CommonName: "Tenpay"}, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour)}
	der, err := x509.CreateCertificate(rand.Reader, c, c, &key.PublicKey, key)
	if err != nil {
		panic(err)
	}
	item := map[string]any{"serial_no": serial, "effective_time": time.Now().Add(-time.Hour).Format(time.RFC3339), "expire_time": time.Now().Add(time.Hour).Format(time.RFC3339),
		"encrypt_certificate": encrypted("certificate", "abcdefghijkl", channels.PEM("CERTIFICATE", der))}
	b, err := json.Marshal(map[string]any{"data": []any{item}})
	if err != nil {
		panic(err)
	}
	return string(b)
}

func encrypted(associated, nonce, text string) map[string]string {
	block, err := aes.NewCipher([]byte(theAPIKey))
	if err != nil {
		panic(err)
	}
	gcm, err := cipher.NewGCM(block)
	if err != nil {
		panic(err)
	}
	return map[string]string{"algorithm": "AEAD_AES_256_GCM", "nonce": nonce, "associated_data": associated,
		"ciphertext": base64.StdEncoding.EncodeToString(gcm.Seal(nil, []byte(nonce), []byte(text), []byte(associated)))}
}

// account is what the owner fills in for the server.
func (s *server) account() channels.Account {
	private, err := channels.PrivatePEM(keys()[0])
	if err != nil {
		s.t.Fatal(err)
	}
	public, err := channels.PublicPEM(&keys()[1].PublicKey)
	if err != nil {
		s.t.Fatal(err)
	}
	return channels.Account{Gateway: s.URL, Fields: map[string]string{
		mchID: " " + theMerchant + " ", serial: strings.ToLower(theSerial), privateKey: private, publicKey: public, publicKeyID: theKeyID, apiV3Key: theAPIKey,
	}}
}

func (s *server) connect(a channels.Account) *client {
	s.t.Helper()
	a, err := Driver{}.Check(a)
	if err != nil {
		s.t.Fatal(err)
	}
	hc, err := channels.NewHTTP(s.URL, channels.Limits{Whole: 2 * time.Second, Bytes: 1 << 20})
	if err != nil {
		s.t.Fatal(err)
	}
	opened, err := Driver{}.Open(a, channels.Env{Now: func() time.Time { return s.now }, HTTP: hc})
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { opened.Close() })
	c, ok := opened.(*client)
	if !ok {
		s.t.Fatalf("a %T", opened)
	}
	return c
}

func readCloser(s string) io.ReadCloser { return io.NopCloser(strings.NewReader(s)) }
