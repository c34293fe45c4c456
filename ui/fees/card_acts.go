package fees

import (
	"context"
	"slices"

	"zhangfang/app/book"
	"zhangfang/ui/kit/words"
)

// Can is what may be done with a line of the rate cards.
type Can struct{ Agree, Edit, Remove, Leave bool }

// Can tells what may be done with a line.
func (p *Presenter) Can(i int) Can {
	if i < 0 || i >= len(p.state.Cards) || p.busy {
		return Can{}
	}
	switch p.state.Cards[i].Kind {
	case KindAgreed:
		return Can{Edit: true, Remove: true}
	case KindProposed:
		return Can{Agree: true, Edit: true, Remove: true}
	}
	return Can{Agree: true, Edit: true, Leave: true}
}

// Agree makes a card that was read from the data an agreed one, and goes on to the
// next that waits for a word.
func (p *Presenter) Agree(i int) {
	if !p.Can(i).Agree {
		return
	}
	next := ""
	for k := range p.state.Cards {
		if at := (i + 1 + k) % len(p.state.Cards); at != i && p.Can(at).Agree {
			next = cardKey(&p.state.Cards[at].card)
			break
		}
	}
	p.saveCard(p.state.Cards[i].card, next, nil)
}

// SaveCard keeps a card as agreed, which can be taken back at once. Where more fees
// would not be as agreed than now, the owner is asked first; again is called when they
// think better of it, and may be nil.
func (p *Presenter) SaveCard(card book.RateCard, again func()) { p.saveCard(card, "", again) }

// saveCard is SaveCard; next is the key of the card to choose after it, "" for itself.
func (p *Presenter) saveCard(card book.RateCard, next string, again func()) {
	if p.busy {
		return
	}
	p.busy = true
	p.present()
	var e Effect
	p.saving.Do(func(ctx context.Context) (err error) {
		e, err = p.deps.Review.CardEffect(ctx, card)
		return err
	}, func(err error) {
		p.busy = false
		p.present()
		switch {
		case err != nil:
			p.deps.ShowError(err)
		case e.Rows > e.RowsNow:
			p.confirm(p.effectText(&card, e), func(sure bool) {
				switch {
				case sure:
					p.keepCard(card, e, next)
				case again != nil:
					again()
				}
			})
		default:
			p.keepCard(card, e, next)
		}
	})
}

// effectText says what a card would change.
func (p *Presenter) effectText(c *book.RateCard, e Effect) string {
	t := p.deps.Text
	return t.T("fees.effect", p.data.name(c.Channel), priceText(t, c), words.Number(e.RowsNow), words.Number(e.Rows)) +
		t.T("fees.effect_money", words.Amount(e.MoneyNow, c.Currency), words.Amount(e.Money, c.Currency))
}

// keepCard keeps a card, and tells what came of it.
func (p *Presenter) keepCard(card book.RateCard, e Effect, next string) {
	t := p.deps.Text
	i := slices.IndexFunc(p.data.cards, func(c book.RateCard) bool { return c.ID == card.ID })
	var former, saved book.RateCard
	if i >= 0 {
		former = p.data.cards[i]
	}
	p.act(func(ctx context.Context) (err error) {
		saved, err = p.deps.Review.SaveRateCard(ctx, card)
		return err
	}, func() {
		if p.card = next; next == "" {
			p.card = cardKey(&saved)
		}
		text := t.T("fees.saved", p.data.name(card.Channel), book.RatePercent(card.Rate))
		if e.Rows != e.RowsNow {
			text = t.T("fees.saved_effect", p.data.name(card.Channel), book.RatePercent(card.Rate), words.Number(e.RowsNow), words.Number(e.Rows))
		}
		back, undo := t.T("kit.undo"), func() { p.keepCard(former, Effect{RowsNow: e.Rows, Rows: e.RowsNow}, "") }
		switch {
		case i < 0:
			undo = func() { p.remove(saved.ID, func() {}) }
		case former.State == book.CardProposed && p.deps.RestoreCard == nil:
			back, undo = "", nil
		case former.State == book.CardProposed:
			undo = func() { p.restore(former) }
		}
		p.deps.Toast(text, back, undo)
	})
}

// restore makes a card the proposal again that it was.
func (p *Presenter) restore(former book.RateCard) {
	p.act(func(ctx context.Context) error { return p.deps.RestoreCard(ctx, former) }, func() {
		p.deps.Toast(p.deps.Text.T("fees.restored", p.data.name(former.Channel), book.RatePercent(former.Rate)), "", nil)
	})
}

// Leave does not take a proposal up: what it would explain stays a difference to
// claim. It is offered again when the book is opened the next time.
func (p *Presenter) Leave(i int) {
	if !p.Can(i).Leave {
		return
	}
	key := termsKey(&p.state.Cards[i].card)
	p.left[key] = true
	p.present()
	p.deps.Toast(p.deps.Text.T("fees.left"), p.deps.Text.T("kit.undo"), func() {
		delete(p.left, key)
		p.present()
	})
}

// Remove deletes a card of the book. An agreed one can be brought back at once.
func (p *Presenter) Remove(i int) {
	if !p.Can(i).Remove {
		return
	}
	t, row := p.deps.Text, p.state.Cards[i]
	p.remove(row.card.ID, func() {
		text := t.T("fees.removed", row.Channel, row.Rate)
		if row.Kind != KindAgreed {
			p.deps.Toast(text, "", nil)
			return
		}
		again := row.card
		again.ID = 0
		p.deps.Toast(text, t.T("kit.undo"), func() { p.keepCard(again, Effect{}, "") })
	})
}

func (p *Presenter) remove(id book.RateCardID, done func()) {
	p.act(func(ctx context.Context) error { return p.deps.Review.RemoveRateCard(ctx, id) }, done)
}
