package ui

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"

	"zhangfang/app/book"
	"zhangfang/app/intake"
)

// telling is a book that says when an import is done, to an owner who looks at
// another program meanwhile.
func (d *desk) telling(b *Book) *Book {
	told := *b
	told.Import = func(ctx context.Context, paths []string, opt intake.Options, progress func(book.Progress)) ([]book.Receipt, error) {
		receipts, err := b.Import(ctx, paths, opt, progress)
		fyne.Do(func() { d.imported(receipts, err) })
		return receipts, err
	}
	return &told
}

// imported tells how many files went in, and how many wait.
func (d *desk) imported(receipts []book.Receipt, err error) {
	if err != nil || len(receipts) == 0 {
		return
	}
	wait := 0
	for _, r := range receipts {
		if r.State != book.ReceiptApplied && r.State != book.ReceiptSkipped {
			wait++
		}
	}
	text := d.text.Count("notify.import", len(receipts))
	if wait > 0 {
		text += " " + d.text.Count("notify.wait", wait)
	}
	d.notify(d.text.T("app.name"), text)
}

// tellSevere tells of exceptions of high severity that were not there when the book
// was read before.
func (s *session) tellSevere(now int) {
	before := s.severe
	s.severe = now
	if before >= 0 && now > before {
		s.desk.notify(s.text.T("app.name"), s.text.T("notify.severe", strconv.Itoa(now-before)))
	}
}
