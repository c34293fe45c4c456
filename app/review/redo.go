package review

import (
	"context"
	"slices"
	"sync"

	"zhangfang/app/book"
)

// undone is the acts that were taken back in this session and can be done again,
// the one to be done next last. It holds only while the newest standing decision is
// the one that the last undo or redo left: whatever else was decided, undone or
// redone, here or by another program, makes an end of it. Whoever undoes or does
// again holds mu from looking at the newest decision to noting what it left: two at
// once would do the same act again.
type undone struct {
	mu     sync.Mutex
	acts   [][]book.Decision
	newest book.DecisionID // after the last undo or redo; 0: none stood
}

// push notes an act that was taken back, with the newest standing decision before
// and after that.
func (u *undone) push(act []book.Decision, before, after book.DecisionID) {
	if before != u.newest {
		u.acts = nil
	}
	u.acts, u.newest = append(u.acts, act), after
}

// next is the act to be done again; nil for none.
func (u *undone) next(newest book.DecisionID) []book.Decision {
	if newest != u.newest || len(u.acts) == 0 {
		return nil
	}
	return u.acts[len(u.acts)-1]
}

// pop drops the act that was done again, which left a newest standing decision.
func (u *undone) pop(newest book.DecisionID) {
	u.acts, u.newest = u.acts[:len(u.acts)-1], newest
}

// forget drops all acts: none can be done again.
func (u *undone) forget() {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.acts = nil
}

// newest is the number of the newest standing decision, of a group its first; 0 for none.
func (s *Service) newest(ctx context.Context) (book.DecisionID, error) {
	last, err := s.book.LastDecision(ctx)
	if book.CodeOf(err) == "no_decision" {
		return 0, nil
	}
	return last.ID, err
}

// actOf lists the standing decisions that were taken in one act with a decision,
// itself among them.
func (s *Service) actOf(ctx context.Context, id book.DecisionID) ([]book.Decision, error) {
	all, err := s.book.Decisions(ctx, "")
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(all, func(d book.Decision) bool { return d.ID == id })
	if i < 0 {
		return nil, nil
	}
	group := all[i].Group
	return slices.DeleteFunc(all, func(d book.Decision) bool { return d.ID != id && (group == 0 || d.Group != group) }), nil
}

// Undo takes the newest standing decision back. Problem "no_decision".
func (s *Service) Undo(ctx context.Context) (book.Decision, error) {
	last, err := s.book.LastDecision(ctx)
	if err != nil {
		return last, err
	}
	return s.UndoDecision(ctx, last.ID)
}

// UndoDecision records that a decision no longer counts, nor those taken in the same
// act, and matches again what they held. Redo does it again. Problem "no_decision".
func (s *Service) UndoDecision(ctx context.Context, id book.DecisionID) (book.Decision, error) {
	d, act, err := s.takeBack(ctx, id)
	if err != nil {
		return d, err
	}
	return d, s.follow(ctx, act)
}

func (s *Service) takeBack(ctx context.Context, id book.DecisionID) (d book.Decision, act []book.Decision, err error) {
	s.undone.mu.Lock()
	defer s.undone.mu.Unlock()
	if act, err = s.actOf(ctx, id); err != nil {
		return d, nil, err
	}
	before, err := s.newest(ctx)
	if err != nil {
		return d, nil, err
	}
	if d, err = s.book.UndoDecision(ctx, id, s.now()); err != nil {
		return d, nil, err
	}
	after, err := s.newest(ctx)
	if err != nil {
		return d, nil, err
	}
	s.undone.push(act, before, after)
	return d, act, nil
}

// Redo does again what was taken back last, as a decision like any other, while
// nothing else was decided since. It returns the first decision of the act. Problem
// "no_redo".
func (s *Service) Redo(ctx context.Context) (book.Decision, error) {
	done, err := s.doAgain(ctx)
	if err != nil {
		return book.Decision{}, err
	}
	return done[0], s.follow(ctx, done)
}

func (s *Service) doAgain(ctx context.Context) ([]book.Decision, error) {
	s.undone.mu.Lock()
	defer s.undone.mu.Unlock()
	newest, err := s.newest(ctx)
	if err != nil {
		return nil, err
	}
	act := s.undone.next(newest)
	if act == nil {
		return nil, &book.Problem{Code: "no_redo"}
	}
	done, err := s.record(ctx, slices.Clone(act))
	if err == nil {
		s.undone.pop(done[0].ID)
	}
	return done, err
}

// follow matches again what an act touches; how far an exception has come touches
// nothing.
func (s *Service) follow(ctx context.Context, act []book.Decision) error {
	if !slices.ContainsFunc(act, func(d book.Decision) bool { return d.Action != book.SetState }) {
		return nil
	}
	_, err := s.Reconcile(ctx, false, nil)
	return err
}
