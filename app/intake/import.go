package intake

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

// Import brings files, folders and zips into the book, each file on its own: a
// clean one at once, an odd one waits, a refused one is quarantined, and the
// others go in all the same. The error is for what stops the whole import:
// cancelling, or a book that cannot be written.
func (s *Service) Import(ctx context.Context, paths []string, opt Options, progress func(book.Progress)) ([]book.Receipt, error) {
	files, refused, err := expand(ctx, paths, opt)
	if err != nil {
		return nil, err
	}
	files, receipts, err := s.takeProfiles(ctx, files)
	if err != nil {
		return nil, err
	}
	profiles, err := s.book.Profiles(ctx)
	if err != nil {
		return nil, err
	}
	var skipped []book.Receipt
	for _, r := range refused {
		receipt := s.refuse(ctx, bill.File{Name: r.File, Path: r.Path}, r.Problem)
		if r.Harmless {
			receipt.State = book.ReceiptSkipped
			skipped = append(skipped, receipt)
			continue
		}
		receipts = append(receipts, receipt)
	}
	for i := range receipts {
		if err := s.settle(ctx, &receipts[i]); err != nil {
			return receipts, err
		}
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	meter := newMeter(files, progress)
	for o := range s.observeAhead(ctx, files, profiles, opt, meter) {
		if o.err != nil {
			return receipts, fmt.Errorf("read %s: %w", o.file.Name, o.err)
		}
		r, err := s.take(ctx, o, opt, meter)
		if err != nil {
			return receipts, err
		}
		receipts = append(receipts, r)
		if err := s.settle(ctx, &r); err != nil {
			return receipts, err
		}
	}
	return append(receipts, skipped...), ctx.Err()
}

// take plans one observed file and does what the plan says. When another process
// changed the book between plan and apply, it plans again.
func (s *Service) take(ctx context.Context, o *observation, opt Options, m *meter) (book.Receipt, error) {
	if why := refusedWhole(o, opt); why != nil {
		return s.refuseObserved(ctx, o, why), nil
	}
	o.covers(opt.Covers)
	if o.summary.Source.Account == "" {
		o.summary.Source.Account = opt.Account
	}
	remarks := slices.Clone(o.notes) // planning adds to them, and puts some before
	for tries := 1; ; tries++ {
		r, err := s.takeOnce(ctx, o, opt, m)
		if !movedOn(err) || tries == 5 {
			return r, err
		}
		o.notes = slices.Clone(remarks)
	}
}

// movedOn tells whether the book is no longer as a plan found it: rows came in, or a
// month was closed.
func movedOn(err error) bool {
	code := book.CodeOf(err)
	return code == "book_changed" || code == "month_locked"
}

func (s *Service) takeOnce(ctx context.Context, o *observation, opt Options, m *meter) (book.Receipt, error) {
	channels, err := s.book.Channels(ctx)
	if err != nil {
		return book.Receipt{}, err
	}
	if other, err := s.otherRole(ctx, channels, o.summary.Source); err != nil {
		return book.Receipt{}, err
	} else if other.ID != 0 && opt.Role == book.RoleNone {
		return s.takeAs(ctx, o, other, opt, m)
	} else if other.ID != 0 && opt.Channel == "" {
		return s.refuseObserved(ctx, o, mismatch(other, o.summary.Source.Role)), nil
	}
	label := opt.Channel
	if label == "" && o.own != nil {
		label = o.own.Channel
	}
	if why := wrongName(label); why != nil {
		return s.refuseObserved(ctx, o, why), nil
	}
	h, why, err := s.placeOf(ctx, channels, o, label, opt.Role)
	if err != nil {
		return book.Receipt{}, err
	}
	if why != nil {
		return s.refuseObserved(ctx, o, why), nil
	}
	if ch := h.channel; ch.ID != 0 {
		if done, err := s.book.FileKnown(ctx, ch.ID, o.summary.SHA256); err != nil {
			return book.Receipt{}, err
		} else if done != 0 {
			return alreadyIn(o, ch, done), nil
		}
	}
	p, err := s.plan(ctx, o, h, opt, m)
	if err != nil {
		return s.fault(ctx, o, err)
	}
	r := receipt(o, p, h.channel)
	switch {
	case len(p.locked) > 0 && r.New+r.Changed == 0:
		return s.refuseObserved(ctx, o, &p.rejects[0].Problem), nil
	case p.hold != nil:
		r.State, r.Problem, r.Choices = book.ReceiptHeld, p.hold, namesOf(h.choices)
		return r, nil
	}
	batch, err := s.apply(ctx, o, p, h.channel, bill.Options{Role: opt.Role, Progress: m.of(o.file, "write")})
	if err != nil {
		return s.fault(ctx, o, err)
	}
	r.Batch, r.New, r.Known, r.Changed, r.Refused = batch.ID, batch.New, batch.Known, batch.Changed, batch.Refused
	return r, nil
}

// fault is the receipt of a file that went wrong through its own fault, while it was
// planned or written; any other error comes back.
func (s *Service) fault(ctx context.Context, o *observation, err error) (book.Receipt, error) {
	var why *book.Problem
	if errors.As(err, &why) && why.File == o.file.Name && !movedOn(err) {
		return s.refuseObserved(ctx, o, why), nil
	}
	return book.Receipt{}, fmt.Errorf("import %s: %w", o.file.Name, err)
}

// plan sorts the rows of a file against what its channel holds, and decides whether
// it waits.
func (s *Service) plan(ctx context.Context, o *observation, h home, opt Options, m *meter) (*plan, error) {
	held := map[uint64]book.Held{}
	var err error
	if h.channel.ID != 0 {
		if held, err = s.held(ctx, h.channel.ID, o); err != nil {
			return nil, err
		}
	}
	p := planFor(o, held)
	months, err := s.book.LockedMonths(ctx)
	if err != nil {
		return nil, err
	}
	if err := s.tell(ctx, o, p, h.channel.DayRule(), months, bill.Options{Role: opt.Role, Progress: m.again(o.file, "read")}); err != nil {
		return nil, err
	}
	if n, ok := p.told.partly(); ok {
		o.note(n)
	}
	if n, ok, err := s.retold(ctx, o, p, h.channel, bill.Options{Role: opt.Role, Progress: m.again(o.file, "read")}); err != nil {
		return nil, err
	} else if ok {
		o.note(n)
	}
	always, err := s.always(ctx, o)
	if err != nil {
		return nil, err
	}
	p.holds(o, opt, always)
	if len(h.choices) > 0 {
		p.hold = whichChannel(o.file.Name, h.choices)
	}
	return p, s.remark(ctx, o, p, h.channel)
}

// remark adds what only the book can tell: changed money, overlap, equal rows, a gap
// before; and what was waved through.
func (s *Service) remark(ctx context.Context, o *observation, p *plan, ch book.Channel) error {
	if n, ok := p.told.note(); ok {
		o.notes = slices.Insert(o.notes, 0, n)
	}
	if p.waved > 0 && p.hold == nil {
		o.note(book.Note{Code: NoteAlways, Args: []string{fmt.Sprint(p.waved)}})
	}
	if n := p.counts[book.VerdictKnown] - o.repeated; n > 0 {
		o.note(book.Note{Code: "overlap", Args: []string{fmt.Sprint(n)}})
	}
	if o.repeated > 0 {
		o.note(book.Note{Code: "repeated_rows", Args: []string{fmt.Sprint(o.repeated)}})
	}
	if o.twins > 0 {
		o.note(book.Note{Code: "equal_rows", Args: []string{fmt.Sprint(o.twins)}})
	}
	if ch.ID == 0 || o.summary.Covers.From == 0 {
		return nil
	}
	last, err := s.book.CoveredTo(ctx, ch.ID)
	if err == nil && last != 0 && last+1 < o.summary.Covers.From {
		o.note(book.Note{Code: "gap_before", Args: []string{(last + 1).String(), (o.summary.Covers.From - 1).String()}})
	}
	return err
}

// held asks the book for the identities of an observation, and for those that its
// rows would have as one of several rows of their key: a file may hold only the
// second of them, or hold them in another order.
func (s *Service) held(ctx context.Context, ch book.ChannelID, o *observation) (map[uint64]book.Held, error) {
	first := make([]uint64, len(o.marks), len(o.marks)+len(o.base))
	for i, m := range o.marks {
		first[i] = m.Ident
	}
	for _, base := range o.base {
		first = append(first, base)
	}
	held, err := s.book.Held(ctx, ch, first)
	if err != nil {
		return nil, err
	}
	var again []uint64
	for _, m := range o.marks {
		if h, ok := held[m.Ident]; ok && h.Digest != m.Digest {
			again = append(again, another(m.Ident, m.Digest))
		}
	}
	if len(again) == 0 {
		return held, nil
	}
	more, err := s.book.Held(ctx, ch, again)
	for k, h := range more {
		held[k] = h
	}
	return held, err
}

func receipt(o *observation, p *plan, ch book.Channel) book.Receipt {
	r := book.Receipt{
		File: o.file.Name, Path: o.file.Path, SHA256: o.summary.SHA256, State: book.ReceiptApplied, Format: o.summary.Format, Channel: ch.Name,
		Role: o.summary.Source.Role, Covers: o.summary.Covers, Rows: o.summary.Rows,
		New: p.counts[book.VerdictNew], Known: p.counts[book.VerdictKnown], Changed: p.counts[book.VerdictChanged],
		Suspicious: o.odd, Refused: o.refused + len(p.locked), Notes: o.notes, Changes: p.changes(),
	}
	r.Rejects = slices.Concat(o.rejects, p.rejects)
	if r.Rejects = r.Rejects[:min(len(r.Rejects), book.MaxRejects)]; len(r.Rejects) > 0 {
		r.Problem = &r.Rejects[0].Problem
	}
	if r.New+r.Changed == 0 && len(o.marks) > 0 {
		r.State = book.ReceiptKnown
	}
	return r
}

func alreadyIn(o *observation, ch book.Channel, batch book.BatchID) book.Receipt {
	return book.Receipt{
		File: o.file.Name, Path: o.file.Path, SHA256: o.summary.SHA256, State: book.ReceiptKnown, Batch: batch, Format: o.summary.Format, Channel: ch.Name,
		Role: o.summary.Source.Role, Covers: o.summary.Covers, Rows: o.summary.Rows, Known: len(o.marks),
		Notes: []book.Note{{Code: "same_file", Args: []string{fmt.Sprint(batch)}}},
	}
}
