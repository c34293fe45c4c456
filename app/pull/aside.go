package pull

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"zhangfang/app/book"
	"zhangfang/app/channels"
)

// waitsAlready tells whether a bill is the very one that waits for the owner, who did
// not ask for it again: then it is not brought again. Which channel rows belong to is
// asked again, since nothing of the connection comes in without an answer.
func (s *Service) waitsAlready(ctx context.Context, t task, bill *channels.Bill) (bool, error) {
	if t.asked || t.before.State != book.PullAside || t.before.SHA256 != bill.SHA256 || t.before.Problem == nil || t.before.Problem.Code == codeWhich {
		return false, nil
	}
	in, err := s.letIn(ctx, &t.before, []string{filepath.Base(bill.Path)})
	return !in, err
}

// letIn tells whether a bill that waited came into the book since it was last looked
// at, by its bytes or, where it is a zip, by its name.
func (s *Service) letIn(ctx context.Context, p *book.Pull, names []string) (bool, error) {
	batches, err := s.book.Batches(ctx)
	return slices.ContainsFunc(batches, func(b book.Batch) bool {
		zip, _, _ := strings.Cut(b.File, "!")
		return b.Undone.IsZero() && !b.At.Before(p.At) && (b.SHA256 == p.SHA256 || zip != b.File && slices.Contains(names, zip))
	}), err
}

// answered lets bills be asked for at once that waited for the owner and went in since:
// then their days are done.
func (s *Service) answered(ctx context.Context, pulls []book.Pull) error {
	for i := range pulls {
		p := &pulls[i]
		if p.State != book.PullAside || !p.Next.After(s.now()) {
			continue
		}
		files, err := os.ReadDir(s.folder(p.Connection, p.Stream, p.Day))
		if err != nil {
			continue // nothing lies there, or it is out of reach: it is asked for in its time
		}
		var names []string
		for _, f := range files {
			names = append(names, f.Name())
		}
		in, err := s.letIn(ctx, p, names)
		if err != nil {
			return err
		}
		if in {
			p.Next = s.now()
			if err := s.book.SavePull(ctx, p); err != nil {
				return err
			}
		}
	}
	return nil
}

// standing leaves out the days that were to be looked at once more by the schedule, but
// whose bill the owner has taken out of the book: it comes back by their own act only.
func (s *Service) standing(ctx context.Context, list []task) ([]task, error) {
	again := func(t task) bool { return t.before.State == book.PullDone && !t.asked }
	if !slices.ContainsFunc(list, again) {
		return list, nil
	}
	batches, err := s.book.Batches(ctx)
	if err != nil {
		return nil, err
	}
	stands := map[string]bool{} // bills by their bytes, where the book ever had them
	for i := range batches {
		stands[batches[i].SHA256] = stands[batches[i].SHA256] || batches[i].Undone.IsZero()
	}
	var kept []task
	for _, t := range list {
		if is, had := stands[t.before.SHA256]; !again(t) || !had || is {
			kept = append(kept, t)
			continue
		}
		t.before.Next = time.Time{}
		if err := s.book.SavePull(ctx, &t.before); err != nil {
			return nil, err
		}
	}
	return kept, nil
}
