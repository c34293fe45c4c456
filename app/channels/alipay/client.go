package alipay

import (
	"context"
	"errors"

	sdk "github.com/smartwalle/alipay/v3"

	"zhangfang/app/book"
	"zhangfang/app/channels"
)

// Open makes a client; nothing goes over the network.
//
// The SDK is told that this is the sandbox, whatever the gateway: as in production
// it would fetch any certificate that an answer or a forged notification names, and
// verify all that follows by it.
func (d Driver) Open(a channels.Account, env channels.Env) (channels.Client, error) {
	gateway, _ := d.Address(a)
	hc := *env.HTTP
	hc.Transport = answers{hc.Transport}
	s, err := sdk.New(a.Fields[appID], a.Fields[privateKey], false,
		sdk.WithSandboxGateway(gateway), sdk.WithHTTPClient(&hc), sdk.WithTimeLocation(channels.China()))
	if err != nil {
		return nil, &book.Problem{Code: "field_key", Cell: privateKey, Args: []string{""}}
	}
	c := &client{app: a.Fields[appID], sdk: s, env: env}
	if a.Fields[appCert] == "" {
		if err := s.LoadAliPayPublicKey(a.Fields[publicKey]); err != nil {
			return nil, &book.Problem{Code: "field_key", Cell: publicKey, Args: []string{""}}
		}
		return c, nil
	}
	c.certificates = true
	for _, load := range []struct {
		name string
		do   func(string) error
	}{{appCert, s.LoadAppCertPublicKey}, {rootCert, s.LoadAliPayRootCert}, {alipayCert, s.LoadAlipayCertPublicKey}} {
		if err := load.do(a.Fields[load.name]); err != nil {
			return nil, &book.Problem{Code: "field_key", Cell: load.name, Args: []string{""}}
		}
	}
	return c, nil
}

type client struct {
	app          string
	certificates bool // certificate mode
	sdk          *sdk.Client
	env          channels.Env
}

func (c *client) Close() error { return nil }

// Test asks where the bills of the day before yesterday lie, which needs all that
// pulling needs. That there was no trade is well, and that the account was opened since.
func (c *client) Test(ctx context.Context) error {
	day := book.DayOf(c.env.Now().In(channels.China())) - 2
	for _, s := range []string{trade, account} {
		_, err := c.address(ctx, s, day)
		if code := book.CodeOf(err); err != nil && code != channels.CodeNoBill && code != codeBefore {
			return err
		}
	}
	return nil
}

// address asks where the bill of a day lies. Problem CodeNoBill where there is none.
func (c *client) address(ctx context.Context, stream string, day book.Day) (string, error) {
	rsp, err := called(ctx, func() (*sdk.BillDownloadURLQueryRsp, error) {
		return c.sdk.BillDownloadURLQuery(ctx, sdk.BillDownloadURLQuery{BillType: stream, BillDate: day.String()})
	}, func(r *sdk.BillDownloadURLQueryRsp) *sdk.Error { return &r.Error })
	if err != nil {
		return "", err
	}
	return rsp.BillDownloadURL, nil
}

// called makes a call of the SDK and sorts what comes back: only an answer that is
// signed and says that it went well is one.
func called[T any](ctx context.Context, call func() (*T, error), verdict func(*T) *sdk.Error) (rsp *T, err error) {
	defer channels.Recovered(channels.CodeUnexpected, &err)
	rsp, err = call()
	switch {
	case err != nil:
		return nil, told(ctx, err)
	case rsp == nil: // a signed null
		return nil, unexpected("an empty answer")
	case verdict(rsp).IsFailure():
		return nil, refused(verdict(rsp))
	}
	return rsp, nil
}

func unexpected(why string) error {
	return &book.Problem{Code: channels.CodeUnexpected, Args: []string{""}, Err: errors.New(why)}
}
