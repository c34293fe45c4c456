package intake

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"

	"zhangfang/app/book"
	"zhangfang/importers"
	"zhangfang/importers/bill"
)

// Import brings files, folders and zips into the book, each file on its own: a
// clean one at once, an odd one waits, a refused one is quarantined, and the
// others go in all the same. The error is for what stops the whole import:
// cancelling, or a book that cannot be written.
func (s *Service) Import(ctx context.Context, paths []string, opt Options, progress func(book.Progress)) ([]book.Receipt, error) {
	files, refused, err := importers.Expand(ctx, paths, opt.Password)
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
	}
	return append(receipts, skipped...), ctx.Err()
}

// take plans one observed file and does what the plan says. When another process
// changed the book between plan and apply, it plans again.
func (s *Service) take(ctx context.Context, o *observation, opt Options, m *meter) (book.Receipt, error) {
	if why := refusedWhole(o, opt); why != nil {
		r := s.refuse(ctx, o.file, why)
		if o.own != nil {
			r.Format = importers.OwnFormat // its profile can be edited
		}
		return r, nil
	}
	remarks := len(o.notes)
	for tries := 1; ; tries++ {
		r, err := s.takeOnce(ctx, o, opt, m)
		if book.CodeOf(err) != "book_changed" || tries == 5 {
			return r, err
		}
		o.notes = o.notes[:remarks]
	}
}

func (s *Service) takeOnce(ctx context.Context, o *observation, opt Options, m *meter) (book.Receipt, error) {
	channels, err := s.book.Channels(ctx)
	if err != nil {
		return book.Receipt{}, err
	}
	label := opt.Channel
	if label == "" && o.own != nil {
		label = o.own.Channel
	}
	if why := wrongName(label); why != nil {
		why.File = o.file.Name
		return s.refuse(ctx, o.file, why), nil
	}
	ch, why := channelFor(channels, o.summary.Source, o.summary.Currency, label)
	if why != nil {
		why.File = o.file.Name
		return s.refuse(ctx, o.file, why), nil
	}
	held := map[uint64]book.Held{}
	if ch.ID != 0 {
		if done, err := s.book.FileKnown(ctx, ch.ID, o.summary.SHA256); err != nil {
			return book.Receipt{}, err
		} else if done != 0 {
			return alreadyIn(o, ch, done), nil
		}
		if held, err = s.held(ctx, ch.ID, o); err != nil {
			return book.Receipt{}, err
		}
	}
	always, err := s.always(ctx, o)
	if err != nil {
		return book.Receipt{}, err
	}
	p := planFor(o, held, opt, always)
	if err := s.remark(ctx, o, p, ch); err != nil {
		return book.Receipt{}, err
	}
	if p.waved > 0 && p.hold == nil {
		o.note(book.Note{Code: NoteAlways, Args: []string{fmt.Sprint(p.waved)}})
	}
	r := receipt(o, p, ch)
	if p.hold != nil {
		r.State, r.Problem = book.ReceiptHeld, p.hold
		return r, nil
	}
	locked, err := s.book.LockedMonths(ctx)
	if err != nil {
		return r, err
	}
	batch, err := s.apply(ctx, o, p, ch, locked, bill.Options{Role: opt.Role, Progress: m.of(o.file, "write")})
	if errors.As(err, &why) && why.File == o.file.Name && why.Code != "book_changed" { // the file's own fault
		return s.refuse(ctx, o.file, why), nil
	}
	if err != nil {
		return r, fmt.Errorf("import %s: %w", o.file.Name, err)
	}
	r.Batch, r.New, r.Known, r.Changed, r.Refused = batch.ID, batch.New, batch.Known, batch.Changed, batch.Refused
	return r, nil
}

// remark adds what only the book can tell: overlap, equal rows, a gap before.
func (s *Service) remark(ctx context.Context, o *observation, p *plan, ch book.Channel) error {
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
	statuses, err := s.book.Statuses(ctx)
	if err != nil {
		return err
	}
	for _, st := range statuses {
		if st.ID == ch.ID && st.Covered.To != 0 && st.Covered.To+1 < o.summary.Covers.From {
			o.note(book.Note{Code: "gap_before", Args: []string{(st.Covered.To + 1).String(), (o.summary.Covers.From - 1).String()}})
		}
	}
	return nil
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
		File: o.file.Name, Path: o.file.Path, State: book.ReceiptApplied, Format: o.summary.Format, Channel: ch.Name,
		Role: o.summary.Source.Role, Covers: o.summary.Covers, Rows: o.summary.Rows,
		New: p.counts[book.VerdictNew], Known: p.counts[book.VerdictKnown], Changed: p.counts[book.VerdictChanged],
		Suspicious: o.odd, Refused: o.refused, Notes: o.notes, Rejects: o.rejects,
	}
	if len(o.rejects) > 0 {
		r.Problem = &o.rejects[0].Problem
	}
	if r.New+r.Changed == 0 && len(o.marks) > 0 {
		r.State = book.ReceiptKnown
	}
	return r
}

func alreadyIn(o *observation, ch book.Channel, batch book.BatchID) book.Receipt {
	return book.Receipt{
		File: o.file.Name, Path: o.file.Path, State: book.ReceiptKnown, Batch: batch, Format: o.summary.Format, Channel: ch.Name,
		Role: o.summary.Source.Role, Covers: o.summary.Covers, Rows: o.summary.Rows, Known: len(o.marks),
		Notes: []book.Note{{Code: "same_file", Args: []string{fmt.Sprint(batch)}}},
	}
}

// refuse quarantines a file and writes its receipt. A file that cannot even be
// quarantined is still refused for its own reason, and the cause says so.
func (s *Service) refuse(ctx context.Context, f bill.File, why *book.Problem) book.Receipt {
	if why.File == "" {
		why.File = f.Name
	}
	if f.Open != nil {
		if err := s.quarantine(ctx, f, why); err != nil {
			why.Err = errors.Join(why.Err, err)
		}
	}
	return book.Receipt{File: f.Name, Path: f.Path, State: book.ReceiptRefused, Problem: why}
}

// quarantineBytes is how much of a refused file is kept.
const quarantineBytes = 1 << 20

func (s *Service) quarantine(ctx context.Context, f bill.File, why *book.Problem) error {
	in, err := f.Open()
	if err != nil {
		return fmt.Errorf("quarantine: %w", err)
	}
	defer in.Close()
	head, err := io.ReadAll(io.LimitReader(in, quarantineBytes))
	if err != nil {
		return fmt.Errorf("quarantine: %w", err)
	}
	sum := sha256.Sum256(head)
	return s.book.Quarantine(ctx, f.Name, hex.EncodeToString(sum[:]), head, why)
}
