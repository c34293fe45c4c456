package channels

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
	"unicode"

	"zhangfang/app/book"
)

// mostJSON bounds one answer of a REST interface: a page of five hundred
// transactions is under one megabyte.
const mostJSON = 32 << 20

// Reply is the answer of a REST interface, read whole.
type Reply struct {
	Status int
	Header http.Header
	Body   []byte
}

// Ask sends a request and reads the answer. Problems as Unreachable tells them.
func Ask(ctx context.Context, c *http.Client, r *http.Request) (Reply, error) {
	res, err := c.Do(r.WithContext(ctx))
	if err != nil {
		return Reply{}, Unreachable(ctx, err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(io.LimitReader(res.Body, mostJSON+1))
	if err == nil && len(body) > mostJSON {
		err = errTooLarge
	}
	return Reply{res.StatusCode, res.Header, body}, Unreachable(ctx, err)
}

// Decode reads the answer's JSON. Problems CodeStranger where it is something else,
// CodeUnexpected.
func (a Reply) Decode(into any) error {
	if NoJSON(a.Body) {
		return Stranger(fmt.Errorf("status %d, no JSON", a.Status))
	}
	if err := json.Unmarshal(a.Body, into); err != nil {
		return &book.Problem{Code: CodeUnexpected, Args: []string{""}, Err: errors.New("the answer is no JSON that the contract has")}
	}
	return nil
}

// Refused is the problem of an answer that is no success, by its status alone; said
// is the provider's own short code or sentence.
func (a Reply) Refused(said string) error {
	code := CodeUnexpected
	switch {
	case a.Status >= http.StatusInternalServerError:
		code = CodeBusy
	case a.Status == http.StatusTooManyRequests:
		code = CodeLimited
	case NoJSON(a.Body):
		code = CodeStranger
	case a.Status == http.StatusUnauthorized:
		code = CodeAccount
	case a.Status == http.StatusForbidden:
		code = CodePermission
	}
	return &book.Problem{Code: code, Args: []string{Short(said)}, Err: fmt.Errorf("status %d", a.Status)}
}

// Skew is how far a provider's clock may be from this machine's.
const Skew = 5 * time.Minute

// Apart tells whether the clock of who answered is far from ours, by the date of the
// answer; one without a date is not judged.
func Apart(h http.Header, now time.Time) bool {
	at, err := http.ParseTime(h.Get("Date"))
	return err == nil && now.Sub(at).Abs() >= Skew
}

// Past looks whether a moment is past for the provider as well: where this machine's
// clock is ahead, a day that still goes on looks over, and half of it would be taken
// for all. Problem CodeClock where the clocks are apart, CodeNotReady.
func (a Reply) Past(moment, now time.Time) error {
	if Apart(a.Header, now) {
		return &book.Problem{Code: CodeClock}
	}
	if at, err := http.ParseTime(a.Header.Get("Date")); err == nil && at.Before(moment) {
		return &book.Problem{Code: CodeNotReady}
	}
	return nil
}

// Short makes what a provider said fit to be shown: one line of at most 120 letters.
func Short(s string) string {
	const most = 120
	s = strings.Join(strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }), " ")
	if runes := []rune(s); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return s
}

// China is the zone by which bills are cut into days.
func China() *time.Location { return time.FixedZone("CST", 8*60*60) }

// DayBounds are the moments between which a day lies in China, the second excluded.
func DayBounds(d book.Day) (from, to time.Time) {
	y, m, day := d.Time().Date()
	from = time.Date(y, m, day, 0, 0, 0, 0, China())
	return from, from.AddDate(0, 0, 1)
}

// Over tells whether a day is over in China.
func Over(d book.Day, now time.Time) bool {
	_, to := DayBounds(d)
	return !now.Before(to)
}
