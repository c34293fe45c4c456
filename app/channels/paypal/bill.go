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
		l := listing{c: c, w: csv.NewWriter(w), seen: map[string]bool{}}
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
	seen    map[string]bool // what came, by what makes it itself
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
// asked for. Whether the end of a span belongs to it is not said: a second more is asked
// for, and what began in that is left to the span after it.
func (l *listing) span(ctx context.Context, from, to time.Time) error {
	end := to.Add(time.Second)
	first, err := l.c.search(ctx, from, end, 1, page)
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
	n := 0
	for p, got := 1, first; ; p++ {
		if p > 1 {
			if got, err = l.c.search(ctx, from, end, p, page); err != nil {
				return err
			}
		}
		if err := l.page(&got, end); err != nil {
			return err
		}
		n += len(got.Details)
		if p >= got.TotalPages {
			break
		}
	}
	if first.Total != nil && n != *first.Total { // the list moved while it was read
		return &book.Problem{Code: channels.CodeDamaged}
	}
	return nil
}

// page writes what a page holds, but for what began in the second after the end of its
// span. A page without anything may name no account.
func (l *listing) page(got *found, end time.Time) error {
	if err := got.whole(l.end); err != nil || len(got.Details) == 0 {
		return err
	}
	if l.account == "" {
		l.account = got.Account
	}
	if got.Account != l.account {
		return &book.Problem{Code: channels.CodeUnexpected, Args: []string{"account_number"}}
	}
	for i := range got.Details {
		if err := l.write(&got.Details[i], end); err != nil {
			return err
		}
	}
	return nil
}

// write writes a transaction. Problem CodeDamaged where it came already: then the list
// moved while it was read, and another may be missing.
func (l *listing) write(d *detail, end time.Time) error {
	cells, err := row(d)
	if err != nil {
		return err
	}
	if at, err := moment(d.Info.Began); err == nil && !at.Before(end) && at.Before(end.Add(time.Second)) {
		return nil
	}
	is := d.Info.ID + " " + d.Info.Event + " " + d.Info.Updated
	if l.seen[is] {
		return &book.Problem{Code: channels.CodeDamaged}
	}
	l.seen[is] = true
	if err := l.w.Write(cells); err != nil {
		return err
	}
	l.rows++
	if d.pending() {
		l.pending++
	}
	return nil
}
