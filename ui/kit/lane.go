package kit

import "context"

// Lane runs one kind of work. A newer piece cancels the one before, and what
// that one still brings is dropped, so that a view never shows stale results.
type Lane struct {
	Run        Runner
	generation int
	cancel     context.CancelFunc
}

// Do runs work off the UI goroutine and then done on it, unless another piece
// was begun meanwhile.
func (l *Lane) Do(work func(context.Context) error, done func(error)) {
	l.Stop()
	ctx, cancel := context.WithCancel(context.Background())
	l.cancel = cancel
	mine := l.generation
	l.Run(ctx, work, func(err error) {
		cancel()
		if mine == l.generation {
			done(err)
		}
	})
}

// Stop cancels what runs.
func (l *Lane) Stop() {
	if l.cancel != nil {
		l.cancel()
		l.cancel = nil
	}
	l.generation++
}
