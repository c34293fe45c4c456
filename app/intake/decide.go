package intake

import (
	"cmp"
	"context"
	"fmt"

	"zhangfang/app/book"
)

// noteByRows is told of a file that went to a channel because rows of it are there,
// and in no other that it may belong to. A: the channel, B: how many rows.
const noteByRows = "channel_by_rows"

// placeOf finds the channel of a file: by the owner's label, by its source, or by
// what the book holds. Choices are left where none of these tells.
func (s *Service) placeOf(ctx context.Context, channels []book.Channel, o *observation, label string) (home, *book.Problem, error) {
	src, currency := o.summary.Source, o.summary.Currency
	if label != "" {
		ch, why := labelled(channels, src, currency, label)
		return home{channel: ch}, why, nil
	}
	h := homeOf(channels, src, currency)
	if len(h.choices) == 0 {
		return h, nil, nil
	}
	ch, err := s.decide(ctx, o, h.choices)
	if err != nil || ch.ID == 0 {
		return h, nil, err
	}
	return home{channel: ch}, nil, nil
}

// decide tells by what the book holds which of several channels a file belongs to;
// none (ID 0) where that does not tell it.
func (s *Service) decide(ctx context.Context, o *observation, choices []book.Channel) (book.Channel, error) {
	if len(o.marks) == 0 && len(choices) == 1 {
		return choices[0], nil // a bill without rows: there is nothing that could go astray
	}
	ch, rows, err := s.byRows(ctx, o, choices)
	if err != nil {
		return ch, err
	}
	if rows > 0 {
		o.note(book.Note{Code: noteByRows, Args: []string{ch.Name, fmt.Sprint(rows)}})
		ch.Account = cmp.Or(ch.Account, o.summary.Source.Account) // from now on the account is known
		return ch, nil
	}
	if o.summary.Source.Account == "" {
		return s.asBefore(ctx, o, choices)
	}
	return book.Channel{}, nil
}

// byRows finds the only channel that holds rows of the file as they stand in it,
// with their content, and how many. Rows that several hold prove nothing.
func (s *Service) byRows(ctx context.Context, o *observation, choices []book.Channel) (found book.Channel, rows int, err error) {
	idents := make([]uint64, len(o.marks))
	for i, m := range o.marks {
		idents[i] = m.Ident
	}
	for _, c := range choices {
		held, err := s.book.Held(ctx, c.ID, idents)
		if err != nil {
			return book.Channel{}, 0, err
		}
		n := 0
		for _, m := range o.marks {
			if h, ok := held[m.Ident]; ok && h.Digest == m.Digest {
				n++
			}
		}
		if n > 0 && rows > 0 {
			return book.Channel{}, 0, nil
		}
		if n > 0 {
			found, rows = c, n
		}
	}
	return found, rows, nil
}

// asBefore finds the only channel that took files of the same format and currency
// before. One with an account is none: its files may have named it.
func (s *Service) asBefore(ctx context.Context, o *observation, choices []book.Channel) (book.Channel, error) {
	batches, err := s.book.Batches(ctx)
	if err != nil {
		return book.Channel{}, err
	}
	took := map[book.ChannelID]bool{}
	for i := range batches {
		if b := &batches[i]; b.Format == o.summary.Format && b.Undone.IsZero() {
			took[b.Channel] = true
		}
	}
	var fits []book.Channel
	for _, c := range choices {
		if !took[c.ID] {
			continue
		}
		same := c.Currency == o.summary.Currency
		if !same {
			if same, err = s.book.HoldsCurrency(ctx, c.ID, o.summary.Currency); err != nil {
				return book.Channel{}, err
			}
		}
		if same {
			fits = append(fits, c)
		}
	}
	if len(fits) == 1 && fits[0].Account == "" {
		return fits[0], nil
	}
	return book.Channel{}, nil
}
