package pull

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/cenkalti/backoff/v5"

	"zhangfang/app/book"
	"zhangfang/app/channels"
)

// tries is how often a request is made before its day is left for later.
const tries = 3

// day pulls the bill of one day and tells what the try met. The error is for what ends
// the whole pull: a cancelled context, or a book that cannot be written.
func (s *Service) day(ctx context.Context, c *book.Connection, client channels.Client, t task) (p book.Pull, receipts []book.Receipt, err error) {
	p = book.Pull{Connection: c.ID, Stream: t.stream.Name, Day: t.day}
	bill, err := s.fetch(ctx, c.ID, client, t)
	if err == nil {
		err = s.tells(ctx, c, bill.Account)
	}
	as := false // as it waits already
	if err == nil {
		as, err = s.waitsAlready(ctx, t, &bill)
	}
	if ctx.Err() != nil {
		return p, nil, ctx.Err()
	}
	temporary := channels.Temporary(err)
	switch {
	case as:
		p.State, p.Problem, p.SHA256 = t.before.State, t.before.Problem, t.before.SHA256
	case err == nil:
		if receipts, err = s.in(ctx, c, t, &bill, &p); err != nil {
			return p, receipts, err
		}
	default:
		p.State, p.Problem = fate(err)
	}
	p.At = s.now()
	spread := rand.Float64()
	settle(&p, t.before, temporary, spread)
	t.again(&p, bill.Pending, spread)
	kept := keep(p, t.before, spread)
	s.meets(&p, &kept)
	return p, receipts, s.book.SavePull(ctx, &kept)
}

// keep is what the book keeps of a try. What is in stays in, and what waits for the
// owner goes on waiting, though asking again brought nothing: only the next try changes.
func keep(tried, before book.Pull, spread float64) book.Pull {
	if tried.State == book.PullDone || tried.State == book.PullAside {
		return tried
	}
	switch before.State {
	case book.PullDone:
		return putOff(before, tried)
	case book.PullAside:
		before.At, before.Tries = tried.At, tried.Tries
		settle(&before, before, false, spread)
		return before
	}
	return tried
}

// putOff is a day that is in, asked for again when the try that brought nothing says so,
// where that was to be done anyway. "No trade" of a day with trade is not believed while
// its rows may still settle; what the provider has no more is not asked for.
func putOff(before, tried book.Pull) book.Pull {
	if before.Next.IsZero() {
		return before
	}
	before.Next, before.Tries = tried.Next, tried.Tries
	switch tried.State {
	case book.PullEmpty:
		before.Next = time.Time{}
		if _, over := channels.DayBounds(before.Day); tried.At.Before(over.Add(pendingEnds)) {
			before.Next = tried.At.Add(askAgain)
		}
	case book.PullNever:
		before.Next = time.Time{}
	}
	return before
}

// in brings a bill into the book, and says in p what became of it. The error is a
// cancelled context.
func (s *Service) in(ctx context.Context, c *book.Connection, t task, bill *channels.Bill, p *book.Pull) (receipts []book.Receipt, err error) {
	p.SHA256 = bill.SHA256
	if receipts, err = s.bring(ctx, bill.Path, origin(c, t.day)); ctx.Err() != nil {
		return receipts, ctx.Err()
	}
	p.State, p.Problem = outcome(receipts, t.day, formatOf(c.Provider, t.stream.Name))
	if err != nil {
		p.State, p.Problem = book.PullFailed, &book.Problem{Code: "pull_import", Err: err}
	}
	if p.State == book.PullDone {
		os.RemoveAll(filepath.Dir(bill.Path)) // else the owner may still let it in from there
	}
	return receipts, nil
}

// origin is what a connection knows of its bills. WeChat Pay's fund bill names no
// account; Alipay's bills do, by another number than the app's.
func origin(c *book.Connection, day book.Day) Origin {
	account := c.Fields["mch_id"]
	if account == "" {
		account = c.Fields[accountNumber]
	}
	return Origin{Connection: c.ID, Provider: c.Provider, Channel: c.Fields[ownChannel], Account: account, Covers: book.Period{From: day, To: day}}
}

// fetch brings a day's bill into a folder of the day's own, in the place of what an
// earlier try left there.
func (s *Service) fetch(ctx context.Context, id book.ConnectionID, client channels.Client, t task) (channels.Bill, error) {
	dir := s.folder(id, t.stream.Name, t.day)
	fresh := dir + ".new"
	defer os.RemoveAll(fresh)
	err := errors.Join(os.RemoveAll(fresh), os.MkdirAll(fresh, 0o700))
	if err != nil {
		return channels.Bill{}, &book.Problem{Code: "pull_import", Err: err}
	}
	bill, err := s.bill(ctx, client, t, fresh)
	if err != nil {
		return bill, err
	}
	if err := errors.Join(os.RemoveAll(dir), os.Rename(fresh, dir)); err != nil {
		return bill, &book.Problem{Code: "pull_import", Err: err}
	}
	bill.Path = filepath.Join(dir, filepath.Base(bill.Path))
	return bill, nil
}

// folder is where the bill of a day lies until it is in.
func (s *Service) folder(id book.ConnectionID, stream string, day book.Day) string {
	at := s.opt.Dir
	if at == "" {
		at = filepath.Join(os.TempDir(), "zhangfang-pulled")
	}
	return filepath.Join(at, fmt.Sprintf("%d-%s-%s", id, strings.ReplaceAll(stream, "/", "-"), day))
}

// bill asks for a bill, a few times where asking again may help at once.
func (s *Service) bill(ctx context.Context, client channels.Client, t task, dir string) (channels.Bill, error) {
	pauses := backoff.NewExponentialBackOff()
	pauses.InitialInterval = s.opt.Pause
	for n := 1; ; n++ {
		bill, err := client.Bill(ctx, t.stream.Name, t.day, dir)
		switch book.CodeOf(err) {
		case channels.CodeUnavailable, channels.CodeBusy, channels.CodeStranger, channels.CodeLimited, channels.CodeDamaged, channels.CodeForged, channels.CodeUnexpected:
			if n < tries && s.wait(ctx, pauses.NextBackOff(), nil) {
				continue
			}
		}
		return bill, err
	}
}
