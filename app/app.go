// Package app opens a book and composes the use cases over it, nothing else.
package app

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"zhangfang/app/book"
	"zhangfang/app/calendar"
	"zhangfang/app/intake"
	"zhangfang/app/monthly"
	"zhangfang/app/pull"
	"zhangfang/app/review"
	"zhangfang/app/upkeep"
	"zhangfang/assets"
	"zhangfang/store"
)

// Book is an open book with its use cases.
type Book struct {
	Path    string
	Intake  *intake.Service
	Review  *review.Service
	Monthly *monthly.Service
	Upkeep  *upkeep.Service
	Pull    *pull.Service
	store   *store.Store
	china   *calendar.China

	leaving context.Context // ends what is done although it was cancelled
	leave   context.CancelFunc
}

// Open opens the book at path, and makes it where it is missing. It matches
// nothing: see CatchUp. Problems: "newer_book", "not_a_book".
func Open(ctx context.Context, path string, now func() time.Time) (*Book, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, fmt.Errorf("folder of the book: %w", err)
	}
	st, err := store.Open(ctx, path, now)
	if err != nil {
		return nil, err
	}
	china := calendar.New()
	b := &Book{Path: path, store: st, china: china}
	b.leaving, b.leave = context.WithCancel(context.WithoutCancel(ctx))
	known := knowing{st, func() *pull.Service { return b.Pull }}
	b.Intake = intake.New(known, now)
	b.Review = review.New(st, now, china)
	files := []string{path, path + "-wal", path + "-shm"}
	b.Monthly = monthly.New(known, b.Review.Exceptions, now, china, files...)
	origin, err := st.Origin(ctx)
	if err != nil {
		return nil, errors.Join(err, st.Close())
	}
	b.Upkeep = upkeep.New(st, b.Review, files...).WithOrigin(origin)
	if err := b.Review.LoadOwnDays(ctx); err != nil {
		return nil, errors.Join(err, st.Close())
	}
	b.Pull = pull.New(st, Drivers(), b.importPulled, now, pull.Options{
		Dir: filepath.Join(filepath.Dir(path), "pulled", origin[:min(12, len(origin))]), Match: b.matchPulled,
	})
	return b, nil
}

// CatchUp matches what an earlier session brought in but did not come to match.
func (b *Book) CatchUp(ctx context.Context) error {
	_, err := b.Review.Reconcile(ctx, false, nil)
	return err
}

// Leave ends at once what else is done although it was cancelled: the book is about to
// be closed, and CatchUp matches the rest when it is opened next.
func (b *Book) Leave() { b.leave() }

// Close closes the book.
func (b *Book) Close() error {
	b.leave()
	return b.store.Close()
}

// Import brings files in and matches what they touch. What went in before a
// cancel or an error is matched all the same, unless the book is about to be closed.
func (b *Book) Import(ctx context.Context, paths []string, opt intake.Options, progress func(book.Progress)) ([]book.Receipt, error) {
	receipts, err := b.Intake.Import(ctx, paths, opt, progress)
	if len(receipts) == 0 {
		return receipts, err
	}
	_, matchErr := b.Review.Reconcile(b.leaving, false, progress)
	return receipts, errors.Join(err, matchErr)
}

// UndoBatch takes a batch back and matches again what that touches.
func (b *Book) UndoBatch(ctx context.Context, id book.BatchID) (book.UndoPlan, error) {
	plan, err := b.Intake.Undo(ctx, id)
	if err != nil {
		return plan, err
	}
	_, err = b.Review.Reconcile(ctx, false, nil)
	return plan, err
}

// sampleName is what a book without a name is called when the sample shop goes in.
const sampleName = "示例店铺"

// ImportSample brings in the embedded sample shop.
func (b *Book) ImportSample(ctx context.Context, progress func(book.Progress)) (receipts []book.Receipt, err error) {
	dir, err := os.MkdirTemp("", "zhangfang-*")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	if err := os.CopyFS(dir, assets.SampleShop()); err != nil {
		return nil, fmt.Errorf("unpack: %w", err)
	}
	if err := os.Remove(filepath.Join(dir, "truth.json")); err != nil { // the answers are not for the owner
		return nil, fmt.Errorf("unpack: %w", err)
	}
	name, err := b.Upkeep.Name(ctx)
	if err == nil && name == "" {
		err = b.Upkeep.SetName(ctx, sampleName)
	}
	if err != nil {
		return nil, err
	}
	return b.Import(ctx, []string{dir}, intake.Options{}, progress)
}

// DefaultPath is where a book lies when nobody says otherwise: the platform's
// folder for a program's data.
func DefaultPath() (string, error) {
	dir := os.Getenv("XDG_DATA_HOME")
	if dir == "" {
		config, err := os.UserConfigDir()
		if err != nil {
			return "", fmt.Errorf("data folder: %w", err)
		}
		dir = config
	}
	return filepath.Join(dir, "zhangfang", "shop.zfbook"), nil
}
