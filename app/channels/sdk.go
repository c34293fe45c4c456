package channels

import (
	"errors"
	"fmt"
	"io"
	"net/http"

	"zhangfang/app/book"
)

// MostPlain bounds what a bill unpacks to, in bytes: some two million rows.
const MostPlain = 1 << 30

// mostNotice bounds a notification, in bytes.
const mostNotice = 1 << 20

// Forged is the problem CodeForged.
func Forged(err error) error { return &book.Problem{Code: CodeForged, Err: err} }

// NoticeBody reads a notification whole. Problem CodeForged where it is larger than
// any, or cut off.
func NoticeBody(r *http.Request) ([]byte, error) {
	body, err := io.ReadAll(io.LimitReader(r.Body, mostNotice+1))
	if err != nil || len(body) > mostNotice {
		return nil, Forged(errors.New("too large, or cut off"))
	}
	return body, nil
}

// Recovered, deferred, makes a problem of a panic: the SDKs of providers have some,
// over answers that their contracts do not have.
func Recovered(code string, err *error) {
	if p := recover(); p != nil {
		*err = &book.Problem{Code: code, Args: []string{""}, Err: fmt.Errorf("panic in the SDK: %v", p)}
	}
}

// CheckGateway looks at a gateway that the owner filled in; "" is the provider's own.
// Problem "gateway_address_text".
func CheckGateway(address string) error {
	if address == "" {
		return nil
	}
	_, err := BaseURL(address)
	return err
}
