package wechatpay

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"time"

	"github.com/wechatpay-apiv3/wechatpay-go/core"
	"github.com/wechatpay-apiv3/wechatpay-go/core/auth"

	"zhangfang/app/channels"
)

// skew is how far the time of a signed message may be from ours.
const skew = 5 * time.Minute

var (
	errForged = errors.New("not signed by WeChat Pay")
	errClock  = errors.New("signed at another time than this machine's")

	errUnsigned = errors.New("not signed at all")
)

// responses verifies answers as the SDK's own validator does, by a clock that is
// given, and tells a wrong signature from a wrong time.
type responses struct {
	auth.Verifier
	now func() time.Time
}

// GetAcceptSerial names the key that answers are to be signed with.
func (v responses) GetAcceptSerial(ctx context.Context) (string, error) { return v.GetSerial(ctx) }

// Validate reads the body of an answer, verifies it and puts it back.
func (v responses) Validate(ctx context.Context, r *http.Response) error {
	body, err := io.ReadAll(io.LimitReader(r.Body, mostJSON+1))
	r.Body.Close()
	if err != nil {
		return err
	}
	if len(body) > mostJSON {
		return errForged
	}
	if r.Header.Get("Wechatpay-Signature") == "" && channels.NoJSON(body) {
		return channels.Stranger(errForged)
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	return verified(ctx, v.Verifier, v.now(), r.Header, body)
}

// verified checks the signature of a message over its time, its nonce and its body, and
// its time. What is wrong with it is errForged or errClock; any other error is why the
// certificates to verify it by are not there, or a cancelled context.
func verified(ctx context.Context, v auth.Verifier, now time.Time, h http.Header, body []byte) error {
	message := fmt.Sprintf("%s\n%s\n%s\n", h.Get("Wechatpay-Timestamp"), h.Get("Wechatpay-Nonce"), body)
	if err := v.Verify(ctx, h.Get("Wechatpay-Serial"), message, h.Get("Wechatpay-Signature")); err != nil {
		var missing unfetched
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case errors.As(err, &missing):
			return missing.error
		}
		return errForged
	}
	return timely(now, h)
}

// timely checks that a message is of now.
func timely(now time.Time, h http.Header) error {
	unix, err := strconv.ParseInt(h.Get("Wechatpay-Timestamp"), 10, 64)
	if err != nil {
		return errForged
	}
	if apart := now.Sub(time.Unix(unix, 0)); apart >= skew || apart <= -skew {
		return errClock
	}
	return nil
}

// unsigned is what is wrong with the signature of a refusal; nil where WeChat Pay said so
// itself. It signs what it answers to a request whose own signature was right.
// https://wechatpay-api.gitbook.io/wechatpay-api-v3/qian-ming-zhi-nan-1/qian-ming-yan-zheng
func (c *client) unsigned(ctx context.Context, e *core.APIError) error {
	if e.Header.Get("Wechatpay-Signature") == "" {
		return errUnsigned
	}
	return verified(ctx, c.answers, c.env.Now(), e.Header, []byte(e.Body))
}
