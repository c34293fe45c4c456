// Package wechatpay pulls bills from WeChat Pay, API v3, and reads what it tells of
// payments by itself. https://pay.weixin.qq.com/doc/v3/merchant/4012365342
package wechatpay

import (
	"regexp"
	"strings"
	"time"

	"zhangfang/app/book"
	"zhangfang/app/channels"
)

const gateway = "https://api.mch.weixin.qq.com"

// The fields, which are also flags of the command line.
const (
	mchID       = "mch_id"
	serial      = "serial"
	privateKey  = "private_key"
	publicKey   = "public_key"
	publicKeyID = "public_key_id"
	apiV3Key    = "apiv3_key"
)

// The streams: the trade bill with all states, and what moved in the basic account.
const (
	trade    = "tradebill"
	fundFlow = "fundflowbill"
)

// Driver knows WeChat Pay.
type Driver struct{}

// Provider is "wechatpay".
func (Driver) Provider() string { return "wechatpay" }

// Fields is the merchant with the key of its API certificate, and what answers are
// verified by: the public key of WeChat Pay with its id, which new merchants have
// only, or the platform certificates, which the API v3 key decrypts.
func (Driver) Fields() []channels.Field {
	return []channels.Field{
		{Name: mchID},
		{Name: serial},
		{Name: privateKey, Kind: channels.FieldPrivateKey, Secret: true},
		{Name: publicKey, Kind: channels.FieldPublicKey, Optional: true},
		{Name: publicKeyID, Optional: true},
		{Name: apiV3Key, Secret: true, Optional: true},
	}
}

// Streams are the two bills. They are made from nine in the morning, should be asked
// for after ten, and are kept for three months.
func (Driver) Streams() []channels.Stream {
	const ready, back = 10 * time.Hour, 89
	return []channels.Stream{{Name: trade, Ready: ready, Back: back}, {Name: fundFlow, Ready: ready, Back: back}}
}

var (
	aMerchant    = regexp.MustCompile(`^\d{8,10}$`)
	aSerial      = regexp.MustCompile(`^[0-9A-F]{16,64}$`)
	aCertificate = regexp.MustCompile(`^[0-9A-F]{8,64}$`) // of a platform certificate
	aKeyID       = regexp.MustCompile(`^PUB_KEY_ID_\d+$`)
	anAPIKey     = regexp.MustCompile(`^[\x21-\x7e]{32}$`)
)

// Check trims what was filled in and reads the keys.
func (Driver) Check(a channels.Account) (channels.Account, error) {
	f := map[string]string{}
	for name, v := range a.Fields {
		f[name] = strings.TrimSpace(v)
	}
	f[serial] = strings.ToUpper(strings.ReplaceAll(f[serial], ":", ""))
	for _, c := range []struct {
		name  string
		shape *regexp.Regexp
		need  bool
	}{
		{mchID, aMerchant, true}, {serial, aSerial, true}, {publicKeyID, aKeyID, f[publicKey] != ""}, {apiV3Key, anAPIKey, f[publicKey] == ""},
	} {
		switch {
		case f[c.name] == "" && c.need:
			return a, &book.Problem{Code: "field_missing", Cell: c.name}
		case f[c.name] != "" && !c.shape.MatchString(f[c.name]):
			return a, &book.Problem{Code: "field_id", Cell: c.name}
		}
	}
	if err := checkKeys(f); err != nil {
		return a, err
	}
	if err := channels.CheckGateway(a.Gateway); err != nil {
		return a, err
	}
	a.Fields = f
	return a, nil
}

// checkKeys reads the keys and writes them in the one spelling in which they are kept.
func checkKeys(f map[string]string) error {
	if f[privateKey] == "" {
		return &book.Problem{Code: "field_missing", Cell: privateKey}
	}
	private, err := channels.PrivateKey(f[privateKey])
	if err != nil {
		return channels.InField(err, privateKey)
	}
	if f[privateKey], err = channels.PrivatePEM(private); err != nil {
		return channels.InField(err, privateKey)
	}
	if f[publicKey] == "" {
		return nil
	}
	public, err := channels.PublicKey(f[publicKey])
	if err != nil {
		return channels.InField(err, publicKey)
	}
	if channels.SamePair(private, public) { // the merchant's own, where WeChat Pay's belongs
		return &book.Problem{Code: "field_own_key", Cell: publicKey}
	}
	f[publicKey], err = channels.PublicPEM(public)
	return channels.InField(err, publicKey)
}

// Address is where an account's requests go. There is no sandbox.
func (Driver) Address(a channels.Account) (base string, hosts []string) {
	if a.Gateway != "" {
		return a.Gateway, nil
	}
	return gateway, nil
}
