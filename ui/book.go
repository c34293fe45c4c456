package ui

import (
	"context"

	"zhangfang/app/book"
	"zhangfang/app/intake"
	"zhangfang/app/monthly"
	"zhangfang/app/pull"
	"zhangfang/app/review"
	"zhangfang/app/upkeep"
)

// Book is an open book as the window uses it: the use cases, and what joins them.
type Book struct {
	Path    string
	Intake  *intake.Service
	Review  *review.Service
	Monthly *monthly.Service
	Upkeep  *upkeep.Service
	Pull    *pull.Service

	// Import brings files in and matches what they touch.
	Import func(ctx context.Context, paths []string, opt intake.Options, progress func(book.Progress)) ([]book.Receipt, error)
	// UndoBatch takes a batch back and matches again.
	UndoBatch func(ctx context.Context, id book.BatchID) (book.UndoPlan, error)
	// SampleShop brings the embedded sample shop in.
	SampleShop func(ctx context.Context, progress func(book.Progress)) ([]book.Receipt, error)
	// CatchUp matches what an earlier session did not come to match.
	CatchUp func(ctx context.Context) error
	// Holidays lists the days of a year on which banks do other than the weekday says.
	Holidays func(year int) []book.Holiday
	// Judged counts what people have decided in the book.
	Judged func(ctx context.Context) (book.Judged, error)
	// Leave ends at once what is done although it was cancelled, before Close.
	Leave func()
	Close func() error
}

// Opener opens a book at a path.
type Opener func(ctx context.Context, path string) (*Book, error)
