package channels

import (
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"errors"
	"strings"
	"unicode"

	unicode16 "golang.org/x/text/encoding/unicode"

	"zhangfang/app/book"
)

// PrivateKey reads an RSA private key however it was pasted: PEM or bare base64,
// PKCS#1 or PKCS#8, with or without line breaks, marks and blanks. Problem
// "field_key", which never holds any of the text; A is what it is instead: "public",
// "certificate", "encrypted", "weak", "curve" for a key that is not RSA, or ""; B is
// what is wanted, "private".
func PrivateKey(text string) (*rsa.PrivateKey, error) {
	der, label := decode(text)
	if strings.Contains(label, "ENCRYPTED") || strings.Contains(clean(text), "Proc-Type: 4,ENCRYPTED") {
		return nil, badKey("encrypted", "private")
	}
	if k, err := x509.ParsePKCS1PrivateKey(der); err == nil {
		return strong(k)
	}
	if any, err := x509.ParsePKCS8PrivateKey(der); err == nil {
		if k, ok := any.(*rsa.PrivateKey); ok {
			return strong(k)
		}
	}
	return nil, badKey(nature(der, label), "private")
}

func strong(k *rsa.PrivateKey) (*rsa.PrivateKey, error) {
	if k.N.BitLen() < leastBits {
		return nil, badKey("weak", "private")
	}
	return k, nil
}

// leastBits is what both Alipay's RSA2 and WeChat Pay ask of a key.
const leastBits = 2048

// PublicKey reads an RSA public key as PrivateKey does a private one: PKIX or PKCS#1,
// not that of a certificate, with which a provider is talked to in another way.
// Problem "field_key" as of PrivateKey, with B "public".
func PublicKey(text string) (*rsa.PublicKey, error) {
	der, label := decode(text)
	if any, err := x509.ParsePKIXPublicKey(der); err == nil {
		if k, ok := any.(*rsa.PublicKey); ok {
			return k, nil
		}
	}
	if k, err := x509.ParsePKCS1PublicKey(der); err == nil {
		return k, nil
	}
	return nil, badKey(nature(der, label), "public")
}

// Certificates reads one or more X.509 certificates: PEM, one behind the other, or
// the bare base64 of one. Problem "field_key" as of PrivateKey, with B "certificate".
func Certificates(text string) ([]*x509.Certificate, error) {
	var all []*x509.Certificate
	for rest := []byte(clean(text)); ; {
		var block *pem.Block
		if block, rest = pem.Decode(rest); block == nil {
			break
		}
		if c, err := x509.ParseCertificate(block.Bytes); err == nil {
			all = append(all, c)
		}
	}
	if len(all) > 0 {
		return all, nil
	}
	der, label := decode(text)
	c, err := x509.ParseCertificate(der)
	if err != nil {
		return nil, badKey(nature(der, label), "certificate")
	}
	return []*x509.Certificate{c}, nil
}

// SamePair tells whether two keys belong together.
func SamePair(private *rsa.PrivateKey, public *rsa.PublicKey) bool {
	return private.PublicKey.Equal(public)
}

// PEM writes DER as PEM, the one spelling in which keys are kept.
func PEM(label string, der []byte) string {
	return string(pem.EncodeToMemory(&pem.Block{Type: label, Bytes: der}))
}

// PrivatePEM is a private key in the one spelling in which it is kept: PKCS#8.
func PrivatePEM(k *rsa.PrivateKey) (string, error) {
	der, err := x509.MarshalPKCS8PrivateKey(k)
	return PEM("PRIVATE KEY", der), err
}

// PublicPEM is a public key in the one spelling in which it is kept: PKIX.
func PublicPEM(k *rsa.PublicKey) (string, error) {
	der, err := x509.MarshalPKIXPublicKey(k)
	return PEM("PUBLIC KEY", der), err
}

// decode finds the DER in a text. label is that of the PEM block, "" without one.
func decode(text string) (der []byte, label string) {
	text = clean(text)
	if block, _ := pem.Decode([]byte(text)); block != nil {
		return block.Bytes, block.Type
	}
	// The line breaks of PEM are lost in many a web page: what stands between the
	// marks, or all of it where there are none, is base64.
	body := text
	if i := strings.Index(body, "-----BEGIN "); i >= 0 {
		body = body[i+len("-----BEGIN "):]
		if label, body, _ = strings.Cut(body, "-----"); body != "" {
			body, _, _ = strings.Cut(body, "-----END")
		}
	}
	body = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r), r == '"', r == '\'', r == '\\', r == ',':
			return -1
		case r == '-':
			return '+'
		case r == '_':
			return '/'
		}
		return r
	}, strings.ReplaceAll(body, `\n`, ""))
	der, err := base64.RawStdEncoding.DecodeString(strings.TrimRight(body, "="))
	if err != nil {
		return nil, label
	}
	return der, label
}

// clean takes away what editors and web pages put around a key.
func clean(text string) string {
	text = narrow(text)
	text = strings.TrimSpace(strings.Trim(text, "\ufeff\u200b\u00a0"))
	return strings.ReplaceAll(text, "\r\n", "\n")
}

// narrow is text that an editor of Windows kept as "Unicode", which is UTF-16, by its
// mark or by the zero in its first letter; other text stays as it is.
func narrow(text string) string {
	if len(text) < 2 {
		return text
	}
	order := unicode16.LittleEndian
	switch {
	case text[0] == 0 || text[:2] == "\xfe\xff":
		order = unicode16.BigEndian
	case text[1] != 0 && text[:2] != "\xff\xfe":
		return text
	}
	plain, err := unicode16.UTF16(order, unicode16.IgnoreBOM).NewDecoder().String(text)
	if err != nil {
		return text
	}
	return plain
}

// nature says what some DER is, by its label where it tells nothing, for a person who
// put it into the wrong field.
func nature(der []byte, label string) string {
	if _, err := x509.ParseCertificate(der); err == nil {
		return "certificate"
	}
	if k, err := x509.ParsePKIXPublicKey(der); err == nil {
		return orCurve(k, "public")
	}
	if k, err := x509.ParsePKCS8PrivateKey(der); err == nil {
		return orCurve(k, "private")
	}
	if _, err := x509.ParsePKCS1PrivateKey(der); err == nil {
		return "private"
	}
	if _, err := x509.ParsePKCS1PublicKey(der); err == nil {
		return "public"
	}
	if strings.HasPrefix(label, "EC ") { // "EC PARAMETERS" as well, which openssl writes before the key
		return "curve"
	}
	return ""
}

// orCurve is what a key is where that is RSA.
func orCurve(key any, is string) string {
	switch key.(type) {
	case *rsa.PublicKey, *rsa.PrivateKey:
		return is
	}
	return "curve"
}

func badKey(instead, wanted string) error {
	return &book.Problem{Code: "field_key", Args: []string{instead, wanted}}
}

// InField says of a problem with a key which field it is in; nil stays nil.
func InField(err error, field string) error {
	var p *book.Problem
	if errors.As(err, &p) {
		here := *p
		here.Cell = field
		return &here
	}
	return err
}
