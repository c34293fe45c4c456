package pull

import (
	"bytes"
	"context"
	"io"
	"maps"
	"net/http"
	"net/url"
	"strings"
	"sync"

	"zhangfang/app/book"
	"zhangfang/app/channels"
)

// hearing answers providers as they expect, as long as somebody listens. It keeps a
// client for each connection that is told something: one that verifies by certificates
// would download them anew for every request that a stranger sends.
type hearing struct {
	s      *Service
	told   func(book.Notice) // nil for nobody
	failed func(error)       // nil for nobody

	mu   sync.Mutex
	ears map[book.ConnectionID]*ear
}

// ear is an open connection. Notifications go through it side by side: a client may have
// to ask the provider for a certificate that a forged one names.
type ear struct {
	mu     sync.RWMutex // held for writing while it is opened or shut
	of     book.Connection
	sealed []byte // the secrets that it was opened with
	client channels.Client
	end    func() error

	sick string // the code of what was last told to be wrong; guarded by that of hearing
}

// broken is answered where the provider is to tell it again.
var broken = channels.Answer{Status: http.StatusServiceUnavailable}

func (h *hearing) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	name, err := url.PathUnescape(strings.TrimPrefix(r.URL.EscapedPath(), "/notify/"))
	if err != nil || r.Method != http.MethodPost || !strings.HasPrefix(r.URL.Path, "/notify/") {
		http.NotFound(w, r)
		return
	}
	answer, n, fresh := h.hear(r, name)
	if fresh && h.told != nil {
		h.told(n)
	}
	if answer.Status == 0 {
		http.NotFound(w, r)
		return
	}
	if answer.Type != "" {
		w.Header().Set("Content-Type", answer.Type)
	}
	w.WriteHeader(answer.Status)
	w.Write([]byte(answer.Body)) // who is gone asks again
}

// hear reads a notification and keeps it. A zero answer: there is nobody to hear it.
func (h *hearing) hear(r *http.Request, name string) (a channels.Answer, n book.Notice, fresh bool) {
	ctx := r.Context()
	c, err := h.s.Find(ctx, name)
	if err != nil {
		h.s.heardLog.lost()
		return a, n, false
	}
	a, n, fresh, err = h.of(r, c)
	switch {
	case err == nil && a.Status == 0: // its provider tells nothing
		h.s.heardLog.lost()
		return a, n, false
	case err != nil && a.Status == 0:
		a = broken
	}
	h.s.heardLog.came(c.ID, h.s.now(), err)
	return a, n, fresh && err == nil
}

// of reads a notification for a connection.
func (h *hearing) of(r *http.Request, c book.Connection) (a channels.Answer, n book.Notice, fresh bool, err error) {
	ctx := r.Context()
	if !h.s.vault.isOpen(ctx) { // a stranger's request is not to ask the owner for anything
		return a, n, false, &book.Problem{Code: "passphrase"}
	}
	body, err := channels.NoticeBody(r) // before anybody waits for it
	if err != nil {
		return a, n, false, err
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	e := h.ear(c.ID)
	a, n, fresh, err = h.through(r, e, c)
	h.tell(e, err)
	return a, n, fresh, err
}

// through reads a notification by an ear, which it opens where it is not open as the
// connection is by now.
func (h *hearing) through(r *http.Request, e *ear, c book.Connection) (a channels.Answer, n book.Notice, fresh bool, err error) {
	sealed, err := h.s.book.Sealed(r.Context(), c.ID)
	if err != nil {
		return a, n, false, err
	}
	for {
		e.mu.RLock()
		if e.fits(c, sealed) {
			defer e.mu.RUnlock()
			return h.s.heard(r, c.ID, e.client)
		}
		e.mu.RUnlock()
		if err := h.open(r.Context(), e, c, sealed); err != nil {
			return a, n, false, err
		}
	}
}

// heard has a client read a notification, and keeps it.
func (s *Service) heard(r *http.Request, id book.ConnectionID, client channels.Client) (a channels.Answer, n book.Notice, fresh bool, err error) {
	hears, ok := client.(channels.Notifier)
	if !ok {
		return a, n, false, nil
	}
	if n, a, err = hears.Notify(r.Context(), r); err != nil {
		return a, n, false, err
	}
	n.Connection = id
	if n.Kind == book.KindOther {
		return a, n, false, nil
	}
	if fresh, err = s.book.SaveNotice(r.Context(), &n); err != nil {
		a = broken // not kept: the provider is to tell it again
	}
	return a, n, fresh, err
}

// ear is that of a connection.
func (h *hearing) ear(id book.ConnectionID) *ear {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.ears == nil {
		h.ears = map[book.ConnectionID]*ear{}
	}
	if h.ears[id] == nil {
		h.ears[id] = &ear{}
	}
	return h.ears[id]
}

// fits tells whether an ear is open as a connection is by now.
func (e *ear) fits(c book.Connection, sealed []byte) bool {
	return e.client != nil && bytes.Equal(e.sealed, sealed) && maps.Equal(e.of.Fields, c.Fields) && e.of.Gateway == c.Gateway && e.of.Sandbox == c.Sandbox
}

// open opens the connection of an ear, once who hears by it as it was is through.
func (h *hearing) open(ctx context.Context, e *ear, c book.Connection, sealed []byte) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.fits(c, sealed) { // another opened it meanwhile
		return nil
	}
	e.shut()
	d, a, err := h.s.filled(ctx, c)
	if err != nil {
		return err
	}
	client, end, err := h.s.opened(d, a)
	if err != nil {
		return err
	}
	e.of, e.sealed, e.client, e.end = c, sealed, client, end
	return nil
}

// shut ends what an ear has open.
func (e *ear) shut() {
	if e.client != nil {
		_ = e.end() // nothing of it is needed any more
		e.client, e.end = nil, nil
	}
}

// tell tells once of something that is wrong with a connection. What is forged is only
// a stranger's.
func (h *hearing) tell(e *ear, err error) {
	if h.news(e, err) && h.failed != nil {
		h.failed(err)
	}
}

// news tells whether an error is another than the last.
func (h *hearing) news(e *ear, err error) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	code := book.CodeOf(err)
	if err == nil {
		e.sick = ""
	}
	if code == "" || code == channels.CodeForged || code == e.sick {
		return false
	}
	e.sick = code
	return true
}

// close ends all that is open.
func (h *hearing) close() {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, e := range h.ears {
		e.mu.Lock()
		e.shut()
		e.mu.Unlock()
	}
}
