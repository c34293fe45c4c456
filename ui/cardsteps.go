package ui

import (
	"context"
	"slices"
	"sync"

	"zhangfang/app/book"
	"zhangfang/app/review"
	"zhangfang/ui/fees"
)

// cardStep is what one act made of a rate card; a card without a number is none.
type cardStep struct {
	was, is book.RateCard
	after   book.DecisionID // the newest standing decision at the time of the act
}

// card is the card that the step is about.
func (c *cardStep) card() book.RateCard {
	if c.is.ID == 0 {
		return c.was
	}
	return c.is
}

// reverts tells whether a step takes another back.
func (c *cardStep) reverts(other *cardStep) bool {
	return sameCard(c.was, other.is) && sameCard(c.is, other.was)
}

// sameCard tells whether two cards say the same, whatever their numbers and times.
func sameCard(a, b book.RateCard) bool {
	if (a.ID == 0) != (b.ID == 0) || !a.Rate.Equal(b.Rate) {
		return false
	}
	a.ID, a.At, a.Rate = b.ID, b.At, b.Rate
	return a == b
}

// cardSteps is the changes of rate cards in this session, so that undo takes them back
// in their order among the decisions.
type cardSteps struct {
	fees.Review // what the view of fees reads and changes
	service     *review.Service

	mu           sync.Mutex
	done, undone []cardStep // the last one last
}

func newCardSteps(s *review.Service) *cardSteps {
	return &cardSteps{Review: fees.FromReview(s), service: s}
}

// SaveRateCard is that of the use case, noted.
func (c *cardSteps) SaveRateCard(ctx context.Context, card book.RateCard) (saved book.RateCard, err error) {
	err = c.note(ctx, card.ID, func() (book.RateCardID, error) {
		saved, err = c.Review.SaveRateCard(ctx, card)
		return saved.ID, err
	})
	return saved, err
}

// RemoveRateCard is that of the use case, noted.
func (c *cardSteps) RemoveRateCard(ctx context.Context, id book.RateCardID) error {
	return c.note(ctx, id, func() (book.RateCardID, error) { return 0, c.Review.RemoveRateCard(ctx, id) })
}

// RestoreRateCard is that of the use case, noted.
func (c *cardSteps) RestoreRateCard(ctx context.Context, card book.RateCard) error {
	return c.note(ctx, card.ID, func() (book.RateCardID, error) { return card.ID, c.service.RestoreRateCard(ctx, card) })
}

// note does an act on the card of a number and notes what it made of it. An act that
// takes the last one back is no new one.
func (c *cardSteps) note(ctx context.Context, id book.RateCardID, act func() (book.RateCardID, error)) error {
	step, err := c.change(ctx, id, act)
	if err != nil {
		return err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if n := len(c.done); n > 0 && step.reverts(&c.done[n-1]) {
		c.done, c.undone = c.done[:n-1], append(c.undone, step)
		return nil
	}
	c.done, c.undone = append(c.done, step), nil
	return nil
}

// change does an act on the card of a number; the act tells the number that the card
// has then, 0 for none.
func (c *cardSteps) change(ctx context.Context, id book.RateCardID, act func() (book.RateCardID, error)) (step cardStep, err error) {
	if step.was, err = c.find(ctx, id); err != nil {
		return step, err
	}
	now, err := act()
	if err != nil {
		return step, err
	}
	if step.is, err = c.find(ctx, now); err != nil {
		return step, err
	}
	step.after, err = c.newest(ctx)
	return step, err
}

func (c *cardSteps) find(ctx context.Context, id book.RateCardID) (book.RateCard, error) {
	all, err := c.RateCards(ctx)
	i := slices.IndexFunc(all, func(x book.RateCard) bool { return x.ID == id && id != 0 })
	if i < 0 {
		return book.RateCard{}, err
	}
	return all[i], err
}

// newest is the number of the newest standing decision; 0 for none.
func (c *cardSteps) newest(ctx context.Context) (id book.DecisionID, err error) {
	all, err := c.service.Decisions(ctx)
	for i := range all {
		id = max(id, all[i].ID)
	}
	return id, err
}

// any tells whether a card was changed, or that taken back.
func (c *cardSteps) any() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.done)+len(c.undone) > 0
}

// undo takes the last change of a card back where no decision is newer; nil where one
// is, or there is no change.
func (c *cardSteps) undo(ctx context.Context) (*cardStep, error) {
	return c.replay(ctx, &c.done, &c.undone, func(step *cardStep, newest book.DecisionID) bool { return newest <= step.after })
}

// redo makes the change again that was taken back last, where nothing was decided or
// taken back since; nil else.
func (c *cardSteps) redo(ctx context.Context) (*cardStep, error) {
	return c.replay(ctx, &c.undone, &c.done, func(step *cardStep, newest book.DecisionID) bool { return newest == step.after })
}

func (c *cardSteps) replay(ctx context.Context, from, to *[]cardStep, next func(*cardStep, book.DecisionID) bool) (*cardStep, error) {
	newest, err := c.newest(ctx)
	if err != nil {
		return nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	n := len(*from)
	if n == 0 || !next(&(*from)[n-1], newest) {
		return nil, nil
	}
	step := (*from)[n-1]
	back, err := c.back(ctx, &step)
	if err != nil {
		return nil, err
	}
	*from, *to = (*from)[:n-1], append(*to, back)
	return &step, nil
}

// back takes a step back and returns the step that did.
func (c *cardSteps) back(ctx context.Context, step *cardStep) (cardStep, error) {
	return c.change(ctx, step.is.ID, func() (book.RateCardID, error) {
		card := step.was
		switch {
		case card.ID == 0:
			return 0, c.Review.RemoveRateCard(ctx, step.is.ID)
		case step.is.ID != 0:
			return card.ID, c.service.RestoreRateCard(ctx, card)
		}
		card.ID = 0 // a number that was given back is another's, maybe
		saved, err := c.Review.SaveRateCard(ctx, card)
		return saved.ID, err
	})
}
