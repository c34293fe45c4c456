package ui

import (
	"context"

	"zhangfang/app/book"
	"zhangfang/ui/kit/words"
)

// undoer and redoer are views that can take the last decision back, and make it again.
type (
	undoer interface{ Undo() }
	redoer interface{ Redo() }
)

// undo takes the last act on the book back, wherever it was done: in the view in sight
// where that can tell of it.
func (s *session) undo() {
	s.replayCard(s.cards.undo, "reconcile.did_undo", "kit.redo", s.redo, func() {
		if v, ok := s.shell.View().(undoer); ok {
			v.Undo()
			return
		}
		s.replayDecision(s.book.Review.Undo, "reconcile.did_undo", "kit.redo", s.redo)
	})
}

// redo makes the act again that was taken back last.
func (s *session) redo() {
	s.replayCard(s.cards.redo, "reconcile.did_redo", "kit.undo", s.undo, func() {
		if v, ok := s.shell.View().(redoer); ok {
			v.Redo()
			return
		}
		s.replayDecision(s.book.Review.Redo, "reconcile.did_redo", "kit.undo", s.undo)
	})
}

// replayCard takes a change of a rate card back or makes it again and says so, with the
// way back; where that is not what is next, it does otherwise.
func (s *session) replayCard(act func(context.Context) (*cardStep, error), said, action string, back, otherwise func()) {
	if !s.cards.any() {
		otherwise()
		return
	}
	var step *cardStep
	name := ""
	s.run(s.ctx, func(ctx context.Context) (err error) {
		if step, err = act(ctx); err != nil || step == nil {
			return err
		}
		name, err = s.channelName(ctx, step.card().Channel)
		return err
	}, func(err error) {
		switch {
		case err != nil:
			s.showError(err)
		case step == nil:
			otherwise()
		default:
			t, card := s.text, step.card()
			s.toast(t.T(said, t.T("action.rate_card", name, book.RatePercent(card.Rate))), t.T(action), back)
			s.refresh()
		}
	})
}

// replayDecision is replayCard for the last decision.
func (s *session) replayDecision(act func(context.Context) (book.Decision, error), said, action string, back func()) {
	var d book.Decision
	s.run(s.ctx, func(ctx context.Context) (err error) {
		d, err = act(ctx)
		return err
	}, func(err error) {
		t := s.text
		switch code := book.CodeOf(err); {
		case code == "no_decision", code == "no_redo":
			s.toast(words.Sentence(t, err), "", nil)
		case err != nil:
			s.showError(err)
		default:
			s.toast(t.T(said, t.T("action."+string(d.Action))), t.T(action), back)
			s.refresh()
		}
	})
}

// channelName is what the owner calls a channel.
func (s *session) channelName(ctx context.Context, id book.ChannelID) (string, error) {
	all, err := s.book.Review.Channels(ctx)
	for i := range all {
		if all[i].ID == id {
			return all[i].Name, err
		}
	}
	return "", err
}
