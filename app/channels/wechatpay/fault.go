package wechatpay

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/wechatpay-apiv3/wechatpay-go/core"

	"zhangfang/app/book"
	"zhangfang/app/channels"
)

// told is the problem that an error of the SDK means. The text of an APIError holds
// all headers and the body: only its code goes on.
func (c *client) told(ctx context.Context, err error) error {
	var p *book.Problem
	var refused *core.APIError
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &p):
		return p
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(err, errForged):
		return &book.Problem{Code: channels.CodeForged, Err: errForged}
	case errors.Is(err, errClock):
		return &book.Problem{Code: channels.CodeClock, Err: errClock}
	case errors.As(err, &refused):
		return &book.Problem{Code: c.code(refused), Args: []string{channels.Short(refused.Code)}, Err: refusal{refused}}
	case errors.As(err, &syntax) && syntax.Offset == 1: // no JSON from its start on
		return channels.Stranger(err)
	}
	return channels.Unreachable(ctx, err)
}

// refusal is an APIError that tells no more of itself than may be told.
type refusal struct{ of *core.APIError }

func (r refusal) Error() string {
	return fmt.Sprintf("status %d, code %q", r.of.StatusCode, channels.Short(r.of.Code))
}

// code is what a refusal means. https://pay.weixin.qq.com/doc/v3/merchant/4012081606
func (c *client) code(e *core.APIError) string {
	switch e.Code {
	case "NO_STATEMENT_EXIST":
		return channels.CodeNoBill // Bill knows whether there was no trade
	case "STATEMENT_CREATING":
		return channels.CodeNotReady
	case "SIGN_ERROR":
		if channels.Apart(e.Header, c.env.Now()) {
			return channels.CodeClock
		}
		return channels.CodeKeys
	case "MCH_NOT_EXISTS", "APPID_MCHID_NOT_MATCH":
		return channels.CodeAccount
	case "NO_AUTH":
		if strings.Contains(e.Message, "IP") {
			return channels.CodeAddress
		}
		return channels.CodePermission
	case "RATELIMIT_EXCEED", "FREQUENCY_LIMITED", "FREQUENCY_LIMIT_EXCEED":
		return channels.CodeLimited
	case "SYSTEM_ERROR":
		return channels.CodeBusy
	}
	switch s := e.StatusCode; {
	case s >= http.StatusInternalServerError:
		return channels.CodeBusy
	case channels.NoJSON([]byte(e.Body)):
		return channels.CodeStranger
	case strings.Contains(e.Message, "IP") && (s == http.StatusForbidden || s == http.StatusBadRequest):
		return channels.CodeAddress
	case s == http.StatusUnauthorized && channels.Apart(e.Header, c.env.Now()):
		return channels.CodeClock
	case s == http.StatusUnauthorized:
		return channels.CodeKeys
	case s == http.StatusForbidden:
		return channels.CodePermission
	case s == http.StatusTooManyRequests:
		return channels.CodeLimited
	}
	return channels.CodeUnexpected
}
