package pull

import (
	"context"
	"errors"
	"net"
	"net/http"
	"sync"
	"time"

	"zhangfang/app/book"
	"zhangfang/app/channels"
)

// Listen hears what providers tell, at /notify/<name of the connection>, on an
// address of this very machine that a tunnel leads to, until the context ends. told
// is called for each notification that is new, failed once for what keeps a connection
// from hearing any, such as a key that is not right; both may be nil. Problem
// "listen_address" for any other address.
func (s *Service) Listen(ctx context.Context, address string, told func(book.Notice), failed func(error)) (err error) {
	defer func() {
		why := err
		if ctx.Err() != nil {
			why = nil // as it is ended
		}
		s.heardLog.listens("", why)
	}()
	host, _, err := net.SplitHostPort(address)
	if err != nil || !channels.IsLoopback(host) {
		return &book.Problem{Code: "listen_address", Args: []string{address}}
	}
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", address)
	if err != nil {
		return &book.Problem{Code: "listen_address", Args: []string{address}, Err: err}
	}
	s.heardLog.listens(l.Addr().String(), nil)
	const slow = 10 * time.Second
	h := &hearing{s: s, told: told, failed: failed}
	defer h.close()
	server := &http.Server{Handler: h, ReadHeaderTimeout: slow, ReadTimeout: slow, WriteTimeout: slow, MaxHeaderBytes: 64 << 10}
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
// why it cannot, and what keeps a connection from hearing.
func (s *Service) Hear(ctx context.Context, told func(book.Notice), failed func(error)) {
	for ctx.Err() == nil {
		woken := s.woken()
		address, err := s.ListenAddress(ctx)
		here, stop := context.WithCancel(ctx)
		var listening sync.WaitGroup
		switch {
		case err != nil:
		case address == "":
			s.heardLog.listens("", nil)
		default:
			listening.Go(func() {
				if err := s.Listen(here, address, told, failed); err != nil && here.Err() == nil {
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
	return &hearing{s: s, told: told}
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
