package channels

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"errors"
	"math/big"
	"strings"
	"testing"
	"time"

	"zhangfang/app/book"
)

// spellings of the same DER, as people paste it.
func spellings(label string, der []byte) map[string]string {
	bare := base64.StdEncoding.EncodeToString(der)
	block := PEM(label, der)
	return map[string]string{
		"pem": block, "pem of windows": strings.ReplaceAll(block, "\n", "\r\n"), "bare": bare, "bare with breaks": bare[:64] + "\n" + bare[64:100] + " \t" + bare[100:],
		"bom": "\ufeff" + block, "one line": strings.ReplaceAll(block, "\n", ""), "json": `"` + strings.ReplaceAll(block, "\n", `\n`) + `"`,
		"utf-16": wide(block, "\xff\xfe", false), "utf-16 of a mac": wide(block, "\xfe\xff", true), "utf-16 without a mark": wide(block, "", false),
		"url": base64.URLEncoding.EncodeToString(der), "no padding": strings.TrimRight(bare, "="), "blanks around": "\n\n  " + block + "  \n",
	}
}

// wide is text as UTF-16.
func wide(text, mark string, big bool) string {
	var b strings.Builder
	b.WriteString(mark)
	for _, c := range []byte(text) {
		if big {
			b.Write([]byte{0, c})
		} else {
			b.Write([]byte{c, 0})
		}
	}
	return b.String()
}

func TestKeysInAnySpelling(t *testing.T) {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	pkcs8, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	pkix, err := x509.MarshalPKIXPublicKey(&key.PublicKey)
	if err != nil {
		t.Fatal(err)
	}
	cert := certificateOf(t, key)
	for label, der := range map[string][]byte{"PRIVATE KEY": pkcs8, "RSA PRIVATE KEY": x509.MarshalPKCS1PrivateKey(key)} {
		for name, text := range spellings(label, der) {
			if got, err := PrivateKey(text); err != nil || !got.Equal(key) {
				t.Errorf("%s %s: %v", label, name, err)
			}
		}
	}
	for label, der := range map[string][]byte{"PUBLIC KEY": pkix, "RSA PUBLIC KEY": x509.MarshalPKCS1PublicKey(&key.PublicKey)} {
		for name, text := range spellings(label, der) {
			if got, err := PublicKey(text); err != nil || !SamePair(key, got) {
				t.Errorf("%s %s: %v", label, name, err)
			}
		}
	}
	for name, text := range spellings("CERTIFICATE", cert) {
		if got, err := Certificates(text); err != nil || len(got) != 1 {
			t.Errorf("certificate %s: %v", name, err)
		}
	}
	if got, err := Certificates(PEM("CERTIFICATE", cert) + "\n" + PEM("CERTIFICATE", cert)); err != nil || len(got) != 2 {
		t.Errorf("bundle: %d, %v", len(got), err)
	}
	kept, err := PrivatePEM(key)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := PrivateKey(kept); err != nil || !again.Equal(key) {
		t.Errorf("kept: %v", err)
	}
}

func TestWrongKeysAreNamedAndNotRepeated(t *testing.T) {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	weak, err := rsa.GenerateKey(rand.Reader, 1024)
	if err != nil {
		t.Fatal(err)
	}
	curve, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	curveDER, err := x509.MarshalPKCS8PrivateKey(curve)
	if err != nil {
		t.Fatal(err)
	}
	curvePublic, err := x509.MarshalPKIXPublicKey(&curve.PublicKey)
	if err != nil {
		t.Fatal(err)
	}
	public, err := PublicPEM(&key.PublicKey)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct{ text, instead string }{
		"empty": {"", ""}, "words": {"这是我的私钥", ""}, "public": {public, "public"}, "certificate": {PEM("CERTIFICATE", certificateOf(t, key)), "certificate"},
		"weak": {PEM("RSA PRIVATE KEY", x509.MarshalPKCS1PrivateKey(weak)), "weak"}, "curve": {PEM("PRIVATE KEY", curveDER), "curve"},
		"curve of openssl": {PEM("EC PARAMETERS", []byte{6, 8, 42, 134, 72, 206, 61, 3, 1, 7}) + PEM("EC PRIVATE KEY", curveDER), "curve"},
		"encrypted":        {PEM("ENCRYPTED PRIVATE KEY", []byte("x")), "encrypted"},
		"cut":              {PEM("RSA PRIVATE KEY", x509.MarshalPKCS1PrivateKey(key)[:600]), ""},
	} {
		_, err := PrivateKey(c.text)
		var p *book.Problem
		if !errors.As(err, &p) || p.Code != "field_key" || p.Args[0] != c.instead || p.Args[1] != "private" {
			t.Errorf("%s: %v", name, err)
		}
		if body := strings.TrimSpace(c.text); err != nil && len(body) > 40 && strings.Contains(err.Error(), body[30:40]) {
			t.Errorf("%s: the error repeats the key", name)
		}
	}
	for name, c := range map[string]struct {
		read          func(string) error
		text, instead string
		wanted        string
	}{
		"private for public":      {publicOf, PEM("PRIVATE KEY", x509.MarshalPKCS1PrivateKey(key)), "private", "public"},
		"certificate for public":  {publicOf, PEM("CERTIFICATE", certificateOf(t, key)), "certificate", "public"},
		"curve for public":        {publicOf, PEM("PUBLIC KEY", curvePublic), "curve", "public"},
		"public for certificate":  {certificatesOf, public, "public", "certificate"},
		"private for certificate": {certificatesOf, PEM("RSA PRIVATE KEY", x509.MarshalPKCS1PrivateKey(key)), "private", "certificate"},
	} {
		var p *book.Problem
		if err := c.read(c.text); !errors.As(err, &p) || p.Code != "field_key" || p.Args[0] != c.instead || p.Args[1] != c.wanted {
			t.Errorf("%s: %+v", name, p)
		}
	}
}

func publicOf(text string) error       { _, err := PublicKey(text); return err }
func certificatesOf(text string) error { _, err := Certificates(text); return err }

func certificateOf(t *testing.T, key *rsa.PrivateKey) []byte {
	t.Helper()
	name := &x509.Certificate{SerialNumber: big.NewInt(7), Subject: pkix.Name{CommonName: "test"}, NotAfter: time.Now().Add(time.Hour)}
	der, err := x509.CreateCertificate(rand.Reader, name, name, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	return der
}

func FuzzKeys(f *testing.F) {
	f.Add("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----")
	f.Add("-----BEGIN ")
	f.Fuzz(func(t *testing.T, text string) {
		if k, err := PrivateKey(text); err == nil && k.N.BitLen() < leastBits {
			t.Error("a weak key passes")
		}
		if _, err := Certificates(text); err != nil && book.CodeOf(err) != "field_key" {
			t.Error(err)
		}
	})
}
