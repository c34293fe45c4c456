// Package channels is the view of live connections: what was pulled and when, what
// failed and what to do about it, and the guided dialog that connects a provider.
package channels

import (
	"context"

	"zhangfang/app/book"
	"zhangfang/app/pull"
)

// Service is what the view needs of the use case; *pull.Service fits.
type Service interface {
	// Drivers lists the providers that can be connected.
	Drivers() []pull.Driver
	// Statuses tells how far the connections have come, by name.
	Statuses(ctx context.Context) ([]pull.Status, error)
	// Connect checks what was filled in and keeps it; with an ID it changes the keys.
	Connect(ctx context.Context, c book.Connection, a pull.Account) (book.Connection, error)
	// Change keeps a connection's name, hour, first day or pause.
	Change(ctx context.Context, c book.Connection) error
	// Remove forgets a connection and its secrets.
	Remove(ctx context.Context, id book.ConnectionID) error
	// Try asks a provider about what was filled in, before anything is kept.
	Try(ctx context.Context, provider string, a pull.Account) error
	// Test asks a provider whether a connection works.
	Test(ctx context.Context, c book.Connection) error
	// Wake lets what is due be pulled at once.
	Wake()
	// Pull pulls some days now; a zero period is what is still to come.
	Pull(ctx context.Context, c book.Connection, p book.Period, progress func(book.Progress)) (pull.Result, error)
	// Stop ends the pull of a connection that is under way, and tells whether one was.
	Stop(c book.Connection) bool
	// ListenAddress is where notifications are heard, "" for nowhere.
	ListenAddress(ctx context.Context) (string, error)
	SetListenAddress(ctx context.Context, address string) error
	// Hearing tells where this program listens, and what came so far.
	Hearing() pull.Hearing
	// Locked tells whether the secrets wait for the passphrase.
	Locked(ctx context.Context) (bool, error)
	// Notices lists what providers told by themselves about a day.
	Notices(ctx context.Context, day book.Day) ([]book.Notice, error)
}

var _ Service = (*pull.Service)(nil)
