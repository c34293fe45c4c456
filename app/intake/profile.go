package intake

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"zhangfang/app/book"
	"zhangfang/importers"
	"zhangfang/importers/bill"
)

// ProfileExt is how files are named that hold a shared profile.
const ProfileExt = ".zfprofile"

// maxProfile bounds a shared profile in bytes.
const maxProfile = 1 << 20

// Bounds of what is shown of a sheet that is being taught.
const (
	sheetRows    = 30 // first rows of a sheet
	trialEntries = 50
	trialRejects = 50
)

// Profiles lists how the owner taught the program to read sheets.
func (s *Service) Profiles(ctx context.Context) ([]book.Profile, error) { return s.book.Profiles(ctx) }

// SaveProfile keeps a profile; sheets with its header are read by it from now on.
// Problems: those of
// importers.CheckProfile, "channel_name".
func (s *Service) SaveProfile(ctx context.Context, p *book.Profile) error {
	if bad := wrongProfile(p); bad != nil {
		return bad
	}
	return s.book.SaveProfile(ctx, p, s.now())
}

// wrongProfile is why a profile cannot be taken, or nil.
func wrongProfile(p *book.Profile) *book.Problem {
	if bad := importers.CheckProfile(p); bad != nil {
		return bad
	}
	return wrongName(p.Channel)
}

// RemoveProfile forgets the profile for a header; what went in by it stays.
// Problem "no_profile".
func (s *Service) RemoveProfile(ctx context.Context, p *book.Profile) error {
	return s.book.RemoveProfile(ctx, p.Print(), s.now())
}

// noteReadBy is told of a file that a profile read. A: its name, B: the fingerprint
// of its header.
const noteReadBy = "read_by_profile"

func readBy(p *book.Profile) book.Note {
	return book.Note{Code: noteReadBy, Args: []string{p.Name, p.Print()}}
}

// ProfileOf is the profile that read a file, by the notes of its receipt or of its
// batch; nil where none did, or it was forgotten since.
func (s *Service) ProfileOf(ctx context.Context, notes []book.Note) (*book.Profile, error) {
	at := slices.IndexFunc(notes, func(n book.Note) bool { return n.Code == noteReadBy && len(n.Args) == 2 })
	if at < 0 {
		return nil, nil
	}
	profiles, err := s.book.Profiles(ctx)
	if err != nil {
		return nil, err
	}
	for i := range profiles {
		if profiles[i].Print() == notes[at].Args[1] {
			return &profiles[i], nil
		}
	}
	return nil, nil
}

// Sheets shows the sheets of a file as the program sees them. file is the name in
// its receipt, path where the person put it, text its encoding where the person
// knows better. The guess of a sheet that a profile reads is that profile.
func (s *Service) Sheets(ctx context.Context, path, file string, text book.Encoding) ([]book.SheetView, error) {
	f, err := fileAt(ctx, path, file)
	if err != nil {
		return nil, err
	}
	profiles, err := s.book.Profiles(ctx)
	if err != nil {
		return nil, err
	}
	own, err := importers.OwnHeader(ctx, f, profiles)
	if err != nil {
		return nil, err
	}
	if own != nil && text == book.EncodingAuto {
		text = own.Text
	}
	views, err := importers.Sheets(ctx, f, sheetRows, text)
	if err != nil {
		return nil, err
	}
	for i := range views {
		if own != nil && own.Text == text {
			showOwn(&views[i], own)
		}
	}
	return views, nil
}

// showOwn puts a profile in the place of the guess where a sheet has its header.
func showOwn(v *book.SheetView, own *book.Profile) {
	if own.Headless && v.Guess.Headless && slices.Equal(own.Columns, v.Guess.Columns) {
		v.Header, v.Guess = -1, *own
		return
	}
	for at, cells := range v.Rows {
		if book.HeaderPrint(cells) == own.Print() {
			v.Header, v.Guess = at, *own
			return
		}
	}
}

// GuessSheet is what a sheet suggests when its header is another of its rows.
func (s *Service) GuessSheet(v book.SheetView, header int) book.Profile {
	return importers.GuessAt(v.Rows, header)
}

// TrySheet reads a file by a profile and tells what would become of it. Nothing is
// written. Problems: those of SaveProfile, and why the file cannot be read.
func (s *Service) TrySheet(ctx context.Context, path, file string, p *book.Profile) (book.SheetTrial, error) {
	var t book.SheetTrial
	if bad := wrongProfile(p); bad != nil {
		return t, bad
	}
	f, err := fileAt(ctx, path, file)
	if err != nil {
		return t, err
	}
	parts, err := importers.OwnParts(ctx, f, p)
	if err != nil {
		return t, err
	}
	for _, part := range parts {
		summary, err := importers.ReadOwn(ctx, part, p, bill.Options{}, func(row *bill.Row) error {
			tryRow(&t, part, row)
			return nil
		})
		if err != nil {
			return t, err
		}
		trySummary(&t, summary)
	}
	return t, nil
}

