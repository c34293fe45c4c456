package pull

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"

	"github.com/cenkalti/backoff/v5"

	"zhangfang/app/book"
	"zhangfang/app/channels"
)

// tries is how often a request is made before its day is left for later.
const tries = 3

// day pulls the bill of one day and tells what became of it. The error is for what
// ends the whole pull: a cancelled context, or a book that cannot be written.
func (s *Service) day(ctx context.Context, c *book.Connection, client channels.Client, t task) (p book.Pull, receipts []book.Receipt, err error) {
	p = book.Pull{Connection: c.ID, Stream: t.stream.Name, Day: t.day}
	bill, err := s.fetch(ctx, c.ID, client, t)
	if ctx.Err() != nil {
		return p, nil, ctx.Err()
	}
	temporary := channels.Temporary(err)
	if err == nil {
		p.SHA256 = bill.SHA256
		if receipts, err = s.bring(ctx, bill.Path, origin(c, t.day)); ctx.Err() != nil {
			return p, receipts, ctx.Err()
		}
		p.State, p.Problem = outcome(receipts, t.day)
		if err != nil {
			p.State, p.Problem = book.PullFailed, &book.Problem{Code: "pull_import", Err: err}
		}
		if p.State == book.PullDone {
			os.RemoveAll(filepath.Dir(bill.Path)) // else the owner may still let it in from there
		}
	} else if p.State, p.Problem = fate(err); t.before.State == book.PullAside { // what waits goes on waiting
		p.State, p.Problem, p.SHA256 = book.PullAside, t.before.Problem, t.before.SHA256
	}
	p.At = s.now()
	settle(&p, t.before, temporary, rand.Float64())
	if t.before.State == book.PullDone && p.State != book.PullDone && p.State != book.PullAside {
		return p, receipts, nil // what is in stays in, though asking again failed
	}
	return p, receipts, s.book.SavePull(ctx, &p)
}

// origin is what a connection knows of its bills. WeChat Pay's fund bill names no
// account; Alipay's bills do, by another number than the app's.
func origin(c *book.Connection, day book.Day) Origin {
	return Origin{Channel: c.Fields[ownChannel], Account: c.Fields["mch_id"], Covers: book.Period{From: day, To: day}}
}

// fetch brings a day's bill into a folder of the day's own, in the place of what an
// earlier try left there.
func (s *Service) fetch(ctx context.Context, id book.ConnectionID, client channels.Client, t task) (channels.Bill, error) {
	at := s.opt.Dir
	if at == "" {
		at = filepath.Join(os.TempDir(), "zhangfang-pulled")
	}
	dir := filepath.Join(at, fmt.Sprintf("%d-%s-%s", id, strings.ReplaceAll(t.stream.Name, "/", "-"), t.day))
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

// bill asks for a bill, a few times where asking again may help at once.
func (s *Service) bill(ctx context.Context, client channels.Client, t task, dir string) (channels.Bill, error) {
	pauses := backoff.NewExponentialBackOff()
	pauses.InitialInterval = s.opt.Pause
	for n := 1; ; n++ {
		bill, err := client.Bill(ctx, t.stream.Name, t.day, dir)
		switch book.CodeOf(err) {
		case channels.CodeUnavailable, channels.CodeLimited, channels.CodeDamaged, channels.CodeForged, channels.CodeUnexpected:
			if n < tries && s.wait(ctx, pauses.NextBackOff(), nil) {
				continue
			}
		}
		return bill, err
	}
}

// fate is the state of a day whose bill did not come.
func fate(err error) (book.PullState, *book.Problem) {
	var p *book.Problem
	if !errors.As(err, &p) {
		p = &book.Problem{Code: channels.CodeUnexpected, Args: []string{""}, Err: err}
	}
	switch p.Code {
	case channels.CodeNotReady:
		return book.PullWaiting, nil
	case channels.CodeNoTrade:
		return book.PullEmpty, nil
	case channels.CodeNoBill:
		return book.PullNever, nil
	}
	return book.PullFailed, p
}

// outcome is the state of a day whose bill came, by what became of its files. One of
// them must be of that day: a bill of another is not what was asked for.
func outcome(receipts []book.Receipt, day book.Day) (book.PullState, *book.Problem) {
	ofDay := false
	for i := range receipts {
		r := &receipts[i]
		switch r.State {
		case book.ReceiptHeld, book.ReceiptRefused:
			if r.Problem != nil {
				return book.PullAside, r.Problem
			}
			return book.PullAside, &book.Problem{Code: "bill_held", File: r.File}
		case book.ReceiptApplied, book.ReceiptKnown:
			ofDay = ofDay || r.Covers.Has(day)
		}
	}
	if !ofDay {
		return book.PullAside, &book.Problem{Code: "bill_other"}
	}
	return book.PullDone, nil
}
