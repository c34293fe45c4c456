package pull

import (
	"context"
	"errors"
	"time"

	"zhangfang/app/book"
)

// errStopped is why a pull ends that the owner stopped.
var errStopped = errors.New("stopped by the owner")

// Stop ends the pull of a connection that is under way in this process, whoever began
// it, and tells whether one was. A bill that is just coming in is in as a whole or not
// at all; what is left is still to come. It goes on by itself once the bill of the
// running day is ready, or when the program is started anew, and at once when the owner
// pulls, tests or changes the connection.
func (s *Service) Stop(c book.Connection) bool {
	until := s.now().Add(needsOwner)
	if d := s.Driver(c.Provider); d != nil {
		for i, stream := range d.Streams() {
			if at := ready(&c, stream, s.today()); i == 0 || at.Before(until) {
				until = at
			}
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	stop := s.busy[c.ID]
	if stop == nil {
		return false
	}
	s.rests[c.ID] = until
	stop(errStopped)
	return true
}

// stopped is until when a connection rests because the owner stopped its pull.
func (s *Service) stopped(id book.ConnectionID) time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.rests[id]
}

// goOn ends the rest of a connection whose pull was stopped, or met what the owner has
// cured since.
func (s *Service) goOn(id book.ConnectionID) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.rests, id)
	delete(s.met, id)
}

// meets remembers what a try met, where every other day would meet the same and the
// book keeps it not: a day that is in, or waits for the owner, has no failure of its own.
func (s *Service) meets(tried, kept *book.Pull) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if delete(s.met, tried.Connection); ends(tried) && kept.State != tried.State {
		s.met[tried.Connection] = *tried
	}
}

// hurdle is what the newest try met by which its connection rests.
func (s *Service) hurdle(id book.ConnectionID) (tried book.Pull, rests bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	tried, rests = s.met[id]
	return tried, rests && tried.Next.After(s.now()) && !tried.At.After(s.now())
}

// begin tells whether nothing else of this process pulls for the connection, and gives
// the context that Stop ends. What the owner asked for ends its rest.
func (s *Service) begin(ctx context.Context, id book.ConnectionID, asked bool) (context.Context, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.busy[id] != nil {
		return ctx, false
	}
	if asked {
		delete(s.rests, id)
		delete(s.met, id)
	}
	ctx, s.busy[id] = context.WithCancelCause(ctx)
	return ctx, true
}

func (s *Service) end(id book.ConnectionID) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.busy[id](nil)
	delete(s.busy, id)
}

// pace is how often progress is told of pulls that nobody waits for: hundreds of bills
// of years past come in within a minute.
const pace = time.Second

// paced passes progress on by that pace; the first of a connection's bills always.
func (s *Service) paced(progress func(book.Progress)) func(book.Progress) {
	if progress == nil {
		return nil
	}
	var last time.Time
	return func(at book.Progress) {
		if now := s.now(); at.Done == 0 || now.Sub(last).Abs() >= pace {
			last = now
			progress(at)
		}
	}
}

// Busy tells whether this process pulls anything: the book changes by the second then,
// and what came in is told by Run, or by Pull, at the end.
func (s *Service) Busy() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.busy) > 0
}
