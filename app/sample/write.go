package sample

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"zhangfang/app/book"
	"zhangfang/app/calendar"
)

// Write invents the shop of a spec and writes its files into a folder, made where
// it is missing, and the truth beside them; files of the same names are replaced.
// A day's rows are in memory at once, and the truth. On an error the folder stays
// as it was.
func Write(ctx context.Context, spec Spec, dir string) (*Truth, error) {
	spec, err := spec.resolve()
	if err != nil {
		return nil, err
	}
	truth, err := write(ctx, spec, dir, nil)
	if err != nil {
		return nil, fmt.Errorf("sample shop: %w", err)
	}
	return truth, nil
}

// write makes the files in a folder of their own first.
func write(ctx context.Context, spec Spec, dir string, keep *Record) (_ *Truth, err error) {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return nil, err
	}
	parts, err := os.MkdirTemp(dir, ".sample-")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(parts)) }()
	w := newWriter(spec, parts, keep)
	if err := w.write(ctx); err != nil {
		return nil, err
	}
	return w.truth, moveAll(parts, dir)
}

func moveAll(from, to string) error {
	files, err := os.ReadDir(from)
	if err != nil {
		return err
	}
	for _, f := range files {
		if err := os.Rename(filepath.Join(from, f.Name()), filepath.Join(to, f.Name())); err != nil {
			return err
		}
	}
	return nil
}

// writer drives the invention day by day through the streams.
type writer struct {
	spec    Spec
	dir     string
	truth   *Truth
	agenda  *agenda
	shop    *shop
	payouts *payouts
	streams []stream
}

// newWriter has a stream for each file. What a record keeps, where there is one,
// is in no file.
func newWriter(spec Spec, dir string, keep *Record) *writer {
	n := newNumbers(spec.Seed, spec.PerDay)
	days := workdays{calendar.New()}
	w := &writer{spec: spec, dir: dir, truth: &Truth{Spec: spec}, agenda: newAgenda(spec.Span())}
	w.truth.SalesPairs = make([]Pair, 0, spec.Days*spec.PerDay)
	w.shop = newShop(spec, n, w.agenda, w.truth)
	var b *bank
	if spec.has(Bank) {
		b = newBank(spec, days, n, w.truth)
	}
	w.payouts = newPayouts(spec, days, b, w.truth)

	w.streams = append(w.streams, &orderFile{dir: dir, split: spec.ByMonth})
	if spec.has(WeChatPay) && keep == nil {
		w.streams = append(w.streams, &wechatFile{in: onDisk(dir)})
	}
	if keep != nil {
		w.payouts.left = keep.leave
		w.streams = append(w.streams, &recorder{record: keep, wallet: newWallet(spec, n, w.payouts)})
	} else if spec.has(Alipay) {
		w.streams = append(w.streams, &alipayFiles{dir: dir, in: onDisk(dir), wallet: newWallet(spec, n, w.payouts)})
	}
	if spec.has(POS) {
		w.streams = append(w.streams, &posFile{dir: dir, days: days})
	}
	if b != nil { // last: what was drawn today may arrive today
		w.streams = append(w.streams, &bankFile{dir: dir, bank: b})
	}
	return w
}

func (w *writer) write(ctx context.Context) error {
	for _, p := range w.spec.periods() {
		if err := w.period(ctx, p); err != nil {
			return err
		}
	}
	return w.writeTruth()
}

func (w *writer) period(ctx context.Context, p book.Period) error {
	open := w.streams[:0:0]
	defer func() {
		for _, s := range open { // after an error only, which is the one to tell
			_, _ = s.close()
		}
	}()
	for _, s := range w.streams {
		if err := s.open(p); err != nil {
			return err
		}
		open = append(open, s)
	}
	for d := p.From; d <= p.To; d++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		w.day(d)
	}
	for len(open) > 0 {
		files, err := open[0].close()
		open = open[1:]
		if err != nil {
			return err
		}
		w.truth.Files = append(w.truth.Files, files...)
	}
	return nil
}

func (w *writer) day(d book.Day) {
	w.shop.trade(d)
	page := w.agenda.take(d)
	w.payouts.day(d, page)
	for _, s := range w.streams {
		s.day(d, page)
	}
	w.agenda.giveBack(page)
}

func (w *writer) writeTruth() error {
	f, err := os.Create(filepath.Join(w.dir, TruthFile))
	if err != nil {
		return err
	}
	return errors.Join(encodeTruth(f, w.truth), f.Close())
}
