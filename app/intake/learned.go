package intake

import (
	"context"
	"slices"

	"zhangfang/app/book"
	"zhangfang/importers"
)

// noteLearned is told of the file from which the account of a channel is known that
// had none until then. A: the channel, B: the account.
const noteLearned = "account_learned"

// learned tells that a channel has an account from this file on.
func (o *observation) learned(channels []book.Channel, ch book.Channel) {
	had := slices.ContainsFunc(channels, func(c book.Channel) bool { return c.ID == ch.ID && c.Account != "" })
	if ch.ID != 0 && ch.Account != "" && !had {
		o.note(book.Note{Code: noteLearned, Args: []string{ch.Name, ch.Account}})
	}
}

// unlearn makes a channel one without an account again, once what it was learned from
// was taken back and no other file of it names one: else the files of the account that
// it is truly of could never go in.
func (s *Service) unlearn(ctx context.Context, id book.ChannelID) error {
	batches, err := s.book.Batches(ctx)
	if err != nil {
		return err
	}
	account, since := "", book.BatchID(0)
	for i := range batches { // newest first
		b := &batches[i]
		at := slices.IndexFunc(b.Notes, func(n book.Note) bool { return n.Code == noteLearned && len(n.Args) == 2 })
		if b.Channel != id || at < 0 {
			continue
		}
		if b.Undone.IsZero() {
			return nil
		}
		account, since = b.Notes[at].Args[1], b.ID
	}
	if account == "" || slices.ContainsFunc(batches, func(b book.Batch) bool {
		return b.Channel == id && b.ID > since && b.Undone.IsZero() && names(&b)
	}) {
		return nil
	}
	return s.book.ForgetAccount(ctx, id, s.now())
}

// names tells whether a batch of a channel with an account names it. One that does
// not is told to have gone there for another reason.
func names(b *book.Batch) bool {
	return b.Format != importers.OwnFormat && !slices.ContainsFunc(b.Notes, func(n book.Note) bool {
		return n.Code == noteSaid || n.Code == noteByRows || unasked(n)
	})
}
