package gateway

import (
	"crypto"
	"crypto/md5"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"encoding/hex"
	"encoding/pem"
	"fmt"
	"math/big"
	"strings"
	"time"
)

// Keys are all keys of the four gateways and of the merchant who talks to them. They
// are made at random and are worth nothing. Making them takes a second; tests share
// them.
type Keys struct {
	alipayApp *rsa.PrivateKey // the merchant's app's
	alipay    *rsa.PrivateKey // Alipay's
	merchant  *rsa.PrivateKey // of the merchant's certificate at WeChat Pay
	wechat    *rsa.PrivateKey // WeChat Pay's, of its public key
	platform  *rsa.PrivateKey // WeChat Pay's, of its platform certificate
	stranger  *rsa.PrivateKey // nobody's: signs what is forged, and what comes after a rotation

	rootCert, appCert, alipayCert, platformCert *x509.Certificate

	merchantSerial string
	apiV3          string
	paypalID       string
	paypalSecret   string
	stripe         string // of test mode
	stripeLive     string
}

const keyBits = 2048

// NewKeys makes keys.
func NewKeys() (*Keys, error) {
	k := &Keys{
		merchantSerial: strings.ToUpper(random(20)), apiV3: random(16),
		paypalID: "A" + random(20), paypalSecret: "E" + random(20), stripe: "rk_test_" + random(24), stripeLive: "rk_live_" + random(24),
	}
	root := (*rsa.PrivateKey)(nil)
	for _, to := range []**rsa.PrivateKey{&k.alipayApp, &k.alipay, &k.merchant, &k.wechat, &k.platform, &k.stranger, &root} {
		key, err := rsa.GenerateKey(rand.Reader, keyBits)
		if err != nil {
			return nil, fmt.Errorf("make keys: %w", err)
		}
		*to = key
	}
	authority := authority{key: root}
	for _, c := range []struct {
		to   **x509.Certificate
		name string
		key  *rsa.PrivateKey
	}{{&k.rootCert, "Sample Root R1", root}, {&k.appCert, "2088021234567890-" + alipayApp, k.alipayApp}, {&k.alipayCert, "Alipay (sample)", k.alipay}, {&k.platformCert, "WeChat Pay (sample)", k.platform}} {
		cert, err := authority.certify(c.name, &c.key.PublicKey)
		if err != nil {
			return nil, fmt.Errorf("make certificates: %w", err)
		}
		*c.to = cert
	}
	return k, nil
}

// authority signs certificates, the first of which is its own.
type authority struct {
	key  *rsa.PrivateKey
	cert *x509.Certificate
}

func (a *authority) certify(name string, key *rsa.PublicKey) (*x509.Certificate, error) {
	serial, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 120))
	if err != nil {
		return nil, err
	}
	c := &x509.Certificate{
		SerialNumber: serial, Subject: pkix.Name{CommonName: name, Organization: []string{"Sample"}, Country: []string{"CN"}},
		NotBefore: time.Date(2015, 1, 1, 0, 0, 0, 0, time.UTC), NotAfter: time.Date(2075, 1, 1, 0, 0, 0, 0, time.UTC),
		SignatureAlgorithm: x509.SHA256WithRSA, BasicConstraintsValid: true, IsCA: a.cert == nil,
		KeyUsage: x509.KeyUsageDigitalSignature,
	}
	parent := a.cert
	if parent == nil {
		parent, c.KeyUsage = c, x509.KeyUsageCertSign
	}
	der, err := x509.CreateCertificate(rand.Reader, c, parent, key, a.key)
	if err != nil {
		return nil, err
	}
	made, err := x509.ParseCertificate(der)
	if a.cert == nil {
		a.cert = made
	}
	return made, err
}

// certSN is the number by which Alipay knows a certificate.
func certSN(c *x509.Certificate) string {
	sum := md5.Sum([]byte(c.Issuer.String() + c.SerialNumber.String()))
	return hex.EncodeToString(sum[:])
}

// hexSerial is the number by which WeChat Pay knows a certificate.
func hexSerial(c *x509.Certificate) string {
	return strings.ToUpper(hex.EncodeToString(c.SerialNumber.Bytes()))
}

// sign is RSA PKCS #1 v1.5 over SHA-256, in base64: Alipay's RSA2 and WeChat Pay's
// WECHATPAY2-SHA256-RSA2048 alike.
func sign(k *rsa.PrivateKey, message []byte) string {
	sum := sha256.Sum256(message)
	b, err := rsa.SignPKCS1v15(rand.Reader, k, crypto.SHA256, sum[:])
	if err != nil {
		panic(err) // the key is one of NewKeys
	}
	return base64.StdEncoding.EncodeToString(b)
}

// signed tells whether a message is signed by a key.
func signed(k *rsa.PublicKey, message []byte, signature string) bool {
	b, err := base64.StdEncoding.DecodeString(signature)
	sum := sha256.Sum256(message)
	return err == nil && rsa.VerifyPKCS1v15(k, crypto.SHA256, sum[:], b) == nil
}

func privatePEM(k *rsa.PrivateKey) string {
	der, err := x509.MarshalPKCS8PrivateKey(k)
	if err != nil {
		panic(err) // an RSA key can be written
	}
	return asPEM("PRIVATE KEY", der)
}

func publicPEM(k *rsa.PrivateKey) string {
	der, err := x509.MarshalPKIXPublicKey(&k.PublicKey)
	if err != nil {
		panic(err) // an RSA key can be written
	}
	return asPEM("PUBLIC KEY", der)
}

func certPEM(c *x509.Certificate) string { return asPEM("CERTIFICATE", c.Raw) }

func asPEM(label string, der []byte) string {
	return string(pem.EncodeToMemory(&pem.Block{Type: label, Bytes: der}))
}
