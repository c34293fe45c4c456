package review

import (
	"context"
	"slices"
	"testing"
	"time"

	"zhangfang/app/book"
)

// meddler is a book in which something else begins while a decision is recorded.
type meddler struct {
	Book
	meanwhile func()
}

func (m *meddler) Decide(ctx context.Context, d book.Decision) (book.Decision, error) {
	if f := m.meanwhile; f != nil {
		m.meanwhile = nil
		go f()
		time.Sleep(200 * time.Millisecond) // as long as another thread may take to get as far
	}
	return m.Book.Decide(ctx, d)
}

// TestRedoTwiceAtOnceDoesItOnce presses twice, and forgets a leg in between.
func TestRedoTwiceAtOnceDoesItOnce(t *testing.T) {
	ctx := t.Context()
	_, s := newShop(t, 7, 2)
	orders := openOrders(t, s, book.Left)
	m := &meddler{Book: s.book}
	s.book = m
	undo := func() []book.Decision {
		d, err := s.PutOff(ctx, book.LegSales, orders[:1], nil, book.NewDay(2025, 11, 9), "")
		if err != nil {
			t.Fatal(err)
		}
		all := standing(t, s)
		if _, err := s.UndoDecision(ctx, d.ID); err != nil {
			t.Fatal(err)
		}
		return all
	}
	want := undo()
	second := make(chan error)
	m.meanwhile = func() { _, err := s.Redo(ctx); second <- err }
	if _, err := s.Redo(ctx); err != nil {
		t.Fatal(err)
	}
	if err := <-second; book.CodeOf(err) != "no_redo" {
		t.Errorf("the second time: %v", err)
	}
	if got := standing(t, s); !sameDecisions(got, want) {
		t.Errorf("%d decisions stand, not %d", len(got), len(want))
	}
	if _, err := s.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	forgot := make(chan bool)
	m.meanwhile = func() { s.undone.forget(); forgot <- true }
	if _, err := s.Redo(ctx); err != nil {
		t.Fatal(err)
	}
	<-forgot
	if got := standing(t, s); !slices.EqualFunc(got, want, func(a, b book.Decision) bool { return sameDecisions([]book.Decision{a}, []book.Decision{b}) }) {
		t.Errorf("%d decisions stand, not %d", len(got), len(want))
	}
}
