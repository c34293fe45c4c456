package intake

import (
	"context"
	"slices"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

// otherRole finds the channel that holds a file's account in another role than the
// file is read in; none (ID 0) where there is none, or one in this role too. The one
// bill of some accounts can be read as payments or as a wallet, and must not be in the
// book as both.
func (s *Service) otherRole(ctx context.Context, channels []book.Channel, src book.Source) (other book.Channel, err error) {
	if src.Role != book.RolePayments && src.Role != book.RoleWallet {
		return other, nil
	}
	for _, c := range channels {
		same := c.Provider == src.Provider && c.Stream == src.Stream && (c.Account == src.Account || book.MayBeAccount(c.Account, src.Account))
		switch {
		case same && c.Role == src.Role:
			return book.Channel{}, nil
		case same && (c.Role == book.RolePayments || c.Role == book.RoleWallet):
			other = c
		}
	}
	if other.ID == 0 {
		return other, nil
	}
	batches, err := s.book.Batches(ctx)
	if err != nil || !slices.ContainsFunc(batches, func(b book.Batch) bool { return b.Channel == other.ID && b.Undone.IsZero() }) {
		return book.Channel{}, err // what was in it was taken back
	}
	return other, nil
}

// takeAs reads a file again in the role in which a channel holds its account.
func (s *Service) takeAs(ctx context.Context, o *observation, ch book.Channel, opt Options, m *meter) (book.Receipt, error) {
	opt.Role = ch.Role
	again := observeAs(ctx, o.file, o.own, bill.Options{Role: ch.Role, Progress: m.again(o.file, "read")})
	switch {
	case again.err != nil:
		return book.Receipt{}, again.err
	case again.problem == nil && again.summary.Source.Role != ch.Role: // its format has one role only
		again.problem = mismatch(ch, again.summary.Source.Role)
	}
	return s.take(ctx, again, opt, m)
}

// mismatch is why a file cannot go to a channel of another role.
func mismatch(ch book.Channel, role book.Role) *book.Problem {
	return &book.Problem{Code: "channel_mismatch", Args: []string{ch.Name, ch.Role.String(), role.String()}}
}
