package intake

import (
	"context"
	"path/filepath"
	"strings"

	"zhangfang/app/book"
	"zhangfang/importers"
	"zhangfang/importers/bill"
)

// Pending lists the files that did not go in, newest first: held and refused ones,
// until they go in or are put aside. A file may be gone from its path since.
func (s *Service) Pending(ctx context.Context) ([]book.Pending, error) { return s.book.Pending(ctx) }

// PutAside takes a file off that list, because the owner does not want it. Its bytes
// stay in quarantine, where a refused one has them. Dropped again, it is a file as any
// other. Problem "no_pending" where it does not wait any more.
func (s *Service) PutAside(ctx context.Context, id book.PendingID) error {
	return s.book.PutAside(ctx, id, s.now())
}

// settle keeps a file in mind that did not go in, and forgets one that did.
func (s *Service) settle(ctx context.Context, r *book.Receipt) error {
	at := *r
	if abs, err := filepath.Abs(r.Path); err == nil {
		at.Path = abs // it is looked for from another folder, perhaps
	}
	switch {
	case r.State == book.ReceiptSkipped:
		return nil
	case r.State == book.ReceiptHeld, r.State == book.ReceiptRefused && isFile(r.Problem):
		return s.book.KeepPending(ctx, &at, s.now())
	case r.State == book.ReceiptRefused:
		return nil
	}
	return s.book.DropPending(ctx, &at, s.now())
}

// isFile tells whether what was refused is a file at all. One that is gone from its
// path goes on waiting for the reason for which it did.
func isFile(why *book.Problem) bool {
	switch why.Code {
	case codeNotFound, "empty_folder", "not_a_file":
		return false
	}
	return true
}

// codeNotFound is the problem of a file that is not where it is looked for.
const codeNotFound = "not_found"

// expand turns paths into files, or into the one of them that is asked for.
func expand(ctx context.Context, paths []string, opt Options) (files []bill.File, refused []importers.Refused, err error) {
	all, none, err := importers.Expand(ctx, paths, opt.Password)
	if err != nil || opt.Only == "" {
		return all, none, err
	}
	for _, f := range all {
		if opt.wants(f.Name) {
			files = append(files, f)
		}
	}
	for _, r := range none {
		if opt.wants(r.File) {
			if r.Problem.Code == codeNotFound { // of a member: it is gone with its zip
				r.File, r.Problem.File = opt.Only, opt.Only
			}
			refused = append(refused, r)
		}
	}
	if len(files)+len(refused) == 0 {
		refused = append(refused, importers.Refused{File: opt.Only, Path: first(paths), Problem: notFound(opt.Only)})
	}
	return files, refused, nil
}

// wants tells whether a file is the one that is asked for, or holds it.
func (o Options) wants(file string) bool {
	return o.Only == file || strings.HasPrefix(o.Only, file+"!")
}

func notFound(file string) *book.Problem { return &book.Problem{Code: codeNotFound, File: file} }

func first(paths []string) string {
	if len(paths) == 0 {
		return ""
	}
	return paths[0]
}
