package intake

import (
	"context"
	"fmt"

	"zhangfang/app/book"
)

// noteByRows is told of a file that went to a channel because rows of it are there,
// and in no other that it may belong to. A: the channel, B: how many rows.
const noteByRows = "channel_by_rows"

// placeOf finds the channel of a file: by the owner's label, by its source, or by
// what the book holds. Choices are left where none of these tells.
func (s *Service) placeOf(ctx context.Context, channels []book.Channel, o *observation, label string, role book.Role) (home, *book.Problem, error) {
	src, currency := o.summary.Source, o.summary.Currency
	h := homeOf(channels, src, currency)
	if label != "" {
		ch, why := labelled(channels, src, currency, label)
		if why == nil && o.own == nil && h.asks(ch) {
			o.said(ch)
		}
		if why == nil {
			o.learned(channels, ch)
		}
		return home{channel: ch}, why, nil
	}
	if len(h.choices) == 0 && (src.Account != "" || h.channel.ID == 0) {
		return h, nil, nil
	}
	b, err := s.before(ctx, o)
	if err != nil {
		return home{}, nil, err
	}
	if len(h.choices) == 0 {
		asks, fits := b.mayBeOnly(h.channel)
		switch {
		case fits && !asks:
			if b.files[h.channel.ID] && !b.took[h.channel.ID] {
				o.note(book.Note{Code: noteOnly, Args: []string{h.channel.Name}})
			}
			return h, nil, nil
		case fits:
			h = home{choices: []book.Channel{h.channel}}
		}
	}
	if h.choices = b.likely(h.choices); len(h.choices) == 0 {
		return home{channel: freshChannel(src, currency, freeName(channels, defaultName(src), src.Account))}, nil, nil
	}
	ch, err := s.decide(ctx, o, &b, h.choices, role)
	if err != nil || ch.ID == 0 {
		return h, nil, err
	}
	o.learned(channels, ch)
	return home{channel: ch}, nil, nil
}

// decide tells by what the book holds which of several channels a file belongs to;
// none (ID 0) where that does not tell it.
func (s *Service) decide(ctx context.Context, o *observation, b *before, choices []book.Channel, role book.Role) (book.Channel, error) {
	if len(o.marks) == 0 && len(choices) == 1 { // there is nothing that could go astray
		if o.summary.Source.Account == "" {
			o.note(book.Note{Code: noteOnly, Args: []string{choices[0].Name}})
		}
		return choices[0], nil
	}
	ch, rows, err := s.byRows(ctx, o, choices, role)
	if err != nil {
		return ch, err
	}
	if rows > 0 {
		o.note(book.Note{Code: noteByRows, Args: []string{ch.Name, fmt.Sprint(rows)}})
		return tells(ch, o.summary.Source), nil // from now on the account is known
	}
	if o.summary.Source.Account == "" {
		return s.asBefore(ctx, o, b, choices)
	}
	return book.Channel{}, nil
}
