package pull

import (
	"context"
	"sync"
	"time"

	"zhangfang/app/book"
)

// claim is for how long a process may pull for a connection before another may think
// that it died. One that lives renews its claim all the while, so that a killed one is
// in nobody's way for more than a minute.
const (
	claim   = time.Minute
	renewal = claim / 4
)

// Why a pull that the owner asked for was not begun.
const (
	codeUnderWay  = "pull_under_way" // this process pulls for the connection already
	codeElsewhere = "pull_elsewhere" // another program does, or did until it was killed just now
)

// lease takes a connection for this process, and holds it until it is let go.
func (s *Service) lease(ctx context.Context, id book.ConnectionID) (mine bool, let func() error, err error) {
	if mine, err = s.renew(ctx, id); err != nil || !mine {
		return mine, nil, err
	}
	holding, stop := context.WithCancel(ctx)
	var held sync.WaitGroup
	held.Go(func() { s.hold(holding, id, renewal) })
	return true, func() error {
		stop()
		held.Wait()
		return s.book.Release(context.WithoutCancel(ctx), id, s.token)
	}, nil
}

// hold renews a claim however long a bill takes to come, until the context ends, or
// another has it, which who pulls finds out before the next day.
func (s *Service) hold(ctx context.Context, id book.ConnectionID, every time.Duration) {
	tick := time.NewTicker(every) // of true time: a clock that is set is no reason to lose it
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			if mine, err := s.renew(ctx, id); err == nil && !mine {
				return
			}
		}
	}
}

// renew claims a connection from now on; false while another has it, or where the
// connection is gone.
func (s *Service) renew(ctx context.Context, id book.ConnectionID) (bool, error) {
	now := s.now()
	return s.book.Claim(ctx, id, s.token, now, now.Add(claim))
}
