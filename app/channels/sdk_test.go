package channels

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"zhangfang/app/book"
)

func TestNoticeBodyIsWholeOrNone(t *testing.T) {
	most := strings.Repeat("x", mostNotice)
	if body, err := NoticeBody(httptest.NewRequest(http.MethodPost, "/", strings.NewReader(most))); err != nil || string(body) != most {
		t.Errorf("the largest: %d bytes, %v", len(body), err)
	}
	if _, err := NoticeBody(httptest.NewRequest(http.MethodPost, "/", strings.NewReader(most+"x"))); book.CodeOf(err) != CodeForged {
		t.Errorf("too large: %v", err)
	}
	if _, err := NoticeBody(httptest.NewRequest(http.MethodPost, "/", iotest.ErrReader(errors.New("gone")))); book.CodeOf(err) != CodeForged {
		t.Errorf("cut off: %v", err)
	}
}

func TestAPanicBecomesAProblem(t *testing.T) {
	call := func(f func()) (err error) {
		defer Recovered(CodeUnexpected, &err)
		f()
		return nil
	}
	if err := call(func() { panic("nonce") }); book.CodeOf(err) != CodeUnexpected {
		t.Errorf("%v", err)
	}
	if err := call(func() {}); err != nil {
		t.Errorf("%v", err)
	}
}

func TestClocksApart(t *testing.T) {
	now := time.Date(2026, 3, 6, 0, 0, 0, 0, time.UTC)
	for date, want := range map[string]bool{
		"": false, "yesterday": false, now.Format(http.TimeFormat): false, now.Add(Skew - time.Second).Format(http.TimeFormat): false,
		now.Add(Skew).Format(http.TimeFormat): true, now.Add(-Skew).Format(http.TimeFormat): true,
	} {
		if got := Apart(http.Header{"Date": {date}}, now); got != want {
			t.Errorf("%q: %v", date, got)
		}
	}
}
