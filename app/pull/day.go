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
	dir, err := s.folder(c.ID, t)
	if err != nil {
		return p, nil, err
	}
	defer func() {
		if p.State != book.PullAside { // the owner may still let it in from there
			os.RemoveAll(dir)
		}
	}()
	bill, err := s.bill(ctx, client, t, dir)
	if ctx.Err() != nil {
		return p, nil, ctx.Err()
	}
	temporary := channels.Temporary(err)
	if err == nil {
		p.SHA256 = bill.SHA256
		receipts, err = s.bring(ctx, bill.Path, accountOf(c), book.Period{From: t.day, To: t.day})
		if err != nil {
			return p, receipts, err
		}
		p.State, p.Problem = outcome(receipts)
	} else {
		p.State, p.Problem = fate(err)
	}
	p.At = s.now()
	settle(&p, t.before, temporary, rand.Float64())
	if t.before.State == book.PullDone && p.State != book.PullDone && p.State != book.PullAside {
		return p, receipts, nil // what is in stays in, though asking again failed
	}
	return p, receipts, s.book.SavePull(ctx, &p)
}

// accountOf is what the provider calls the account, where its bills do not say so:
// WeChat Pay's fund bill and all of PayPal's and Stripe's. Alipay's bills do, by
// another number than the app's.
func accountOf(c *book.Connection) string {
	switch c.Provider {
	case "wechatpay":
		return c.Fields["mch_id"]
	case "paypal":
		return c.Fields["client_id"]
	case "stripe":
		return c.Name // a key names no account
	}
	return ""
}

// folder is an empty one for the bill of a day, of this connection alone.
func (s *Service) folder(id book.ConnectionID, t task) (string, error) {
	at := s.opt.Dir
	if at == "" {
		at = filepath.Join(os.TempDir(), "zhangfang-pulled")
	}
	dir := filepath.Join(at, fmt.Sprintf("%d-%s-%s", id, strings.ReplaceAll(t.stream.Name, "/", "-"), t.day))
	if err := os.RemoveAll(dir); err != nil { // of an earlier try
		return "", err
	}
	return dir, os.MkdirAll(dir, 0o700)
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

// outcome is the state of a day whose bill came, by what became of its files.
func outcome(receipts []book.Receipt) (book.PullState, *book.Problem) {
	for i := range receipts {
		switch r := &receipts[i]; r.State {
		case book.ReceiptHeld, book.ReceiptRefused:
			if r.Problem != nil {
				return book.PullAside, r.Problem
			}
			return book.PullAside, &book.Problem{Code: "bill_held", File: r.File}
		}
	}
	return book.PullDone, nil
}
