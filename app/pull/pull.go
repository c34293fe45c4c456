// Package pull is the use case of live connections: connect, pull bills day by day
// and catch up, hear what providers tell by themselves.
package pull

import (
	"context"
	"crypto/rand"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"zhangfang/app/book"
	"zhangfang/app/channels"
)

// Book is what pull needs of the store.
type Book interface {
	Wallets
	// Connections lists the live connections, by name.
	Connections(ctx context.Context) ([]book.Connection, error)
	// SaveConnection makes or changes a connection and keeps its sealed secrets; nil
	// leaves those as they are. Problem "connection_twice".
	SaveConnection(ctx context.Context, c *book.Connection, sealed []byte, at time.Time) error
	// RemoveConnection deletes a connection with its secrets. Problem "no_connection".
	RemoveConnection(ctx context.Context, id book.ConnectionID, at time.Time) error
	// Sealed is the sealed secrets of a connection, and of 0 the book's own sealed key.
	Sealed(ctx context.Context, id book.ConnectionID) ([]byte, error)
	// SealKey keeps the book's own sealed key; nil forgets it.
	SealKey(ctx context.Context, data []byte) error
	// Claim lets this process pull for a connection until a moment; false while
	// another may. Release ends it.
	Claim(ctx context.Context, id book.ConnectionID, owner string, now, until time.Time) (bool, error)
	Release(ctx context.Context, id book.ConnectionID, owner string) error
	// Pulls lists what was last tried for each day of a connection.
	Pulls(ctx context.Context, id book.ConnectionID) ([]book.Pull, error)
	SavePull(ctx context.Context, p *book.Pull) error
	// Batches lists the batches, newest first.
	Batches(ctx context.Context) ([]book.Batch, error)
	// SaveNotice keeps a notification; fresh is false for a repeat.
	SaveNotice(ctx context.Context, n *book.Notice) (fresh bool, err error)
	// Notices lists the notifications about what happened between two moments.
	Notices(ctx context.Context, from, to time.Time) ([]book.Notice, error)
	// Setting is one of the owner's settings; "" while it is not set.
	Setting(ctx context.Context, name string) (string, error)
	// SetSetting changes a setting, on record.
	SetSetting(ctx context.Context, name, value string, at time.Time) error
}

// Origin is what a pull knows of a bill that the bill may not tell.
type Origin struct {
	Connection book.ConnectionID
	Provider   string
	Channel    string      // the name of the channel of its rows while no account is known; "" where the book finds it
	Account    string      // the provider's number of the account, where it is known
	Covers     book.Period // the days that it covers as a whole
}

// Import brings a pulled bill into the book like a file that was dropped. It matches
// what that touches, unless Options.Match does.
type Import func(ctx context.Context, path string, from Origin) ([]book.Receipt, error)

// Options are what a Service may be given. The zero value is right but for tests.
type Options struct {
	Ring   Ring                                 // of the operating system
	After  func(time.Duration) <-chan time.Time // time.After
	Pause  time.Duration                        // before the first retry of a request; two seconds
	Limits channels.Limits
	Dir    string // where bills lie until they are in; the system's folder for such
	Work   int    // of opening a passphrase, as the exponent of two; that of age

	// Match matches what the bills brought in since it was last called.
	Match func(ctx context.Context) error
}

// Service connects to providers and pulls their bills.
type Service struct {
	book    Book
	drivers []channels.Driver
	bring   Import
	now     func() time.Time
	opt     Options
	vault   vault

	token    string // by which this process claims connections
	heardLog heardLog

	mu    sync.Mutex
	wake  chan struct{}                                 // closed when there may be something to pull at once
	busy  map[book.ConnectionID]context.CancelCauseFunc // what ends a pull that is under way
	rests map[book.ConnectionID]time.Time               // until when a connection rests whose pull the owner stopped
	met   map[book.ConnectionID]book.Pull               // the newest try, where others would meet the same and the book does not keep it

	unmatched atomic.Bool // bills came in that no run has matched
}

// New is the use case over a book, the drivers of providers and an import.
func New(b Book, drivers []channels.Driver, bring Import, now func() time.Time, opt Options) *Service {
	if opt.Ring == nil {
		opt.Ring = systemRing{}
	}
	if opt.After == nil {
		opt.After = time.After
	}
	if opt.Pause == 0 {
		opt.Pause = 2 * time.Second
	}
	return &Service{book: b, drivers: drivers, bring: bring, now: now, opt: opt, vault: vault{book: b, ring: opt.Ring, now: now, work: opt.Work},
		token: rand.Text(), wake: make(chan struct{}), busy: map[book.ConnectionID]context.CancelCauseFunc{}, rests: map[book.ConnectionID]time.Time{}, met: map[book.ConnectionID]book.Pull{}}
}

// Drivers lists the providers that can be connected.
func (s *Service) Drivers() []channels.Driver { return slices.Clone(s.drivers) }

// Driver is that of a provider; nil where there is none.
func (s *Service) Driver(provider string) channels.Driver {
	for _, d := range s.drivers {
		if d.Provider() == provider {
			return d
		}
	}
	return nil
}

// AskPassphrase is how the owner is asked for the passphrase where there is no key
// ring; fresh is true for the first one, which is to be made up. It is asked once.
func (s *Service) AskPassphrase(ask func(ctx context.Context, fresh bool) (string, error)) {
	s.vault.askWith(ask)
}

// Wake lets Run look at once whether there is something to pull.
func (s *Service) Wake() {
	s.mu.Lock()
	defer s.mu.Unlock()
	close(s.wake)
	s.wake = make(chan struct{})
}

func (s *Service) woken() <-chan struct{} {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.wake
}

// wait is false when the context ended first; woken may be nil.
func (s *Service) wait(ctx context.Context, d time.Duration, woken <-chan struct{}) bool {
	select {
	case <-ctx.Done():
		return false
	case <-woken:
	case <-s.opt.After(d):
	}
	return true
}
