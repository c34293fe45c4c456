package pull

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"zhangfang/app/book"
	"zhangfang/app/channels"
)

// Listen hears what providers tell, at /notify/<name of the connection>, on an
// address of this very machine that a tunnel leads to, until the context ends. told
// is called for each notification that is new. Problem "listen_address" for any other
// address.
func (s *Service) Listen(ctx context.Context, address string, told func(book.Notice)) error {
	host, _, err := net.SplitHostPort(address)
	if err != nil || !channels.IsLoopback(host) {
		return &book.Problem{Code: "listen_address", Args: []string{address}}
	}
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", address)
	if err != nil {
		return &book.Problem{Code: "listen_address", Args: []string{address}, Err: err}
	}
	const slow = 10 * time.Second
	server := &http.Server{Handler: s.Notifications(told), ReadHeaderTimeout: slow, ReadTimeout: slow, WriteTimeout: slow, MaxHeaderBytes: 64 << 10}
	stop := context.AfterFunc(ctx, func() { server.Close() })
	defer stop()
	go func() { _, _ = s.vault.open(ctx, false) }() // who listens is asked now: see hear
	if err := server.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return ctx.Err()
}

// settingListen is where notifications are heard, "" for nowhere.
const settingListen = "listen"

// ListenAddress is where notifications are heard while the window is open; "" for
// nowhere, as it is until the owner says so.
func (s *Service) ListenAddress(ctx context.Context) (string, error) {
	return s.book.Setting(ctx, settingListen)
}

// SetListenAddress says where notifications are heard; "" for nowhere. Problem
// "listen_address" where that cannot be.
func (s *Service) SetListenAddress(ctx context.Context, address string) error {
	if address != "" {
		host, port, err := net.SplitHostPort(address)
		if err != nil || port == "" || !channels.IsLoopback(host) {
			return &book.Problem{Code: "listen_address", Args: []string{address}}
		}
	}
	if err := s.book.SetSetting(ctx, settingListen, address, s.now()); err != nil {
		return err
	}
	s.Wake()
	return nil
}

// Hear listens wherever the owner wants it, until the context ends. failed is told
// why it cannot.
func (s *Service) Hear(ctx context.Context, told func(book.Notice), failed func(error)) {
	for ctx.Err() == nil {
		woken := s.woken()
		address, err := s.ListenAddress(ctx)
		here, stop := context.WithCancel(ctx)
		var listening sync.WaitGroup
		if err == nil && address != "" {
			listening.Go(func() {
				if err := s.Listen(here, address, told); err != nil && here.Err() == nil {
					failed(err)
				}
			})
		}
		select {
		case <-woken: // the address may be another
		case <-ctx.Done():
		}
		stop()
		listening.Wait()
	}
}

// Notifications answers providers as they expect. A forged notification changes
// nothing and is answered like one that could not be read.
func (s *Service) Notifications(told func(book.Notice)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name, err := url.PathUnescape(strings.TrimPrefix(r.URL.EscapedPath(), "/notify/"))
		if err != nil || r.Method != http.MethodPost || !strings.HasPrefix(r.URL.Path, "/notify/") {
			http.NotFound(w, r)
			return
		}
		answer, n, fresh := s.hear(r, name)
		if fresh && told != nil {
			told(n)
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
	})
}

// hear reads a notification and keeps it. A zero answer: there is nobody to hear it.
func (s *Service) hear(r *http.Request, name string) (a channels.Answer, n book.Notice, fresh bool) {
	c, err := s.Find(r.Context(), name)
	if err != nil {
		return a, n, false
	}
	broken := channels.Answer{Status: http.StatusServiceUnavailable}
	if !s.vault.isOpen() { // a stranger's request is not to ask the owner for anything
		return broken, n, false
	}
	err = s.client(r.Context(), c, func(_ channels.Driver, client channels.Client) (err error) {
		hears, ok := client.(channels.Notifier)
		if !ok {
			return nil
		}
		if n, a, err = hears.Notify(r.Context(), r); err != nil {
			return err
		}
		n.Connection = c.ID
		if n.Kind == book.KindOther {
			return nil
		}
		if fresh, err = s.book.SaveNotice(r.Context(), &n); err != nil {
			a = broken // not kept: the provider is to tell it again
		}
		return err
	})
	if err != nil && a.Status == 0 {
		a = broken
	}
	return a, n, fresh && err == nil
}

// Notices lists what was told of a day, by the clock of China, the newest word on
// each payment and refund.
func (s *Service) Notices(ctx context.Context, day book.Day) ([]book.Notice, error) {
	from, to := channels.DayBounds(day)
	all, err := s.book.Notices(ctx, from, to)
	if err != nil {
		return nil, err
	}
	type about struct {
		connection book.ConnectionID
		kind       book.Kind
		number     string
	}
	seen := map[about]bool{}
	newest := all[:0]
	for _, n := range all { // newest first, so that what came out of order is passed over
		k := about{n.Connection, n.Kind, n.TxnNo + "/" + n.OrderNo + "/" + n.RefundNo}
		if !seen[k] {
			seen[k] = true
			newest = append(newest, n)
		}
	}
	return newest, nil
}
