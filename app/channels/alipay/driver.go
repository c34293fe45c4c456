// Package alipay pulls bills from Alipay's open platform, and reads what it tells of
// payments by itself. https://opendocs.alipay.com/open/02e7gq
package alipay

import (
	"crypto/rsa"
	"crypto/x509"
	"regexp"
	"strings"
	"time"

	"zhangfang/app/book"
	"zhangfang/app/channels"
)

const (
	production = "https://openapi.alipay.com/gateway.do"
	sandbox    = "https://openapi-sandbox.dl.alipaydev.com/gateway.do"
	// billHost is where bills lie, also over plain http: their address is in a signed
	// answer and lives for thirty seconds.
	billHost = "dwbillcenter.alipay.com"
)

// The fields, which are also flags of the command line.
const (
	appID      = "app_id"
	privateKey = "private_key"
	publicKey  = "public_key"
	appCert    = "app_cert"
	alipayCert = "alipay_cert"
	rootCert   = "root_cert"
)

// The streams, by Alipay's names: the trades, and what moved in the account.
const (
	trade   = "trade"
	account = "signcustomer"
)

// Driver knows Alipay.
type Driver struct{}

// Provider is "alipay".
func (Driver) Provider() string { return "alipay" }

// Fields is the app with its private key, and either Alipay's public key or, in
// certificate mode, three certificates.
func (Driver) Fields() []channels.Field {
	return []channels.Field{
		{Name: appID},
		{Name: privateKey, Kind: channels.FieldPrivateKey, Secret: true},
		{Name: publicKey, Kind: channels.FieldPublicKey, Optional: true},
		{Name: appCert, Kind: channels.FieldCertificate, Optional: true},
		{Name: alipayCert, Kind: channels.FieldCertificate, Optional: true},
		{Name: rootCert, Kind: channels.FieldCertificate, Optional: true},
	}
}

// Streams are the two bills. Those of a day are usually ready by nine in the morning;
// they can be had from 2016 on.
func (Driver) Streams() []channels.Stream {
	const ready, back = 9 * time.Hour, 10 * 365
	return []channels.Stream{{Name: trade, Ready: ready, Back: back}, {Name: account, Ready: ready, Back: back}}
}

var anApp = regexp.MustCompile(`^\d{16}$`)

// Check trims what was filled in and reads the keys.
func (Driver) Check(a channels.Account) (channels.Account, error) {
	f := map[string]string{}
	for name, v := range a.Fields {
		f[name] = strings.TrimSpace(v)
	}
	switch {
	case f[appID] == "":
		return a, &book.Problem{Code: "field_missing", Cell: appID}
	case !anApp.MatchString(f[appID]):
		return a, &book.Problem{Code: "field_id", Cell: appID}
	case f[privateKey] == "":
		return a, &book.Problem{Code: "field_missing", Cell: privateKey}
	}
	private, err := channels.PrivateKey(f[privateKey])
	if err != nil {
		return a, channels.InField(err, privateKey)
	}
	if f[privateKey], err = channels.PrivatePEM(private); err != nil {
		return a, channels.InField(err, privateKey)
	}
	if f[appCert]+f[alipayCert]+f[rootCert] == "" {
		err = checkKey(f, private)
	} else {
		err = checkCertificates(f, private)
	}
	if err != nil {
		return a, err
	}
	if err := channels.CheckGateway(a.Gateway); err != nil {
		return a, err
	}
	a.Fields = f
	return a, nil
}

func checkKey(f map[string]string, private *rsa.PrivateKey) error {
	if f[publicKey] == "" {
		return &book.Problem{Code: "field_missing", Cell: publicKey}
	}
	public, err := channels.PublicKey(f[publicKey])
	if err != nil {
		return channels.InField(err, publicKey)
	}
	if channels.SamePair(private, public) { // the app's own, where Alipay's belongs
		return &book.Problem{Code: "field_own_key", Cell: publicKey}
	}
	f[publicKey], err = channels.PublicPEM(public)
	return channels.InField(err, publicKey)
}

// checkCertificates reads the three certificates; keys and certificates never mix.
func checkCertificates(f map[string]string, private *rsa.PrivateKey) error {
	delete(f, publicKey)
	for _, name := range []string{appCert, alipayCert, rootCert} {
		if f[name] == "" {
			return &book.Problem{Code: "field_missing", Cell: name}
		}
		all, err := channels.Certificates(f[name])
		if err != nil {
			return channels.InField(err, name)
		}
		var b strings.Builder
		for _, c := range all {
			b.WriteString(channels.PEM("CERTIFICATE", c.Raw))
		}
		f[name] = b.String()
		if fits := keyFits(all[0], private); name == appCert && !fits {
			return &book.Problem{Code: "field_pair", Cell: name}
		} else if name == alipayCert && fits {
			return &book.Problem{Code: "field_own_key", Cell: name}
		}
	}
	return nil
}

func keyFits(c *x509.Certificate, private *rsa.PrivateKey) bool {
	public, ok := c.PublicKey.(*rsa.PublicKey)
	return ok && channels.SamePair(private, public)
}

// Address is where an account's requests go, and where bills lie.
func (Driver) Address(a channels.Account) (gateway string, hosts []string) {
	billHosts := []string{billHost, "http://" + billHost}
	switch {
	case a.Gateway != "":
		return a.Gateway, nil
	case a.Sandbox:
		return sandbox, billHosts
	}
	return production, billHosts
}
