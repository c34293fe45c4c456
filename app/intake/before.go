package intake

import (
	"context"
	"slices"

	"zhangfang/app/book"
)

// The remarks on why a file that names no account went where it did. A: the channel;
// noteSaid has the currency of the file as B.
//
// They are the program's memory of what the owner said, too: it stands in the batch
// that the answer took in, so it is on record with that, and undone with it.
const (
	noteSaid   = "channel_said"      // the owner said so
	noteBefore = "channel_as_before" // as the file before it, about which the owner was asked
	noteOnly   = "channel_only_one"  // there is no other that it may belong to
)

// asks tells whether naming a channel says something that the file does not: where
// it would have gone to another, or nowhere without a question.
func (h home) asks(said book.Channel) bool {
	return len(h.choices) > 0 || h.channel.ID != 0 && h.channel.ID != said.ID
}

// said keeps in mind which channel the owner named for a file that names no account.
func (o *observation) said(ch book.Channel) {
	if o.summary.Source.Account == "" {
		o.note(book.Note{Code: noteSaid, Args: []string{ch.Name, string(o.summary.Currency)}})
	}
}

// before is what became of earlier files of the layout of a file, that is of its
// format and columns, by channel.
type before struct {
	files map[book.ChannelID]bool // that holds files at all
	gone  map[book.ChannelID]bool // from which the owner took back files ...
	had   map[book.ChannelID]bool // ... and where files of the layout were, whether they stand or not
	took  map[book.ChannelID]bool // that holds files of the layout
	said  map[book.ChannelID]bool // that the owner named for such files in the currency
	void  map[book.ChannelID]bool // from which the owner took back one that was put there unasked, or at their word
}

// before looks at the batches from the newest on: what the owner took back is void
// until they say it again.
func (s *Service) before(ctx context.Context, o *observation) (before, error) {
	set := func() map[book.ChannelID]bool { return map[book.ChannelID]bool{} }
	b := before{set(), set(), set(), set(), set(), set()}
	batches, err := s.book.Batches(ctx)
	if err != nil {
		return b, err
	}
	layout := book.HeaderPrint(o.summary.Columns)
	for i := range batches {
		x := &batches[i]
		stands := x.Undone.IsZero()
		b.files[x.Channel] = b.files[x.Channel] || stands
		b.gone[x.Channel] = b.gone[x.Channel] || !stands
		if x.Format != o.summary.Format || book.HeaderPrint(x.Columns) != layout {
			continue
		}
		b.had[x.Channel] = true
		switch said := saidOf(x.Notes, o.summary.Currency); {
		case stands:
			b.took[x.Channel] = true
			b.said[x.Channel] = b.said[x.Channel] || said && !b.void[x.Channel]
		case !b.said[x.Channel] && (said || slices.ContainsFunc(x.Notes, unasked)):
			b.void[x.Channel] = true
		}
	}
	return b, nil
}

func saidOf(notes []book.Note, currency book.Currency) bool {
	return slices.ContainsFunc(notes, func(n book.Note) bool {
		return n.Code == noteSaid && len(n.Args) == 2 && n.Args[1] == string(currency)
	})
}

func unasked(n book.Note) bool { return n.Code == noteBefore || n.Code == noteOnly }

// asBefore finds the channel of a file that names no account by where the files of
// its layout and currency went.
//
// It is the one that the owner named for them, or, as long as the owner was not
// asked, the only unnamed one that took them; where both have such files, or two
// were named, it is asked each time. A channel with an account takes the file by
// itself only if it is the only one there is, and has files of the layout: other
// columns may be those of another bank.
func (s *Service) asBefore(ctx context.Context, o *observation, b *before, choices []book.Channel) (book.Channel, error) {
	var took, meant []book.Channel
	for _, c := range choices {
		if !b.took[c.ID] {
			continue
		}
		if !b.said[c.ID] {
			if same, err := s.inCurrency(ctx, c, o.summary.Currency); err != nil {
				return book.Channel{}, err
			} else if !same || b.void[c.ID] {
				continue
			}
		}
		if took = append(took, c); b.said[c.ID] || c.Account == "" {
			meant = append(meant, c)
		}
	}
	switch {
	case len(meant) == 1 && (b.said[meant[0].ID] || len(took) == 1):
		o.note(book.Note{Code: noteBefore, Args: []string{meant[0].Name}})
		return meant[0], nil
	case len(choices) == 1 && len(took) == 1:
		o.note(book.Note{Code: noteOnly, Args: []string{took[0].Name}})
		return took[0], nil
	}
	return book.Channel{}, nil
}

// inCurrency tells whether a channel holds rows in a currency.
func (s *Service) inCurrency(ctx context.Context, c book.Channel, currency book.Currency) (bool, error) {
	if c.Currency == currency {
		return true, nil
	}
	return s.book.HoldsCurrency(ctx, c.ID, currency)
}

// likely are the channels that a file may truly belong to, those first that have
// files of its layout: what the owner emptied is none.
func (b *before) likely(choices []book.Channel) []book.Channel {
	live := slices.DeleteFunc(slices.Clone(choices), func(c book.Channel) bool { return !b.files[c.ID] && b.gone[c.ID] })
	slices.SortStableFunc(live, func(x, y book.Channel) int {
		switch {
		case b.took[x.ID] == b.took[y.ID]:
			return 0
		case b.took[x.ID]:
			return -1
		}
		return 1
	})
	return live
}

// mayBeOnly tells whether the only channel that a file without an account may belong
// to, which has none either, is to be asked about, or is no place for it. Statements
// of another layout are those of another bank; a shop's orders go together, and are
// told. What the owner took back is asked about again.
func (b *before) mayBeOnly(ch book.Channel) (asks, fits bool) {
	switch {
	case b.void[ch.ID] && !b.said[ch.ID]:
		return true, true
	case b.files[ch.ID]:
		return !b.took[ch.ID] && ch.Role == book.RoleBank, true
	}
	return false, b.had[ch.ID] || !b.gone[ch.ID]
}