func tryRow(t *book.SheetTrial, f bill.File, row *bill.Row) {
	t.Entries += len(row.Entries)
	for i := range row.Entries {
		if len(t.Sample) < trialEntries {
			t.Sample = append(t.Sample, row.Entries[i].Entry)
		}
	}
	if row.Problem != nil {
		if t.Refused++; len(t.Rejects) < trialRejects {
			t.Rejects = append(t.Rejects, refusal(f, row))
		}
	}
}

// trySummary adds what was understood of a sheet to that of the sheets before it.
func trySummary(t *book.SheetTrial, s *bill.Summary) {
	if t.Covers.From == 0 {
		t.Covers = s.Covers
	} else if s.Covers.From != 0 {
		t.Covers.From, t.Covers.To = min(t.Covers.From, s.Covers.From), max(t.Covers.To, s.Covers.To)
	}
	t.Rows += s.Rows
	t.Currency, t.Dates = cmp.Or(t.Currency, s.Currency), cmp.Or(t.Dates, s.Dates)
	t.Notes = append(t.Notes, s.Notes...)
}

// fileAt finds a file again by where it was put and its name in the receipt; of a
// part, the file that holds it.
func fileAt(ctx context.Context, path, file string) (bill.File, error) {
	files, refused, err := importers.Expand(ctx, []string{path}, "")
	if err != nil {
		return bill.File{}, err
	}
	for _, f := range files {
		if f.Name == file || strings.HasPrefix(file, f.Name+"!") {
			return f, nil
		}
	}
	if len(refused) > 0 {
		return bill.File{}, refused[0].Problem
	}
	return bill.File{}, &book.Problem{Code: "not_found", File: file}
}

// takeProfiles keeps the shared profiles among the files of a drop, and gives
// their receipts and the other files.
func (s *Service) takeProfiles(ctx context.Context, files []bill.File) (rest []bill.File, receipts []book.Receipt, err error) {
	for _, f := range files {
		if !strings.HasSuffix(strings.ToLower(f.Name), ProfileExt) {
			rest = append(rest, f)
			continue
		}
		r, err := s.takeProfile(ctx, f)
		if err != nil {
			return nil, nil, fmt.Errorf("keep the profile %s: %w", f.Name, err)
		}
		receipts = append(receipts, r)
	}
	return rest, receipts, nil
}

// takeProfile keeps a shared profile. One that differs from what the owner has for
// the same header is refused: the owner's own word is not overwritten by a drop.
func (s *Service) takeProfile(ctx context.Context, f bill.File) (book.Receipt, error) {
	p, why := readProfile(f)
	if why == nil {
		why = wrongProfile(p)
	}
	if why != nil {
		return s.refuse(ctx, f, why), nil
	}
	have, err := s.book.Profiles(ctx)
	if err != nil {
		return book.Receipt{}, err
	}
	r := book.Receipt{File: f.Name, Path: f.Path, State: book.ReceiptKnown, Channel: p.Channel, Role: p.Role,
		Notes: []book.Note{{Code: "profile_kept", Args: []string{p.Name}}}}
	at := slices.IndexFunc(have, func(h book.Profile) bool { return h.Print() == p.Print() })
	if at >= 0 {
		if !sameProfile(&have[at], p) {
			return s.refuse(ctx, f, &book.Problem{Code: "profile_differs", Args: []string{have[at].Name}}), nil
		}
		return r, nil
	}
	r.State = book.ReceiptApplied
	return r, s.book.SaveProfile(ctx, p, s.now())
}

func readProfile(f bill.File) (*book.Profile, *book.Problem) {
	in, err := f.Open()
	if err != nil {
		return nil, &book.Problem{Code: bill.CodeRead, Err: err}
	}
	defer in.Close()
	b, err := io.ReadAll(io.LimitReader(in, maxProfile))
	if err != nil {
		return nil, &book.Problem{Code: bill.CodeRead, Err: err}
	}
	p, err := book.DecodeProfile(b)
	if why := (*book.Problem)(nil); errors.As(err, &why) {
		return nil, why
	}
	if err != nil {
		return nil, &book.Problem{Code: "profile_damaged", Err: err}
	}
	return p, nil
}

func sameProfile(a, b *book.Profile) bool {
	x, errX := book.EncodeProfile(a)
	y, errY := book.EncodeProfile(b)
	return errX == nil && errY == nil && string(x) == string(y)
}

// CanTeach tells whether the owner may teach the program to read a file: no format
// knows it, or it is read by a profile, which can be edited.
func CanTeach(r *book.Receipt) bool {
	return r.Format == importers.OwnFormat || r.State == book.ReceiptRefused && importers.Teachable(r.Problem)
}
