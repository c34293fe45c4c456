package paypal

import (
	"context"
	"encoding/csv"
	"errors"
	"io"
	"path/filepath"
	"strings"
	"time"

	"zhangfang/app/book"
	"zhangfang/app/channels"
)

// page is the most that PayPal gives at once.
const page = 500

// Bill writes the transactions that began on a day.
func (c *client) Bill(ctx context.Context, _ string, day book.Day, dir string) (channels.Bill, error) {
	if !channels.Over(day, c.env.Now()) {
		return channels.Bill{}, &book.Problem{Code: channels.CodeNotReady}
	}
	bill := channels.Bill{Path: filepath.Join(dir, "PayPal_activity_"+strings.ReplaceAll(day.String(), "-", "")+".csv")}
	sum, err := channels.Save(bill.Path, func(w io.Writer) error {
		l := listing{c: c, w: csv.NewWriter(w)}
		l.w.UseCRLF = true
		err := l.day(ctx, day)
		if err == nil && l.rows == 0 {
			err = &book.Problem{Code: channels.CodeNoTrade}
		}
		bill.Account, bill.Pending = l.account, l.pending
		return err
	})
	bill.SHA256 = sum
	return bill, err
}

// listing writes the transactions of a day as they come.
type listing struct {
	c       *client
	w       *csv.Writer
	end     time.Time // of the day
	rows    int
	pending int
	account string
}

func (l *listing) day(ctx context.Context, day book.Day) error {
	if err := l.w.Write(columns); err != nil {
		return err
	}
	var from time.Time
	from, l.end = channels.DayBounds(day)
	if err := l.span(ctx, from, l.end.Add(-time.Second)); err != nil {
		return err
	}
	l.w.Flush()
	return l.w.Error()
}

// span lists what began between two seconds, both of which belong to it. PayPal lists
// no more than 10,000 transactions for one span: of one that has more, each half is
// asked for.
func (l *listing) span(ctx context.Context, from, to time.Time) error {
	first, err := l.c.search(ctx, from, to, 1, page)
	if errors.Is(err, errTooMany) && from.Before(to) {
		half := from.Add((to.Sub(from) / 2).Truncate(time.Second))
		if err := l.span(ctx, from, half); err != nil {
			return err
		}
		return l.span(ctx, half.Add(time.Second), to)
	}
	if err != nil {
		return err
	}
	before := l.rows
	for p, got := 1, first; ; p++ {
		if p > 1 {
			if got, err = l.c.search(ctx, from, to, p, page); err != nil {
				return err
			}
		}
		if err := l.page(&got); err != nil {
			return err
		}
		if p >= got.TotalPages {
			break
		}
	}
	if n := l.rows - before; first.Total != nil && n != *first.Total { // the list moved while it was read
		return &book.Problem{Code: channels.CodeDamaged}
	}
	return nil
}

// page writes what a page holds.
func (l *listing) page(got *found) error {
	if err := got.whole(l.end); err != nil {
		return err
	}
	if l.account == "" {
		l.account = got.Account
	}
	if got.Account != l.account {
		return &book.Problem{Code: channels.CodeUnexpected, Args: []string{"account_number"}}
	}
	for i := range got.Details {
		d := &got.Details[i]
		cells, err := row(d)
		if err == nil {
			err = l.w.Write(cells)
		}
		if err != nil {
			return err
		}
		l.rows++
		if d.pending() {
			l.pending++
		}
	}
	return nil
}
