package alipay

import (
	"bufio"
	"fmt"
	"io"
	"net/http"

	"zhangfang/app/book"
	"zhangfang/app/channels"
)

// answers looks at what comes back before the SDK does, which takes anything for an
// answer of Alipay's: that is JSON, also when it says no. What status it comes with
// tells nothing, since it is not signed, but of what is no JSON.
type answers struct{ next http.RoundTripper }

func (a answers) RoundTrip(r *http.Request) (*http.Response, error) {
	res, err := a.next.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	body := bufio.NewReader(res.Body)
	head, _ := body.Peek(64) // less where there is no more, or it breaks off, which who reads on finds
	if channels.NoJSON(head) || len(head) == 0 && res.StatusCode != http.StatusOK {
		res.Body.Close()
		return nil, noAnswer(res.StatusCode)
	}
	res.Body = struct {
		io.Reader
		io.Closer
	}{body, res.Body}
	return res, nil
}

// noAnswer is the problem of what is no answer of Alipay's.
func noAnswer(status int) error {
	err := fmt.Errorf("status %d, no JSON", status)
	switch {
	case status >= http.StatusInternalServerError:
		return &book.Problem{Code: channels.CodeBusy, Err: err}
	case status == http.StatusTooManyRequests:
		return &book.Problem{Code: channels.CodeLimited, Err: err}
	}
	return channels.Stranger(err)
}

// CloseIdleConnections lets http.Client end the connections of the transport below.
func (a answers) CloseIdleConnections() {
	if c, ok := a.next.(interface{ CloseIdleConnections() }); ok {
		c.CloseIdleConnections()
	}
}
