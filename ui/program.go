package ui

import (
	"context"

	"zhangfang/app/book"
	"zhangfang/ui/single"
)

// Program is what the window is given besides Fyne: the ways to books, and where
// what it keeps beside them lies.
type Program struct {
	Open Opener
	// Look tells what the book in a file holds, without touching it.
	Look func(ctx context.Context, path string) (book.Contents, error)
	// Restore puts a copy in the place of a closed book and returns where that was
	// put aside.
	Restore func(ctx context.Context, from, to string) (aside string, err error)

	// Default is where the book lies of an owner who never chose.
	Default func() (string, error)

	LockDir string // of the locks of windows; "": any number of windows may have a book
	Version string // of the program; "" is unknown
}

// LockDir is where the locks of windows lie: a folder that is the user's alone.
func LockDir() (string, error) { return single.Dir() }
