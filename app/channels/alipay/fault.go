package alipay

import (
	"context"
	"crypto/rsa"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	sdk "github.com/smartwalle/alipay/v3"

	"zhangfang/app/book"
	"zhangfang/app/channels"
)

// told is the problem that an error of the SDK means.
func told(ctx context.Context, err error) error {
	var refusal *sdk.Error
	var syntax *json.SyntaxError
	var typed *json.UnmarshalTypeError
	var corrupt base64.CorruptInputError
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.As(err, &refusal):
		if refusal == nil || refusal.IsSuccess() { // that all went well, said by nobody
			return &book.Problem{Code: channels.CodeForged, Err: errors.New("an answer without a signature")}
		}
		p := refused(refusal)
		if p.Code == channels.CodeNoBill || p.Code == codeBefore || p.Code == codeNoTrade { // that would be believed: anybody may say so
			return &book.Problem{Code: channels.CodeForged, Err: fmt.Errorf("an answer without a signature: %w", p.Err)}
		}
		return p
	case errors.Is(err, rsa.ErrVerification), errors.Is(err, sdk.ErrAliPublicKeyNotFound), errors.As(err, &corrupt):
		return &book.Problem{Code: channels.CodeForged, Err: errors.New("not signed by Alipay")}
	case errors.Is(err, sdk.ErrBadResponse), errors.As(err, &typed):
		return unexpected("an answer that the contract does not have")
	case errors.As(err, &syntax), errors.Is(err, io.ErrUnexpectedEOF): // what is no JSON from its start on is with answers
		return &book.Problem{Code: channels.CodeUnavailable, Err: errors.New("half an answer")}
	}
	return channels.Unreachable(ctx, err)
}

// refused is the problem of an answer that says no. Codes of what is wrong come with
// various heads and spellings, also other than documented: "isp.bill_not_exist" is
// what stands as BILL_NOT_EXIST. https://opendocs.alipay.com/common/02km9f
func refused(e *sdk.Error) *book.Problem {
	sub := normal(e.SubCode)
	return &book.Problem{Code: code(e, sub), Args: []string{channels.Short(sub)}, Err: fmt.Errorf("code %s, %q", channels.Short(string(e.Code)), channels.Short(e.SubCode))}
}

func code(e *sdk.Error, sub string) string {
	switch sub {
	case "BILL_NOT_EXIST", "NO_BILL_DATA":
		return channels.CodeNoBill // Bill knows whether there was no trade
	case "BILL_DATE_BEFORE_REGISTRATION":
		return codeBefore
	case "TRADE_NOT_EXIST":
		return codeNoTrade
	case "INVALID_TIMESTAMP":
		return channels.CodeClock
	case "INVALID_SIGNATURE", "MISSING_SIGNATURE", "INVALID_APP_CERT_SN", "APP_CERT_EXPIRED", "INVALID_SIGNATURE_TYPE":
		return channels.CodeKeys
	case "INVALID_APP_ID", "MISSING_APP_ID":
		return channels.CodeAccount
	case "SYSTEM_ERROR", "SYSTEM_BUSY", "UNKNOW_ERROR", "UNKNOWN_ERROR":
		return channels.CodeBusy
	case "TYPE_NOT_SUPPORTED", "AGREEMENT_CHECK_FAIL":
		return channels.CodePermission
	}
	switch {
	case strings.Contains(sub, "IP_WHITE") || strings.Contains(sub, "INVALID_IP") || strings.Contains(sub, "IP_NOT"):
		return channels.CodeAddress
	case strings.HasPrefix(sub, "INSUFFICIENT_") && strings.HasSuffix(sub, "_PERMISSIONS"), e.Code == sdk.CodePermissionDenied, e.Code == sdk.CodeInvalidAuthToken:
		return channels.CodePermission
	case strings.HasSuffix(sub, "_RATE_LIMIT"), strings.HasSuffix(sub, "CALL_LIMITED"), e.Code == sdk.CodeCallLimited:
		return channels.CodeLimited
	case e.Code == sdk.CodeUnknowError:
		return channels.CodeBusy
	}
	return channels.CodeUnexpected
}

// codeBefore is CodeNoBill for certain, whatever the clock says; it never leaves this
// package.
const codeBefore = "before_registration"

// codeNoTrade is that Alipay knows no such payment: an answer to who asked for it. It
// never leaves this package.
const codeNoTrade = "no_trade"

// normal takes the head off a code, and writes it in one spelling.
func normal(sub string) string {
	for _, head := range []string{"isp.", "isv.", "aop.", "ACQ."} {
		sub = strings.TrimPrefix(sub, head)
	}
	return strings.ReplaceAll(strings.ToUpper(sub), "-", "_")
}
