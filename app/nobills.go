package app

import (
	"context"
	"fmt"

	"zhangfang/app/book"
	"zhangfang/app/pull"
	"zhangfang/store"
)

// knowing is the store for those who ask which days are missing: days of which a
// provider said that it has no bill are not.
type knowing struct {
	*store.Store
	pull func() *pull.Service
}

// Statuses lists the channels with what the book holds, and what providers know, of them.
func (k knowing) Statuses(ctx context.Context) ([]book.ChannelStatus, error) {
	all, err := k.Store.Statuses(ctx)
	if err != nil {
		return nil, err
	}
	for i := range all {
		none, err := k.pull().NoBills(ctx, all[i].Channel)
		if err != nil {
			return nil, fmt.Errorf("days without a bill: %w", err)
		}
		all[i] = all[i].Knowing(none)
	}
	return all, nil
}
