package gateway

import (
	"bytes"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// reply is what a gateway answers.
type reply struct {
	status int
	header map[string]string
	body   []byte
}

// page is what stands before a gateway and answers for it.
const page = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n</body>\r\n</html>\r\n"

// mostRequest bounds the body of a request.
const mostRequest = 1 << 20

// body reads a request whole; false where it is larger than any.
func body(r *http.Request) ([]byte, bool) {
	b, err := io.ReadAll(io.LimitReader(r.Body, mostRequest+1))
	return b, err == nil && len(b) <= mostRequest
}

// before does what goes wrong before anything is executed, and tells whether that was
// the answer.
func (g *Gateway) before(w http.ResponseWriter, r *http.Request, f Fault) bool {
	switch f {
	case Reset:
		panic(http.ErrAbortHandler)
	case Redirect:
		http.Redirect(w, r, "http://127.0.0.1:9/elsewhere", http.StatusTemporaryRedirect)
	default:
		return false
	}
	return true
}

// send answers, as far as the way lets it.
func (g *Gateway) send(w http.ResponseWriter, r *http.Request, a reply, f Fault) {
	switch f {
	case BadGateway, NotJSON:
		a = reply{status: http.StatusBadGateway, header: map[string]string{"Content-Type": "text/html"}, body: []byte(page)}
		if f == NotJSON {
			a.status = http.StatusOK
		}
	case Truncated:
		a.body = a.body[:len(a.body)/2]
	case Hang:
		g.hang(r)
		panic(http.ErrAbortHandler)
	case Lost:
		panic(http.ErrAbortHandler)
	}
	h := w.Header()
	for k, v := range a.header {
		h.Set(k, v)
	}
	date := g.now() // by the gateway's own clock
	if f == ClockOff {
		date = date.Add(-time.Hour)
	}
	h.Set("Date", date.UTC().Format(http.TimeFormat))
	if f == OldHTTP {
		g.hijack(w, a)
		return
	}
	h.Set("Content-Length", strconv.Itoa(len(a.body)))
	switch f {
	case Huge:
		h.Del("Content-Length")
		w.WriteHeader(a.status)
		g.endless(w, r, a.body)
	case Cut:
		w.WriteHeader(a.status)
		_, _ = w.Write(a.body[:len(a.body)/2])
		_ = http.NewResponseController(w).Flush() // the half has to leave before the end
		panic(http.ErrAbortHandler)
	case Slow:
		w.WriteHeader(a.status)
		g.slowly(w, r, a.body)
	default:
		w.WriteHeader(a.status)
		_, _ = w.Write(a.body) // the client may have gone
	}
}

// hang waits until the client or the gateway gives up.
func (g *Gateway) hang(r *http.Request) {
	select {
	case <-r.Context().Done():
	case <-g.ended:
	}
}

// slowly writes a byte a second.
func (g *Gateway) slowly(w http.ResponseWriter, r *http.Request, b []byte) {
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	for len(b) > 0 {
		if _, err := w.Write(b[:1]); err != nil {
			return
		}
		_ = http.NewResponseController(w).Flush()
		b = b[1:]
		select {
		case <-tick.C:
		case <-r.Context().Done():
			return
		case <-g.ended:
			return
		}
	}
}

// endless writes what was to be said, and goes on with blanks until the client or the
// gateway gives up.
func (g *Gateway) endless(w http.ResponseWriter, r *http.Request, b []byte) {
	blanks := bytes.Repeat([]byte(" "), 1<<16)
	for r.Context().Err() == nil {
		if _, err := w.Write(b); err != nil {
			return
		}
		b = blanks
		select {
		case <-g.ended:
			return
		default:
		}
	}
}

// hijack answers as HTTP/1.0 does: without a length, closed at the end.
func (g *Gateway) hijack(w http.ResponseWriter, a reply) {
	c, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		panic(http.ErrAbortHandler) // no connection of HTTP/1
	}
	defer c.Close()
	var b strings.Builder
	b.WriteString("HTTP/1.0 " + strconv.Itoa(a.status) + " " + http.StatusText(a.status) + "\r\n")
	_ = w.Header().Write(&b) // into memory
	_, _ = io.WriteString(c, b.String()+"\r\n"+string(a.body))
}
