package store

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"

	"zhangfang/app/book"
)

// TestTwoProcesses lets two stores on one file write and read at the same time,
// as the window and a nightly job do.
func TestTwoProcesses(t *testing.T) {
	ctx := context.Background()
	a := mustOpen(t)
	b := reopen(t, a.Path())
	const batches, rows = 8, 400
	var wg sync.WaitGroup
	for i, s := range []*Store{a, b} {
		wg.Go(func() {
			for j := range batches {
				_, err := s.Import(ctx, wechatChannel, book.Batch{File: fmt.Sprint(i, j)}, func(w book.BatchWriter) error {
					for k := range rows {
						e := payment(fmt.Sprintf("%d-%d-%d", i, j, k), march(1), 100)
						if err := w.Add(&e, markOf(&e)); err != nil {
							return err
						}
					}
					return nil
				})
				if err != nil {
					t.Error(err)
				}
			}
		})
		wg.Go(func() {
			for range batches {
				got, err := s.Rows(ctx, book.RowScope{Leg: book.LegSales})
				if err != nil || len(got)%rows != 0 {
					t.Errorf("%d rows of half a batch: %v", len(got), err)
				}
				if ids, err := s.EntryIDs(ctx, book.EntryQuery{}); err != nil || len(ids)%rows != 0 {
					t.Errorf("%d ids of half a batch: %v", len(ids), err)
				}
			}
		})
	}
	wg.Wait()
	if v := mustVerify(t, b); v.Entries != 2*batches*rows {
		t.Errorf("%d entries", v.Entries)
	}
	if list, err := a.Channels(ctx); err != nil || len(list) != 1 {
		t.Error(list, err)
	}
}

// TestSameFileTwiceAtOnce plans one file in two processes before either writes.
func TestSameFileTwiceAtOnce(t *testing.T) {
	ctx := context.Background()
	a := mustOpen(t)
	b := reopen(t, a.Path())
	write := func(w book.BatchWriter) error {
		e := payment("A1", march(1), 100)
		return w.Add(&e, markOf(&e))
	}
	if _, err := a.Import(ctx, wechatChannel, book.Batch{File: "x"}, write); err != nil {
		t.Fatal(err)
	}
	if _, err := b.Import(ctx, wechatChannel, book.Batch{File: "x"}, write); book.CodeOf(err) != "book_changed" {
		t.Error(err)
	}
	if v := mustVerify(t, a); v.Entries != 1 {
		t.Errorf("%d entries", v.Entries)
	}
}

// TestReadWhileExporting uses the store from within an export.
func TestReadWhileExporting(t *testing.T) {
	ctx := context.Background()
	s := mustOpen(t)
	_, ids := importRows(t, s, shopChannel, "o.csv", order("A1", march(1), 1), order("A2", march(1), 1))
	var seen []book.EntryID
	for e, err := range s.ExportEntries(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		seen = append(seen, e.ID)
		if _, err := s.EntryLines(ctx, ids); err != nil {
			t.Fatal(err)
		}
		importRows(t, s, shopChannel, fmt.Sprint("more", e.ID), order(fmt.Sprint("M", e.ID), march(2), 1))
	}
	if !slices.Equal(seen, ids) {
		t.Errorf("an export saw %v, the book had %v when it began", seen, ids)
	}
}
