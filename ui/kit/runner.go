package kit

import (
	"context"
	"fmt"
	"log/slog"
	"runtime/debug"

	"fyne.io/fyne/v2"
)

// Runner runs work off the UI goroutine and then calls done on it with work's
// error. It is the only way off that goroutine; views are given one. The work
// ends early when ctx does, as far as it looks at it.
type Runner func(ctx context.Context, work func(context.Context) error, done func(error))

// GoRunner runs each work on a goroutine of its own and delivers through fyne.Do.
// A panic in work becomes an error, so that a defect in one view does not take
// the owner's window away.
func GoRunner(ctx context.Context, work func(context.Context) error, done func(error)) {
	go func() {
		err := guarded(ctx, work)
		fyne.Do(func() { done(err) })
	}()
}

// InlineRunner does everything at once on the calling goroutine, for tests.
func InlineRunner(ctx context.Context, work func(context.Context) error, done func(error)) {
	done(guarded(ctx, work))
}

func guarded(ctx context.Context, work func(context.Context) error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			slog.Error("panic in work", "panic", p, "stack", string(debug.Stack()))
			err = fmt.Errorf("panic: %v", p)
		}
	}()
	return work(ctx)
}
