package intake

import (
	"context"
	"slices"

	"zhangfang/app/book"
)

// Answered lists the receipts of files that wait for the channel which the owner just
// said of others: those of the same format. They may be taken again, without a word
// more: the ones that the answer is not for go on waiting.
func (s *Service) Answered(ctx context.Context, said []book.Receipt) ([]book.Receipt, error) {
	pending, err := s.book.Pending(ctx)
	if err != nil {
		return nil, err
	}
	var alike []book.Receipt
	for i := range pending {
		r := &pending[i].Receipt
		if r.Problem == nil || r.Problem.Code != codeWhich {
			continue
		}
		if slices.ContainsFunc(said, func(x book.Receipt) bool { return x.Batch != 0 && x.Format == r.Format }) {
			alike = append(alike, *r)
		}
	}
	slices.Reverse(alike) // in the order in which they were dropped
	return alike, nil
}
